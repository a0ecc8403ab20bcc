"""A copy of the database, consistent while the bot writes."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.engine.errors import StorageError
from storage import database
from storage.complaints import explained


def backup(url: str, file: Path) -> None:
    """Copy the database at ``url`` to ``file``, as it is at one moment.

    The copy is written beside ``file`` under another name and takes its name once it is
    whole and on the disk. Raises ``StorageError`` when ``file`` exists already.
    """
    where = database.address(url)
    source = database.sqlite_path(where)
    if source is None:
        raise StorageError("Only SQLite files are copied: use pg_dump for PostgreSQL.")
    database.preflight(where)
    _refuse_existing(file)
    if not file.absolute().parent.is_dir():
        raise StorageError(f"The folder {file.absolute().parent} does not exist: create it first.")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with explained(str(file)):
            _copy(source, part)
        _name(part, file)
    except OSError as error:
        raise StorageError(f"The copy {file} could not be written: {error}.") from error
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            leftover.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=database.BUSY_TIMEOUT)) as live,
        closing(sqlite3.connect(part)) as copy,
    ):
        live.backup(copy)  # all pages in one step: one view, whatever is written meanwhile
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it


def _name(part: Path, file: Path) -> None:
    """Give the whole copy its name; a file that came to be meanwhile is not overwritten."""
    with part.open("rb") as whole:
        os.fsync(whole.fileno())
    try:
        os.link(part, file)
    except FileExistsError:
        _refuse_existing(file)
    except OSError:  # a disk without links
        _refuse_existing(file)
        part.rename(file)


def _refuse_existing(file: Path) -> None:
    if file.exists():
        raise StorageError(f"{file} exists already: name a file that does not.")
