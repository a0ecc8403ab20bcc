"""What a database's errors mean to a person: each becomes a sentence that names the fix."""

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.engine.errors import StorageError, WarmupError

RESTORE = "restore a backup (`warmup db restore FILE`)"
"""The fix for damage, said the same way everywhere."""

# By SQLite's primary result code (https://www.sqlite.org/rescode.html).
_SQLITE = {
    sqlite3.SQLITE_PERM: "may not be opened: give Warmup's user the right to its file and folder.",
    sqlite3.SQLITE_BUSY: "is locked by another process: stop that one, or try again in a moment.",
    sqlite3.SQLITE_LOCKED: "is locked by another process: stop that one, or try again in a moment.",
    sqlite3.SQLITE_READONLY: (
        "is read-only: give Warmup's user the right to write the file and its folder."
    ),
    sqlite3.SQLITE_IOERR: "met a disk error: check the disk and its free space, then start again.",
    sqlite3.SQLITE_CORRUPT: f"is damaged: {RESTORE}; `warmup db check` tells more.",
    sqlite3.SQLITE_FULL: (
        "has no room left on its disk: make room and try again; what was acknowledged is safe."
    ),
    sqlite3.SQLITE_CANTOPEN: "can't be opened: check that its folder exists and may be written.",
    sqlite3.SQLITE_CONSTRAINT: (
        "refused a change that names something it does not hold, or holds already."
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a SQLite database: name another file in DATABASE_URL, or move this one away."
    ),
}
READ_ONLY = (
    "is read-only: name the primary in DATABASE_URL if this is a standby, "
    "or turn its default_transaction_read_only off."
)
_LACKS = f"lacks a table or a column of Warmup: {RESTORE}; `warmup db check` tells which."
_NO_CONNECTION_LEFT = (
    "has no connection left for Warmup: raise the server's max_connections, or the CONNECTION "
    "LIMIT of the user or the database, or run fewer workers."
)
# By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRESQL = {
    "0A000": READ_ONLY,  # a standby can't be SERIALIZABLE
    "25006": READ_ONLY,
    "42501": "gives Warmup's user no right to its tables: make that user their owner.",
    "42703": _LACKS,
    "42P01": _LACKS,
    "53100": (
        "has no room left on its disk: make room and try again; what was acknowledged is safe."
    ),
    "53300": _NO_CONNECTION_LEFT,
    "55P03": "is locked by another program: end what it does there, or try again in a moment.",
    "57014": "takes too long to answer: see what else its server does, or try again in a moment.",
}
# By what a server says to who may not come in, of which the driver keeps nothing but the words.
_TURNED_AWAY = (
    ("password authentication failed", "refuses the user or the password: fix DATABASE_URL."),
    (
        "no password supplied",
        "asks for a password: write it into DATABASE_URL, PGPASSWORD or ~/.pgpass.",
    ),
    (
        'database ".*" does not exist',
        "does not exist: create it (CREATE DATABASE), or name another in DATABASE_URL.",
    ),
    (
        'role ".*" (does not exist|is not permitted to log in)',
        "does not know the user: create it (CREATE ROLE … LOGIN), or name another in DATABASE_URL.",
    ),
    ("too many (clients|connections)|connection slots are reserved", _NO_CONNECTION_LEFT),
    ("permission denied for database", "lets Warmup's user not in: GRANT CONNECT on it."),
    (
        "SSL was required|does not support SSL|certificate",
        "and Warmup do not agree on SSL: fix sslmode (or sslrootcert) in DATABASE_URL.",
    ),
    (
        "pg_hba.conf",
        "lets nobody in this way: fix the user or sslmode in DATABASE_URL, or its pg_hba.conf.",
    ),
    ("is (starting up|shutting down)|recovery", "starts or stops: try again in a moment."),
)
_OUT_OF_REACH = "can't be reached: check DATABASE_URL, and that its server runs."


def explain(error: Exception, database: str) -> WarmupError:
    """Return the error of the engine's tree that ``error``, met in ``database``, stands for.

    ``database`` is the database's shown name: a path, or an address without its password.
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
            f"The connection to {database} was lost: check that its server runs and answers."
        )
    meaning = _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "")
    if meaning is None and isinstance(error, OperationalError) and error.statement is None:
        meaning = _turned_away(str(cause))
    words = " ".join(str(cause).split())
    if meaning is None:
        return StorageError(f"The database {database} failed: {words}")
    return StorageError(f"The database {database} {meaning} ({words})")


@contextmanager
def explained(database: str) -> Generator[None]:
    """Raise the database's errors as ``StorageError``; let all others pass."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explain(error, database) from error


def _turned_away(words: str) -> str:
    said = (meaning for pattern, meaning in _TURNED_AWAY if re.search(pattern, words))
    return next(said, _OUT_OF_REACH)


def _sqlite_sentence(error: sqlite3.Error, database: str) -> str:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_ERROR and "no such table" in str(error):
        return f"The database {database} {_LACKS}"
    meaning = None if code is None else _SQLITE.get(code & 0xFF)
    if meaning is None:
        return f"The database {database} failed: {error}"
    return f"The database {database} {meaning} ({error})"
