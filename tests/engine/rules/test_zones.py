"""Zones found by what people type: a city, a zone, a part of either."""

from datetime import UTC, datetime

import pytest

from bot.engine.errors import Refused
from bot.engine.rules.zones import MOST_FOUND, find_zones, parse_zone, zone_time

WINTER = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("san francisco", "America/Los_Angeles"),
        ("Bengaluru", "Asia/Kolkata"),
        ("europe/paris", "Europe/Paris"),
        ("utc", "UTC"),
    ],
)
def test_a_city_names_its_zone(typed: str, zone: str) -> None:
    assert parse_zone(typed) == zone


def test_no_direction_is_a_city() -> None:
    with pytest.raises(Refused, match="isn't a time zone"):
        parse_zone("West")


def test_a_search_finds_cities_first_with_their_offsets() -> None:
    found = find_zones("new", WINTER)
    assert found["America/New_York"] == "New York (America), now UTC−5"
    assert found["Asia/Kolkata"] == "New Delhi (Asia), now UTC+5:30"
    assert list(find_zones("berl", WINTER)) == ["Europe/Berlin"]
    assert find_zones("zzz", WINTER) == {}
    assert 0 < len(find_zones("", WINTER)) <= MOST_FOUND


def test_whose_time_it_is_is_said_by_city() -> None:
    assert zone_time("America/Argentina/Buenos_Aires") == "Buenos Aires time"
    assert zone_time("UTC") == "UTC"
    assert zone_time("Etc/GMT+5") == "Etc/GMT+5"
