"""Suggested ticks in the form with the boxes: what is told, ticked and pressed."""

from dataclasses import replace
from typing import Any, cast

import pytest

from bot.adapters.shared.action_ids import SuggestTicks, decode
from bot.adapters.slack.limits import OPTION_TEXT
from bot.adapters.slack.render.modals import modal_of
from bot.engine.cards import MineCard, Suggestion, SuggestionState
from tests.support.fakes.block_kit import view_problems
from tests.support.slack.samples import MINE_SUGGESTED


def shown(state: SuggestionState, why: str = "") -> dict[str, Any]:
    """Return the form in a state of the suggestion."""
    card: MineCard = replace(
        MINE_SUGGESTED, suggestion=Suggestion(state, "<qwen>", "localhost:11434", why)
    )
    view = modal_of(card, {})
    assert view_problems(view) == []
    return view


def pressable(view: dict[str, Any]) -> list[SuggestTicks]:
    """Return the buttons that ask for ticks."""
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    actions = [decode(element.get("action_id", "")) for row in rows for element in row]
    return [action for action in actions if isinstance(action, SuggestTicks)]


def boxes(view: dict[str, Any]) -> dict[str, Any]:
    """Return the field with the boxes."""
    return next(block["element"] for block in view["blocks"] if block["type"] == "input")


def test_what_is_suggested_is_ticked_with_its_quote_and_saved_like_ticks_by_hand() -> None:
    view = shown(SuggestionState.MADE)
    field = boxes(view)
    assert [option["value"] for option in field["initial_options"]] == ["0", "1"]
    quoted = cast("str", field["options"][0]["description"]["text"])
    assert quoted.startswith("“")
    assert len(quoted) <= OPTION_TEXT
    assert "description" not in field["options"][2]
    assert "can be wrong" in str(view["blocks"])
    assert view["submit"]["text"] == "Save"
    assert pressable(view) == []


def test_before_the_first_time_it_says_what_is_sent_where() -> None:
    view = shown(SuggestionState.ASKS)
    assert "are sent to localhost:11434, where the model <qwen> reads them" in str(view["blocks"])
    assert pressable(view) == [SuggestTicks(7, 1)]


@pytest.mark.parametrize("state", [SuggestionState.OFFERED, SuggestionState.FAILED])
def test_it_is_asked_for_by_a_button(state: SuggestionState) -> None:
    view = shown(state, "the model took too long")
    assert pressable(view) == [SuggestTicks(7, 0)]
    told = "No suggestion: the model took too long." in str(view["blocks"])
    assert told is (state is SuggestionState.FAILED)
