"""Column types: how the engine's values lie in a database, the same on SQLite and PostgreSQL."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from bot.engine.errors import NaiveTime

E = TypeVar("E", bound=StrEnum)


class UtcTime(TypeDecorator[datetime]):
    """An instant: refuses naive times on the way in, gives aware UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time of any zone into UTC; raise ``NaiveTime`` for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTime(f"{value.isoformat()} has no zone: pass an aware UTC time.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return aware UTC: SQLite keeps no zone, PostgreSQL answers in the session's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[E], Generic[E]):
    """A word of one of the engine's enumerations, stored as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Return the word's text."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Return the word; a text the enumeration does not know is a ``ValueError``."""
        return None if value is None else self.words(value)


class Items(TypeDecorator[tuple[Any, ...]]):
    """A short tuple of strings, numbers or words, stored as a JSON list."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, of: Callable[[Any], Any]) -> None:
        super().__init__()
        self.of = of

    def process_bind_param(
        self, value: tuple[Any, ...] | None, dialect: Dialect
    ) -> list[Any] | None:
        """Return the list that is stored."""
        return None if value is None else list(value)

    def process_result_value(
        self, value: Iterable[Any] | None, dialect: Dialect
    ) -> tuple[Any, ...] | None:
        """Return the tuple, each item made by ``of``."""
        return None if value is None else tuple(map(self.of, value))


class Seconds(TypeDecorator[timedelta]):
    """A duration in whole seconds; a fraction is refused rather than lost."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Return the seconds; raise ``ValueError`` for a fraction of one."""
        if value is None:
            return None
        if value.microseconds:
            raise ValueError(f"{value} is not a whole number of seconds")
        return value.days * 86_400 + value.seconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """Return the duration."""
        return None if value is None else timedelta(seconds=value)
