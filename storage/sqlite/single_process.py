"""One bot to a SQLite file: a second one would answer and post beside it, unseen.

The lock is the operating system's, on a file beside the database: it ends with the process
that holds it, however that ends. Other commands do not ask for it.
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
from storage import engines

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> None:
        """Lock ``file`` until it is closed; raise ``OSError`` when another process has."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: IO[bytes]) -> None:
        """Lock ``file`` until it is closed; raise ``OSError`` when another process has."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def sole(url: str) -> Generator[None]:
    """Be the only one who serves the database at ``url``, if it is a SQLite file.

    Raises ``StorageError``, naming the fix, when another process does, and when the file
    can't be used at all.
    """
    where = engines.address(url)
    engines.preflight(where, must_exist=False)
    file = file_of(where)
    if file is None:
        yield
        return
    beside = file.with_name(f"{file.name}-lock")
    with held(beside, file):
        yield


def file_of(where: URL) -> Path | None:
    """Return the database's one file, whatever links and addresses lead to it."""
    if not engines.is_sqlite(where) or where.query.get("mode") == "memory":
        return None
    named = Path(unquote((where.database or "").removeprefix("file:")))
    return (engines.sqlite_path(where) or named).resolve()


@contextmanager
def held(beside: Path, file: Path) -> Generator[None]:
    """Hold the lock file ``beside`` the database ``file``; raise ``StorageError`` if taken."""
    while True:
        try:
            opened = beside.open("ab")
        except OSError as error:
            raise StorageError(
                f"The folder {beside.parent} can't be written ({error.strerror}): give Warmup's "
                "user the right to write it, or name another file in DATABASE_URL."
            ) from error
        with opened:
            try:
                lock(opened)
            except (BlockingIOError, PermissionError) as error:
                raise StorageError(
                    f"Another `warmup run` serves the database {file}: stop that one first. "
                    "To run several, move to PostgreSQL: "
                    f"`warmup db copy sqlite:///{file} postgresql://user@host/name`."
                ) from error
            if _is_still(beside, opened):
                try:
                    yield
                finally:
                    if sys.platform != "win32":
                        beside.unlink(missing_ok=True)
                return


def _is_still(beside: Path, opened: IO[bytes]) -> bool:
    """Tell whether nobody has taken the file away between its opening and its locking."""
    try:
        return os.path.samestat(beside.stat(), os.fstat(opened.fileno()))
    except FileNotFoundError:
        return False
