"""Times as chat shows them to a reader in UTC."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.engine.rules.text import count_of

_STEPS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


_DISCORD: Mapping[str, Callable[[datetime], str]] = {
    "t": lambda at: f"{at:%H:%M}",
    "T": lambda at: f"{at:%H:%M:%S}",
    "d": lambda at: f"{at:%d/%m/%Y}",
    "D": _day,
    "f": lambda at: f"{_day(at)} {at:%H:%M}",
    "F": lambda at: f"{at:%A}, {_day(at)} {at:%H:%M}",
}


def discord_time(seconds: int, style: str, now: datetime) -> str:
    """Return a Discord timestamp; ``seconds`` are since 1970, an empty style is the usual one."""
    at = datetime.fromtimestamp(seconds, UTC)
    return _relative(at - now) if style == "R" else _DISCORD[style or "f"](at)


def slack_date(seconds: int, form: str, now: datetime) -> str:
    """Return a Slack date by its format, such as ``{date_short_pretty} at {time}``."""
    at = datetime.fromtimestamp(seconds, UTC)
    clock = f"{at:%I:%M %p}".lstrip("0")
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((at.date() - now.date()).days)
    known = {
        "time": clock,
        "time_secs": f"{at:%I:%M:%S %p}".lstrip("0"),
        "date_num": f"{at:%Y-%m-%d}",
        "date": f"{at:%B} {at.day}, {at.year}",
        "date_short": f"{at:%b} {at.day}, {at.year}",
        "date_long": f"{at:%A}, {at:%B} {at.day}, {at.year}",
        "ago": _relative(at - now),
    }
    for name in ("date", "date_short", "date_long"):
        known[f"{name}_pretty"] = near or known[name]
    return re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], found[0]), form)


def _relative(away: timedelta) -> str:
    seconds = round(abs(away.total_seconds()))
    unit, size = next((step for step in _STEPS if seconds >= step[1]), _STEPS[-1])
    words = count_of(round(seconds / size), unit)
    return f"in {words}" if away > timedelta(0) else f"{words} ago"
