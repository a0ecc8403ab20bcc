"""Moving everything from one database to another, checked on both sides before it counts."""

import hashlib
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from bot.engine.errors import StorageError
from storage import engines
from storage.errors import explained
from storage.maintenance.integrity import Audit
from storage.maintenance.sequences import copy_last_id
from storage.migrations import upgrade
from storage.sqlite.single_process import file_of, sole
from storage.tables import metadata
from storage.transaction import SqlTransaction

AT_ONCE = 1_000  # rows: bounds the memory, however large a table is
Tell = Callable[[int, int], None]
"""Hears how many rows are done of how many; each is done twice, to write and to compare."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy came to: rows by table, and what was wrong with the source already."""

    rows: Mapping[str, int]
    findings: tuple[str, ...]


def _quietly(_done: int, _rows: int) -> None:
    """Tell nobody."""


def copy(source: str, target: str, audit: Audit, tell: Tell = _quietly) -> Copied:
    """Copy every row of ``source`` to ``target``, an empty or missing database.

    All or nothing: what was written is read again and compared, and ``audit`` (what is
    derived, from what it is derived from) must say the same of both. Ids given once are
    not given again. Raises ``StorageError``, naming the fix, when either is being served,
    when ``target`` holds anything, and when the copy is not the same.
    """
    here, there = engines.address(source), engines.address(target)
    engines.preflight(here)
    engines.preflight(there, must_exist=False)
    if here == there or (file_of(here) and file_of(here) == file_of(there)):
        raise StorageError("FROM and TO are the same database: name two.")
    with ExitStack() as stack:
        for url in (source, target):
            stack.enter_context(sole(url))
            upgrade.upgrade(url)
        reading = stack.enter_context(_connected(source, engines.Role.READ))
        writing = stack.enter_context(_connected(target, engines.Role.WRITE))
        _refuse_served(reading, source)
        _refuse_served(writing, target)
        _refuse_filled(writing, target)
        copied = {table.name: _count(reading, table) for table in metadata.sorted_tables}
        progress = _Progress(tell, 2 * sum(copied.values()))
        for table in metadata.sorted_tables:
            _copy_table(reading, writing, table, progress)
            copy_last_id(reading, writing, table)
        return Copied(copied, _audited_alike(reading, writing, audit))


@contextmanager
def _connected(url: str, role: engines.Role) -> Generator[Connection]:
    where = engines.address(url)
    engine = engines.connect(where, role, hurried=False)  # a large table takes what it takes
    try:
        with explained(engines.shown(where)), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _refuse_served(connection: Connection, url: str) -> None:
    if connection.dialect.name != "postgresql":  # a file's lock is held
        return
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = :name"
    )
    if connection.execute(others, {"name": engines.SERVING}).scalar():
        name = engines.shown(engines.address(url))
        raise StorageError(f"A bot runs on {name}: stop it first, and start it when this is done.")


def _refuse_filled(connection: Connection, url: str) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            name = engines.shown(engines.address(url))
            raise StorageError(
                f"{name} is not empty ({table.name} has rows): name an empty or a new database."
            )


class _Progress:
    def __init__(self, tell: Tell, rows: int) -> None:
        self._tell = tell
        self._rows = rows
        self._done = 0

    def add(self, rows: int) -> None:
        self._done += rows
        self._tell(self._done, self._rows)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _copy_table(
    reading: Connection, writing: Connection, table: Table, progress: _Progress
) -> None:
    written = _Sum()
    for rows in _parts(reading, table):
        fit = [_fit(row) for row in rows]
        writing.execute(insert(table), fit)
        written.add(fit)
        progress.add(len(rows))
    found = _Sum()
    for rows in _parts(writing, table):
        found.add(rows)
        progress.add(len(rows))
    if found != written:
        raise StorageError(
            f"The copy of {table.name} is not the same, so nothing was kept: "
            "run `warmup db check` on the source and try again."
        )


def _parts(connection: Connection, table: Table) -> Generator[list[dict[str, Any]]]:
    query = select(table).execution_options(yield_per=AT_ONCE)
    for rows in connection.execute(query).mappings().partitions():
        yield [dict(row) for row in rows]


def _fit(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row without NULs: SQLite kept those of early answers, PostgreSQL takes none."""
    return {
        name: value.replace("\0", "") if isinstance(value, str) and "\0" in value else value
        for name, value in row.items()
    }


class _Sum:
    """What rows come to in whatever order: databases sort text differently."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Sum):
            return NotImplemented
        return (self._rows, self._sum) == (other._rows, other._sum)

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # it changes

    def add(self, rows: list[dict[str, Any]]) -> None:
        self._rows += len(rows)
        for row in rows:
            digest = hashlib.sha256(repr(tuple(row.values())).encode()).digest()
            self._sum = (self._sum + int.from_bytes(digest, "big")) % (1 << 256)


def _audited_alike(reading: Connection, writing: Connection, audit: Audit) -> tuple[str, ...]:
    """Return what is wrong with the source; what is wrong with the copy must be the same."""
    of_source, of_copy = (tuple(audit(SqlTransaction(each))) for each in (reading, writing))
    if of_source != of_copy:
        raise StorageError(
            f"The copy's points or streaks are not the same ({len(of_source)} findings in the "
            f"source, {len(of_copy)} in the copy), so nothing was kept: run `warmup db check`."
        )
    return of_source
