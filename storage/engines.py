"""Opening the database: SQLAlchemy engines with the right pragmas, isolation and time limits."""

import sqlite3
from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from bot.engine.errors import StorageError
from bot.engine.rules.install_line import install_line
from storage.database_url import is_sqlite
from storage.postgresql.time_limits import DEFAULT_TIME_LIMITS, TimeLimits

BUSY_TIMEOUT = 5.0
"""Seconds to wait for a lock held by another process."""
POSTGRESQL_WRITERS = 4
"""How many connections write people's commands at once; one more is for what is written in turn."""
SERVING = "warmup run"
"""How a running bot's connections are listed on a PostgreSQL server."""
LOCK_FIRST = "warmup_lock_first"
"""Execution option: a reader's transaction takes the write lock when it begins."""


class Role(Enum):
    """What a connection is for.

    Migrations rebuild tables with foreign keys off, and check them at the end.
    """

    READ = "read"
    WRITE = "write"
    MIGRATE = "migrate"


# A reader needs one consistent view. A command must not write based on something another one
# has changed since. A migration must see what the one it waited for has done.
_ISOLATION: Mapping[Role, Literal["REPEATABLE READ", "SERIALIZABLE", "READ COMMITTED"]] = {
    Role.READ: "REPEATABLE READ",
    Role.WRITE: "SERIALIZABLE",
    Role.MIGRATE: "READ COMMITTED",
}
# Workers that start together migrate one after another. The number is "WARM" in ASCII, in
# decimal because hexadecimal needs PostgreSQL 16. The lock ends with the transaction.
_MIGRATION_LOCK = "SELECT pg_advisory_xact_lock(1463898701)"
# How the driver notices that a server is gone, in seconds (the last one in milliseconds).
# Options in the URL take precedence.
_TIMEOUTS = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


def writers(url: URL) -> int:
    """Return how many connections write at once; SQLite allows only one."""
    return 1 if is_sqlite(url) else POSTGRESQL_WRITERS + 1


def is_stale_snapshot(error: Exception) -> bool:
    """Return whether SQLite refused a write because someone committed after the view was taken."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY_SNAPSHOT


def connect(
    url: URL,
    role: Role,
    *,
    size: int = 1,
    busy_timeout: float = BUSY_TIMEOUT,
    client_name: str = "warmup",
    time_limits: TimeLimits | None = DEFAULT_TIME_LIMITS,
) -> Engine:
    """Return an engine for ``role`` with up to ``size`` connections; opens none yet.

    ``client_name`` is how the connections are listed on a PostgreSQL server, ``time_limits``
    how long it may take for anything but migrations (None for as long as needed).
    """
    if not is_sqlite(url):
        limits = None if role is Role.MIGRATE else time_limits
        return _postgresql(url, role, size, client_name, limits)
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        connect_args={"isolation_level": None, "timeout": busy_timeout, "check_same_thread": False},
        query_cache_size=1_000,
    )

    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  # SQLAlchemy's hook
        _set_pragmas(cast("sqlite3.Connection", connection), role, busy_timeout)

    def begin(connection: Connection) -> None:
        # A writer takes the lock right away: a deferred transaction that reads and then writes
        # fails with SQLITE_BUSY_SNAPSHOT, no matter how long it would wait.
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
    # What is deleted is overwritten: the forgotten are not to be found in a file's free pages.
    connection.execute("PRAGMA secure_delete = ON")


def _postgresql(
    url: URL, role: Role, size: int, client_name: str, limits: TimeLimits | None
) -> Engine:
    timeouts = {name: value for name, value in _TIMEOUTS.items() if name not in url.query}
    try:
        engine = create_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_pre_ping=True,
            isolation_level=_ISOLATION[role],
            connect_args={**timeouts, "application_name": client_name},
        )
    except ModuleNotFoundError as error:
        wrong = f"PostgreSQL's driver is missing. To add it: {install_line('postgresql')}"
        raise StorageError(wrong) from error
    from storage.postgresql import driver_log, watchdog  # noqa: PLC0415  # need psycopg, which may not be installed

    driver_log.leave_out_echoes()
    if limits is not None:

        def do_connect(_: object, __: object, args: list[Any], options: dict[str, Any]) -> Any:  # noqa: ANN401  # SQLAlchemy's hook
            return watchdog.connect(limits, *args, **options)

        event.listen(engine, "do_connect", do_connect)
    if role is Role.MIGRATE:

        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(_MIGRATION_LOCK)

        event.listen(engine, "begin", begin)
    return engine
