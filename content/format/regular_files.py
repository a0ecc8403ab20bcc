"""Reading a file that may be anything: only regular files, and only as much as is allowed.

A pipe would block forever and a device may never end, so a file is opened without waiting
and looked at before it's read; the limit also holds for a file that grows meanwhile.
"""

import os
import stat
from pathlib import Path


class NotRegularFileError(Exception):
    """The path leads to a folder, a pipe, a device or a socket."""


class TooLargeError(Exception):
    """The file has more bytes than allowed."""


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of the regular file at ``path``, at most ``max_bytes``.

    Raises NotRegularFileError, TooLargeError, or OSError for what the system refuses: no
    permission, a path that's too long, links in a circle.
    """
    # Where the system has them: don't wait for a pipe's writer, don't take over a terminal.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    if not stat.S_ISREG(path.stat().st_mode):  # opening some devices has effects
        raise NotRegularFileError
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegularFileError
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise TooLargeError
    return data


def located(path: Path) -> Path:
    """Return a file's place: its folder without links, and its name, also if that's a link."""
    return resolved(path) if path.is_dir() else resolved(path.parent) / path.name


def resolved(path: Path) -> Path:
    """Return ``path`` without links; also where they go in circles, which stops ``resolve``."""
    return Path(os.path.realpath(path))
