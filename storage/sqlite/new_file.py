"""Creating a database or backup: whole or not at all, and readable by its owner alone.

It's written in a temporary folder next to its place and moved there once it's complete and on
disk, so that a full disk or a kill leaves nothing that looks like a database.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.engine.errors import StorageError
from storage.sqlite.single_process import lock

_LOCK = "lock"


@contextmanager
def new_file(file: Path, prefix: str = ".warmup-new-") -> Generator[Path]:
    """Yield where to write ``file`` (mode 600); it's moved to its place at the end.

    Raises ``StorageError`` if there's a ``file`` by then, OSError if it can't be written.
    ``prefix`` begins the temporary folder's name; those left by killed processes are removed.
    """
    with _temporary_folder(file.absolute().parent, prefix) as folder:
        temporary = folder / "copy.db"
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield temporary
        _move(temporary, file)


def refuse_existing(file: Path) -> None:
    """Raise ``StorageError`` if there's anything at ``file``."""
    if os.path.lexists(file):
        raise StorageError(f"{file} already exists: choose another name.")


@contextmanager
def _temporary_folder(parent: Path, prefix: str) -> Generator[Path]:
    """Create a temporary folder in ``parent``; remove those left by killed processes."""
    for leftover in parent.glob(f"{prefix}*"):
        if not _is_in_use(leftover):
            shutil.rmtree(leftover, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        with (folder / _LOCK).open("ab") as handle:
            lock(handle)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("r+b") as handle:
            lock(handle)
    except OSError:
        return True
    return False


def _move(copy: Path, file: Path) -> None:
    """Move the finished copy to ``file``, without overwriting one created in the meantime."""
    with copy.open("rb") as handle:
        os.fsync(handle.fileno())
    try:
        os.link(copy, file)
    except FileExistsError:
        refuse_existing(file)
    except OSError:  # a file system without hard links
        refuse_existing(file)
        copy.rename(file)
