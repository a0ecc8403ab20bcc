"""What a database's errors mean to a person: each becomes a sentence that names the mend."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.engine.errors import StorageError, WarmupError

# By SQLite's primary result code (https://www.sqlite.org/rescode.html).
_SQLITE = {
    sqlite3.SQLITE_PERM: "may not be opened: give Warmup's user the right to its file and folder.",
    sqlite3.SQLITE_BUSY: "is locked by another process: stop that one, or try again in a moment.",
    sqlite3.SQLITE_LOCKED: "is locked by another process: stop that one, or try again in a moment.",
    sqlite3.SQLITE_READONLY: (
        "is read-only: give Warmup's user the right to write the file and its folder."
    ),
    sqlite3.SQLITE_IOERR: "met a disk error: check the disk and its free space, then start again.",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a backup (`warmup db check` tells more).",
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
# By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRESQL = {
    "25006": "is read-only, as a standby is: name the primary in DATABASE_URL.",
    "42501": "gives Warmup's user no right to its tables: make that user their owner.",
    "42P01": "lacks tables of Warmup: run `warmup db upgrade`.",
    "53100": (
        "has no room left on its disk: make room and try again; what was acknowledged is safe."
    ),
    "53300": "has no connection left: raise its max_connections, or run fewer workers.",
}
_OUT_OF_REACH = "can't be reached: check DATABASE_URL, and that its server runs."
_NO_TABLE = "lacks tables of Warmup: run `warmup db upgrade`."


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
        return StorageError(f"The connection to {database} was lost: check that it runs.")
    meaning = _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "")
    if meaning is None and isinstance(error, OperationalError) and error.statement is None:
        meaning = _OUT_OF_REACH
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


def _sqlite_sentence(error: sqlite3.Error, database: str) -> str:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_ERROR and "no such table" in str(error):
        return f"The database {database} {_NO_TABLE}"
    meaning = None if code is None else _SQLITE.get(code & 0xFF)
    if meaning is None:
        return f"The database {database} failed: {error}"
    return f"The database {database} {meaning} ({error})"
