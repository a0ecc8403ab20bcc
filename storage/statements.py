"""Running statements: with SQLAlchemy on PostgreSQL, with the driver itself on SQLite.

SQLAlchemy compiles every statement and converts every value. Executing one with SQLAlchemy
takes several times as long as SQLite needs for the statement, though, and a single writer
runs all of the bot's commands. So on SQLite a statement is compiled once and then run by the
driver directly, with the same conversions.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import CompoundSelect, Connection, Delete, Dialect, Insert, Select, Update

Params = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Insert | Update | Delete
T = TypeVar("T")
Convert = Callable[[Any], Any]
Rows = Sequence[Any]  # of tuples or lists of columns
REMEMBERED = 256
"""Values that ``Runner.shared`` keeps for each statement."""


class Runner:
    """Runs statements in a transaction that the caller begins and ends."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._driver: sqlite3.Connection | None = None
        if self.dialect == "sqlite":
            self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)

    def rows(self, statement: Statement, params: Params) -> Rows:
        """Return the rows of ``statement``.

        ``statement`` must be a module-level constant, because it's cached in compiled form
        forever, and ``params`` must not contain lists.
        """
        if self._driver is None:
            return self.connection.execute(statement, params).all()
        prepared = _prepared(statement, params, self.connection.dialect)
        return prepared.rows(self._driver, params)

    def shared(self, statement: Statement, params: Params, make: Callable[..., T]) -> T | None:
        """Return what ``make`` builds of the only row, columns in order; None if there's no row.

        For rows that many commands read, such as a team's or an open round's: a row that reads
        as one did lately isn't converted and built again. ``make`` must be a module-level
        function whose values never change.
        """
        if self._driver is None:
            rows = self.connection.execute(statement, params).all()
            return make(*rows[0]) if rows else None
        prepared = _prepared(statement, params, self.connection.dialect)
        return prepared.shared(self._driver, params, make)

    def count(self, statement: Statement, params: Params) -> int:
        """Run ``statement`` and return how many rows it changed; see ``rows`` for its limits."""
        if self._driver is None:
            return self.connection.execute(statement, params).rowcount
        prepared = _prepared(statement, params, self.connection.dialect)
        return self._driver.execute(prepared.sql, prepared.bind(params)).rowcount


class _Prepared:
    """A compiled SQLite statement, with the conversions of its parameters and columns."""

    def __init__(self, statement: Statement, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        if compiled.post_compile_params:
            raise TypeError(f"can't run this with the driver: {statement}")
        self.sql = compiled.string
        self._values: list[Any] = []
        self._params: list[tuple[int, str, Convert | None]] = []
        for place, name in enumerate(compiled.positiontup or ()):
            bound = compiled.binds[name]
            convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
            is_param = bound.required
            self._values.append(None if is_param else _converted(convert, bound.effective_value))
            if is_param:
                self._params.append((place, name, convert))
        self._conversions = _conversions(statement, dialect)
        self._remembered = lru_cache(REMEMBERED)(self._made)

    def bind(self, params: Params) -> list[Any]:
        """Return the values for the statement's placeholders."""
        values = self._values.copy()
        for place, name, convert in self._params:
            value = params[name]
            values[place] = value if convert is None else convert(value)
        return values

    def rows(self, driver: sqlite3.Connection, params: Params) -> Rows:
        """Run the statement; return its rows with converted values."""
        rows = driver.execute(self.sql, self.bind(params)).fetchall()
        if not self._conversions:
            return rows
        return [self._converted_row(list(row)) for row in rows]

    def shared(
        self, driver: sqlite3.Connection, params: Params, make: Callable[..., T]
    ) -> T | None:
        """Run the statement; return the value of its only row, None if there's no row."""
        row = driver.execute(self.sql, self.bind(params)).fetchone()
        return None if row is None else self._remembered(make, row)

    def _made(self, make: Callable[..., T], row: tuple[Any, ...]) -> T:
        return make(*self._converted_row(list(row)))

    def _converted_row(self, row: list[Any]) -> list[Any]:
        for place, convert in self._conversions:
            row[place] = convert(row[place])
        return row


def _conversions(statement: Statement, dialect: Dialect) -> list[tuple[int, Convert]]:
    """Return the positions of columns that need a conversion, each with its conversion."""
    found: list[tuple[int, Convert]] = []
    for place, column in enumerate(statement.exported_columns):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            found.append((place, convert))
    return found


def _converted(convert: Convert | None, value: object) -> object:
    return value if convert is None else convert(value)


_cache: dict[tuple[Statement, tuple[str, ...]], _Prepared] = {}


def _prepared(statement: Statement, params: Params, dialect: Dialect) -> _Prepared:
    key = (statement, tuple(params))
    prepared = _cache.get(key)
    if prepared is None:
        columns = list(params) if isinstance(statement, Insert | Update) else None
        prepared = _cache[key] = _Prepared(statement, columns, dialect)
    return prepared
