"""Check a SQLite file before opening it: SQLite gives one error for very different problems."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bot.engine.errors import StorageError
from storage.errors import RESTORE

_MAGIC = b"SQLite format 3\x00"
LOG_SUFFIXES = ("-wal", "-shm", "-journal")
"""What SQLite appends to the database's name for the files it creates next to it."""
_LONGEST_SUFFIX = "-journal"
_RESTORE_MARKER_SUFFIX = "-restoring"


def check_file(path: Path, *, must_exist: bool) -> None:
    """Raise ``StorageError``, with the fix, if ``path`` can't be used for the database."""
    folder = path.absolute().parent
    if not _is_folder(folder):
        raise StorageError(f"The folder {folder} doesn't exist: create it, or change DATABASE_URL.")
    info = status(path)
    if status(restore_marker(path)) is not None:
        raise StorageError(
            f"A restore of {path} was interrupted: run `warmup db restore FILE` again to finish it."
        )
    status(path.with_name(f"{path.name}{_LONGEST_SUFFIX}"))  # its name may be too long
    if info is None:
        if must_exist:
            raise StorageError(f"There's no database at {path}: run `warmup db upgrade`.")
        _check_permission(folder, f"The folder {folder} is read-only")
        return
    if S_ISDIR(info.st_mode):
        raise StorageError(f"{path} is a folder: set DATABASE_URL to a file.")
    if not S_ISREG(info.st_mode):  # opening a pipe could block forever
        raise StorageError(f"{path} isn't a regular file: set DATABASE_URL to another one.")
    # SQLite's lock and log files go by name, so two names would get two of each.
    if info.st_nlink > 1:
        raise StorageError(
            f"The database {path} has a second hard link, so another process could write to it: "
            "stop that process and remove the link "
            f"(`find / -xdev -samefile {path}` lists both)."
        )
    _check_permission(path, f"The database {path} is read-only")
    _check_permission(folder, f"The database {path} is in a read-only folder, {folder}")
    check_contents(path)


def restore_marker(database: Path) -> Path:
    """Return the file that marks a restore of ``database`` as being in progress."""
    return database.with_name(f"{database.name}{_RESTORE_MARKER_SUFFIX}")


def status(path: Path) -> os.stat_result | None:
    """Return the ``stat`` of ``path``; None if nothing is there.

    Raises ``StorageError``, with the fix, if that can't be found out: no permission for the
    folder, a name that's too long, links in a circle.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageError(
            f"{path} can't be accessed ({error.strerror}): give Warmup's user permission for "
            "its folder, or set DATABASE_URL to another file."
        ) from error


def _is_folder(path: Path) -> bool:
    info = status(path)
    return info is not None and S_ISDIR(info.st_mode)


def _check_permission(path: Path, problem: str) -> None:
    if not os.access(path, os.R_OK | os.W_OK):
        raise StorageError(
            f"{problem}: give Warmup's user write permission, or set DATABASE_URL to another file."
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
            f"{path} isn't a SQLite database: set DATABASE_URL to another file, or move this one."
        )
    if len(head) < 100 or (size < _size_in_header(head) and not _has_log(path)):
        raise StorageError(f"The database {path} is truncated: {RESTORE}.")


def _size_in_header(head: bytes) -> int:
    """Return the file size in bytes from its header (https://www.sqlite.org/fileformat2.html).

    The page count is only valid if the two change counters match.
    """
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 1
    return pages * (65_536 if page_size == 1 else page_size)


def _has_log(path: Path) -> bool:
    """Return whether there's a write-ahead log with pages to recover, as after a crash."""
    log = status(path.with_name(f"{path.name}-wal"))
    return log is not None and log.st_size > 0
