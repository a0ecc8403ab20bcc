"""A suggestion is one a person would make, or there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.rules.did_you_mean import MAX_LISTED, closest, suggest

LEVELS = ("basic", "intermediate", "advanced")
TRACKS = ("pytorch", "tensorflow", "keras", "machine-learning", "nlp", "sql")


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("pytroch", TRACKS, "pytorch"),
        ("Tensorflow ", TRACKS, "tensorflow"),
        ("machine learning", TRACKS, "machine-learning"),
        ("advance", LEVELS, "advanced"),
        ("fry", ("mon", "fri"), "fri"),
    ],
)
def test_a_misspelling_is_recognized(word: str, known: tuple[str, ...], meant: str) -> None:
    assert closest(word, known) == meant
    assert suggest(word, known) == f"Did you mean {meant}?"


@pytest.mark.parametrize(
    ("word", "known"),
    [("beginner", LEVELS), ("nlp", ("tensorflow",)), ("easy", LEVELS), ("", LEVELS)],
)
def test_a_word_that_is_like_none_gets_the_choices(word: str, known: tuple[str, ...]) -> None:
    assert closest(word, known) == ""
    assert "Did you mean" not in suggest(word, known)
    assert all(option in suggest(word, known) for option in known)


def test_the_choices_come_in_their_own_order_and_with_the_prefix() -> None:
    assert suggest("beginner", LEVELS) == "Use basic, intermediate or advanced."
    assert suggest("x", ("quiz",), "/") == "Use /quiz."


def test_more_choices_than_anyone_reads_are_not_listed() -> None:
    assert suggest("xyz", [f"track-{n}" for n in range(MAX_LISTED + 1)]) == ""
    assert suggest("xyz", ()) == ""


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), max_size=20))
def test_what_is_meant_is_always_known(word: str, known: list[str]) -> None:
    assert closest(word, known) in {*known, ""}
