"""Slots, reveals, catching up and periods."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.engine.errors import NaiveTime
from bot.engine.model.schedules import Plan
from bot.engine.model.scores import Period
from bot.engine.rules import calendar
from tests.support.builders import at, plan

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Beirut",
    "America/Havana",
    "Australia/Lord_Howe",
    "America/Nuuk",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Africa/Cairo",
)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)

walls = st.builds(time, st.integers(0, 23), st.integers(0, 59))
days_of_the_week = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
dates = st.dates(date(2024, 1, 1), date(2028, 12, 31))
moments = st.integers(0, 5 * 366 * 24 * 3600).map(lambda s: at("2024-01-01 00:00") + s * SECOND)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    wall = draw(walls)
    reveal_at = draw(st.none() | walls.filter(lambda reveal: reveal != wall))
    spans = st.integers(5, 7 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
    return Plan(
        at=wall,
        zone=draw(st.sampled_from(ZONES)),
        days=draw(days_of_the_week),
        reveal_at=reveal_at,
        reveal_after=None if reveal_at else draw(st.none() | spans),
    )


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTime, match="has no zone"):
        calendar.utc(datetime(2026, 11, 2, 9))  # noqa: DTZ001


def test_local_dates_are_the_zones_own() -> None:
    evening = at("2026-11-02 23:30")
    assert calendar.local_date(evening, "Europe/Berlin") == date(2026, 11, 3)
    assert calendar.local_date(evening, "America/New_York") == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "expected"),
    [
        ("America/New_York", date(2026, 11, 1), time(1, 30), at("2026-11-01 05:30")),
        ("America/New_York", date(2026, 3, 8), time(2, 30), at("2026-03-08 07:30")),
        ("Asia/Beirut", date(2026, 3, 29), time(0), at("2026-03-28 22:00")),
        ("America/Havana", date(2026, 3, 8), time(0, 30), at("2026-03-08 05:30")),
        ("Africa/Cairo", date(2026, 4, 24), time(0), at("2026-04-23 22:00")),
        ("America/Nuuk", date(2025, 3, 29), time(23, 30), at("2025-03-30 01:30")),
    ],
)
def test_the_days_on_which_cron_fires_twice_or_not_at_all_have_one_instant(
    zone: str, day: date, wall: time, expected: datetime
) -> None:
    assert calendar.instant(day, wall, zone) == expected


def test_a_wall_time_marked_as_the_second_still_means_the_first() -> None:
    second = time(1, 30, fold=1)
    assert calendar.instant(date(2026, 11, 1), second, "America/New_York") == at("2026-11-01 05:30")


@given(plans(), dates)
def test_a_reveal_comes_after_its_slot(drawn: Plan, day: date) -> None:
    assert calendar.reveal_instant(drawn, day) > calendar.slot_instant(drawn, day)


@given(plans(), dates)
def test_a_reveal_at_a_time_comes_within_the_next_day(drawn: Plan, day: date) -> None:
    assume(drawn.reveal_at is not None)
    gone = calendar.reveal_instant(drawn, day) - calendar.slot_instant(drawn, day)
    assert gone <= timedelta(hours=25)


def test_a_reveal_earlier_in_the_day_than_the_question_is_the_next_days() -> None:
    night = plan(at=time(16), reveal_at=time(9))
    assert calendar.reveal_instant(night, date(2026, 11, 2)) == at("2026-11-03 09:00")
    day = plan(at=time(9), reveal_at=time(16))
    assert calendar.reveal_instant(day, date(2026, 11, 2)) == at("2026-11-02 16:00")


@pytest.mark.parametrize("zone", ["America/Nuuk", "America/Scoresbysund"])
@pytest.mark.parametrize(
    ("wall", "reveal"),
    [(time(23, 30), time(0)), (time(23, 59), time(0)), (time(23, 30), time(0, 30))],
)
def test_a_reveal_that_a_gap_at_midnight_moved_the_slot_over_is_a_day_later(
    zone: str, wall: time, reveal: time
) -> None:
    night = plan(at=wall, reveal_at=reveal, zone=zone)
    saturday = date(2026, 3, 28)
    assert calendar.reveal_instant(night, saturday) == calendar.instant(
        date(2026, 3, 30), reveal, zone
    )
    friday = saturday - timedelta(days=1)
    assert calendar.reveal_instant(night, friday) == calendar.instant(saturday, reveal, zone)


@given(plans(), dates)
def test_a_reveal_on_the_next_day_comes_on_the_next_day_that_the_plan_asks(
    drawn: Plan, day: date
) -> None:
    assume(drawn.reveal_at is not None)
    assert drawn.reveal_at is not None
    reveal = calendar.reveal_instant(replace(drawn, reveal_next_day=True), day)
    week = (day + timedelta(days=n) for n in range(1, 8))
    next_day = next(each for each in week if each.weekday() in drawn.days)
    wall = calendar.instant(next_day, drawn.reveal_at, drawn.zone)
    assert wall <= reveal <= wall + timedelta(days=1)
    assert reveal > calendar.slot_instant(drawn, day)


def test_mondays_answer_to_fridays_question() -> None:
    over_the_weekend = plan(reveal_at=time(16), reveal_next_day=True)
    friday = date(2026, 11, 6)
    assert calendar.reveal_instant(over_the_weekend, friday) == at("2026-11-09 16:00")
    assert calendar.reveal_instant(over_the_weekend, date(2026, 11, 2)) == at("2026-11-03 16:00")


def test_a_span_counts_real_hours_across_a_clock_change() -> None:
    long = plan(at=time(20), zone="America/New_York", reveal_after=timedelta(hours=12))
    assert calendar.reveal_instant(long, date(2026, 10, 31)) == at("2026-11-01 12:00")


@given(plans(), dates, st.integers(0, 12 * 60))
def test_a_late_post_is_open_for_an_hour_or_as_long_as_planned(
    drawn: Plan, day: date, late: int
) -> None:
    due = calendar.slot_instant(drawn, day)
    planned = calendar.reveal_instant(drawn, day)
    posted = due + late * MINUTE
    reveal = calendar.reveal_of_late_post(drawn, day, posted)
    assert reveal >= planned
    assert reveal - posted >= min(HOUR, planned - due)
    assert reveal == planned or reveal - posted <= HOUR


@given(plans(), moments)
def test_a_round_by_hand_is_open_as_long_as_a_slots(drawn: Plan, now: datetime) -> None:
    day = calendar.local_date(now, drawn.zone)
    usual = calendar.reveal_instant(drawn, day) - calendar.slot_instant(drawn, day)
    assert calendar.reveal_by_hand(drawn, now) - now == usual


# --- which slots are due -----------------------------------------------------------------


def naive_slots_due(
    drawn: Plan, since: datetime, after: date | None, now: datetime
) -> tuple[date, ...]:
    """Look at every date from far before to far after, one by one."""
    found: list[date] = []
    day = since.date() - timedelta(days=3)
    while day <= now.date() + timedelta(days=3):
        wall = datetime.combine(day, drawn.at, calendar.zone(drawn.zone))
        due = datetime.fromtimestamp(wall.timestamp(), UTC)
        asked = day.weekday() in drawn.days and (after is None or day > after)
        if asked and due >= since and due <= now:
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


@given(
    plans(), moments, st.integers(-3, 40), st.integers(0, 24 * 60), st.none() | st.integers(0, 9)
)
def test_the_due_slots_are_those_a_naive_search_finds(
    drawn: Plan, since: datetime, days: int, minutes: int, after_days: int | None
) -> None:
    now = since + timedelta(days=days, minutes=minutes)
    after = None if after_days is None else since.date() + timedelta(days=after_days - 1)
    expected = naive_slots_due(drawn, since, after, now)
    assert calendar.slots_due(drawn, since, after, now) == expected


def test_a_slot_that_a_gap_moved_past_midnight_is_due_though_the_plan_is_of_that_day() -> None:
    nuuk = plan(at=time(23, 30), zone="America/Nuuk", days=(5,))
    since = at("2026-03-29 01:10")  # ten past midnight; the clocks skipped the hour before
    assert calendar.slots_due(nuuk, since, None, at("2026-03-29 01:30")) == (date(2026, 3, 28),)
    assert calendar.next_days(nuuk, since) == (date(2026, 3, 28),)
    assert calendar.next_slots(nuuk, since) == (at("2026-03-29 01:30"),)


def test_slots_older_than_a_year_are_let_go() -> None:
    everyday = plan(days=tuple(range(7)))
    due = calendar.slots_due(everyday, at("2020-01-01 00:00"), None, at("2026-11-02 10:00"))
    assert due[0] == date(2025, 11, 1)
    assert len(due) == 367


@given(plans(), dates, st.integers(-60, 48 * 60))
def test_a_slot_is_caught_up_within_six_hours_across_midnight_too(
    drawn: Plan, day: date, late: int
) -> None:
    now = calendar.slot_instant(drawn, day) + late * MINUTE
    assert calendar.catches_up(drawn, day, now) == (late < 6 * 60)


def test_a_slot_on_time_is_posted_though_a_gap_moved_it_over_midnight() -> None:
    nuuk = plan(at=time(23, 30), zone="America/Nuuk", days=tuple(range(7)))
    day = date(2025, 3, 29)
    assert calendar.catches_up(nuuk, day, calendar.slot_instant(nuuk, day))


@given(plans(), moments, st.sets(st.integers(0, 20)), st.integers(1, 8))
def test_the_next_slots_are_the_first_that_become_due(
    drawn: Plan, now: datetime, off: set[int], count: int
) -> None:
    today = calendar.local_date(now, drawn.zone)
    holidays = {today + timedelta(days=n) for n in off}
    later = naive_slots_due(drawn, now + timedelta(microseconds=1), None, now + timedelta(days=90))
    expected = [calendar.slot_instant(drawn, day) for day in later if day not in holidays]
    assert calendar.next_slots(drawn, now, holidays, count) == tuple(expected[:count])


# --- periods -----------------------------------------------------------------------------


@given(dates, st.sampled_from((Period.WEEK, Period.MONTH)))
def test_a_periods_dates_are_those_that_share_its_key(on: date, period: Period) -> None:
    found = calendar.period_dates(period, on)
    assert found is not None
    first, last = found
    assert first <= on <= last
    key = calendar.period_key(period, on)
    inside = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert {calendar.period_key(period, day) for day in inside} == {key}
    one = timedelta(days=1)
    assert calendar.period_key(period, first - one) != key
    assert calendar.period_key(period, last + one) != key


def test_weeks_begin_on_monday_and_belong_to_their_thursdays_year() -> None:
    assert calendar.period_key(Period.WEEK, date(2027, 1, 1)) == "2026-W53"
    assert calendar.period_dates(Period.WEEK, date(2027, 1, 1)) == (
        date(2026, 12, 28),
        date(2027, 1, 3),
    )


def test_months_and_all_time_have_their_names() -> None:
    assert calendar.period_key(Period.MONTH, date(2028, 2, 29)) == "2028-02"
    assert calendar.period_dates(Period.MONTH, date(2028, 2, 1)) == (
        date(2028, 2, 1),
        date(2028, 2, 29),
    )
    assert calendar.period_key(Period.ALL, date(2028, 2, 29)) == "all"
    assert calendar.period_dates(Period.ALL, date(2028, 2, 29)) is None
