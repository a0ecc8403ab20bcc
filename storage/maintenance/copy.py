"""Copying everything from one database to another, with checks before it's committed."""

import hashlib
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Table, func, insert, select, text

from bot.engine.errors import StorageError
from bot.engine.rules.text import count_of
from storage import database_url, engines
from storage.errors import explained
from storage.maintenance.integrity import Audit
from storage.maintenance.sequences import copy_last_id
from storage.migrations import upgrade
from storage.sqlite.new_file import new_file
from storage.sqlite.preflight import status
from storage.sqlite.single_process import file_of, single_process
from storage.tables import metadata
from storage.transaction import SqlTransaction

BATCH = 1_000
"""Rows read at a time; limits memory no matter how large a table is."""
Report = Callable[[int, int], None]
"""Called with the steps done and the total: two steps per row, to write and to compare it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The result of a copy: rows by table, and what was already wrong in the source."""

    rows: Mapping[str, int]
    findings: tuple[str, ...]


def _no_report(_done: int, _total: int) -> None:
    """Report no progress."""


def copy(source: str, target: str, audit: Audit, report: Report = _no_report) -> Copied:
    """Copy every row of ``source`` to ``target``, an empty or missing database.

    All or nothing: what was written is read back and compared, and ``audit``, which checks
    points and streaks against their logs, must find the same on both sides. The copy
    continues the source's id sequences, so no id is used twice. Raises ``StorageError``,
    with the fix, if a bot is using either database, if ``target`` isn't empty, or if the
    copy differs.
    """
    parsed_source, parsed_target = database_url.parse(source), database_url.parse(target)
    database_url.preflight(parsed_source)
    database_url.preflight(parsed_target, must_exist=False)
    same_file = file_of(parsed_source) and file_of(parsed_source) == file_of(parsed_target)
    if parsed_source == parsed_target or same_file:
        raise StorageError("FROM and TO are the same database: choose another TO.")
    path = database_url.sqlite_path(parsed_target)
    with ExitStack() as stack:
        for url in (source, target):
            stack.enter_context(single_process(url))
        upgrade.upgrade(source)
        if path is not None and status(path) is None:
            try:
                return _copy_to_new(source, path, audit, report)
            except OSError as error:
                raise StorageError(
                    f"Couldn't write {path} ({error.strerror}): check its folder and disk space."
                ) from error
        return _copy_all(source, target, audit, report)


def _copy_to_new(source: str, path: Path, audit: Audit, report: Report) -> Copied:
    """Copy every row to a new file, which is moved to ``path`` once it's complete."""
    with new_file(path) as temporary:
        try:
            beside = str(URL.create("sqlite", database=str(temporary)))
            return _copy_all(source, beside, audit, report)
        except StorageError as error:  # people know the file by the name it's to have
            raise StorageError(str(error).replace(str(temporary), str(path))) from error


def _copy_all(source: str, target: str, audit: Audit, report: Report) -> Copied:
    """Copy every row in one transaction."""
    upgrade.upgrade(target)
    with ExitStack() as stack:
        reading = stack.enter_context(_connected(source, engines.Role.READ))
        writing = stack.enter_context(_connected(target, engines.Role.WRITE))
        _refuse_in_use(reading, source)
        _refuse_in_use(writing, target)
        _refuse_not_empty(writing, target)
        copied = {table.name: _count(reading, table) for table in metadata.sorted_tables}
        progress = _Progress(report, 2 * sum(copied.values()))
        for table in metadata.sorted_tables:
            _copy_table(reading, writing, table, progress)
            copy_last_id(reading, writing, table)
        return Copied(copied, _same_findings(reading, writing, audit))


@contextmanager
def _connected(url: str, role: engines.Role) -> Generator[Connection]:
    parsed = database_url.parse(url)
    engine = engines.connect(parsed, role, time_limits=None)  # a large table may take long
    try:
        with explained(database_url.display_name(parsed)), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _refuse_in_use(connection: Connection, url: str) -> None:
    if connection.dialect.name != "postgresql":  # we hold the file's lock
        return
    bots = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = :name"
    )
    if connection.execute(bots, {"name": engines.SERVING}).scalar():
        name = database_url.display_name(database_url.parse(url))
        raise StorageError(f"A bot is using {name}: stop it first, and start it again afterward.")


def _refuse_not_empty(connection: Connection, url: str) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            name = database_url.display_name(database_url.parse(url))
            raise StorageError(
                f"{name} isn't empty ({table.name} has rows): choose an empty or new database."
            )


class _Progress:
    def __init__(self, report: Report, total: int) -> None:
        self._report = report
        self._total = total
        self._done = 0

    def add(self, steps: int) -> None:
        self._done += steps
        self._report(self._done, self._total)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _copy_table(
    reading: Connection, writing: Connection, table: Table, progress: _Progress
) -> None:
    written = _Checksum()
    for rows in _batches(reading, table):
        cleaned = [_without_nuls(row) for row in rows]
        writing.execute(insert(table), cleaned)
        written.add(cleaned)
        progress.add(len(rows))
    read_back = _Checksum()
    for rows in _batches(writing, table):
        read_back.add(rows)
        progress.add(len(rows))
    if read_back != written:
        raise StorageError(
            f"The copy of {table.name} doesn't match, so it was rolled back: "
            "run `warmup db check` on the source and try again."
        )


def _batches(connection: Connection, table: Table) -> Generator[list[dict[str, Any]]]:
    query = select(table).execution_options(yield_per=BATCH)
    for rows in connection.execute(query).mappings().partitions():
        yield [dict(row) for row in rows]


def _without_nuls(row: Mapping[str, Any]) -> dict[str, Any]:
    """Remove NUL characters: old answers in SQLite may have some, PostgreSQL rejects them."""
    return {
        name: value.replace("\0", "") if isinstance(value, str) and "\0" in value else value
        for name, value in row.items()
    }


class _Checksum:
    """A checksum of rows in any order, because databases sort text differently."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Checksum):
            return NotImplemented
        return (self._rows, self._sum) == (other._rows, other._sum)

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # mutable

    def add(self, rows: list[dict[str, Any]]) -> None:
        self._rows += len(rows)
        for row in rows:
            digest = hashlib.sha256(repr(tuple(row.values())).encode()).digest()
            self._sum = (self._sum + int.from_bytes(digest, "big")) % (1 << 256)


def _same_findings(reading: Connection, writing: Connection, audit: Audit) -> tuple[str, ...]:
    """Return what's wrong in the source; raise if the copy has other problems."""
    of_source, of_copy = (tuple(audit(SqlTransaction(each))) for each in (reading, writing))
    if of_source != of_copy:
        raise StorageError(
            "The copy's points or streaks don't match "
            f"({count_of(len(of_source), 'problem')} in the source, {len(of_copy)} in the copy), "
            "so it was rolled back: run `warmup db check`."
        )
    return of_source
