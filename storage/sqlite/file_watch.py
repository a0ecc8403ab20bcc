"""Noticing that a SQLite file was removed: SQLite itself would keep writing to it."""

import os
from collections.abc import Callable
from pathlib import Path

from bot.engine.errors import StorageError


def watch_file(path: Path) -> Callable[[], None]:
    """Return a check that raises ``StorageError`` once ``path`` is removed or replaced."""
    opened = path.stat()

    def check() -> None:
        try:
            same = os.path.samestat(path.stat(), opened)
        except OSError:
            same = False
        if not same:
            raise StorageError(
                f"The database {path} was removed or replaced while Warmup was running: "
                "put it back (or restore a backup), then restart Warmup."
            )

    return check
