"""Running statements with the driver itself.

SQLAlchemy compiles every statement and converts every value. Executing one with SQLAlchemy
takes several times as long as the driver needs for the statement, though, and the bot's commands
are made of many small ones. So a statement is compiled once for each database and then run by the
driver directly, with the same conversions.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import CompoundSelect, Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError

Params = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Insert | Update | Delete
T = TypeVar("T")
Convert = Callable[[Any], Any]
Rows = Sequence[Any]  # of tuples or lists of columns
REMEMBERED = 256
"""Values that ``Runner.shared`` keeps for each statement."""


class _Driver(Protocol):
    """Runs SQL; returns a cursor with what came of it."""

    def __call__(self, sql: str, values: Any, /) -> Any: ...  # noqa: ANN401  # the driver's cursor


class Runner:
    """Runs statements in a transaction that the caller begins and ends."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._is_sqlite = self.dialect == "sqlite"
        if self._is_sqlite:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            self._execute: _Driver = driver.execute
        else:
            self._execute = _Postgresql(connection).execute

    def rows(self, statement: Statement, params: Params) -> Rows:
        """Return the rows of ``statement``.

        ``statement`` must be a module-level constant, because it's cached in compiled form
        forever, and ``params`` must not contain lists.
        """
        prepared = _prepared(statement, params, self.connection.dialect)
        found = self._execute(prepared.sql, prepared.bind(params)).fetchall()
        return prepared.convert(found)

    def shared(self, statement: Statement, params: Params, make: Callable[..., T]) -> T | None:
        """Return what ``make`` builds of the only row, columns in order; None if there's no row.

        For rows that many commands read, such as a team's or an open round's: a row that reads
        as one did lately isn't converted and built again. ``make`` must be a module-level
        function whose values never change.
        """
        prepared = _prepared(statement, params, self.connection.dialect)
        row = self._execute(prepared.sql, prepared.bind(params)).fetchone()
        if row is None:
            return None
        # PostgreSQL's driver reads lists itself, by which nothing can be looked up.
        return prepared.remembered(make, row) if self._is_sqlite else prepared.made(make, row)

    def count(self, statement: Statement, params: Params) -> int:
        """Run ``statement`` and return how many rows it changed; see ``rows`` for its limits."""
        prepared = _prepared(statement, params, self.connection.dialect)
        changed: int = self._execute(prepared.sql, prepared.bind(params)).rowcount
        return changed


class _Postgresql:
    """Runs SQL on a PostgreSQL connection, with errors as SQLAlchemy would raise them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = connection.connection
        self._cursor: DBAPICursor = self._driver.cursor()

    def execute(self, sql: str, values: Any, /) -> DBAPICursor:  # noqa: ANN401  # the driver's
        dialect, cursor = self._connection.dialect, self._cursor
        base = dialect.loaded_dbapi.Error
        try:
            cursor.execute(sql, values)
        except base as error:
            driver = cast("DBAPIConnection", self._driver.driver_connection)
            lost = dialect.is_disconnect(error, driver, cursor)
            if lost:
                self._connection.invalidate(error)
            raise DBAPIError.instance(
                sql, None, error, base, connection_invalidated=lost, dialect=dialect
            ) from error
        return cursor


class _Prepared:
    """A compiled statement, with the conversions of its parameters and columns."""

    def __init__(self, statement: Statement, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        if compiled.post_compile_params:
            raise TypeError(f"can't run this with the driver: {statement}")
        self.sql = compiled.string
        self._by_place = compiled.positiontup is not None
        self._values: dict[str | int, Any] = {}
        self._params: list[tuple[str | int, str, Convert | None]] = []
        for place, name in enumerate(compiled.positiontup or compiled.binds):
            bound, key = compiled.binds[name], place if self._by_place else name
            convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
            is_param = bound.required
            self._values[key] = None if is_param else _converted(convert, bound.effective_value)
            if is_param:
                self._params.append((key, name, convert))
        self._conversions = _conversions(statement, dialect)
        self.remembered = lru_cache(REMEMBERED)(self.made)

    def bind(self, params: Params) -> Any:  # noqa: ANN401  # as the driver takes them
        """Return the values for the statement's placeholders."""
        values = self._values.copy()
        for key, name, convert in self._params:
            value = params[name]
            values[key] = value if convert is None else convert(value)
        return tuple(values.values()) if self._by_place else values

    def convert(self, rows: Rows) -> Rows:
        """Return the driver's rows with converted values."""
        if not self._conversions:
            return rows
        return [self._converted_row(list(row)) for row in rows]

    def made(self, make: Callable[..., T], row: Sequence[Any]) -> T:
        """Return what ``make`` builds of one of the driver's rows."""
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


_cache: dict[tuple[str, Statement, tuple[str, ...]], _Prepared] = {}


def _prepared(statement: Statement, params: Params, dialect: Dialect) -> _Prepared:
    key = (dialect.name, statement, tuple(params))
    prepared = _cache.get(key)
    if prepared is None:
        columns = list(params) if isinstance(statement, Insert | Update) else None
        prepared = _cache[key] = _Prepared(statement, columns, dialect)
    return prepared
