"""The engine's ``Store`` port on a database: a writer, and readers next to it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from sqlite3 import OperationalError as SqliteError
from types import TracebackType
from typing import Protocol, Self, TypeVar

from sqlalchemy import URL, Engine
from sqlalchemy.exc import OperationalError

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage import database_url, engines
from storage.daemon_threads import Threads
from storage.errors import explained
from storage.migrations.revision import refuse_read_only, require_current
from storage.postgresql.pool_writer import PoolWriter
from storage.postgresql.time_limits import DEFAULT_TIME_LIMITS, TimeLimits
from storage.sqlite.file_watch import watch_file
from storage.sqlite.group_writer import GroupWriter
from storage.transaction import SqlTransaction, run

T = TypeVar("T")
Command = Callable[[Transaction], T]


class Writer(Protocol):
    """Runs commands; each returns once its changes are durable."""

    async def write(self, command: Command[T]) -> T:
        """Run ``command`` for a task."""
        ...

    async def write_in_turn(self, command: Command[T]) -> T:
        """Run ``command`` for a task, after those that were written in turn before it."""
        ...

    def write_now(self, command: Command[T]) -> T:
        """Run ``command`` for a thread without an event loop."""
        ...

    def close(self) -> None:
        """Finish queued commands, then stop."""
        ...


class SqlStore:
    """Runs functions on the database at ``url``; see ``bot.engine.ports.Store``.

    ``readers`` is how many queries run at once, ``busy_timeout`` how many seconds to wait
    for a lock held by another process. On PostgreSQL, ``client_name`` is how the server
    lists the connections, ``time_limits`` how long it may take. Nothing is opened before
    ``open``.
    """

    def __init__(
        self,
        url: str,
        *,
        readers: int = 4,
        busy_timeout: float = engines.BUSY_TIMEOUT,
        client_name: str = "warmup",
        time_limits: TimeLimits = DEFAULT_TIME_LIMITS,
    ) -> None:
        self.url: URL = database_url.parse(url)
        self._name = database_url.display_name(self.url)
        self._readers = readers
        self._busy_timeout = busy_timeout
        self._client_name = client_name
        self._time_limits = time_limits
        self._open: _Open | None = None

    def open(self) -> Self:
        """Connect; raise ``StorageError`` if the database is missing, damaged or not migrated."""
        database_url.preflight(self.url)
        write = self._engine(engines.Role.WRITE, engines.writers(self.url), self._busy_timeout)
        try:
            with explained(self._name), write.begin() as connection:
                require_current(connection, self._name)
                refuse_read_only(connection, self._name)
        except StorageError:
            write.dispose()
            raise
        read = self._engine(engines.Role.READ, self._readers, self._busy_timeout)
        threads = Threads(self._readers, "warmup-reader")
        self._open = _Open(self._writer(write), write, read, threads)
        return self

    def close(self) -> None:
        """Finish queued writes and running reads, then disconnect.

        Gives up after a second or two on calls that hang.
        """
        if self._open is not None:
            self._open.close()
            self._open = None

    async def write(self, command: Command[T]) -> T:
        """Run ``command`` in the writer; return once its changes are durable.

        If ``command`` raises, only its own changes are rolled back, and the exception is
        raised here. If the caller is canceled, the changes may or may not have been made.
        """
        return await self._opened.writer.write(command)

    async def write_in_turn(self, command: Command[T]) -> T:
        """``write`` for a worker's own steps, which would be in each other's way on PostgreSQL.

        They run one after another, several in one transaction. ``command`` may run twice.
        """
        return await self._opened.writer.write_in_turn(command)

    async def read(self, query: Command[T]) -> T:
        """Run ``query`` on a consistent view; anything it writes is rolled back."""
        threads = self._opened.threads
        return await asyncio.wrap_future(threads.submit(partial(self.read_now, query)))

    def write_now(self, command: Command[T]) -> T:
        """``write`` for callers without an event loop; blocks until the changes are durable."""
        return self._opened.writer.write_now(command)

    def read_now(self, query: Command[T]) -> T:
        """``read`` for callers without an event loop; runs in the caller's thread."""
        with explained(self._name):
            # A query that writes fails if someone commits after its view was taken. Run it
            # again with the write lock held; its writes are rolled back anyway.
            engine = self._opened.read
            try:
                return _run_on_view(engine, query)
            except (OperationalError, SqliteError) as error:
                if not engines.is_stale_snapshot(error):
                    raise
                return _run_on_view(engine, query, {engines.LOCK_FIRST: True})

    def __enter__(self) -> Self:
        return self if self._open else self.open()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _opened(self) -> "_Open":
        if self._open is None:
            raise StorageError("The store is closed: open it first.")
        return self._open

    def _engine(self, role: engines.Role, size: int, busy_timeout: float) -> Engine:
        return engines.connect(
            self.url,
            role,
            size=size,
            busy_timeout=busy_timeout,
            client_name=self._client_name,
            time_limits=self._time_limits,
        )

    def _writer(self, engine: Engine) -> Writer:
        if not database_url.is_sqlite(self.url):
            return PoolWriter(engine, self._name)
        path = database_url.sqlite_path(self.url)
        check_file = watch_file(path) if path is not None else _no_check
        return GroupWriter(engine, self._name, self._busy_timeout, check_file)


@dataclass(frozen=True, slots=True)
class TurnStore:
    """An open store as the workers see it: what they write is written in turn."""

    store: SqlStore

    async def write(self, command: Command[T]) -> T:
        """See ``SqlStore.write_in_turn``."""
        return await self.store.write_in_turn(command)

    async def read(self, query: Command[T]) -> T:
        """See ``SqlStore.read``."""
        return await self.store.read(query)


@dataclass(frozen=True, slots=True)
class _Open:
    """The connections and threads of an open store."""

    writer: Writer
    write: Engine
    read: Engine
    threads: Threads

    def close(self) -> None:
        self.writer.close()
        self.threads.close()
        self.write.dispose()
        self.read.dispose()


def _no_check() -> None:
    """Do nothing: a database given as a ``file:`` URI has no path to check."""


def _run_on_view(engine: Engine, query: Command[T], options: Mapping[str, bool] | None = None) -> T:
    with engine.connect().execution_options(**(options or {})) as connection:
        view = connection.begin()
        try:
            return run(query, SqlTransaction(connection))
        finally:
            view.rollback()
