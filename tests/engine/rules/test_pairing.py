"""Pairing: the longest waiting first, nobody twice, and no pair again within a week."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.rules.pairing import REPEAT_AFTER, Meeting, match, match_all
from tests.support.builders import at

NOW = at("2026-11-25 10:00")
people = st.lists(st.integers(1, 8), unique=True, max_size=8)


def meeting(two: list[int], hours: int) -> Meeting:
    return Meeting(frozenset(two), NOW - timedelta(hours=hours))


two_people = st.lists(st.integers(1, 8), min_size=2, max_size=2, unique=True)
meetings = st.lists(st.builds(meeting, two_people, st.integers(0, 24 * 21)), max_size=20)


def met(*two: int, days: float) -> Meeting:
    return Meeting(frozenset(two), NOW - timedelta(days=days))


def lately(pair: tuple[int, int], held: list[Meeting]) -> bool:
    return any(m.members == frozenset(pair) and NOW - m.at < REPEAT_AFTER for m in held)


def test_the_two_who_wait_longest_are_paired() -> None:
    assert match([3, 1, 2], (), NOW) == (3, 1)
    assert match([3], (), NOW) is None
    assert match([], (), NOW) is None


def test_who_was_paired_this_week_waits_for_somebody_else() -> None:
    assert match([1, 2], [met(1, 2, days=6.9)], NOW) is None
    assert match([1, 2], [met(1, 2, days=7)], NOW) == (1, 2)
    assert match([1, 2, 3], [met(1, 2, days=3)], NOW) == (1, 3)
    assert match([1, 2, 3], [met(1, 2, days=3), met(1, 3, days=2)], NOW) == (2, 3)


def test_the_latest_partner_is_the_last_choice_even_weeks_later() -> None:
    before = [met(1, 2, days=14)]
    assert match([1, 2, 3], before, NOW) == (1, 3)
    assert match([1, 2], before, NOW) == (1, 2)
    both = [met(1, 2, days=30), met(1, 3, days=14), met(2, 4, days=20)]
    assert match([1, 3, 2], both, NOW) == (1, 2)


@given(people, meetings)
def test_nobody_is_in_two_pairs_and_no_pair_is_this_weeks(
    waiting: list[int], held: list[Meeting]
) -> None:
    pairs = match_all(waiting, held, NOW)
    paired = [each for pair in pairs for each in pair]
    assert len(paired) == len(set(paired))
    assert set(paired) <= set(waiting)
    assert not any(lately(pair, held) for pair in pairs)


@given(people, meetings)
def test_nobody_waits_on_who_could_be_paired(waiting: list[int], held: list[Meeting]) -> None:
    paired = {each for pair in match_all(waiting, held, NOW) for each in pair}
    left = [each for each in waiting if each not in paired]
    assert all(lately((a, b), held) for a in left for b in left if a != b)


@given(people, meetings)
def test_who_waits_longest_of_those_who_can_be_paired_is_first(
    waiting: list[int], held: list[Meeting]
) -> None:
    pair = match(waiting, held, NOW)
    able = [a for a in waiting if any(a != b and not lately((a, b), held) for b in waiting)]
    assert (pair is None) == (not able)
    if pair is not None:
        assert pair[0] == able[0]
        assert waiting.index(pair[0]) < waiting.index(pair[1])


@given(people, meetings)
def test_the_order_in_which_earlier_pairs_are_told_doesnt_matter(
    waiting: list[int], held: list[Meeting]
) -> None:
    distinct = list({each.at: each for each in held}.values())
    assert match_all(waiting, distinct, NOW) == match_all(waiting, distinct[::-1], NOW)
