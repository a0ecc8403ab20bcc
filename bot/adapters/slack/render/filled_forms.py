"""A submitted form shown once more: as text while it's being saved, or filled in as it was."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import plain
from bot.adapters.slack.render.forms import entered, modal, private_of, said
from bot.adapters.slack.render.packing import rich
from bot.adapters.slack.render.rich_text import line, preformatted
from bot.engine.cards import ProblemCard

NOTE = "note"
"""Id of the block that tells why a form came back."""

_INITIAL = {
    "plain_text_input": "initial_value",
    "timepicker": "initial_time",
    "conversations_select": "initial_conversation",
    "radio_buttons": "initial_option",
    "static_select": "initial_option",
    "checkboxes": "initial_options",
    "multi_static_select": "initial_options",
    "external_select": "initial_option",
}
_ENTERED = {
    "plain_text_input": "value",
    "timepicker": "selected_time",
    "conversations_select": "selected_conversation",
    "radio_buttons": "selected_option",
    "static_select": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "external_select": "selected_option",
}


def held(view: Json, why: ProblemCard) -> Json:
    """Return a form that shows what was typed, and can't be sent: it's being saved."""
    shown = said(_title(view), why.message, why.fix)
    words = [preformatted(words) for words in _typed(view)]
    return {**shown, "blocks": [*shown["blocks"], *(rich(words) if words else [])]}


def saved(view: Json) -> Json:
    """Return what a held form shows once it's saved."""
    return said(_title(view), "Saved.", "You can close this.")


def returned(view: Json, problem: ProblemCard) -> Json:
    """Return the form filled in as it was sent, with what was wrong on top."""
    note = rich([line(problem.message, bold=True), *([line(problem.fix)] if problem.fix else [])])
    note[0]["block_id"] = NOTE
    kept = blocks_of(view)
    submit: Json = view.get("submit") or plain("Send")
    return modal(
        _title(view),
        str(view.get("callback_id") or ""),
        [*note, *kept],
        submit=str(submit.get("text") or "Send"),
        private=private_of(view),
    )


def blocks_of(view: Json) -> list[Json]:
    """Return a form's blocks, filled in as it is, without what was wrong with it."""
    blocks: list[Json] = view.get("blocks") or []
    return [_filled(block, view) for block in blocks if block.get("block_id") != NOTE]


def typed(view: Json) -> str:
    """Return everything that was typed, to be copied from a message."""
    return "\n\n".join(_typed(view))


def first_field(view: Json) -> str:
    """Return the id of the field at which a problem of the whole form is told; "" for none."""
    return next((str(block.get("block_id") or "") for block in _inputs(view)), "")


def _title(view: Json) -> str:
    title: Json = view.get("title") or {}
    return str(title.get("text") or "Warmup")


def _inputs(view: Json) -> list[Json]:
    blocks: list[Json] = view.get("blocks") or []
    return [block for block in blocks if block.get("type") == "input"]


def _typed(view: Json) -> list[str]:
    """Return the words of the text fields; names of choices are quickly chosen again."""
    states = [_state(view, block) for block in _inputs(view)]
    texts = [entered(state) for state in states if state.get("type") == "plain_text_input"]
    return [str(text) for text in texts if text]


def _state(view: Mapping[str, Any], block: Json) -> Json:
    state: Json = view.get("state") or {}
    values: dict[str, dict[str, Json]] = state.get("values") or {}
    element: Json = block.get("element") or {}
    return values.get(str(block.get("block_id")), {}).get(str(element.get("action_id")), {})


def _filled(block: Json, view: Json) -> Json:
    """Return an input block that holds at first what was entered; other blocks as they are."""
    element: Json = block.get("element") or {}
    kind = str(element.get("type") or "")
    if block.get("type") != "input" or kind not in _INITIAL:
        return block
    bare = {key: value for key, value in element.items() if key != _INITIAL[kind]}
    value = _state(view, block).get(_ENTERED[kind])
    return {**block, "element": {**bare, _INITIAL[kind]: value} if value else bare}
