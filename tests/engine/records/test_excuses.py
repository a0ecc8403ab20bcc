"""When a round is nobody's team day, against the clock minute by minute."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.rounds import Excuse
from bot.engine.model.schedules import WORKING_DAYS
from bot.engine.model.scores import Outage
from bot.engine.rules.streaks import excuse, reachable
from tests.support.builders import at

OPENED = at("2026-11-02 09:00")
MONDAY = date(2026, 11, 2)
MINUTE = timedelta(minutes=1)

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


@given(
    st.integers(0, 400),
    st.lists(spans, max_size=4),
    st.booleans(),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_a_round_counts_only_on_a_working_day_and_answerable_for_an_hour(
    open_for: int, outages: list[tuple[int, int]], holiday: bool, days: set[int]
) -> None:
    found = excuse(
        OPENED,
        OPENED + open_for * MINUTE,
        MONDAY,
        days,
        {MONDAY} if holiday else set(),
        [outage(*span) for span in outages],
    )
    if holiday:
        assert found is Excuse.HOLIDAY
    elif 0 not in days:
        assert found is Excuse.OFF_DAY
    elif open_for < 60:
        assert found is Excuse.SHORT
    elif naive_minutes(open_for, outages) < 60:
        assert found is Excuse.OUTAGE
    else:
        assert found is None


def test_a_round_of_exactly_an_hour_counts() -> None:
    hour = OPENED + 60 * MINUTE
    assert excuse(OPENED, hour, MONDAY, WORKING_DAYS, (), ()) is None
    assert excuse(OPENED, hour - MINUTE, MONDAY, WORKING_DAYS, (), ()) is Excuse.SHORT


def test_outages_that_overlap_are_not_counted_twice() -> None:
    twice = [outage(10, 30), outage(10, 30), outage(20, 30)]
    assert reachable(OPENED, OPENED + 100 * MINUTE, twice) == 60 * MINUTE
