"""One instant per local date: every zone of the tz database, every day of 2024 to 2028."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.engine.rules.calendar import instant, local_date

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
DAYS = tuple(FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
NOONS = tuple(datetime.combine(day, time(12)) for day in DAYS)
NASTY = (time(0), time(0, 30), time(1, 30), time(2, 30), time(23, 30))
HOUR = timedelta(hours=1)


class Clock(NamedTuple):
    """Zones that agree in these years, and the days (by index) around their clock changes."""

    names: tuple[str, ...]
    changes: tuple[int, ...]


@cache
def clocks() -> dict[str, Clock]:
    """Group the zones whose clocks agree: most names are links to another.

    Offsets are read at every noon, and every quarter of an hour before one that differs.
    """
    groups: dict[object, list[str]] = {}
    changed: dict[str, tuple[int, ...]] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        noons = list(map(zone.utcoffset, NOONS))
        changes = [i for i in range(1, len(DAYS)) if noons[i] != noons[i - 1]]
        around = tuple(
            (i, quarter, zone.utcoffset(NOONS[i] - quarter * HOUR / 4))
            for i in changes
            for quarter in range(97)
        )
        near = {j for i in changes for j in range(i - 2, i + 3) if 0 <= j < len(DAYS)}
        changed[name] = tuple(sorted(near))
        groups.setdefault((noons[0], around), []).append(name)
    return {names[0]: Clock(tuple(names), changed[names[0]]) for names in groups.values()}


def time_of_its_own(name: str) -> time:
    """Return a time of day that differs from zone to zone, to the minute."""
    minute = crc32(name.encode()) % (24 * 60)
    return time(minute // 60, minute % 60)


@lru_cache(maxsize=500)
def instants(name: str, wall: time | None) -> tuple[datetime, ...]:
    """Return the instant of each day; no wall time means the zone's own."""
    wanted = wall or time_of_its_own(name)
    return tuple(instant(day, wanted, name) for day in DAYS)


def shown(name: str, at: datetime) -> datetime:
    """Return what the clocks of the zone show at an instant."""
    return at.astimezone(ZoneInfo(name)).replace(tzinfo=None)


@lru_cache(maxsize=500)
def moved(name: str, wall: time | None) -> tuple[tuple[date, datetime, timedelta], ...]:
    """Return the days on which the clocks show another time at the instant, and how far off."""
    return tuple(_moved(name, wall))


def _moved(name: str, wall: time | None) -> Iterator[tuple[date, datetime, timedelta]]:
    zone = ZoneInfo(name)
    wanted_time = wall or time_of_its_own(name)
    for day, at in zip(DAYS, instants(name, wall), strict=True):
        local = at.astimezone(zone).replace(tzinfo=None)
        wanted = datetime.combine(day, wanted_time)
        if local != wanted:
            yield day, at, local - wanted


@pytest.fixture(
    scope="module", params=[*NASTY, None], ids=lambda wall: str(wall or "a time of its own")
)
def wall(request: pytest.FixtureRequest) -> time | None:
    """Each nasty wall time, and None for one that differs from zone to zone."""
    found: time | None = request.param
    return found


def test_the_tz_database_is_all_there() -> None:
    found = clocks()
    assert sum(len(clock.names) for clock in found.values()) == len(available_timezones()) > 400
    assert len(found) > 50


def test_dates_have_one_instant_each_and_instants_strictly_increase(wall: time | None) -> None:
    for name in clocks():
        at = instants(name, wall)
        assert len(at) == len(DAYS)
        assert all(a < b for a, b in pairwise(at)), name


def test_the_clocks_show_the_time_or_it_does_not_exist_and_moves_forward_by_the_gap(
    wall: time | None,
) -> None:
    for name in clocks():
        zone = ZoneInfo(name)
        for day, at, off in moved(name, wall):
            before, after = (
                moment.astimezone(zone).utcoffset() or timedelta() for moment in (at - off, at)
            )
            assert off > timedelta(), (name, day)
            assert after - before == off, (name, day)


def test_the_instants_date_is_the_slots_unless_a_gap_swallowed_the_end_of_the_day(
    wall: time | None,
) -> None:
    for name in clocks():
        for day, at, off in moved(name, wall):
            if local_date(at, name) != day:
                assert local_date(at - off, name) == day, name
                assert local_date(at, name) == day + timedelta(days=1), name


def test_of_a_time_that_comes_twice_the_first_counts(wall: time | None) -> None:
    for name, clock in clocks().items():
        for index in clock.changes:
            at = instants(name, wall)[index]
            for back in (HOUR / 2, HOUR, 2 * HOUR):
                assert shown(name, at - back) != shown(name, at), (name, at)


def test_the_years_do_have_times_that_come_twice_and_times_swallowed_at_midnight() -> None:
    first = instant(date(2026, 11, 1), time(1, 30), "America/New_York")
    assert shown("America/New_York", first + HOUR) == shown("America/New_York", first)
    swallowed = instant(date(2025, 3, 29), time(23, 30), "America/Nuuk")
    assert local_date(swallowed, "America/Nuuk") == date(2025, 3, 30)
