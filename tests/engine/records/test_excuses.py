"""When a round is nobody's team day, against the clock minute by minute."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.rounds import Excuse
from bot.engine.model.schedules import WORKING_DAYS
from bot.engine.model.scores import Outage
from bot.engine.rules.streaks import excuse_when_asked, excuse_when_closed, reachable
from tests.support.builders import at

OPENED = at("2026-11-02 09:00")
MONDAY = date(2026, 11, 2)
SATURDAY = date(2026, 11, 7)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

spans = st.tuples(st.integers(-60, 300), st.integers(0, 200))


def outage(began: int, minutes: int) -> Outage:
    """Return an outage that began so many minutes after the round was opened."""
    return Outage("console", OPENED + began * MINUTE, OPENED + (began + minutes) * MINUTE)


def naive_minutes(open_for: int, outages: list[tuple[int, int]]) -> int:
    """Count the minutes of the round in which no outage was."""
    out = {began + n for began, minutes in outages for n in range(minutes)}
    return sum(minute not in out for minute in range(open_for))


@given(st.integers(0, 400), st.lists(spans, max_size=6))
def test_the_time_a_round_could_be_answered_is_counted_without_the_outages(
    open_for: int, outages: list[tuple[int, int]]
) -> None:
    found = reachable(OPENED, OPENED + open_for * MINUTE, [outage(*span) for span in outages])
    assert found == naive_minutes(open_for, outages) * MINUTE


@given(st.integers(0, 400), st.lists(spans, max_size=4), st.booleans())
def test_a_round_counts_only_if_open_for_an_hour_and_within_reach_for_half_of_its_time(
    open_for: int, outages: list[tuple[int, int]], holiday: bool
) -> None:
    found = excuse_when_closed(
        OPENED,
        OPENED + open_for * MINUTE,
        MONDAY,
        {MONDAY} if holiday else set(),
        [outage(*span) for span in outages],
    )
    if holiday:
        assert found is Excuse.HOLIDAY
    elif open_for < 60:
        assert found is Excuse.SHORT
    elif 2 * naive_minutes(open_for, outages) < open_for:
        assert found is Excuse.OUTAGE
    else:
        assert found is None


def test_a_round_of_exactly_an_hour_counts() -> None:
    hour = OPENED + 60 * MINUTE
    assert excuse_when_closed(OPENED, hour, MONDAY, (), ()) is None
    assert excuse_when_closed(OPENED, hour - MINUTE, MONDAY, (), ()) is Excuse.SHORT


def test_an_outage_of_exactly_half_of_the_open_hours_excuses_nobody() -> None:
    closed = OPENED + 400 * MINUTE
    half, more = [outage(0, 200)], [outage(0, 201)]
    assert excuse_when_closed(OPENED, closed, MONDAY, (), half) is None
    assert excuse_when_closed(OPENED, closed, MONDAY, (), more) is Excuse.OUTAGE


EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("day", "days", "by_hand", "weekends_count", "excuse"),
    [
        (MONDAY, EVERY_DAY, False, False, None),
        (SATURDAY, EVERY_DAY, False, False, Excuse.WEEKEND),
        (SATURDAY, EVERY_DAY, False, True, None),
        (SATURDAY, EVERY_DAY, True, False, Excuse.WEEKEND),
        (SATURDAY, (0, 1, 2, 3, 4, 5), False, False, None),
        (SATURDAY - 6 * DAY, (6, 0, 1, 2, 3), False, False, None),
        (SATURDAY, WORKING_DAYS, True, False, Excuse.OFF_DAY),
        (SATURDAY, WORKING_DAYS, True, True, Excuse.OFF_DAY),
        (MONDAY, WORKING_DAYS, True, False, None),
        (MONDAY, (1, 2), False, False, None),
    ],
)
def test_a_weekend_counts_where_the_team_chose_it(
    day: date, days: tuple[int, ...], by_hand: bool, weekends_count: bool, excuse: Excuse | None
) -> None:
    found = excuse_when_asked(day, days, by_hand=by_hand, weekends_count=weekends_count)
    assert found is excuse


def test_outages_that_overlap_are_not_counted_twice() -> None:
    twice = [outage(10, 30), outage(10, 30), outage(20, 30)]
    assert reachable(OPENED, OPENED + 100 * MINUTE, twice) == 60 * MINUTE
