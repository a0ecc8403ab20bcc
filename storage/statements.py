"""Running statements over a connection: by SQLAlchemy, or on SQLite by the driver itself.

SQLAlchemy compiles every statement, and gives each value the same form on both databases.
Its way of running one costs several times what SQLite takes for it, though, and the writer
runs all commands of the bot: so on SQLite a statement that was compiled once goes straight
to the driver, with the same conversions.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update

Params = Mapping[str, Any]
Statement = Select[*tuple[Any, ...]] | Insert | Update | Delete
Convert = Callable[[Any], Any]
Rows = Sequence[Any]  # of tuples or lists of columns


class Runner:
    """Runs statements in the transaction that somebody else began and will end."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._driver: sqlite3.Connection | None = None
        if self.dialect == "sqlite":
            self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)

    def rows(self, statement: Statement, params: Params) -> Rows:
        """Return the rows ``statement`` gives.

        ``statement`` must be one that lives as long as the program (it is kept, compiled)
        and must not hold a list given by ``params``.
        """
        if self._driver is None:
            return self.connection.execute(statement, params).all()
        prepared = _prepared(statement, params, self.connection.dialect)
        return prepared.rows(self._driver, params)

    def count(self, statement: Statement, params: Params) -> int:
        """Run ``statement``, of the same kind as for ``rows``; return how many rows it changed."""
        if self._driver is None:
            return self.connection.execute(statement, params).rowcount
        prepared = _prepared(statement, params, self.connection.dialect)
        return self._driver.execute(prepared.sql, prepared.bind(params)).rowcount


class _Prepared:
    """A statement in SQLite's words, and how its values go in and come out."""

    def __init__(self, statement: Statement, columns: list[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        if compiled.post_compile_params:
            raise TypeError(f"can't be run by the driver: {statement}")
        self.sql = compiled.string
        self._values: list[Any] = []
        self._given: list[tuple[int, str, Convert | None]] = []
        for place, name in enumerate(compiled.positiontup or ()):
            bound = compiled.binds[name]
            convert = bound.type.dialect_impl(dialect).bind_processor(dialect)
            given = bound.required
            self._values.append(None if given else _converted(convert, bound.effective_value))
            if given:
                self._given.append((place, name, convert))
        self._outward = _outward(statement, dialect)

    def bind(self, params: Params) -> list[Any]:
        """Return the values of the statement's question marks."""
        values = self._values.copy()
        for place, name, convert in self._given:
            value = params[name]
            values[place] = value if convert is None else convert(value)
        return values

    def rows(self, driver: sqlite3.Connection, params: Params) -> Rows:
        """Run the statement; return the rows it gives, as the engine's values."""
        rows = driver.execute(self.sql, self.bind(params)).fetchall()
        if not self._outward:
            return rows
        return [self._converted_row(list(row)) for row in rows]

    def _converted_row(self, row: list[Any]) -> list[Any]:
        for place, convert in self._outward:
            row[place] = convert(row[place])
        return row


def _outward(statement: Statement, dialect: Dialect) -> list[tuple[int, Convert]]:
    """Return the columns whose values need a conversion, and which."""
    found: list[tuple[int, Convert]] = []
    for place, column in enumerate(statement.exported_columns):
        convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if convert is not None:
            found.append((place, convert))
    return found


def _converted(convert: Convert | None, value: object) -> object:
    return value if convert is None else convert(value)


_known: dict[tuple[Statement, tuple[str, ...]], _Prepared] = {}


def _prepared(statement: Statement, params: Params, dialect: Dialect) -> _Prepared:
    key = (statement, tuple(params))
    prepared = _known.get(key)
    if prepared is None:
        columns = list(params) if isinstance(statement, Insert | Update) else None
        prepared = _known[key] = _Prepared(statement, columns, dialect)
    return prepared
