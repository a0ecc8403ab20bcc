"""Streaks: the rules one by one, and the fold against a naive re-computation."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.people import Leave
from bot.engine.model.scores import DayOutcome, DayRule, StreakState, TeamDay
from bot.engine.rules.day_words import explain
from bot.engine.rules.streaks import (
    DayFacts,
    on_leave,
    replay,
    to_next_freeze,
    without_pending_days,
)
from bot.engine.rules.text import count_of
from tests.support.naive_streaks import naive_freezes, naive_outcomes, naive_streak

MONDAY = date(2026, 11, 2)

Day = tuple[bool, str]  # responded; the rule by which a miss costs nothing, or empty
KEPT: Day = (True, "")
AWAY: Day = (False, "leave")
FREE: Day = (False, "holiday")
MISS: Day = (False, "")

histories = st.lists(
    st.sampled_from((KEPT, KEPT, KEPT, KEPT, KEPT, (True, "leave"), AWAY, FREE, MISS)), max_size=60
)


def facts(history: list[Day]) -> list[DayFacts]:
    return [
        DayFacts(MONDAY + timedelta(days=i), responded, DayRule(free) if free else None)
        for i, (responded, free) in enumerate(history)
    ]


def lines(*history: Day) -> tuple[TeamDay, ...]:
    return replay(7, facts(list(history)))


def last(*history: Day) -> StreakState:
    return lines(*history)[-1].after


@given(histories)
def test_the_streak_log_is_what_a_naive_recomputation_finds(history: list[Day]) -> None:
    log = replay(7, facts(history))
    outcomes = naive_outcomes(history)
    assert [line.outcome.value for line in log] == outcomes
    for end, line in enumerate(log, 1):
        best = max(naive_streak(outcomes[:n]) for n in range(1, end + 1))
        seen = outcomes[:end]
        assert line.after == StreakState(naive_streak(seen), best, naive_freezes(seen))
        assert line.day == MONDAY + timedelta(days=end - 1)
        assert line.member_id == 7


@given(histories, st.integers(0, 60))
def test_a_log_can_be_taken_up_again_from_any_day(history: list[Day], cut: int) -> None:
    whole = replay(7, facts(history))
    start = whole[:cut][-1].after if whole[:cut] else None
    assert whole[:cut] + replay(7, facts(history)[cut:], start) == whole


@given(histories, st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_a_day_not_decided_yet_is_as_if_it_had_not_been_unless_it_cost_nothing(
    history: list[Day], waiting: set[int], cut: int
) -> None:
    log = replay(7, facts(history))
    start = log[:cut][-1].after if log[:cut] else None
    days = [MONDAY + timedelta(days=n) for n in waiting if n >= cut]
    told = without_pending_days(7, log[cut:], days, start)
    judged = [day for n, day in enumerate(history) if n < cut or n not in waiting or day != MISS]
    outcomes = naive_outcomes(judged)
    shown = log[:cut] + told
    assert [line.outcome.value for line in shown] == outcomes
    if shown:
        assert shown[-1].after.current == naive_streak(outcomes)
        assert shown[-1].after.freezes == naive_freezes(outcomes)


@given(histories)
def test_every_change_of_a_streak_has_a_reason_in_words(history: list[Day]) -> None:
    before = StreakState()
    for line in replay(7, facts(history)):
        told = explain(line, before)
        assert told
        if line.after.freezes > before.freezes:
            assert (line.rule, told[-16:]) == (DayRule.FREEZE_EARNED, " earned a freeze")
        if line.after.freezes < before.freezes:
            assert line.rule is DayRule.FREEZE_USED
        if line.after.current < before.current:
            assert line.rule is DayRule.MISSED
            assert f"your streak of {count_of(before.current, 'day')} ended" in told
        before = line.after


# --- the rules, one by one ------------------------------------------------------------------


def test_each_kept_day_adds_one() -> None:
    assert [line.after.current for line in lines(KEPT, KEPT, KEPT)] == [1, 2, 3]


def test_a_miss_ends_the_streak_and_the_best_stays() -> None:
    assert last(KEPT, KEPT, MISS) == StreakState(0, 2, 0)


def test_leave_neither_adds_nor_breaks() -> None:
    assert last(KEPT, AWAY, AWAY, KEPT) == StreakState(2, 2, 0)


def test_a_day_that_costs_nothing_neither_adds_nor_breaks_nor_spends() -> None:
    assert last(*[KEPT] * 5, FREE, KEPT) == StreakState(6, 6, 1)
    assert [line.outcome for line in lines(KEPT, FREE)][1] is DayOutcome.EXCUSED


def test_a_response_on_leave_counts() -> None:
    assert last(KEPT, (True, "leave")).current == 2


def test_every_fifth_kept_day_in_a_row_earns_a_freeze() -> None:
    assert [line.after.freezes for line in lines(*[KEPT] * 10)] == [0] * 4 + [1] * 5 + [2]


def test_at_most_two_freezes_are_held() -> None:
    assert last(*[KEPT] * 30).freezes == 2


def test_a_miss_spends_a_freeze_by_itself() -> None:
    log = lines(*[KEPT] * 5, MISS)
    assert log[-1].outcome is DayOutcome.FREEZE
    assert log[-1].after == StreakState(5, 5, 0)


def test_days_in_a_row_go_on_across_protected_days() -> None:
    assert last(*[KEPT] * 3, AWAY, *[KEPT] * 2).freezes == 1
    assert last(*[KEPT] * 5, MISS, *[KEPT] * 5) == StreakState(10, 10, 1)


def test_days_in_a_row_begin_anew_after_a_miss() -> None:
    assert last(*[KEPT] * 4, MISS, KEPT).freezes == 0
    assert last(*[KEPT] * 4, MISS, *[KEPT] * 5).freezes == 1


def test_two_freezes_protect_two_misses_and_the_third_ends_it() -> None:
    log = lines(*[KEPT] * 10, MISS, MISS, MISS)
    assert [line.outcome for line in log[-3:]] == [
        DayOutcome.FREEZE,
        DayOutcome.FREEZE,
        DayOutcome.MISSED,
    ]
    assert log[-1].after == StreakState(0, 10, 0)


def test_leave_spends_no_freeze() -> None:
    assert last(*[KEPT] * 5, AWAY).freezes == 1


@given(histories)
def test_the_next_freeze_comes_after_the_days_told(history: list[Day]) -> None:
    log = replay(7, facts(history))
    state = log[-1].after if log else StreakState()
    told = to_next_freeze(state)
    if told == 0:
        assert state.freezes == 2
        return
    more = replay(7, facts([KEPT] * told), state)
    assert [line.after.freezes - state.freezes for line in more] == [0] * (told - 1) + [1]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=4), st.integers(0, 40))
def test_a_leave_covers_its_first_and_last_day_and_those_between(
    spans: list[tuple[int, int]], offset: int
) -> None:
    one = timedelta(days=1)
    leaves = [Leave(7, MONDAY + a * one, MONDAY + (a + length) * one) for a, length in spans]
    covered = {a + n for a, length in spans for n in range(length + 1)}
    assert on_leave(leaves, MONDAY + offset * one) == (offset in covered)
