"""Dates as people type them, and as they are written where a platform has no dates of its own."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.engine.errors import Refused


def parse_date(word: str) -> date:
    """Return a date from ``2026-12-24``; raises Refused otherwise."""
    text = word.strip()
    try:
        if len(text) == len("2026-12-24"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    shown = text if len(text) <= 40 else text[:39] + "…"
    raise Refused(f'"{shown}" isn\'t a date.', "Write it as 2026-12-24.")


def written_time(at: datetime, zone: str) -> str:
    """Return ``at`` (aware) as ``Tue 24 Nov 09:00 Europe/Berlin``."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %H:%M} {zone}"


def written_day(day: date) -> str:
    """Return ``day`` as ``24 Nov``."""
    return f"{day.day} {day:%b}"
