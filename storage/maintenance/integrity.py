"""Looking for damage: in the file, in references between rows, in points and streaks."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from sqlalchemy import Connection, inspect

from bot.engine.ports.repositories import Transaction
from storage.errors import RESTORE
from storage.maintenance.rows import impossible_rows
from storage.store import SqlStore
from storage.tables import metadata
from storage.transaction import SqlTransaction

Audit = Callable[[Transaction], Iterable[str]]


def points_audit(tx: Transaction) -> tuple[str, ...]:
    """Compare the leaderboard totals with the points log."""
    return tx.points.differences()


def findings(store: SqlStore, audit: Audit = points_audit) -> tuple[str, ...]:
    """Return one sentence per problem, all from one consistent view; none if it's OK.

    ``audit`` compares derived data with its source; it's skipped if the file is damaged
    or a row can't be read.
    """

    def check(tx: Transaction) -> tuple[str, ...]:
        connection = cast("SqlTransaction", tx).connection
        damage = tuple(_damage(connection)) or tuple(_missing(connection))
        # The audit reads every row, so it's for rows that can be read.
        return damage or tuple(impossible_rows(connection)) or tuple(audit(tx))

    return store.read_now(check)


def _damage(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":  # PostgreSQL checks its own files and keys
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"The file is damaged: {line}. To fix it, {RESTORE}."
    for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} refers to a missing row of {target}. To fix it, {RESTORE}."


def _missing(connection: Connection) -> Iterator[str]:
    columns = inspect(connection).get_multi_columns(filter_names=[*metadata.tables])
    existing = {table: {each["name"] for each in found} for (_, table), found in columns.items()}
    for table in metadata.sorted_tables:
        if table.name not in existing:
            yield f"The table {table.name} is missing. To fix it, {RESTORE}."
        elif missing := set(table.columns.keys()) - existing[table.name]:
            names = ", ".join(sorted(missing))
            yield f"Columns missing from the table {table.name}: {names}. To fix it, {RESTORE}."
