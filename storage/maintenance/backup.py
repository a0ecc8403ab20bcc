"""Backing up a SQLite database, also while the bot is writing to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.engine.errors import StorageError
from storage import database_url, engines
from storage.errors import explained
from storage.maintenance.backup_check import check_backup
from storage.sqlite.new_file import new_file, refuse_existing

_FOLDER_PREFIX = ".warmup-backup-"


def backup(url: str, file: Path, busy_timeout: float = engines.BUSY_TIMEOUT) -> None:
    """Copy a consistent snapshot of the database at ``url`` to ``file``, as ``snapshot`` does.

    Looks into the database's file first, for a better message: only for a process that hasn't
    opened that database.
    """
    source = source_of(url)
    database_url.preflight(database_url.parse(url))
    snapshot(source, file, busy_timeout)


def source_of(url: str) -> Path:
    """Return the file of the database at ``url``; raise ``StorageError`` if it has none."""
    source = database_url.sqlite_path(database_url.parse(url))
    if source is None:
        raise StorageError("Only SQLite can be backed up here; for PostgreSQL, use pg_dump.")
    return source


def snapshot(source: Path, file: Path, busy_timeout: float = engines.BUSY_TIMEOUT) -> None:
    """Copy a consistent snapshot of the database ``source`` to ``file``, readable by its owner.

    The copy is written to a temporary folder next to ``file`` and moved there once it's
    complete, on disk, and checked by opening it. Waits ``busy_timeout`` seconds if another
    process has locked the database. Raises ``StorageError`` if ``file`` already exists.

    Opens the database by SQLite alone, so that the process that serves it can call this:
    closing the file after reading it any other way would drop the locks that SQLite holds on
    it in the same process (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    folder = file.absolute().parent
    refuse_existing(file)
    try:
        if not folder.is_dir():
            raise StorageError(f"The folder {folder} doesn't exist: create it first.")
        with new_file(file, _FOLDER_PREFIX) as temporary:
            _copy(source, temporary, file, busy_timeout)
            check_backup(temporary, file)
    except OSError as error:
        raise StorageError(
            f"Couldn't write {file} ({error.strerror}): "
            "check its folder and disk space, or choose another name."
        ) from error


def _copy(source: Path, copy: Path, file: Path, busy_timeout: float) -> None:
    """Copy ``source`` to ``copy`` and check the copy; errors name it ``file``.

    Pages are copied as they are, so damage in the copy means damage in the source.
    """
    existing = f"{source.absolute().as_uri()}?mode=rw"  # never creates a database
    with (
        explained(str(source)),
        closing(sqlite3.connect(existing, uri=True, timeout=busy_timeout)) as live,
        closing(sqlite3.connect(copy)) as copied,
    ):
        with explained(str(source)):
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM sqlite_master")  # takes the snapshot
        with explained(str(file)):
            live.backup(copied)  # all pages in one step
        with explained(str(source)):
            _refuse_damaged(copied, source)
        with explained(str(file)):
            copied.execute("PRAGMA journal_mode = DELETE")  # a single file without a log


def _refuse_damaged(connection: sqlite3.Connection, source: Path) -> None:
    (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise StorageError(
            f"The database {source} is damaged, so it wasn't backed up: restore an earlier "
            f"backup (`warmup db check` has details; {' '.join(result.split())})."
        )
