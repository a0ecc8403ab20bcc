"""A quiz asks at the level of whoever takes it, one above it, or where they are weak."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.practice import Focus
from bot.engine.model.questions import Level, Question
from bot.engine.rules.quiz_mix import (
    ENOUGH,
    Attempted,
    levels_to_ask,
    own_level,
    pick,
    weak_tracks,
)
from tests.support.builders import question

BASIC, MIDDLE, HIGH = Level
levels = st.sampled_from(list(Level))
attempts = st.lists(st.builds(Attempted, levels, st.sampled_from(["sql", "nlp"]), st.booleans()))


def tried(level: Level, results: str, track: str = "sql") -> list[Attempted]:
    """Return attempts: a letter each, ``r`` for right."""
    return [Attempted(level, track, result == "r") for result in results]


def asked(*each: tuple[str, Level]) -> list[Question]:
    return [question(name, level=level) for name, level in each]


def test_someone_new_begins_at_basic() -> None:
    assert own_level(()) is BASIC
    assert own_level(tried(BASIC, "rrr")) is BASIC, "three answers say too little"


def test_the_level_is_the_first_that_is_not_mastered() -> None:
    assert own_level(tried(BASIC, "rrrw")) is MIDDLE
    assert own_level(tried(BASIC, "rrww")) is BASIC
    assert own_level(tried(BASIC, "rrrr") + tried(MIDDLE, "rrrr")) is HIGH
    assert own_level(tried(BASIC, "w" * 20 + "r" * 20)) is MIDDLE, "the latest answers count"


def test_a_mix_asks_mostly_at_ones_own_level_with_one_harder_and_one_easier() -> None:
    assert levels_to_ask(MIDDLE, Focus.MIX, 5) == (MIDDLE, MIDDLE, HIGH, MIDDLE, BASIC)
    assert levels_to_ask(BASIC, Focus.MIX, 5) == (BASIC, BASIC, MIDDLE, BASIC, BASIC)
    assert levels_to_ask(MIDDLE, Focus.HARDER, 3) == (HIGH,) * 3
    assert levels_to_ask(HIGH, Focus.HARDER, 2) == (HIGH,) * 2, "there is nothing harder"


def test_weak_spots_are_the_tracks_with_the_smallest_shares_of_right_answers() -> None:
    attempted = [
        *tried(BASIC, "rrrr", "good"),
        *tried(BASIC, "rrww", "fair"),
        *tried(BASIC, "rwww", "poor"),
        *tried(BASIC, "www", "hardly tried"),
    ]
    assert weak_tracks(attempted) == ("poor", "fair")


def test_where_a_level_has_none_left_the_nearest_is_asked() -> None:
    ranked = asked(("a/1", BASIC), ("a/2", HIGH), ("a/3", BASIC), ("a/4", MIDDLE))
    picked = pick(ranked, (HIGH, HIGH, HIGH))
    assert [each.id for each in picked] == ["a/2", "a/4", "a/1"]
    assert len(pick(ranked, (BASIC,) * 9)) == 4


@given(attempts, st.sampled_from(list(Focus)), st.integers(1, 20))
def test_any_history_gives_as_many_levels_as_questions_and_no_track_it_does_not_hold(
    attempted: Sequence[Attempted], focus: Focus, count: int
) -> None:
    assert len(levels_to_ask(own_level(attempted), focus, count)) == count
    for track in weak_tracks(attempted):
        results = [each.right for each in attempted if each.track == track]
        assert len(results) >= ENOUGH
        assert not all(results)
