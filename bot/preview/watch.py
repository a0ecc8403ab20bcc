"""Noticing that a file has changed, by looking at it now and then."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

Stamp = tuple[int, int, int]
"""Time of the last change in nanoseconds, size in bytes and inode; zeros for no file."""


def stamp(file: Path) -> Stamp:
    """Return what differs once a file has changed; editors that replace it change its inode."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


async def changes(
    file: Path, seen: Stamp, wait: Callable[[], Awaitable[None]]
) -> AsyncIterator[Stamp]:
    """Yield each new stamp of a file that was last seen as ``seen``; ``wait`` between looks."""
    while True:
        now = await asyncio.to_thread(stamp, file)
        if now != seen:
            seen = now
            yield now
        await wait()
