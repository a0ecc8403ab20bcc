"""A plan in people's words, and back: one parser for the command line, Discord and Slack.

Every problem is found at once and belongs to a field, so that a form can show it there.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TypeVar

from bot.engine.errors import Refused
from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import WORKING_DAYS, Plan, Weekday
from bot.engine.rules.calendar import DEFAULT_REVEAL_AFTER
from bot.engine.rules.did_you_mean import closest, suggest
from bot.engine.rules.text import clean_text, shorten
from bot.engine.rules.zones import parse_zone

T = TypeVar("T")

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_GROUPS: Mapping[str, tuple[Weekday, ...]] = {
    "weekdays": WORKING_DAYS,
    "workdays": WORKING_DAYS,
    "weekend": (5, 6),
    "daily": tuple(range(7)),
    "all": tuple(range(7)),
}
_TIME = re.compile(r"(\d{1,2})(?::?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_DURATION = re.compile(r"(?:(\d{1,3})\s*d\s*)?(?:(\d{1,3})\s*h\s*)?(?:(\d{1,4})\s*m(?:in)?)?", re.I)
_MENTION = re.compile(r"(?:<@&)?(\d{15,20})>?|(?:<!subteam\^)?(S[A-Z0-9]{5,20})(?:\|[^>]*)?>?")
TITLE_LENGTH, INTRO_LENGTH = 60, 150
"""The most characters of what a schedule says above its question."""
_SHORTEST_REVEAL = timedelta(minutes=5)
_LONGEST_REVEAL = timedelta(days=7)


class PlanProblems(Refused):
    """What is wrong with a plan: one sentence per field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("\n".join(fields.values()))
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class PlanWords:
    """A plan as typed. Empty strings and sequences mean the default.

    ``reveal_next_day`` needs ``reveal_at``; the other fields are as in ``Plan``.
    """

    at: str
    zone: str
    days: str = ""
    tracks: Sequence[str] = ()
    levels: Sequence[str] = ()
    format: str = ""
    reveal_after: str = ""
    reveal_at: str = ""
    reveal_next_day: bool = False
    title: str = ""
    intro: str = ""
    notify: str = ""
    pin: bool = False
    quiet: bool = False


def parse_plan(words: PlanWords, known_tracks: Collection[str]) -> Plan:
    """Return the plan; raises PlanProblems with a sentence for each field that is wrong."""
    problems: dict[str, str] = {}

    def field(name: str, parse: Callable[[], T], fallback: T) -> T:
        try:
            return parse()
        except Refused as problem:
            problems[name] = str(problem)
            return fallback

    at = field("at", lambda: parse_time(words.at), time(9))
    reveal_after, reveal_at = None, None
    if words.reveal_after and words.reveal_at:
        problems["reveal"] = "Give a reveal time or a delay, not both."
    elif words.reveal_at:
        reveal_at = field("reveal", lambda: parse_time(words.reveal_at), None)
    else:
        reveal_after = field("reveal", lambda: parse_reveal_after(words.reveal_after), None)
    if words.reveal_next_day and not words.reveal_at:
        problems["reveal"] = "Give the time of the reveal, such as: next working day 09:00."
    same = reveal_at is not None and reveal_at == at and not words.reveal_next_day
    if same and "at" not in problems:
        problems["reveal"] = "The reveal can't be at the time of the question. Name a later time."
    plan = Plan(
        at=at,
        zone=field("zone", lambda: parse_zone(words.zone), "UTC"),
        days=field("days", lambda: parse_days(words.days), WORKING_DAYS),
        tracks=field("tracks", lambda: parse_tracks(words.tracks, known_tracks), ()),
        levels=field("levels", lambda: parse_levels(words.levels), ()),
        format=field("format", lambda: parse_format(words.format), Format.CHOICE),
        reveal_after=reveal_after,
        reveal_at=reveal_at,
        title=field("title", lambda: parse_line(words.title, TITLE_LENGTH, "title"), ""),
        intro=field("intro", lambda: parse_line(words.intro, INTRO_LENGTH, "intro line"), ""),
        notify=field("notify", lambda: parse_notify(words.notify), ""),
        pin=words.pin,
        quiet=words.quiet,
        reveal_next_day=words.reveal_next_day,
    )
    if problems:
        raise PlanProblems(problems)
    return plan


