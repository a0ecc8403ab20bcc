"""Where the database is and how it is opened: addresses, engines, SQLite's pragmas."""

import re
import sqlite3
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import unquote, unquote_plus

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.engine.errors import StorageError
from storage.sqlite.preflight import check_file

BUSY_TIMEOUT = 5.0  # seconds to wait for a lock of another process
POSTGRESQL_WRITERS = 4  # connections
SERVING = "warmup run"  # what a bot's connections are called on a server
LOCK_FIRST = "warmup_lock_first"  # an execution option: a reader's transaction takes the lock
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql+psycopg": "postgresql+psycopg",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]|%00")
_PASSWORDS = re.compile(r"://[^:/]*:([^@]*)@|[?&](?:ssl)?password=([^&]*)")


class Role(Enum):
    """What connections are for. A migration may rebuild tables, so it checks keys at its end."""

    READ = "read"
    WRITE = "write"
    MIGRATE = "migrate"


# A reader needs one view of all it reads; a command that read what another changed meanwhile
# must not write by it; a migration must see what the one it waited for has done.
_LEVELS: Mapping[Role, Literal["REPEATABLE READ", "SERIALIZABLE", "READ COMMITTED"]] = {
    Role.READ: "REPEATABLE READ",
    Role.WRITE: "SERIALIZABLE",
    Role.MIGRATE: "READ COMMITTED",
}
# Workers that start together migrate one after the other; the lock (a number of Warmup's
# own: "WARM", in decimals because hexadecimals came with PostgreSQL 16) ends with the transaction.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1463898701)"
# How the driver notices that a server is gone; seconds, but the last: milliseconds. What the
# address itself says goes before.
_NOTICING = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


def address(url: str) -> URL:
    """Parse a ``DATABASE_URL``; raise ``StorageError`` for one that can't be used."""
    if _CONTROL.search(url):
        raise StorageError(
            "DATABASE_URL holds a line break or another control character: "
            "write it on one line, without any."
        )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise _no_address() from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise StorageError(
            f"DATABASE_URL names {parsed.drivername[:20]}: Warmup keeps its data in sqlite or "
            "postgresql, such as sqlite:///warmup.db or postgresql://user:password@host/name."
        )
    parsed = parsed.set(drivername=driver)
    if is_sqlite(parsed):
        _check_sqlite(parsed, asked="?" in url)
    else:
        _check_postgresql(parsed)
    try:
        parsed.get_dialect()().create_connect_args(parsed)
    except (ArgumentError, ValueError):
        raise _no_address() from None
    return parsed


def _no_address() -> StorageError:
    return StorageError(
        "DATABASE_URL is not an address: write it like sqlite:///warmup.db "
        "or postgresql://user:password@host:5432/name."
    )


def _check_sqlite(url: URL, *, asked: bool) -> None:
    if url.host or url.database in (None, "", ":memory:"):
        raise StorageError(
            "DATABASE_URL names no file: write it with three slashes, like sqlite:///warmup.db."
        )
    if asked and (sqlite_path(url) or "uri" not in url.query):
        raise StorageError(
            "DATABASE_URL has a ? after the file's name: leave it out with what follows it "
            "(a ? that belongs to the name is written %3F)."
        )


def _check_postgresql(url: URL) -> None:
    if url.port is not None and not 0 < url.port < 65536:
        raise StorageError(
            "DATABASE_URL names a port that is not from 1 to 65535; PostgreSQL's own is 5432."
        )
    if "@" in (url.host or ""):
        raise StorageError(
            "DATABASE_URL has more than one @: write one that belongs to the password as %40."
        )


def is_sqlite(url: URL) -> bool:
    """Tell whether the database is a SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: URL) -> Path | None:
    """Return the database's file; None for PostgreSQL and for SQLite's own ``file:`` URIs."""
    if not is_sqlite(url) or url.database is None or url.database.startswith("file:"):
        return None
    return Path(url.database)


def shown(url: URL) -> str:
    """Return the database's name for people: its path, or its address without any password.

    A query may hold a password, too, so it is left out.
    """
    address = url.set(drivername=url.get_backend_name(), query={})
    return str(sqlite_path(url) or address.render_as_string(hide_password=True))


def passwords(url: str) -> tuple[str, ...]:
    """Return the passwords in a ``DATABASE_URL``, as they stand there and as they are meant."""
    written = [user or query for user, query in _PASSWORDS.findall(url)]
    forms = (form for each in written for form in (each, unquote(each), unquote_plus(each)))
    return tuple(dict.fromkeys(filter(None, forms)))


def preflight(url: URL, *, must_exist: bool = True) -> None:
    """Raise ``StorageError``, naming the fix, when the database's file can't be used."""
    path = sqlite_path(url)
    if path is not None:
        check_file(path, must_exist=must_exist)


def writers(url: URL) -> int:
    """Return how many connections write: SQLite has one writer at a time."""
    return 1 if is_sqlite(url) else POSTGRESQL_WRITERS


def overtaken(error: Exception) -> bool:
    """Tell whether SQLite refused a write because another commit came after the view."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY_SNAPSHOT


def connect(
    url: URL,
    role: Role,
    *,
    size: int = 1,
    busy_timeout: float = BUSY_TIMEOUT,
    known_as: str = "warmup",
    hurried: bool = True,
) -> Engine:
    """Return an engine for ``role`` with up to ``size`` connections; opens none yet.

    ``known_as`` is the name the connections have on a server. There, a statement that takes
    long is given up, as people wait; unless it migrates, or is not ``hurried``.
    """
    if not is_sqlite(url):
        hurried = hurried and role is not Role.MIGRATE
        return _postgresql(url, role, size, known_as, hurried=hurried)
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        connect_args={"isolation_level": None, "timeout": busy_timeout, "check_same_thread": False},
        query_cache_size=1_000,
    )

    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - SQLAlchemy's hook
        _set_pragmas(cast("sqlite3.Connection", connection), role, busy_timeout)

    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: a deferred transaction that reads and then writes
        # fails with SQLITE_BUSY_SNAPSHOT, however long it would wait.
        deferred = role is Role.READ and LOCK_FIRST not in connection.get_execution_options()
        connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _set_pragmas(connection: sqlite3.Connection, role: Role, busy_timeout: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout * 1000)}")
    connection.execute(f"PRAGMA foreign_keys = {'OFF' if role is Role.MIGRATE else 'ON'}")
    if role is Role.READ:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _postgresql(url: URL, role: Role, size: int, known_as: str, *, hurried: bool) -> Engine:
    noticing = {name: value for name, value in _NOTICING.items() if name not in url.query}
    try:
        engine = create_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_pre_ping=True,
            isolation_level=_LEVELS[role],
            connect_args={**noticing, "application_name": known_as},
        )
    except ModuleNotFoundError as error:
        raise StorageError(
            "PostgreSQL's driver is missing: pip install 'warmup-bot[postgresql]'."
        ) from error
    if hurried:
        from storage.postgresql import watchdog  # noqa: PLC0415  # it needs the driver, which SQLite does not

        def do_connect(_: object, __: object, args: list[Any], options: dict[str, Any]) -> Any:  # noqa: ANN401  # SQLAlchemy's hook
            return watchdog.connect(*args, **options)

        event.listen(engine, "do_connect", do_connect)
    if role is Role.MIGRATE:

        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(_ONE_AT_A_TIME)

        event.listen(engine, "begin", begin)
    return engine
