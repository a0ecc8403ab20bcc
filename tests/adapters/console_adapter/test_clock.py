from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.console.clock import ConsoleClock, local, next_day, starting_time
from bot.engine.model.schedules import Plan

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)


def plan(zone: str) -> Plan:
    return Plan(time(9), zone, reveal_at=time(16))


@given(INSTANTS, ZONES)
def test_the_console_starts_at_nine_on_a_working_day_not_before_today(
    real: datetime, zone: str
) -> None:
    start = local(starting_time(real, plan(zone), None), zone)
    today = local(real, zone).date()
    assert start.time() == time(9)
    assert start.weekday() < 5
    assert 0 <= (start.date() - today).days <= 2
    if today.weekday() < 5:
        assert start.date() == today


@given(INSTANTS, ZONES)
def test_a_restart_goes_on_where_the_console_stopped_unless_days_have_passed(
    real: datetime, zone: str
) -> None:
    morning = starting_time(real, plan(zone), None)
    later = morning + timedelta(hours=7)
    assert starting_time(real, plan(zone), later) == later
    assert starting_time(real, plan(zone), morning - timedelta(days=3)) == morning


@given(INSTANTS, ZONES)
def test_the_next_day_is_a_later_working_day(now: datetime, zone: str) -> None:
    following = local(next_day(now, plan(zone)), zone)
    days = (following.date() - local(now, zone).date()).days
    assert following.weekday() < 5
    assert 1 <= days <= 3
    skipped = [local(now, zone).date() + timedelta(days=n) for n in range(1, days)]
    assert all(date.weekday(day) >= 5 for day in skipped)


def test_the_clock_jumps_forward_and_never_back() -> None:
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    clock = ConsoleClock(start)
    clock.jump(start + timedelta(days=1))
    clock.jump(start)
    assert start + timedelta(days=1) <= clock.now() < start + timedelta(days=1, minutes=1)
