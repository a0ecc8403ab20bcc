"""What to write instead of an offset or an abbreviation: a city's zone, which knows summer time.

Abbreviations are ambiguous (``IST`` is India, Ireland and Israel), offsets ignore summer time,
and some names that look like zones (``EST``, ``MST``) are fixed offsets in the tz database.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIXED = frozenset({"EST", "MST", "HST"})
"""Names of the tz database that never change to summer time, which people rarely mean."""

_CITIES_OF: dict[str, tuple[str, ...]] = {
    "ACST": ("Australia/Adelaide", "Australia/Darwin"),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AKST": ("America/Anchorage",),
    "ART": ("America/Argentina/Buenos_Aires",),
    "AST": ("America/Halifax", "America/Puerto_Rico"),
    "AWST": ("Australia/Perth",),
    "BRT": ("America/Sao_Paulo",),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "CAT": ("Africa/Harare", "Africa/Maputo"),
    "CEST": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid"),
    "CST": ("America/Chicago", "America/Mexico_City", "Asia/Shanghai"),
    "EAT": ("Africa/Nairobi",),
    "EEST": ("Europe/Athens", "Europe/Helsinki", "Europe/Kyiv"),
    "EST": ("America/New_York", "America/Toronto"),
    "GST": ("Asia/Dubai",),
    "HKT": ("Asia/Hong_Kong",),
    "HST": ("Pacific/Honolulu",),
    "ICT": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MSK": ("Europe/Moscow",),
    "MST": ("America/Denver", "America/Phoenix"),
    "NST": ("America/St_Johns",),
    "NZST": ("Pacific/Auckland",),
    "PHT": ("Asia/Manila",),
    "PKT": ("Asia/Karachi",),
    "PST": ("America/Los_Angeles", "America/Vancouver"),
    "SAST": ("Africa/Johannesburg",),
    "SGT": ("Asia/Singapore",),
    "WAT": ("Africa/Lagos",),
    "WEST": ("Europe/Lisbon",),
    "WIB": ("Asia/Jakarta",),
}
_WELL_KNOWN = (
    *("Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Athens", "Africa/Cairo"),
    *("Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Europe/Istanbul", "Europe/Moscow"),
    *("Asia/Dubai", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka"),
    *("Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Singapore", "Asia/Shanghai"),
    *("Asia/Manila", "Asia/Tokyo", "Asia/Seoul", "Australia/Adelaide", "Australia/Sydney"),
    *("Australia/Brisbane", "Pacific/Noumea", "Pacific/Auckland", "Pacific/Tongatapu"),
    *("Atlantic/Azores", "America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    *("America/St_Johns", "America/Halifax", "America/Caracas", "America/New_York"),
    *("America/Bogota", "America/Chicago", "America/Mexico_City", "America/Denver"),
    *("America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu"),
)
_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_MOST = 3
# Any recent year serves: a hint names cities, and the tz database decides.
_WINTER, _SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


def zone_hint(words: str) -> str:
    """Return which cities' zones to write for an offset or an abbreviation; empty if neither."""
    cities = _cities(words.strip())
    return f"Name a city's zone, such as {_or(cities)}." if cities else ""


def _cities(words: str) -> Sequence[str]:
    abbreviation = words.upper()
    standard = re.sub(r"^([A-Z]{1,2}?)D?T$", r"\1ST", abbreviation)
    for name in (abbreviation, standard):
        if name in _CITIES_OF:
            return _CITIES_OF[name]
    found = _OFFSET.fullmatch(words)
    if found is None:
        return ()
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return _with_offset(size if found[1] == "+" else -size)


def _with_offset(offset: timedelta) -> Sequence[str]:
    """Return known cities at ``offset``: all year first, then those at it for half a year."""
    share = {name: _offsets(name).count(offset) for name in _WELL_KNOWN}
    fitting = sorted((name for name in share if share[name]), key=lambda name: -share[name])
    return fitting[:_MOST] or ("Europe/Berlin",)


def _offsets(name: str) -> list[timedelta | None]:
    try:
        zone = ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return []
    return [at.astimezone(zone).utcoffset() for at in (_WINTER, _SUMMER)]


def _or(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
