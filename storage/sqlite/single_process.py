"""One bot per SQLite file: a second one would post and answer everything twice.

Uses an operating-system lock on a file next to the database, so the lock is released when
its process ends, however it ends. Only commands that need the database to themselves take it.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from sqlalchemy import URL

from bot.engine.errors import StorageError
from storage import database_url

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> None:
        """Lock ``file`` until it's closed; raise ``OSError`` if another process has locked it."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: IO[bytes]) -> None:
        """Lock ``file`` until it's closed; raise ``OSError`` if another process has locked it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def single_process(url: str) -> Generator[None]:
    """Hold the lock of the database at ``url``; does nothing on PostgreSQL.

    Raises ``StorageError``, with the fix, if another process holds it or the file can't be
    used.
    """
    parsed = database_url.parse(url)
    database_url.preflight(parsed, must_exist=False)
    database = file_of(parsed)
    if database is None:
        yield
        return
    with locked(database.with_name(f"{database.name}-lock"), database):
        yield


def file_of(url: URL) -> Path | None:
    """Return the database's file with all links resolved; None for other databases."""
    if not database_url.is_sqlite(url) or url.query.get("mode") == "memory":
        return None
    path_in_uri = Path(unquote((url.database or "").removeprefix("file:")))
    return (database_url.sqlite_path(url) or path_in_uri).resolve()


@contextmanager
def locked(lock_file: Path, database: Path) -> Generator[None]:
    """Hold ``lock_file`` for ``database``; raise ``StorageError`` if another process has it."""
    while True:
        try:
            handle = lock_file.open("ab")
        except OSError as error:
            raise StorageError(
                f"Can't write to the folder {lock_file.parent} ({error.strerror}): give Warmup's "
                "user write permission, or set DATABASE_URL to another file."
            ) from error
        with handle:
            try:
                lock(handle)
            except (BlockingIOError, PermissionError) as error:
                raise StorageError(
                    f"Another `warmup run` is using the database {database}: stop it first. "
                    "To run several, move to PostgreSQL: "
                    f"`warmup db copy sqlite:///{database} postgresql://user@host/name`."
                ) from error
            if _is_same_file(lock_file, handle):
                try:
                    yield
                finally:
                    if sys.platform != "win32":
                        lock_file.unlink(missing_ok=True)
                return


def _is_same_file(path: Path, handle: IO[bytes]) -> bool:
    """Return False if somebody removed the file after we opened and before we locked it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle.fileno()))
    except FileNotFoundError:
        return False
