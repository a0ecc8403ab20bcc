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


def clock_time(at: datetime, zone: str, *, with_day: bool = False) -> str:
    """Return ``at`` (aware) as ``09:00``, or as ``Tue 09:00``, in that zone."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a %H:%M}" if with_day else f"{local:%H:%M}"


def zone_words(zone: str) -> str:
    """Return a zone for people: ``Berlin time`` for ``Europe/Berlin``, ``UTC`` for ``UTC``."""
    area, _, city = zone.rpartition("/")
    return f"{city.replace('_', ' ')} time" if area and area != "Etc" else city


def closing_time(at: datetime, zone: str, *, overnight: bool) -> str:
    """Return when something closes as ``16:00 Berlin time``, with the day if it is another."""
    return f"{clock_time(at, zone, with_day=overnight)} {zone_words(zone)}"


def written_day(day: date) -> str:
    """Return ``day`` as ``24 Nov``."""
    return f"{day.day} {day:%b}"


def written_days(first: date, last: date) -> str:
    """Return one date as ``Mon 23 Nov``, several as ``Mon 23 to Fri 27 Nov``."""
    end = f"{last:%a} {written_day(last)}"
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first:%a} {first.day if same_month else written_day(first)} to {end}"
