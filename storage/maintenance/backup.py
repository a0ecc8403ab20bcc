"""A copy of the database, consistent while the bot writes."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.engine.errors import StorageError
from storage import engines
from storage.errors import explained
from storage.sqlite.single_process import lock

_ROOM = ".warmup-backup-"
_LOCK = "lock"


def backup(url: str, file: Path) -> None:
    """Copy the database at ``url`` to ``file``, as it is at one moment.

    The copy is written in a folder beside ``file`` and takes its place once it is whole,
    sound and on the disk. Raises ``StorageError`` when ``file`` exists already.
    """
    where = engines.address(url)
    source = engines.sqlite_path(where)
    if source is None:
        raise StorageError("Only SQLite files are copied: use pg_dump for PostgreSQL.")
    engines.preflight(where)
    folder = file.absolute().parent
    _refuse_existing(file)
    try:
        if not folder.is_dir():
            raise StorageError(f"The folder {folder} does not exist: create it first.")
        with _room(folder) as room:
            _copy(source, room / "copy.db", file)
            _name(room / "copy.db", file)
    except OSError as error:
        raise StorageError(
            f"The copy {file} could not be written ({error.strerror}): "
            "check its folder and its disk, or name another file."
        ) from error


@contextmanager
def _room(folder: Path) -> Generator[Path]:
    """Give a folder in ``folder`` to write in; those of backups that were killed are removed."""
    for left in folder.glob(f"{_ROOM}*"):
        if not _is_in_use(left):
            shutil.rmtree(left, ignore_errors=True)
    room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=folder))
    try:
        with (room / _LOCK).open("ab") as held:
            lock(held)
            yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _is_in_use(room: Path) -> bool:
    try:
        with (room / _LOCK).open("r+b") as asked:
            lock(asked)
    except OSError:
        return True
    return False


def _copy(source: Path, copy: Path, file: Path) -> None:
    """Copy ``source`` to ``copy``, to be known as ``file``, and look for damage there.

    Pages are copied without a look at them, so what is damaged in the copy is so in the source.
    """
    with (
        closing(sqlite3.connect(source, timeout=engines.BUSY_TIMEOUT)) as live,
        closing(sqlite3.connect(copy)) as copied,
    ):
        with explained(str(source)):
            live.execute("BEGIN")
            live.execute("SELECT count(*) FROM sqlite_master")  # from now on one view
        with explained(str(file)):
            live.backup(copied)  # all pages in one step
        with explained(str(source)):
            _refuse_damaged(copied, source)
        with explained(str(file)):
            copied.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it


def _refuse_damaged(connection: sqlite3.Connection, source: Path) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise StorageError(
            f"The database {source} is damaged, so no copy of it was kept: restore an earlier "
            f"backup (`warmup db check` tells more; {' '.join(found.split())})."
        )


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
    if os.path.lexists(file):
        raise StorageError(f"{file} exists already: name a file that does not.")
