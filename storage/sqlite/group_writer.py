"""The single writer for SQLite: one thread that commits many commands at once."""

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from sqlite3 import SQLITE_BUSY
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage.errors import explain
from storage.transaction import SqlTransaction, run

T = TypeVar("T")
MAX_BATCH = 256
"""Commands per commit; limits how long the first one in a batch waits."""
CLOSE_SECONDS = 1.0
"""How long to wait for a lock once the writer is closed."""
LOCK_POLL_MS = 250
"""How long SQLite waits for a lock before the writer checks whose time is up."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A queued command and its caller: a task of ``loop``, or a thread if that's None."""

    command: Callable[[Transaction], Any]
    future: "asyncio.Future[Any] | Future[Any]"
    loop: asyncio.AbstractEventLoop | None
    since: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class _Failure:
    error: BaseException


class _Locked(Exception):
    """Another process holds the lock."""


class GroupWriter:
    """Runs commands one after another and commits all that are queued together.

    Each command has a savepoint, so if it fails only its own changes are rolled back. A
    command returns after its commit; if the commit fails, all of its commands fail.

    Each command waits up to ``lock_timeout`` seconds for a lock held by another process.
    Once one has timed out, the next ones fail right away, until a commit succeeds.
    ``check_file`` raises if the database's file is gone.
    """

    def __init__(
        self, engine: Engine, database: str, lock_timeout: float, check_file: Callable[[], None]
    ) -> None:
        self._engine = engine
        self._database = database
        self._lock_timeout = lock_timeout
        self._check_file = check_file
        self._timed_out = False
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="warmup-writer", daemon=True)
        self._thread.start()

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command``; return once its changes are durable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._enqueue(_Waiting(command, future, loop))
        return await future

    async def write_in_turn(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` as ``write`` does: everything is written in turn here."""
        return await self.write(command)

    def write_now(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` for a thread without an event loop."""
        future: Future[T] = Future()
        self._enqueue(_Waiting(command, future, None))
        return future.result()

    def close(self) -> None:
        """Finish queued commands, then stop."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _enqueue(self, waiting: _Waiting) -> None:
        with self._lock:
            if self._closed:
                raise StorageError("The store is closed: open it before writing.")
            self._queue.put(waiting)

    def _work(self) -> None:
        running = True
        while running:
            batch, running = self._next_batch()
            while batch := [waiting for waiting in batch if not waiting.future.cancelled()]:
                try:
                    outcomes = self._commit(batch)
                except _Locked as locked:
                    batch = self._fail_overdue(batch, locked)
                else:
                    self._timed_out = False
                    _resolve(batch, outcomes)
                    break

    def _fail_overdue(self, batch: list[_Waiting], locked: _Locked) -> list[_Waiting]:
        """Fail the commands that have waited long enough; return the others.

        A lock that's been held for that long is likely to be held for longer: from then on
        every command fails right away, until a commit succeeds again.
        """
        timeout = min(self._lock_timeout, CLOSE_SECONDS) if self._closed else self._lock_timeout
        deadline = time.monotonic() - (0.0 if self._timed_out else timeout)
        overdue = [waiting for waiting in batch if waiting.since <= deadline]
        self._timed_out = self._timed_out or bool(overdue)
        _resolve(overdue, [_Failure(StorageError(str(locked))) for _ in overdue])
        return [waiting for waiting in batch if waiting.since > deadline]

    def _next_batch(self) -> tuple[list[_Waiting], bool]:
        """Wait for a command, then take all that are queued; False means to stop afterward."""
        waiting = self._queue.get()
        batch: list[_Waiting] = []
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MAX_BATCH:
                return batch, True
            try:
                waiting = self._queue.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, False

    def _commit(self, batch: list[_Waiting]) -> list[Any]:
        """Run the batch in one transaction; return the outcome of each command.

        Raises ``_Locked`` if the transaction couldn't begin.
        """
        try:
            self._check_file()
            with self._engine.connect() as connection, self._begin(connection):
                return _run_all(connection, batch, self._database)
        except _Locked:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, every caller has to get it
            reason = str(explain(error, self._database))
            return [_Failure(StorageError(reason)) for _ in batch]

    def _begin(self, connection: Connection) -> RootTransaction:
        driver = cast("SqliteConnection", connection.connection.driver_connection)
        driver.execute(f"PRAGMA busy_timeout = {LOCK_POLL_MS}")
        try:
            return connection.begin()
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != SQLITE_BUSY:
                raise
            raise _Locked(str(explain(error, self._database))) from error


def _run_all(connection: Connection, batch: list[_Waiting], database: str) -> list[Any]:
    """Run each command in a savepoint; return each one's result or failure.

    Savepoints are sent with the driver itself, because they're most of the statements of a
    small command. If the database has aborted the whole transaction (a full disk can cause
    that), its savepoints are gone too; then this raises, since nothing would be committed.
    """
    driver = cast("SqliteConnection", connection.connection.driver_connection)
    transaction = SqlTransaction(connection)
    outcomes: list[Any] = []
    for waiting in batch:
        driver.execute("SAVEPOINT command")
        outcome = _attempt(transaction, waiting.command, database)
        if isinstance(outcome, _Failure):
            if not driver.in_transaction:
                raise StorageError(str(outcome.error)) from outcome.error
            driver.execute("ROLLBACK TO command")
        driver.execute("RELEASE command")
        outcomes.append(outcome)
    return outcomes


def _attempt(transaction: Transaction, command: Callable[[Transaction], Any], database: str) -> Any:  # noqa: ANN401  # the result of the command
    try:
        return run(command, transaction)
    except (SQLAlchemyError, SqliteError) as error:
        explained = explain(error, database)
        explained.__cause__ = error
        return _Failure(explained)
    except BaseException as error:  # noqa: BLE001  # passed on to the caller; the thread must live on
        return _Failure(error)


def _resolve(batch: list[_Waiting], outcomes: list[Any]) -> None:
    """Give each caller the outcome of its command; wakes each event loop once."""
    for loop, group in _by_loop(batch, outcomes).items():
        if loop is None:
            _set_results(group)
            continue
        with suppress(RuntimeError):  # the loop is closed, so nobody is waiting there
            loop.call_soon_threadsafe(_set_results, group)


def _by_loop(
    batch: list[_Waiting], outcomes: list[Any]
) -> dict[asyncio.AbstractEventLoop | None, list[tuple[_Waiting, Any]]]:
    groups: dict[asyncio.AbstractEventLoop | None, list[tuple[_Waiting, Any]]] = {}
    for waiting, outcome in zip(batch, outcomes, strict=True):
        groups.setdefault(waiting.loop, []).append((waiting, outcome))
    return groups


def _set_results(group: list[tuple[_Waiting, Any]]) -> None:
    for waiting, outcome in group:
        if waiting.future.done():  # canceled while its command ran
            continue
        if isinstance(outcome, _Failure):
            waiting.future.set_exception(outcome.error)
        else:
            waiting.future.set_result(outcome)
