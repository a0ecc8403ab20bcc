"""The smallest thing a test can store: a value under a key, as a team's zone under its name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.engine.model.people import Team
from bot.engine.ports.repositories import Transaction

_AT = datetime(2026, 11, 16, tzinfo=UTC)


def put(key: str) -> Callable[[Transaction], None]:
    """Return a command that stores ``key``."""
    return lambda tx: put_value(tx, key, "here")


def put_value(tx: Transaction, key: str, value: str) -> None:
    """Store a value under a key, in place of an earlier one."""
    known = tx.teams.by_name(key)
    if known is None:
        tx.teams.add(Team(0, key, value, _AT))
    else:
        tx.teams.save(replace(known, zone=value))


def value_of(tx: Transaction, key: str) -> str | None:
    """Return the value under a key, or None."""
    known = tx.teams.by_name(key)
    return None if known is None else known.zone


def keys_in(path: Path) -> set[str]:
    """Return the keys another process finds in the SQLite file ``path``."""
    with closing(sqlite3.connect(path)) as connection:
        return {key for (key,) in connection.execute("SELECT name FROM teams")}
