"""Looking for damage: in the file, in what names what, and in what is derived."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from sqlalchemy import Connection, inspect

from bot.engine.ports.repositories import Transaction
from storage.errors import RESTORE
from storage.store import SqlStore
from storage.tables import metadata
from storage.transaction import SqlTransaction

Audit = Callable[[Transaction], Iterable[str]]


def points_audit(tx: Transaction) -> tuple[str, ...]:
    """Compare the boards' sums with the points log."""
    return tx.points.differences()


def findings(store: SqlStore, audit: Audit = points_audit) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong, none for a sound database.

    ``audit`` compares what is derived with what it is derived from; it is not run over a
    damaged file. Everything is looked at as it is at one moment.
    """

    def look(tx: Transaction) -> tuple[str, ...]:
        connection = cast("SqlTransaction", tx).connection
        damage = tuple(_damage(connection)) or tuple(_missing(connection))
        return damage or tuple(audit(tx))

    return store.read_now(look)


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":  # a server looks after its own files and keys
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"The file is damaged: {line}. To fix it, {RESTORE}."
    for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} names a row of {target} that is missing. To fix it, {RESTORE}."


def _missing(connection: Connection) -> Iterator[str]:
    columns = inspect(connection).get_multi_columns(filter_names=[*metadata.tables])
    found = {table: {each["name"] for each in of_it} for (_, table), of_it in columns.items()}
    for table in metadata.sorted_tables:
        if table.name not in found:
            yield f"The table {table.name} is missing. To fix it, {RESTORE}."
        elif lost := set(table.columns.keys()) - found[table.name]:
            yield f"The table {table.name} lacks {', '.join(sorted(lost))}. To fix it, {RESTORE}."
