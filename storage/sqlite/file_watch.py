"""Whether a SQLite file is still there: SQLite goes on writing into one that was removed."""

import os
from collections.abc import Callable
from pathlib import Path

from bot.engine.errors import StorageError


def presence(path: Path) -> Callable[[], None]:
    """Return a check that raises ``StorageError`` once ``path`` is another file, or none."""
    opened = path.stat()

    def check() -> None:
        try:
            same = os.path.samestat(path.stat(), opened)
        except OSError:
            same = False
        if not same:
            raise StorageError(
                f"The database {path} was removed or replaced while Warmup ran: "
                "put it back (or a backup), then start Warmup again."
            )

    return check
