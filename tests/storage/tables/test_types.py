"""What the columns refuse, on both databases, rather than lose."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

from bot.engine.errors import NaiveTime
from bot.engine.model.questions import Level
from storage.tables.types import Items, Seconds, UtcTime, Word

SQLITE, POSTGRESQL = sqlite.dialect(), postgresql.dialect()
PLACES = ("America/New_York", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia")
ZONES = st.sampled_from(PLACES).map(ZoneInfo) | st.integers(-14, 14).map(
    lambda hours: timezone(timedelta(hours=hours))
)
INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001


def there_and_back(kind: TypeEngine[Any], value: object, dialect: Dialect) -> object:
    there = kind.dialect_impl(dialect).bind_processor(dialect)
    back = kind.dialect_impl(dialect).result_processor(dialect, None)
    stored = there(value) if there else value
    return back(stored) if back else stored


@settings(deadline=None)
@given(INSTANTS)
def test_an_instant_is_kept_to_the_microsecond(instant: datetime) -> None:
    kept = there_and_back(UtcTime(), instant, SQLITE)
    assert isinstance(kept, datetime)
    assert kept == instant.astimezone(UTC)  # across zones, a repeated hour equals nothing
    assert kept.utcoffset() == timedelta(0)


def test_stored_instants_sort_as_text_in_the_order_of_time() -> None:
    store = UtcTime().dialect_impl(SQLITE).bind_processor(SQLITE)
    assert store is not None
    zone = timezone(timedelta(hours=-5))
    early, late = datetime(2026, 1, 1, 20, tzinfo=zone), datetime(2026, 1, 2, 2, tzinfo=zone)
    assert store(early) < store(late)
    assert store(early) == "2026-01-02 01:00:00.000000"


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=lambda dialect: dialect.name)
def test_a_naive_datetime_is_refused(dialect: Dialect) -> None:
    with pytest.raises(NaiveTime):
        there_and_back(UtcTime(), datetime(2026, 11, 16), dialect)  # noqa: DTZ001


def test_a_fraction_of_a_second_is_refused_rather_than_lost() -> None:
    assert there_and_back(Seconds(), timedelta(days=1, seconds=1), SQLITE) == timedelta(
        days=1, seconds=1
    )
    with pytest.raises(ValueError, match="whole number of seconds"):
        there_and_back(Seconds(), timedelta(milliseconds=1500), SQLITE)


def test_a_word_is_one_of_its_enumeration() -> None:
    assert there_and_back(Word(Level), Level.BASIC, SQLITE) is Level.BASIC
    with pytest.raises(ValueError, match="expert"):
        there_and_back(Word(Level), "expert", SQLITE)


def test_a_tuple_comes_back_as_a_tuple_of_its_kind() -> None:
    assert there_and_back(Items(Level), (Level.BASIC,), SQLITE) == (Level.BASIC,)
    assert there_and_back(Items(int), (), SQLITE) == ()
    assert there_and_back(Items(int), None, SQLITE) is None
