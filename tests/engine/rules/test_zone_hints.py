"""Offsets and abbreviations are answered with cities that are really there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.engine.rules.zone_hints import zone_hint


def _cities(hint: str) -> list[str]:
    listed = hint.removeprefix("Name a city's zone, such as ").removesuffix(".")
    return listed.replace(" or ", ", ").split(", ")


@pytest.mark.parametrize(
    ("words", "hours"),
    [("GMT+2", 2), ("+02:00", 2), ("utc-5", -5), ("UTC+5:30", 5.5), ("+5:45", 5.75), ("+13", 13)],
)
def test_an_offset_gets_cities_that_have_it_for_at_least_half_the_year(
    words: str, hours: float
) -> None:
    cities = _cities(zone_hint(words))
    assert cities
    for city in cities:
        offsets = {
            datetime(2026, month, 15, tzinfo=UTC).astimezone(ZoneInfo(city)).utcoffset()
            for month in (1, 7)
        }
        assert timedelta(hours=hours) in offsets


@pytest.mark.parametrize(
    ("words", "city"),
    [
        ("PST", "America/Los_Angeles"),
        ("pdt", "America/Los_Angeles"),
        ("ET", "America/New_York"),
        ("IST", "Asia/Kolkata"),
        ("CEST", "Europe/Berlin"),
        ("AEDT", "Australia/Sydney"),
        ("BST", "Europe/London"),
    ],
)
def test_an_abbreviation_gets_the_cities_that_use_it(words: str, city: str) -> None:
    assert _cities(zone_hint(words))[0] == city


def test_every_city_named_is_a_zone() -> None:
    for words in ("CST", "EST", "MST", "HST", "EEST", "-3", "+1", "+99"):
        assert set(_cities(zone_hint(words))) <= available_timezones()


@pytest.mark.parametrize("words", ["Berlin", "Europe/Berlin", "", "noon", "+", "UTC"])
def test_other_words_get_no_hint(words: str) -> None:
    assert zone_hint(words) == ""
