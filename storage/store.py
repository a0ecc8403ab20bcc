"""The engine's ``Store`` port over a database: a writer, and readers beside it."""

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
from storage import engines
from storage.daemon_threads import Threads
from storage.errors import explained
from storage.migrations.revision import refuse_read_only, require_current
from storage.postgresql.pool_writer import PoolWriter
from storage.sqlite.file_watch import presence
from storage.sqlite.group_writer import GroupWriter
from storage.transaction import SqlTransaction, run

T = TypeVar("T")
Command = Callable[[Transaction], T]


class Writer(Protocol):
    """What runs commands: each is answered once its effect is durable."""

    async def write(self, command: Command[T]) -> T:
        """Run ``command`` for a task."""
        ...

    def write_now(self, command: Command[T]) -> T:
        """Run ``command`` for a thread without an event loop."""
        ...

    def close(self) -> None:
        """Finish what is queued, then stop."""
        ...


class SqlStore:
    """Runs functions over the database at ``url``; see ``bot.engine.ports.Store``.

    ``readers`` is how many queries run at once; ``busy_timeout`` how many seconds to wait
    for a lock that another process holds; ``known_as`` what a server calls its connections.
    Nothing is opened before ``open``.
    """

    def __init__(
        self,
        url: str,
        *,
        readers: int = 4,
        busy_timeout: float = engines.BUSY_TIMEOUT,
        known_as: str = "warmup",
    ) -> None:
        self.url: URL = engines.address(url)
        self._name = engines.shown(self.url)
        self._readers = readers
        self._busy_timeout = busy_timeout
        self._known_as = known_as
        self._open: _Open | None = None

    def open(self) -> Self:
        """Connect; raise ``StorageError`` when the database is missing, damaged or not current."""
        engines.preflight(self.url)
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
        """Finish the writes that are queued and the reads that run, then disconnect.

        What hangs is given up after a second or two.
        """
        if self._open is not None:
            self._open.close()
            self._open = None

    async def write(self, command: Command[T]) -> T:
        """Run ``command`` in the writer; answers only once its effect is durable.

        An exception of ``command`` undoes that command alone and is raised here. A caller
        that is cancelled may or may not have written.
        """
        return await self._opened.writer.write(command)

    async def read(self, query: Command[T]) -> T:
        """Run ``query`` on a reader: a consistent view, nothing kept of what it writes."""
        threads = self._opened.threads
        return await asyncio.wrap_future(threads.submit(partial(self.read_now, query)))

    def write_now(self, command: Command[T]) -> T:
        """``write`` for callers without an event loop: blocks until the effect is durable."""
        return self._opened.writer.write_now(command)

    def read_now(self, query: Command[T]) -> T:
        """``read`` for callers without an event loop, in the caller's thread."""
        with explained(self._name):
            # A query that writes may meet a commit made behind its view: it starts again
            # with the write lock held, so that what it writes can be thrown away in peace.
            engine = self._opened.read
            try:
                return _look(engine, query)
            except (OperationalError, SqliteError) as error:
                if not engines.overtaken(error):
                    raise
                return _look(engine, query, {engines.LOCK_FIRST: True})

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
            self.url, role, size=size, busy_timeout=busy_timeout, known_as=self._known_as
        )

    def _writer(self, engine: Engine) -> Writer:
        if not engines.is_sqlite(self.url):
            return PoolWriter(engine, self._name)
        path = engines.sqlite_path(self.url)
        present = presence(path) if path is not None else _nothing
        return GroupWriter(engine, self._name, self._busy_timeout, present)


@dataclass(frozen=True, slots=True)
class _Open:
    """What an open store holds."""

    writer: Writer
    write: Engine
    read: Engine
    threads: Threads

    def close(self) -> None:
        self.writer.close()
        self.threads.close()
        self.write.dispose()
        self.read.dispose()


def _nothing() -> None:
    """Check nothing: the file is named by an address of SQLite's own."""


def _look(engine: Engine, query: Command[T], options: Mapping[str, bool] | None = None) -> T:
    with engine.connect().execution_options(**(options or {})) as connection:
        view = connection.begin()
        try:
            return run(query, SqlTransaction(connection))
        finally:
            view.rollback()
