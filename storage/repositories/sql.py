"""SQL helpers shared by the repositories."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.engine.errors import StorageError
from bot.engine.model.rounds import MAX_LEASE
from storage.statements import Params, Rows, Runner, Statement
from storage.tables.types import UtcTime

T = TypeVar("T")


def values(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the model's dataclasses
    """Return the fields of a frozen dataclass by name, without copying what they hold."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def without_id(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the model's dataclasses
    """Return the fields without ``id``, which the database assigns."""
    row = values(thing)
    del row["id"]
    return row


def columns_of(table: Table, *names: str) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return a function that takes the named columns from a row of the whole table."""
    places = [column.name for column in table.columns]
    return itemgetter(*map(places.index, names))


def fields_of(
    table: Table, model: type, composed: Sequence[str]
) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return a function that takes the model's fields, in their order, from a row of the table.

    The row has to be followed by the fields that are ``composed`` of several columns. Names are
    looked up once: making a dictionary of every row takes three times as long.
    """
    places = [column.name for column in table.columns]
    after = {name: len(places) + number for number, name in enumerate(composed)}
    names = [field.name for field in fields(model)]
    return itemgetter(*(after[name] if name in after else places.index(name) for name in names))


def one_of(column: ColumnElement[T], values: Iterable[T]) -> ColumnElement[bool]:
    """Return ``column IN values``.

    Not ``OR``: for that, SQLite likes to look every value up in an index of the column alone.
    """
    return column.in_([bindparam(None, value, type_=column.type) for value in values])


_NOW = bindparam("now", type_=UtcTime)
_TOO_FAR = bindparam("too_far", type_=UtcTime)


def lease_expired(column: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    """Return whether a lease or pause is over or invalid; needs ``expiry_params``."""
    return or_(column <= _NOW, column > _TOO_FAR)


def expiry_params(now: datetime) -> dict[str, Any]:
    """Return the parameters for ``lease_expired``."""
    return {"now": now, "too_far": now + MAX_LEASE}


@cache
def put(
    dialect: str,
    table: Table,
    key: tuple[str, ...] = (),
    changes: tuple[str, ...] | None = None,
    where: ColumnElement[bool] | None = None,
) -> Insert:
    """Return an insert that updates ``changes`` if ``key`` already exists.

    ``key`` defaults to the primary key, ``changes`` to all other columns; an empty
    ``changes`` leaves the existing row alone, and so does a ``where`` that it doesn't match.
    """
    names = key or tuple(column.name for column in table.primary_key)
    if changes is None:
        changes = tuple(c.name for c in table.columns if c.name not in names and c.name != "id")
    statement = _insert(dialect, table)
    if not changes:
        return statement.on_conflict_do_nothing(index_elements=names)
    new = {name: statement.excluded[name] for name in changes}
    return statement.on_conflict_do_update(index_elements=names, set_=new, where=where)


@cache
def put_new(dialect: str, table: Table) -> ReturningInsert[*tuple[Any, ...]]:
    """Return an insert that does nothing if the primary key exists, else returns a row."""
    return put(dialect, table, (), ()).returning(*table.primary_key)


@cache
def add_up(dialect: str, table: Table, column: str) -> Insert:
    """Return an insert that adds to ``column`` if the primary key exists."""
    statement = _insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column: table.c[column] + statement.excluded[column]},
    )


@cache
def put_latest(dialect: str, table: Table, column: str) -> Insert:
    """Return an insert that replaces ``column`` only with a greater value."""
    statement = _insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column: statement.excluded[column]},
        where=table.c[column] < statement.excluded[column],
    )


def put_earliest(dialect: str, table: Table, column: str, rows: Select[*tuple[Any, ...]]) -> Insert:
    """Return an insert of what ``rows`` selects that replaces ``column`` only by a smaller value.

    ``rows`` needs a WHERE: without one, SQLite takes ON CONFLICT for part of a join.
    """
    names = [each.name for each in table.columns]
    statement = _insert(dialect, table).from_select(names, rows)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column: statement.excluded[column]},
        where=table.c[column] > statement.excluded[column],
    )


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def first_rows(table: Table, where: ColumnElement[bool]) -> Delete:
    """Return a delete of up to ``limit`` (a parameter) rows that match ``where``."""
    (key,) = table.primary_key
    return delete(table).where(key.in_(select(key).where(where).limit(bindparam("limit"))))


@cache
def change(table: Table) -> Update:
    """Return an update of the row whose id is the parameter ``the_id``."""
    return update(table).where(table.c.id == bindparam("the_id"))


class Repository:
    """Base class of the repositories: runs statements."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def _rows(self, query: Statement, **where: Any) -> Rows:  # noqa: ANN401
        return self._runner.rows(query, where)

    def _one(self, make: Callable[..., T], query: Statement, **where: Any) -> T | None:  # noqa: ANN401
        """Build a value from the query's only row, columns in order; None if there's no row."""
        rows = self._runner.rows(query, where)
        return make(*rows[0]) if rows else None

    def _shared(self, make: Callable[..., T], query: Statement, **where: Any) -> T | None:  # noqa: ANN401
        """Like ``_one``, for a row that many commands read one after another."""
        return self._runner.shared(query, where, make)

    def _many(self, make: Callable[..., T], query: Statement, **where: Any) -> tuple[T, ...]:  # noqa: ANN401
        """Build a value from each row of the query, columns in order."""
        return tuple([make(*row) for row in self._runner.rows(query, where)])

    def _value(self, query: Statement, **where: Any) -> Any:  # noqa: ANN401
        """Return the first column of the query's only row; None if there's no row."""
        rows = self._runner.rows(query, where)
        return rows[0][0] if rows else None

    def _add(self, insert: Insert, row: Params) -> int:
        """Insert ``row`` and return its id."""
        new_id: int = self._runner.rows(insert, row)[0][0]
        return new_id

    def _add_all(self, insert: Insert, rows: Sequence[Params]) -> None:
        if rows:
            self._runner.connection.execute(insert, rows)

    def _put(self, table: Table, row: Params) -> None:
        """Insert ``row``, or replace the row with its primary key."""
        self._runner.count(put(self._runner.dialect, table), row)

    def _put_new(self, table: Table, row: Params) -> bool:
        """Insert ``row`` unless its primary key exists; return whether it was inserted."""
        return bool(self._runner.rows(put_new(self._runner.dialect, table), row))

    def _change(self, table: Table, row_id: int, row: Params) -> None:
        """Update the row with that id.

        Raises ``StorageError`` if there's none: a lost write must not go unnoticed.
        """
        if self._runner.count(change(table), {**row, "the_id": row_id}) == 0:
            raise StorageError(f"No row {row_id} in {table.name}: add it before saving it.")

    def _delete(self, statement: Delete, **where: Any) -> None:  # noqa: ANN401
        self._runner.count(statement, where)
