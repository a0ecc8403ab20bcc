"""The single writer of a SQLite database: one thread, many commands to a commit."""

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
MOST = 256  # commands to a commit: bounds how long the first of them waits
AT_THE_END = 1.0  # seconds to wait for a lock once the writer is closed
A_MOMENT = 250  # milliseconds SQLite waits for a lock before the writer sees who is still patient


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A command and who waits for it, since when: a thread, or a task of ``loop``."""

    command: Callable[[Transaction], Any]
    answer: "asyncio.Future[Any] | Future[Any]"
    loop: asyncio.AbstractEventLoop | None
    since: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class _Failure:
    error: BaseException


class _Locked(Exception):
    """Another process holds the lock."""


class GroupWriter:
    """Runs commands one after the other; commits all that waited together.

    Each command has a savepoint, so one that fails is undone alone. A command is answered
    only after the commit that holds it; a commit that fails fails all of its commands.

    Each command waits ``patience`` seconds of its own for a lock that another process
    holds; once one has waited in vain, the next hear at once, until a commit works.
    ``present`` raises when the database's file is gone.
    """

    def __init__(
        self, engine: Engine, database: str, patience: float, present: Callable[[], None]
    ) -> None:
        self._engine = engine
        self._database = database
        self._patience = patience
        self._present = present
        self._outlasted = False
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="warmup-writer", daemon=True)
        self._thread.start()

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command``; return once its effect is durable."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._enqueue(_Waiting(command, answer, loop))
        return await answer

    def write_now(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` for a thread without an event loop."""
        answer: Future[T] = Future()
        self._enqueue(_Waiting(command, answer, None))
        return answer.result()

    def close(self) -> None:
        """Finish what is queued, then stop."""
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
        open_ = True
        while open_:
            batch, open_ = self._next_batch()
            while batch := [waiting for waiting in batch if not waiting.answer.cancelled()]:
                try:
                    outcomes = self._commit(batch)
                except _Locked as locked:
                    batch = self._still_patient(batch, locked)
                else:
                    self._outlasted = False
                    _answer(batch, outcomes)
                    break

    def _still_patient(self, batch: list[_Waiting], locked: _Locked) -> list[_Waiting]:
        """Tell those who have waited long enough; return the others.

        A lock that has outlasted one patience is likely to outlast the next: from then on
        everyone hears at once, until a commit works again.
        """
        patience = min(self._patience, AT_THE_END) if self._closed else self._patience
        too_old = time.monotonic() - (0.0 if self._outlasted else patience)
        ended = [waiting for waiting in batch if waiting.since <= too_old]
        self._outlasted = self._outlasted or bool(ended)
        _answer(ended, [_Failure(StorageError(str(locked))) for _ in ended])
        return [waiting for waiting in batch if waiting.since > too_old]

    def _next_batch(self) -> tuple[list[_Waiting], bool]:
        """Wait for a command and take what waits behind it; False when told to stop."""
        waiting = self._queue.get()
        batch: list[_Waiting] = []
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == MOST:
                return batch, True
            try:
                waiting = self._queue.get_nowait()
            except queue.Empty:
                return batch, True
        return batch, False

    def _commit(self, batch: list[_Waiting]) -> list[Any]:
        """Run the batch in one transaction; return what each command came to.

        Raises ``_Locked`` when the transaction could not even begin.
        """
        try:
            self._present()
            with self._engine.connect() as connection, self._begun(connection):
                return _run_all(connection, batch, self._database)
        except _Locked:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, every waiter hears of it
            reason = str(explain(error, self._database))
            return [_Failure(StorageError(reason)) for _ in batch]

    def _begun(self, connection: Connection) -> RootTransaction:
        driver = cast("SqliteConnection", connection.connection.driver_connection)
        driver.execute(f"PRAGMA busy_timeout = {A_MOMENT}")
        try:
            return connection.begin()
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != SQLITE_BUSY:
                raise
            raise _Locked(str(explain(error, self._database))) from error


def _run_all(connection: Connection, batch: list[_Waiting], database: str) -> list[Any]:
    """Run each command in a savepoint; return what each returned, or how it failed.

    Savepoints go to the driver itself: they are most of the statements of a small command.
    When the database has ended the whole transaction (a full disk may), its savepoints are
    gone too and this raises: nothing of the batch would be committed.
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


def _attempt(transaction: Transaction, command: Callable[[Transaction], Any], database: str) -> Any:  # noqa: ANN401 - what the command returns
    try:
        return run(command, transaction)
    except (SQLAlchemyError, SqliteError) as error:
        explained = explain(error, database)
        explained.__cause__ = error
        return _Failure(explained)
    except BaseException as error:  # noqa: BLE001 - it is the caller's, and the thread must live
        return _Failure(error)


def _answer(batch: list[_Waiting], outcomes: list[Any]) -> None:
    """Tell each waiter what its command came to; each event loop is woken once."""
    for loop, group in _by_loop(batch, outcomes).items():
        if loop is None:
            _settle(group)
            continue
        with suppress(RuntimeError):  # the loop is closed: nobody waits there any more
            loop.call_soon_threadsafe(_settle, group)


def _by_loop(
    batch: list[_Waiting], outcomes: list[Any]
) -> dict[asyncio.AbstractEventLoop | None, list[tuple[_Waiting, Any]]]:
    groups: dict[asyncio.AbstractEventLoop | None, list[tuple[_Waiting, Any]]] = {}
    for waiting, outcome in zip(batch, outcomes, strict=True):
        groups.setdefault(waiting.loop, []).append((waiting, outcome))
    return groups


def _settle(group: list[tuple[_Waiting, Any]]) -> None:
    for waiting, outcome in group:
        if waiting.answer.done():  # cancelled while its command ran
            continue
        if isinstance(outcome, _Failure):
            waiting.answer.set_exception(outcome.error)
        else:
            waiting.answer.set_result(outcome)
