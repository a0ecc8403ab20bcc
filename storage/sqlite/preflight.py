"""Look at a SQLite file before opening it: SQLite says the same of very different troubles."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bot.engine.errors import StorageError
from storage.errors import RESTORE

_MAGIC = b"SQLite format 3\x00"
LOG_ENDINGS = ("-wal", "-shm", "-journal")
"""What SQLite appends to a database's name for the files it keeps beside it."""
_LONGEST = "-journal"
_RESTORING = "-restoring"


def check_file(path: Path, *, must_exist: bool) -> None:
    """Raise ``StorageError``, naming the fix, when ``path`` can't hold Warmup's database."""
    folder = path.absolute().parent
    if not _is_folder(folder):
        raise StorageError(
            f"The folder {folder} does not exist: create it, or name another in DATABASE_URL."
        )
    found = status(path)
    if status(marker_of(path)) is not None:
        raise StorageError(
            f"A restore of {path} was interrupted: run `warmup db restore FILE` again to finish it."
        )
    status(path.with_name(f"{path.name}{_LONGEST}"))  # its name may be too long
    if found is None:
        if must_exist:
            raise StorageError(f"There is no database at {path}: run `warmup db upgrade`.")
        _check_right(folder, f"The folder {folder} is read-only")
        return
    if S_ISDIR(found.st_mode):
        raise StorageError(f"{path} is a folder: name a file in DATABASE_URL.")
    if not S_ISREG(found.st_mode):  # a pipe, which nobody may ever write to, or a device
        raise StorageError(f"{path} is no ordinary file: name another in DATABASE_URL.")
    if found.st_nlink > 1:  # a lock and a log belong to a name, and two names would have two
        raise StorageError(
            f"The database {path} has another name (a hard link), by which it could be written "
            "to unseen: stop whoever uses it, then remove the other one "
            f"(`find / -xdev -samefile {path}` lists both)."
        )
    _check_right(path, f"The database {path} is read-only")
    _check_right(folder, f"The database {path} is in a read-only folder, {folder}")
    check_contents(path)


def marker_of(database: Path) -> Path:
    """Return the file that says that a restore of ``database`` is under way."""
    return database.with_name(f"{database.name}{_RESTORING}")


def status(path: Path) -> os.stat_result | None:
    """Return what the system tells of ``path``, None when nothing is there.

    Raises ``StorageError``, naming the fix, when the system tells nothing: the folder may
    not be entered, the name is too long, links lead in a circle.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageError(
            f"{path} can't be looked for ({error.strerror}): give Warmup's user the right "
            "to enter its folder, or name another file in DATABASE_URL."
        ) from error


def _is_folder(path: Path) -> bool:
    found = status(path)
    return found is not None and S_ISDIR(found.st_mode)


def _check_right(path: Path, finding: str) -> None:
    if not os.access(path, os.R_OK | os.W_OK):
        raise StorageError(
            f"{finding}: give Warmup's user the right to write it, "
            "or name another file in DATABASE_URL."
        )


def check_contents(path: Path) -> None:
    """Raise ``StorageError`` when ``path`` holds something else than a whole database."""
    with path.open("rb") as file:
        head = file.read(100)
        size = file.seek(0, os.SEEK_END)
    if not head:  # an empty file is an empty database
        return
    if not head.startswith(_MAGIC[: len(head)]):
        raise StorageError(
            f"{path} is not a SQLite database: name another file in DATABASE_URL, "
            "or move this one away."
        )
    if len(head) < 100 or (size < _size_by_header(head) and not _has_log(path)):
        raise StorageError(f"The database {path} is cut short: {RESTORE}.")


def _size_by_header(head: bytes) -> int:
    """Return the file's size in bytes as its header tells (https://www.sqlite.org/fileformat2.html).

    The page count is only valid when the two change counters agree.
    """
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 1
    return pages * (65_536 if page_size == 1 else page_size)


def _has_log(path: Path) -> bool:
    """Tell whether pages may still wait in a write-ahead log, as after a crash."""
    log = status(path.with_name(f"{path.name}-wal"))
    return log is not None and log.st_size > 0
