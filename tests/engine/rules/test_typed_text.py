"""What members type can be kept by any database, and acts on no screen."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import commands as c
from bot.engine.cards import ReceiptCard
from bot.engine.command_text import clean_command
from bot.engine.rules.text import clean_text
from tests.support.builders import actor, at
from tests.support.world import World

ANN = actor("ann")
NOW = at("2026-11-02 09:00")


@given(st.text(st.characters()))
def test_any_text_becomes_one_that_every_database_keeps(text: str) -> None:
    clean = clean_text(text)
    clean.encode()  # no half of a character is left
    assert not {char for char in clean if char < " " or char == "\x7f"} - set("\n\t")
    assert clean_text(clean) == clean


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t")))
def test_words_without_such_characters_stay_as_they_are(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("\x1b[31mred", "[31mred"),
        ("one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour"),
        ("half \ud83d of a face", "half \ufffd of a face"),
        ("a whole 🙂", "a whole 🙂"),
    ],
)
def test_what_is_taken_out(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    "command",
    [
        c.SubmitWords(ANN, NOW, 1, "a\x00b"),
        c.FlagQuestion(ANN, NOW, "a\x00b", "a\x00b", 1),
        c.CorrectKey(ANN, NOW, "a\x00b", 1, "a\x00b"),
        c.RetireQuestion(ANN, NOW, "a\x00b", "a\x00b"),
        c.SetZone(ANN, NOW, "a\x00b"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_every_text_of_a_command_is_cleaned(command: c.Command) -> None:
    cleaned = clean_command(command)
    assert type(cleaned) is type(command)
    texts = [getattr(cleaned, field.name) for field in fields(cleaned)]
    assert "ab" in texts
    assert "a\x00b" not in texts
    assert (cleaned.actor, cleaned.at) == (ANN, NOW)


async def test_an_answer_with_a_nul_in_it_is_kept_without() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    card = await world.say(ANN, "the\x00 chain rule\r\nand\tmore")
    assert isinstance(card, ReceiptCard)
    assert card.words == "the chain rule\nand\tmore"
