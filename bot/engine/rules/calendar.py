"""The only place where local dates and wall clocks appear.

One instant per local date: date + wall time + zone -> UTC. A wall time that does not
exist (the clocks went forward over it) moves forward by the gap; one that exists twice
means the first. Both are PEP 495 with ``fold=0``.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.engine.errors import NaiveTime, UnknownZone
from bot.engine.model.schedules import Plan
from bot.engine.model.scores import Period

CATCH_UP = timedelta(hours=6)
"""A slot missed by less than this is posted late, for its own local date."""

LATE_AFTER = timedelta(minutes=5)
"""A post later than this after its slot shows that it is late."""

TEAM_DAY_MINIMUM = timedelta(hours=1)
"""A round open for less costs nobody a day."""

DEFAULT_REVEAL_AFTER = timedelta(hours=7)


def utc(at: datetime) -> datetime:
    """Return ``at`` in UTC; raises NaiveTime for a time without a zone."""
    if at.tzinfo is None:
        raise NaiveTime(f"{at.isoformat()} has no zone")
    return at.astimezone(UTC)


@cache
def zone(name: str) -> ZoneInfo:
    """Return the zone called ``name``; raises UnknownZone when the tz database has none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(name) from None


def is_known(zone_name: str) -> bool:
    """Return whether the tz database has that zone: an update may have removed it."""
    try:
        zone(zone_name)
    except UnknownZone:
        return False
    return True


def zone_or_utc(zone_name: str) -> str:
    """Return the zone, or UTC where the tz database doesn't have it."""
    return zone_name if is_known(zone_name) else "UTC"


def local_date(at: datetime, zone_name: str) -> date:
    """Return the local date of an instant."""
    return utc(at).astimezone(zone(zone_name)).date()


def instant(day: date, wall: time, zone_name: str) -> datetime:
    """Return the one instant (UTC) of a wall time on a local date."""
    return datetime.combine(day, wall.replace(fold=0), zone(zone_name)).astimezone(UTC)


def slot_instant(plan: Plan, day: date) -> datetime:
    """Return the instant of the slot of ``day``."""
    return instant(day, plan.at, plan.zone)


def reveal_instant(plan: Plan, day: date) -> datetime:
    """Return the planned reveal of the slot of ``day``."""
    due = slot_instant(plan, day)
    if plan.reveal_at is None:
        return due + (plan.reveal_after or DEFAULT_REVEAL_AFTER)
    first = day if plan.reveal_at > plan.at else day + timedelta(days=1)
    if plan.reveal_next_day:
        first = next(slot_days(plan, day + timedelta(days=1), day + timedelta(days=7)))
    # Usually the first; a gap in the clocks may have moved the slot to its reveal or past it.
    tries = (instant(first + timedelta(days=n), plan.reveal_at, plan.zone) for n in range(3))
    return next(at for at in tries if at > due)


def reveal_of_late_post(plan: Plan, day: date, posted_at: datetime) -> datetime:
    """Return the reveal of a round posted late, at ``posted_at``: never sooner than is fair.

    People get the planned time, or an hour (or all of a shorter plan) from the post,
    whichever ends later.
    """
    planned = reveal_instant(plan, day)
    fair = min(planned - slot_instant(plan, day), TEAM_DAY_MINIMUM)
    return max(planned, utc(posted_at) + fair)


def reveal_by_hand(plan: Plan, posted_at: datetime) -> datetime:
    """Return the reveal of a round posted by hand: open as long as a slot's round is."""
    day = local_date(posted_at, plan.zone)
    return utc(posted_at) + (reveal_instant(plan, day) - slot_instant(plan, day))


def slot_days(plan: Plan, first: date, last: date) -> Iterator[date]:
    """Yield the dates from ``first`` to ``last`` on which the plan asks."""
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day.weekday() in plan.days:
            yield day


def slots_due(plan: Plan, since: datetime, after: date | None, now: datetime) -> tuple[date, ...]:
    """Return the dates whose slot has come, oldest first.

    Only slots at or after ``since`` and on dates later than ``after`` (the last slot that
    already has a round), none older than a year.
    """
    today = local_date(now, plan.zone)
    # A gap at midnight moves yesterday's slot into today: it may come after ``since``.
    first = max(local_date(since, plan.zone) - timedelta(days=1), today - timedelta(days=366))
    if after is not None:
        first = max(first, after + timedelta(days=1))
    return tuple(
        day for day in slot_days(plan, first, today) if since <= slot_instant(plan, day) <= now
    )


def catches_up(plan: Plan, day: date, now: datetime) -> bool:
    """Return whether the slot of ``day`` may still be posted at ``now``, after midnight too."""
    return now - slot_instant(plan, day) < CATCH_UP


def next_days(
    plan: Plan, now: datetime, holidays: Collection[date] = (), count: int = 1
) -> tuple[date, ...]:
    """Return the dates of the next ``count`` slots after ``now``; fewer if a year has fewer.

    A slot's date is not always that of its instant: a gap at midnight moves it to the next one.
    """
    today = local_date(now, plan.zone)
    days = slot_days(plan, today - timedelta(days=1), today + timedelta(days=366))
    coming = (day for day in days if day not in holidays and slot_instant(plan, day) > now)
    return tuple(islice(coming, count))


def next_slots(
    plan: Plan, now: datetime, holidays: Collection[date] = (), count: int = 1
) -> tuple[datetime, ...]:
    """Return the instants of the next ``count`` slots after ``now``; fewer if a year has fewer."""
    return tuple(slot_instant(plan, day) for day in next_days(plan, now, holidays, count))


def period_key(period: Period, on: date) -> str:
    """Return the name of the period that holds ``on``: ``all``, ``2026-11`` or ``2026-W47``."""
    match period:
        case Period.ALL:
            return "all"
        case Period.MONTH:
            return f"{on.year:04d}-{on.month:02d}"
        case Period.WEEK:
            year, week, _ = on.isocalendar()
            return f"{year:04d}-W{week:02d}"


def period_dates(period: Period, on: date) -> tuple[date, date] | None:
    """Return the first and last date of the period that holds ``on``; None for all time."""
    match period:
        case Period.ALL:
            return None
        case Period.MONTH:
            first = on.replace(day=1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        case Period.WEEK:
            monday = on - timedelta(days=on.weekday())
            return monday, monday + timedelta(days=6)
