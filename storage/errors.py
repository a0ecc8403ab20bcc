"""Database errors, each turned into a sentence that says how to fix it."""

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.engine.errors import StorageBusy, StorageError, WarmupError

RESTORE = "restore a backup (`warmup db restore FILE`)"
"""The fix for damage, said the same way everywhere."""
_LOCKED = "is locked by another process: stop that process, or try again in a moment."
_DISK_FULL = "has run out of disk space: free some and try again. Acknowledged answers are saved."
# By SQLite's primary result code (https://www.sqlite.org/rescode.html).
_SQLITE = {
    sqlite3.SQLITE_PERM: (
        "can't be opened: give Warmup's user permission for the file and its folder."
    ),
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: (
        "is read-only: give Warmup's user write permission for the file and its folder."
    ),
    sqlite3.SQLITE_IOERR: "had a disk error: check the disk and its free space, then start again.",
    sqlite3.SQLITE_CORRUPT: f"is damaged: {RESTORE}; `warmup db check` has details.",
    sqlite3.SQLITE_FULL: _DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: "can't be opened: check that its folder exists and is writable.",
    sqlite3.SQLITE_CONSTRAINT: (
        "rejected a change because it refers to a missing row or duplicates an existing one."
    ),
    sqlite3.SQLITE_NOTADB: (
        "isn't a SQLite database: set DATABASE_URL to another file, or move this one."
    ),
}
READ_ONLY = (
    "is read-only: if it's a standby, set DATABASE_URL to the primary; "
    "otherwise turn off default_transaction_read_only."
)
_MISSING_TABLE = f"is missing a table or column: {RESTORE}; `warmup db check` shows which."
_NO_CONNECTION_LEFT = (
    "has no connections left for Warmup: raise the server's max_connections, raise the CONNECTION "
    "LIMIT of the user or the database, or run fewer workers."
)
# By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRESQL = {
    "0A000": READ_ONLY,  # a standby can't run SERIALIZABLE transactions
    "25006": READ_ONLY,
    "40001": "is busy with changes to the same rows: try again in a moment.",
    "40P01": "is busy with changes to the same rows: try again in a moment.",
    "42501": "doesn't give Warmup's user access to its tables: make that user their owner.",
    "42703": _MISSING_TABLE,
    "42P01": _MISSING_TABLE,
    "53100": _DISK_FULL,
    "53300": _NO_CONNECTION_LEFT,
    "55P03": "is locked by another program: stop that program, or try again in a moment.",
    "57014": "is too slow: check the server's load, or try again in a moment.",
}
_BUSY = ("40001", "40P01", "55P03")  # a serialization failure, a deadlock, a lock held too long
# By the text of the error when a connection is rejected: the driver keeps no code for those.
_REJECTED = (
    ("password authentication failed", "rejects the user or the password: fix DATABASE_URL."),
    (
        "no password supplied",
        "needs a password: put it in DATABASE_URL, PGPASSWORD or ~/.pgpass.",
    ),
    (
        'database "[^"]*" does not exist',
        "doesn't exist: create it (CREATE DATABASE), or change DATABASE_URL.",
    ),
    (
        'role "[^"]*" (does not exist|is not permitted to log in)',
        "doesn't know the user: create it (CREATE ROLE … LOGIN), or change DATABASE_URL.",
    ),
    ("too many (clients|connections)|connection slots are reserved", _NO_CONNECTION_LEFT),
    ("permission denied for database", "doesn't let Warmup's user connect: GRANT CONNECT on it."),
    (
        "SSL was required|does not support SSL|certificate",
        "and Warmup don't agree on SSL: fix sslmode (or sslrootcert) in DATABASE_URL.",
    ),
    (
        "pg_hba.conf",
        "rejects the connection: fix the user or sslmode in DATABASE_URL, or its pg_hba.conf.",
    ),
    ("is (starting up|shutting down)|recovery", "is starting or stopping: try again in a moment."),
)
_PATTERNS = tuple((re.compile(pattern), meaning) for pattern, meaning in _REJECTED)
_UNREACHABLE = "can't be reached: check DATABASE_URL and that the server is running."


def explain(error: Exception, database: str) -> WarmupError:
    """Return one of the engine's errors, with the fix, for a driver's ``error``.

    ``database`` is how to name the database: its path, or its URL without the password.
    """
    if isinstance(error, WarmupError):
        return error
    cause = error.orig if isinstance(error, StatementError) else error
    if isinstance(cause, WarmupError):
        return cause
    if isinstance(cause, sqlite3.Error):
        return StorageError(_sqlite_sentence(cause, database))
    if isinstance(error, PoolTimeout):
        return StorageError(f"The database {database} is too busy: try again in a moment.")
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StorageError(
            f"The connection to {database} was lost: check that the server is running and responds."
        )
    state = getattr(cause, "sqlstate", None) or ""
    meaning = _POSTGRESQL.get(state)
    if meaning is None and isinstance(error, OperationalError) and error.statement is None:
        meaning = _rejection(str(cause))
    details = " ".join(str(cause).split())
    if meaning is None:
        return StorageError(f"The database {database} failed: {details}")
    kind = StorageBusy if state in _BUSY else StorageError
    return kind(f"The database {database} {meaning} ({details})")


@contextmanager
def explained(database: str) -> Generator[None]:
    """Raise driver errors as ``StorageError``; leave all others alone."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explain(error, database) from error


def _rejection(message: str) -> str:
    matches = (meaning for pattern, meaning in _PATTERNS if pattern.search(message))
    return next(matches, _UNREACHABLE)


def _sqlite_sentence(error: sqlite3.Error, database: str) -> str:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_ERROR and "no such table" in str(error):
        return f"The database {database} {_MISSING_TABLE}"
    meaning = None if code is None else _SQLITE.get(code & 0xFF)
    if meaning is None:
        return f"The database {database} failed: {error}"
    return f"The database {database} {meaning} ({error})"
