"""The smallest thing a test can store, and what another process sees of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.engine.ports.repositories import Transaction


def put(key: str) -> Callable[[Transaction], None]:
    """Return a command that stores ``key``."""
    return lambda tx: tx.facts.put(key, "here")


def keys_in(path: Path) -> set[str]:
    """Return the keys another process finds in the SQLite file ``path``."""
    with closing(sqlite3.connect(path)) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM facts")}
