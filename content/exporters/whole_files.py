"""Writing a file whole or not at all: a full disk leaves no half of one."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def create_file(file: Path, text: str) -> None:
    """Write ``text`` (UTF-8) to the new ``file``, as ``write_file`` does."""
    write_file(file, text.encode())


def write_file(file: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write ``data`` to ``file``, readable by its owner alone.

    It's written next to its place, synced and moved there. Raises FileExistsError if there's
    anything at ``file``, unless it may be overwritten, and OSError if it can't be written.
    """
    if not overwrite and os.path.lexists(file):
        raise FileExistsError(f"{file} exists")
    handle, name = tempfile.mkstemp(prefix=".warmup-", dir=file.parent)  # mode 600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(handle)
        if overwrite:
            temporary.replace(file)
        else:
            _move(temporary, file)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _move(temporary: Path, file: Path) -> None:
    try:
        os.link(temporary, file)  # never over another, unlike a rename
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(file):
            raise FileExistsError(f"{file} exists") from None
        temporary.rename(file)
