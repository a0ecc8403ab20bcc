"""The few pieces of SQL every repository shares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Select, Table, Update, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.engine.errors import StorageError

T = TypeVar("T")
Row = Mapping[str, Any]
Query = Select[*tuple[Any, ...]]


def values(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the model's dataclasses
    """Return the fields of a frozen dataclass by name, without copying what they hold."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def without_id(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the model's dataclasses
    """Return the fields of a value that is yet to get its id from the database."""
    row = values(thing)
    del row["id"]
    return row


@cache
def put(
    dialect: str, table: Table, key: tuple[str, ...] = (), changes: tuple[str, ...] | None = None
) -> Insert:
    """Return an insert that replaces ``changes`` where ``key`` is taken.

    ``key`` is the primary key unless given; ``changes`` are all other columns unless given,
    and an empty ``changes`` leaves the existing row as it is.
    """
    names = key or tuple(column.name for column in table.primary_key)
    if changes is None:
        changes = tuple(c.name for c in table.columns if c.name not in names and c.name != "id")
    statement = _insert(dialect, table)
    if not changes:
        return statement.on_conflict_do_nothing(index_elements=names)
    new = {name: statement.excluded[name] for name in changes}
    return statement.on_conflict_do_update(index_elements=names, set_=new)


@cache
def add_up(dialect: str, table: Table, column: str) -> Insert:
    """Return an insert that adds to ``column`` where the primary key is taken."""
    statement = _insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column: table.c[column] + statement.excluded[column]},
    )


@cache
def put_latest(dialect: str, table: Table, column: str) -> Insert:
    """Return an insert that replaces ``column`` only by a greater one."""
    statement = _insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column: statement.excluded[column]},
        where=table.c[column] < statement.excluded[column],
    )


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def change(table: Table) -> Update:
    """Return an update of the row whose id is given as ``the_id``."""
    return update(table).where(table.c.id == bindparam("the_id"))


class Repository:
    """What the repositories share: the connection of the transaction they belong to."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._dialect = connection.dialect.name

    def _one(self, make: Callable[..., T], query: Query, **where: Any) -> T | None:  # noqa: ANN401
        """Make a value of the query's only row, its columns in order; None without a row."""
        row = self.connection.execute(query, where).one_or_none()
        return None if row is None else make(*row)

    def _many(self, make: Callable[..., T], query: Query, **where: Any) -> tuple[T, ...]:  # noqa: ANN401
        """Make a value of each row of the query, its columns in order."""
        return tuple(make(*row) for row in self.connection.execute(query, where))

    def _put(self, table: Table, row: Row, key: tuple[str, ...] = ()) -> None:
        self.connection.execute(put(self._dialect, table, key), row)

    def _put_all(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            self.connection.execute(put(self._dialect, table), rows)

    def _put_new(self, table: Table, row: Row, key: tuple[str, ...] = ()) -> bool:
        """Insert ``row`` unless its key is taken; tell whether it was inserted."""
        return self.connection.execute(put(self._dialect, table, key, ()), row).rowcount == 1

    def _change(self, table: Table, row_id: int, row: Row) -> None:
        """Write ``row`` over the row of that id.

        Raises ``StorageError`` when there is none: a lost write must not pass silently.
        """
        done = self.connection.execute(change(table), {**row, "the_id": row_id})
        if done.rowcount == 0:
            raise StorageError(f"No row {row_id} in {table.name}: add it before saving it.")
