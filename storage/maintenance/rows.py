"""Rows that could not be: values that aren't what their column holds.

SQLite stores anything in any column: a time ``x``, or a number that's too large as a fraction.
Warmup never writes such a value, but a hand or a bad disk can, and reading it fails.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Boolean, Column, Connection, Integer, String, Table

from storage.errors import RESTORE
from storage.tables import metadata

MAX_NAMED = 20
"""How many rows of a table are named; more are counted."""


def impossible_rows(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each row with a value that can't be; only SQLite can have any."""
    if connection.dialect.name != "sqlite":  # PostgreSQL checks the types of what it's given
        return
    for table in metadata.sorted_tables:
        found = list(_of_table(connection, table))
        yield from found[:MAX_NAMED]
        if len(found) > MAX_NAMED:
            yield f"{len(found) - MAX_NAMED:,} more rows of {table.name} have impossible values."


def _of_table(connection: Connection, table: Table) -> Iterator[str]:
    quote = connection.dialect.identifier_preparer.quote
    columns = [(column, _reader(column, connection)) for column in table.columns]
    keys = [index for index, (column, _) in enumerate(columns) if column.primary_key]
    names = ", ".join(quote(column.name) for column, _ in columns)
    for row in connection.exec_driver_sql(f"SELECT {names} FROM {quote(table.name)}"):  # noqa: S608  # names from our own tables
        for (column, read), value in zip(columns, row, strict=True):
            if not _can_be(column, read, value):
                where = ", ".join(f"{columns[key][0].name} {_shown(row[key])}" for key in keys)
                yield (
                    f"The row of {table.name} with {where or 'no key'} has an impossible "
                    f"{column.name}: {_shown(value)}. To fix it, {RESTORE}."
                )
                break  # one sentence per row


def _reader(column: Column[Any], connection: Connection) -> Callable[[Any], Any]:
    kind = column.type.dialect_impl(connection.dialect)
    found = kind.result_processor(connection.dialect, None)
    return cast("Callable[[Any], Any]", found) if found else _as_it_is


def _as_it_is(value: Any) -> Any:  # noqa: ANN401  # any value of a row
    return value


def _can_be(column: Column[Any], read: Callable[[Any], Any], value: Any) -> bool:  # noqa: ANN401  # any value of a row
    if value is None:
        return bool(column.nullable)
    kind: Any = column.type
    kind = getattr(kind, "impl_instance", kind)  # what a type of ours is stored as
    if isinstance(kind, Integer) and not isinstance(value, int):
        return False
    if isinstance(kind, Boolean) and value not in (0, 1):
        return False
    if isinstance(kind, String | JSON) and not isinstance(value, str):
        return False
    try:
        meaning = _MEANINGS.get((column.table.name, column.name))
        found = read(value)
        return meaning is None or meaning(found)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False


def _are_weekdays(days: Any) -> bool:  # noqa: ANN401  # any value of a row
    return all(isinstance(day, int) and 0 <= day <= 6 for day in days)


def _is_zone(zone: Any) -> bool:  # noqa: ANN401  # any value of a row
    return bool(ZoneInfo(zone).key)  # raises for a zone that doesn't exist


_MEANINGS: Mapping[tuple[str, str], Callable[[Any], bool]] = {
    ("schedules", "days"): _are_weekdays,
    ("schedules", "zone"): _is_zone,
}


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
