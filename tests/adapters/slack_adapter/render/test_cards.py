"""Every card as Slack is sent it. WARMUP_SNAPSHOTS=write rewrites the files after a change."""

import json
import os
from pathlib import Path

import pytest

from bot.adapters.slack.limits import MESSAGE_CHARACTERS, size
from bot.adapters.slack.render.cards import render
from bot.engine.cards import Card
from tests.support.fakes.block_kit import problems
from tests.support.slack.samples import SAMPLES

FOLDER = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_looks_as_it_did(name: str) -> None:
    messages = [{"text": m.text, "blocks": list(m.blocks)} for m in render(SAMPLES[name])]
    shown = json.dumps(messages, indent=1, ensure_ascii=False) + "\n"
    file = FOLDER / f"{name}.json"
    if os.environ.get("WARMUP_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_is_within_every_limit_and_nothing_in_it_is_live(name: str) -> None:
    for message in render(SAMPLES[name]):
        assert problems(message.blocks) == []
        assert size(message.blocks) <= MESSAGE_CHARACTERS
        assert message.text
        for opening in ("<@", "<!channel", "<!here", "<http"):
            assert opening not in message.text
        pings = '"usergroup"' in json.dumps(message.blocks)
        assert pings == (name == "question_opening"), "a question alone may ping its one group"


def test_every_kind_of_card_has_a_sample() -> None:
    assert {type(card) for card in SAMPLES.values()} == set(Card.__args__)
