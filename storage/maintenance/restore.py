"""Replacing a SQLite database with a backup, whatever other files are next to it.

A ``-wal`` file left by a killed bot would be replayed into any file that gets the database's
name, so the old database is renamed together with its ``-wal`` and ``-shm``. A marker file next
to the database says that a restore is in progress: nobody opens the database while it exists,
and running the same command again finishes the restore. Every step may be interrupted by a kill.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.engine.errors import StorageError
from storage import database_url
from storage.errors import explained
from storage.maintenance.backup_check import damage_in, revision_in
from storage.sqlite.preflight import LOG_SUFFIXES, check_contents, restore_marker
from storage.sqlite.single_process import file_of, locked

_FOLDER_PREFIX = ".warmup-restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of a restore: the database's file, its revision, and where the old one is now."""

    database: Path
    revision: str
    moved_aside: Path | None


def restore(url: str, backup: Path) -> Restored:
    """Replace the database at ``url`` with a copy of ``backup``.

    The backup is checked first; the old database is kept under another name. Raises
    ``StorageError``, with the fix, if a bot is using the database, if the backup is
    damaged or isn't Warmup's, and for PostgreSQL.
    """
    database = file_of(database_url.parse(url))
    if database is None:
        raise StorageError("Only SQLite can be restored here; for PostgreSQL, use pg_restore.")
    _require_backup(backup, database)
    try:
        with (
            locked(database.with_name(f"{database.name}-lock"), database),
            _temporary_folder(database) as temporary,
        ):
            copy = temporary / "copy.db"
            revision = _checked_copy(backup, copy)
            old = _replace(copy, database)
    except OSError as error:
        raise StorageError(
            f"Couldn't restore {backup} ({error.strerror}): check the folder "
            f"{database.parent} and its disk space, then run the same command again."
        ) from error
    return Restored(database, revision, old)


def _require_backup(backup: Path, database: Path) -> None:
    if not backup.is_file():
        raise StorageError(f"There's no backup at {backup}: check the path.")
    if database.exists() and backup.samefile(database):
        raise StorageError(f"{backup} is the database itself: choose a backup of it.")
    check_contents(backup)


@contextmanager
def _temporary_folder(database: Path) -> Generator[Path]:
    """Create a temporary folder next to ``database``; remove those left by killed restores."""
    for leftover in database.parent.glob(f"{_FOLDER_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX, dir=database.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _checked_copy(backup: Path, copy: Path) -> str:
    """Copy ``backup``, including its log if it has one; return the copy's revision."""
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with (
        explained(str(backup)),
        closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        if damage := damage_in(target):
            raise StorageError(
                f"The backup {backup} is damaged, so the database wasn't changed: "
                f"try an earlier backup ({damage})."
            )
        target.execute("PRAGMA journal_mode = DELETE")  # a single file without a log
    revision = revision_in(copy, backup)
    _sync(copy)
    return revision


def _replace(copy: Path, database: Path) -> Path | None:
    """Rename the old database and give ``copy`` its name; can be repeated after a kill.

    Returns where the old database is now; None if there was none.
    """
    marker = restore_marker(database)
    old = _interrupted_target(marker) or _free_name(database)
    marker.write_text(old.name, encoding="utf-8")
    _sync(marker)
    _sync(database.parent)
    # If the old file was renamed already, the file with its name is an earlier try's copy.
    for suffix in ("", *LOG_SUFFIXES):
        current, renamed = _with_suffix(database, suffix), _with_suffix(old, suffix)
        if current.exists() and not renamed.exists():
            current.rename(renamed)
    _sync(database.parent)
    copy.replace(database)
    _sync(database.parent)
    marker.unlink()
    _sync(database.parent)
    return old if old.exists() else None


def _interrupted_target(marker: Path) -> Path | None:
    """Return the name an interrupted restore was giving the old database, if there was one."""
    try:
        name = marker.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return marker.with_name(name) if name else None


def _free_name(database: Path) -> Path:
    number = 1
    while os.path.lexists(name := _with_suffix(database, f".before-restore-{number}")):
        number += 1
    return name


def _with_suffix(file: Path, suffix: str) -> Path:
    return file.with_name(f"{file.name}{suffix}")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