def parse_time(words: str) -> time:
    """Return a wall time from ``09:00``, ``9:00``, ``0900``, ``9`` or ``9am``."""
    found = _TIME.fullmatch(words.strip())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        valid_hour = 1 <= hour <= 12 if half else hour < 24
        if valid_hour and minute < 60:
            if half:
                hour = hour % 12 + (12 if half == "pm" else 0)
            return time(hour, minute)
    digits = [int(part) for part in re.findall(r"\d{1,2}", words)[:2]]
    hour = min(digits[0], 23) if digits else 9
    minute = min(digits[1], 59) if len(digits) > 1 else 0
    raise Refused(
        f'"{shorten(words)}" isn\'t a time of day.',
        f"Write it as HH:MM, such as {hour:02}:{minute:02}.",
    )


def parse_days(words: str) -> tuple[Weekday, ...]:
    """Return weekdays from ``mon-fri``, ``sun-thu``, ``mon,wed,fri`` or ``weekdays``."""
    if not words.strip():
        return WORKING_DAYS
    days: set[Weekday] = set()
    ends = words.strip().lower().replace("–", "-").replace("—", "-").split("-")
    dashed = "-".join(map(str.strip, ends))
    for part in re.split(r"[,\s]+", dashed):
        days.update(_days_of(part))
    return tuple(sorted(days))


def parse_tracks(words: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """Return known tracks, without repeats, in the order given."""
    return _each(words, sorted(known), "track")


def parse_levels(words: Sequence[str]) -> tuple[Level, ...]:
    """Return levels, without repeats, in the order given."""
    return tuple(Level(word) for word in _each(words, [level.value for level in Level], "level"))


def parse_track(word: str, known: Collection[str]) -> str:
    """Return the track, or an empty string for an empty word."""
    return next(iter(parse_tracks([word] if word else [], known)), "")


def parse_format(word: str) -> Format:
    """Return the format; choice when empty."""
    if not word.strip():
        return Format.CHOICE
    return Format(_each([word], [format_.value for format_ in Format], "format")[0])


def parse_reveal_after(words: str) -> timedelta | None:
    """Return a span from ``6h``, ``90m``, ``1h30m`` or ``1d``; None when empty."""
    if not words.strip():
        return DEFAULT_REVEAL_AFTER
    found = _DURATION.fullmatch(words.strip())
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    span = timedelta(days=days, hours=hours, minutes=minutes)
    if not span:
        raise Refused(f'"{shorten(words)}" isn\'t a delay.', "Write it as 6h, 90m or 1h30m.")
    if not _SHORTEST_REVEAL <= span <= _LONGEST_REVEAL:
        raise Refused(
            f'"{shorten(words)}" is out of range.',
            "The reveal must come 5 minutes to 7 days after the question.",
        )
    return span


def parse_line(words: str, length: int, what: str) -> str:
    """Return text for above the question, on one line; raises Refused when it is too long."""
    line = " ".join(clean_text(words).split())
    if len(line) > length:
        raise Refused(f"The {what} has {len(line)} characters.", f"Shorten it to {length} at most.")
    return line


def parse_notify(words: str) -> str:
    """Return the id of the one role or user group to ping, from its id or its mention."""
    wanted = words.strip()
    if wanted.lower() in ("", "none", "nobody"):
        return ""
    found = _MENTION.fullmatch(wanted)
    if found is None:
        raise Refused(
            f'"{shorten(words)}" isn\'t a role or user group.',
            "Give the id of one role (Discord) or one user group (Slack).",
        )
    return found[1] or found[2]


def describe_span(span: timedelta) -> str:
    """Return a span as ``1d 2h 30m``."""
    minutes = int(span.total_seconds()) // 60
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "m"))
    return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0m"


def _each(words: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        wanted = word.strip().lower().replace(" ", "-")
        if wanted not in known:
            hint = suggest(wanted, known) or f"There are no {what}s like it."
            raise Refused(f'"{shorten(word)}" isn\'t a {what}.', hint)
        if wanted not in found:
            found.append(wanted)
    return tuple(found)


def _days_of(part: str) -> tuple[Weekday, ...]:
    if part in _DAY_GROUPS:
        return _DAY_GROUPS[part]
    first, dash, last = part.partition("-")
    start = _day(first)
    if not dash:
        return (start,)
    length = (_day(last) - start) % 7
    return tuple((start + step) % 7 for step in range(length + 1))


def _day(word: str) -> Weekday:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    matches = [i for i, name in enumerate(full) if len(word) > 1 and name.startswith(word)]
    if len(matches) != 1:
        near = closest(word, DAY_NAMES)
        meant = f"Did you mean {near}? " if near else ""
        raise Refused(f'"{shorten(word)}" isn\'t a day.', f"{meant}Write mon-fri or mon,wed,fri.")
    return matches[0]
