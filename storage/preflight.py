"""Look at a SQLite file before opening it: SQLite says the same of very different troubles."""

import os
from pathlib import Path

from bot.engine.errors import StorageError

_MAGIC = b"SQLite format 3\x00"


def check_file(path: Path, *, must_exist: bool) -> None:
    """Raise ``StorageError``, naming the mend, when ``path`` can't hold Warmup's database."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StorageError(
            f"The folder {folder} does not exist: create it, or name another in DATABASE_URL."
        )
    if path.is_dir():
        raise StorageError(f"{path} is a folder: name a file in DATABASE_URL.")
    if not path.exists():
        if must_exist:
            raise StorageError(f"There is no database at {path}: run `warmup db upgrade`.")
        _check_right(folder, f"The folder {folder} is read-only")
        return
    _check_right(path, f"The database {path} is read-only")
    _check_right(folder, f"The database {path} is in a read-only folder, {folder}")
    _check_contents(path)


def _check_right(path: Path, finding: str) -> None:
    if not os.access(path, os.R_OK | os.W_OK):
        raise StorageError(
            f"{finding}: give Warmup's user the right to write it, "
            "or name another file in DATABASE_URL."
        )


def _check_contents(path: Path) -> None:
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
        raise StorageError(f"The database {path} is cut short: restore a backup.")


def _size_by_header(head: bytes) -> int:
    """Return the file's size in bytes as its header tells (https://www.sqlite.org/fileformat2.html).

    The page count is only valid when the two change counters agree.
    """
    page_size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 1
    return pages * (65_536 if page_size == 1 else page_size)


def _has_log(path: Path) -> bool:
    """Tell whether pages may still wait in a write-ahead log, as after a crash."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
