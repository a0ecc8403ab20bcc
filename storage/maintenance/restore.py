"""Putting a backup in the place of a SQLite database, whatever lies beside the file.

A ``-wal`` file left by a killed bot would be replayed into whatever file takes the database's
name, so the old database moves aside together with its ``-wal`` and ``-shm``. A marker beside
the database says that a restore is under way: until it is gone nobody opens the database, and
running the same command again finishes the restore. Each step can be cut off by a kill.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from bot.engine.errors import StorageError
from storage import engines
from storage.errors import explained
from storage.migrations.revision import refuse_foreign, refuse_newer, revision_of
from storage.sqlite.preflight import LOG_ENDINGS, check_contents, marker_of
from storage.sqlite.single_process import file_of, held

_ROOM = ".warmup-restore-"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the database's file, its revision, and where the old one is now."""

    database: Path
    revision: str
    moved_aside: Path | None


def restore(url: str, backup: Path) -> Restored:
    """Put a copy of ``backup`` in the place of the database at ``url``.

    The backup is checked first; the old database is moved aside and kept. Raises
    ``StorageError``, naming the fix, when a bot uses the database, when the backup is
    damaged or isn't Warmup's, and for PostgreSQL.
    """
    database = file_of(engines.address(url))
    if database is None:
        raise StorageError("Only SQLite databases are restored here: use pg_restore.")
    _require_backup(backup, database)
    try:
        with held(database.with_name(f"{database.name}-lock"), database), _room(database) as room:
            copy = room / "copy.db"
            revision = _checked_copy(backup, copy)
            aside = _put_in_place(copy, database)
    except OSError as error:
        raise StorageError(
            f"{backup} could not be restored ({error.strerror}): check the folder "
            f"{database.parent} and its disk, then run the same command again."
        ) from error
    return Restored(database, revision, aside)


def _require_backup(backup: Path, database: Path) -> None:
    if not backup.is_file():
        raise StorageError(f"There is no backup at {backup}: check the path.")
    if database.exists() and backup.samefile(database):
        raise StorageError(f"{backup} is the database itself: name a backup of it.")
    check_contents(backup)


@contextmanager
def _room(database: Path) -> Generator[Path]:
    """Give a folder beside ``database`` to write in; what killed restores left is removed."""
    for left in database.parent.glob(f"{_ROOM}*"):
        shutil.rmtree(left, ignore_errors=True)
    room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=database.parent))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _checked_copy(backup: Path, copy: Path) -> str:
    """Copy ``backup``, with its own log if it has one, and return the copy's revision."""
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with (
        explained(str(backup)),
        closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        _refuse_damaged(target, backup)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
    revision = _revision(copy, backup)
    with copy.open("rb") as whole:
        os.fsync(whole.fileno())
    return revision


def _refuse_damaged(connection: sqlite3.Connection, backup: Path) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or orphan is not None:
        what = found if found != "ok" else f"a row of {orphan[0]} refers to a missing row"
        raise StorageError(
            f"The backup {backup} is damaged, so the database was left as it is: "
            f"try an earlier backup ({' '.join(str(what).split())})."
        )


def _revision(copy: Path, backup: Path) -> str:
    engine = create_engine(f"sqlite:///{copy}")
    try:
        with engine.connect() as connection:
            refuse_foreign(connection, str(backup))
            refuse_newer(connection, str(backup))
            revision = revision_of(connection)
    finally:
        engine.dispose()
    if revision is None:
        raise StorageError(f"The backup {backup} is empty: try another one.")
    return revision


def _put_in_place(copy: Path, database: Path) -> Path | None:
    """Move the old database aside and give ``copy`` its name; can be run again after a kill."""
    marker = marker_of(database)
    aside = _marked(marker) or _free_name(database)
    marker.write_text(aside.name, encoding="utf-8")
    _sync(marker)
    _sync(database.parent)
    # With the old file moved already, the file of that name is an earlier try's copy.
    for ending in ("", *LOG_ENDINGS):
        old, kept = _beside(database, ending), _beside(aside, ending)
        if old.exists() and not kept.exists():
            old.rename(kept)
    _sync(database.parent)
    copy.replace(database)
    _sync(database.parent)
    marker.unlink()
    _sync(database.parent)
    return aside if aside.exists() else None


def _marked(marker: Path) -> Path | None:
    """Return where an interrupted restore was moving the old database to."""
    try:
        name = marker.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return marker.with_name(name) if name else None


def _free_name(database: Path) -> Path:
    number = 1
    while os.path.lexists(aside := _beside(database, f".before-restore-{number}")):
        number += 1
    return aside


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
