"""A plan in plain words, as one would say it: for confirmations, lists and the command line."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.engine.model.questions import Format
from bot.engine.model.schedules import WORKING_DAYS, Plan, Weekday
from bot.engine.rules.calendar import DEFAULT_REVEAL_AFTER, local_date, zone
from bot.engine.rules.schedule_text import describe_span
from bot.engine.rules.zones import zone_time

_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FORMATS: Mapping[Format, str] = {
    Format.CHOICE: "choices, or own words",
    Format.OPEN: "own words",
    Format.THREAD: "replies in the thread",
}


def describe(plan: Plan, titles: Mapping[str, str] | None = None) -> str:
    """Return all of a plan on a line; ``titles`` are the tracks' titles, by id."""
    parts = (
        f"{describe_when(plan)}, {describe_reveal(plan)}",
        describe_what(plan, titles),
        describe_how(plan),
    )
    return "; ".join(parts)


def describe_when(plan: Plan) -> str:
    """Return when a plan asks: ``Every working day at 09:00 Berlin time``."""
    return f"{describe_days(plan.days)} at {plan.at:%H:%M} {zone_time(plan.zone)}"


def describe_reveal(plan: Plan) -> str:
    """Return when a plan reveals: ``answer at 16:00``, ``answer 6h later``."""
    if plan.reveal_at is None:
        return f"answer {describe_span(plan.reveal_after or DEFAULT_REVEAL_AFTER)} later"
    wall = f"answer at {plan.reveal_at:%H:%M}"
    if plan.reveal_next_day:
        working = plan.days == WORKING_DAYS
        return f"{wall} on the next {'working day' if working else 'day with a question'}"
    return wall if plan.reveal_at > plan.at else f"{wall} the next day"


def describe_days(days: Sequence[Weekday]) -> str:
    """Return weekdays: ``Every working day``, ``Every Sunday to Thursday``."""
    if tuple(days) == WORKING_DAYS:
        return "Every working day"
    if len(days) == 7:
        return "Every day"
    for first in days if len(days) > 2 else ():
        if {(first + step) % 7 for step in range(len(days))} == set(days):
            return f"Every {_FULL_DAYS[first]} to {_FULL_DAYS[(first + len(days) - 1) % 7]}"
    return f"Every {joined([_FULL_DAYS[day] for day in days])}"


def describe_what(plan: Plan, titles: Mapping[str, str] | None = None) -> str:
    """Return what a plan asks about: ``all tracks and levels``, ``PyTorch (basic)``."""
    if not plan.tracks and not plan.levels:
        return "all tracks and levels"
    tracks = joined([(titles or {}).get(track, track) for track in plan.tracks]) or "all tracks"
    return f"{tracks} ({joined(plan.levels)})" if plan.levels else tracks


def describe_how(plan: Plan) -> str:
    """Return how people answer, and what is special about the plan's posts."""
    special = (
        ("one role or group notified", bool(plan.notify)),
        (f'title "{plan.title}"', bool(plan.title)),
        ("an intro line", bool(plan.intro)),
        ("pinned while open", plan.pin),
        ("quiet reveal", plan.quiet),
    )
    return ", ".join((_FORMATS[plan.format], *(said for said, chosen in special if chosen)))


def describe_day(at: datetime, zone_name: str, now: datetime) -> str:
    """Return on which date an instant is: ``tomorrow, Thu 26 Nov``."""
    local = at.astimezone(zone(zone_name)).date()
    return f"{_near(local, local_date(now, zone_name))}{local:%a} {local.day} {local:%b}"


def joined(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: ``a, b and c``."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def _near(day: date, today: date) -> str:
    return {0: "today, ", 1: "tomorrow, "}.get((day - today).days, "")
