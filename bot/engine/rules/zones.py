"""Time zones as people name them: by city, by zone, by a part of either."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from bot.engine.errors import Refused
from bot.engine.rules.calendar import is_known, zone
from bot.engine.rules.did_you_mean import closest
from bot.engine.rules.text import shorten
from bot.engine.rules.zone_hints import FIXED, zone_hint

MOST_FOUND = 25
"""How many zones a search offers, at most."""
_NO_PLACES = {"Factory", "localtime"}  # files next to the zones: "not set", and this machine's
_NOT_CITIES = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
_REGIONS = {f"Australia/{name}" for name in ("ACT", "LHI", "NSW", "North", "South", "West")}
"""Names that call no city: "Brazil/West" and "Australia/West" aren't a place called West."""
_BIG_CITIES: Mapping[str, str] = {
    "Abu Dhabi": "Asia/Dubai", "Atlanta": "America/New_York", "Austin": "America/Chicago",
    "Bangalore": "Asia/Kolkata", "Barcelona": "Europe/Madrid", "Beijing": "Asia/Shanghai",
    "Bengaluru": "Asia/Kolkata", "Boston": "America/New_York", "Canberra": "Australia/Sydney",
    "Cape Town": "Africa/Johannesburg", "Chennai": "Asia/Kolkata", "Cologne": "Europe/Berlin",
    "Dallas": "America/Chicago", "Delhi": "Asia/Kolkata", "Edinburgh": "Europe/London",
    "Frankfurt": "Europe/Berlin", "Geneva": "Europe/Zurich", "Gothenburg": "Europe/Stockholm",
    "Hamburg": "Europe/Berlin", "Hanoi": "Asia/Ho_Chi_Minh", "Houston": "America/Chicago",
    "Hyderabad": "Asia/Kolkata", "Krakow": "Europe/Warsaw", "Lyon": "Europe/Paris",
    "Manchester": "Europe/London", "Marseille": "Europe/Paris", "Miami": "America/New_York",
    "Milan": "Europe/Rome", "Montreal": "America/Toronto", "Mumbai": "Asia/Kolkata",
    "Munich": "Europe/Berlin", "New Delhi": "Asia/Kolkata", "Osaka": "Asia/Tokyo",
    "Ottawa": "America/Toronto", "Philadelphia": "America/New_York", "Porto": "Europe/Lisbon",
    "Pretoria": "Africa/Johannesburg", "Pune": "Asia/Kolkata",
    "Rio de Janeiro": "America/Sao_Paulo", "Rotterdam": "Europe/Amsterdam",
    "Saint Petersburg": "Europe/Moscow", "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles", "Shenzhen": "Asia/Shanghai", "Tel Aviv": "Asia/Jerusalem",
    "Turin": "Europe/Rome", "Washington": "America/New_York",
}  # fmt: skip
"""Cities that people work in and that the tz database doesn't name."""


def parse_zone(words: str) -> str:
    """Return the name of a zone of the tz database, from that name or from a city's."""
    wanted = words.strip().replace(" ", "_")
    known = _zones()
    name = known.get(wanted.lower(), "")
    if name and name not in FIXED:
        return name
    if name:
        raise Refused(f'"{name}" is a fixed offset without summer time.', zone_hint(name))
    if city := _cities().get(wanted.lower(), ""):
        return city
    hint = zone_hint(shorten(words)) or _near_zone(shorten(wanted))
    raise Refused(f'"{shorten(words)}" isn\'t a time zone.', hint)


def find_zones(typed: str, now: datetime) -> Mapping[str, str]:
    """Return zones that fit what was typed, by name, each with its label, the best ones first.

    The label is the city with its region and its offset at ``now``: ``Berlin (Europe), now
    UTC+1``.
    """
    wanted = "_".join(typed.lower().split())
    named = {**_BIG_CITIES, **{name: name for name in _places()}}

    def rank(name: str) -> int:
        whole = name.lower().replace(" ", "_")
        city = whole.rpartition("/")[2]
        if city.startswith(wanted):
            return 0
        return 1 if whole.startswith(wanted) else 2 if wanted in whole else 3

    ranked = sorted((rank(name), name) for name in named)
    fitting = [name for position, name in ranked if position < 3][:MOST_FOUND]
    found: dict[str, str] = {}
    for name in fitting:
        found.setdefault(named[name], zone_label(named[name], now, name))
    return found


def zone_label(zone_name: str, now: datetime, city: str = "") -> str:
    """Return a zone for people to choose: ``Berlin (Europe), now UTC+1``."""
    region, slash, _ = zone_name.partition("/")
    spoken = place_name(city or zone_name)
    where = f" ({region.replace('_', ' ')})" if slash else ""
    offset = f", now {offset_label(zone_name, now)}" if is_known(zone_name) else ""
    return f"{spoken}{where}{offset}"


def offset_label(zone_name: str, now: datetime) -> str:
    """Return a zone's offset at ``now``: ``UTC+5:30``."""
    offset = now.astimezone(zone(zone_name)).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def place_name(zone_name: str) -> str:
    """Return the city of a zone, as people write it: ``New York``."""
    if zone_name.startswith("Etc/"):
        return zone_name
    return zone_name.rpartition("/")[2].replace("_", " ")


def zone_time(zone_name: str) -> str:
    """Return whose time a zone's is: ``Berlin time``; ``UTC`` stays as it is."""
    place = place_name(zone_name)
    return f"{place} time" if "/" in zone_name and not place.startswith("Etc/") else place


@cache
def _zones() -> Mapping[str, str]:
    return {name.lower(): name for name in available_timezones() - _NO_PLACES}


@cache
def _places() -> tuple[str, ...]:
    """Return the zones that are a city's, and UTC, in order."""
    named = (name for name in _zones().values() if "/" in name)
    cities = (name for name in named if not name.startswith(_NOT_CITIES))
    return (*sorted(name for name in cities if name not in _REGIONS), "UTC")


@cache
def _cities() -> Mapping[str, str]:
    """Return zones by city, in lower case; of names for one city, the shortest counts."""
    by_length = sorted(_places(), key=lambda name: (-len(name), name))
    named = {name.rpartition("/")[2].lower(): name for name in by_length}
    spoken = {name.lower().replace(" ", "_"): zone for name, zone in _BIG_CITIES.items()}
    return {**named, **spoken}


def _near_zone(wanted: str) -> str:
    cities = _cities()
    city = wanted.rpartition("/")[2]
    meant = cities.get(closest(city, cities), "") or closest(wanted, _zones().values())
    return f"Did you mean {meant}?" if meant else "Name a city's zone, such as Europe/Berlin."
