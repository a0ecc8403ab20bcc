"""Column types that store the engine's values the same way on SQLite and PostgreSQL."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from bot.engine.errors import NaiveTime

E = TypeVar("E", bound=StrEnum)


class UtcTime(TypeDecorator[datetime]):
    """A datetime: rejects naive ones when writing, returns timezone-aware UTC when reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert an aware datetime to UTC; raise ``NaiveTime`` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTime(f"{value.isoformat()} has no zone: pass an aware UTC time.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC: SQLite stores no zone, PostgreSQL returns the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[E], Generic[E]):
    """A member of one of the engine's string enumerations, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Return the member's value."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Return the member; raise ``ValueError`` for an unknown value."""
        return None if value is None else self.words(value)


class Items(TypeDecorator[tuple[Any, ...]]):
    """A short tuple of strings, numbers or enumeration members, stored as a JSON list."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, of: Callable[[Any], Any]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(
        self, value: tuple[Any, ...] | None, dialect: Dialect
    ) -> list[Any] | None:
        """Return the list to store."""
        return None if value is None else list(value)

    def process_result_value(
        self, value: Iterable[Any] | None, dialect: Dialect
    ) -> tuple[Any, ...] | None:
        """Return the tuple, with ``of`` applied to each item."""
        return None if value is None else tuple(map(self.of, value))


class Seconds(TypeDecorator[timedelta]):
    """A duration in whole seconds; rejects fractions rather than losing them."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Return the seconds; raise ``ValueError`` for a fraction."""
        if value is None:
            return None
        if value.microseconds:
            raise ValueError(f"{value} is not a whole number of seconds")
        return value.days * 86_400 + value.seconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """Return the duration."""
        return None if value is None else timedelta(seconds=value)
