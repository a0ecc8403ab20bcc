"""The workers' own steps on PostgreSQL: one after another, several in one transaction.

Rounds that are due together lie next to each other in the tables and their indexes. PostgreSQL
notes what a SERIALIZABLE transaction read by pages of an index, so such steps fail to serialize
whenever they run at the same time, though none touches the other's rows: a third of posts and
reveals did.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine, TextClause, text
from sqlalchemy.exc import DBAPIError

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage.daemon_threads import Threads
from storage.errors import explained
from storage.transaction import SqlTransaction, run

T = TypeVar("T")
Command = Callable[[Transaction], Any]
CONFLICTS = ("40001", "40P01")
"""SQLSTATE of a serialization failure and of a deadlock."""
LOCK_TIMEOUT = "55P03"
TRIES = 20
BATCH = 4
"""Commands in a transaction: people's commands wait for one at most. From some thirty rows of a
table on, PostgreSQL takes a transaction to have read all of it."""
UNLOCKED_SECONDS = 60.0
"""How long to run without locks once someone has held theirs for too long: it stands still."""

# Locks that stand for who runs when, in any process. They are taken before anything is read, so
# that one sees what the one before wrote, and block no reads.
RUN_FREELY = text("LOCK TABLE alembic_version IN ROW SHARE MODE")
"""Taken by people's commands at first: they run at the same time, and in a worker's turn."""
QUEUE_UP = text("LOCK TABLE alembic_version IN SHARE UPDATE EXCLUSIVE MODE")
"""Waits for one's turn among all that queue up: people's second tries, and workers' steps."""
RUN_ALONE = text("LOCK TABLE alembic_version IN EXCLUSIVE MODE")
"""Waits until nobody runs, and makes all others wait. Steps take longer than people's commands:
these would commit first each time, and the steps would fail forever."""
_WAIT_BRIEFLY = text("SET LOCAL lock_timeout = '1s'")  # all others wait for as long, too


@dataclass(slots=True, eq=False)
class _Waiting:
    """A command, and what came of it once it ran."""

    command: Command
    outcome: Any = None
    error: BaseException | None = None
    done: bool = False

    def result(self) -> Any:  # noqa: ANN401  # of the command
        if self.error is not None:
            raise self.error
        return self.outcome


class TurnWriter:
    """Runs commands in the order in which they come, in a thread of its own.

    Whatever waits is run in one transaction. If one of its commands raises, each is run again in
    a transaction of its own.
    """

    def __init__(self, engine: Engine, database: str) -> None:
        self._engine = engine
        self._database = database
        self._threads = Threads(1, "warmup-worker")
        self._waiting: deque[_Waiting] = deque()
        self._unlocked_until = 0.0

    def submit(self, command: Callable[[Transaction], T]) -> "Future[T]":
        """Run ``command`` when its turn comes."""
        waiting = _Waiting(command)
        self._waiting.append(waiting)
        return self._threads.submit(partial(self._take_turn, waiting))

    def close(self) -> None:
        """Finish queued commands, then stop; give up on those that hang."""
        self._threads.close()

    def _take_turn(self, waiting: _Waiting) -> Any:  # noqa: ANN401  # of the command
        """Run what waits, ``waiting`` with it, unless an earlier turn has."""
        while not waiting.done:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            self._serve(batch)
        return waiting.result()

    def _serve(self, batch: Sequence[_Waiting]) -> None:
        try:
            outcomes = self._run([each.command for each in batch])
        except Exception as error:  # noqa: BLE001  # whatever it is, the caller has to get it
            if len(batch) == 1 or _is_everyones(error):
                for each in batch:
                    each.error, each.done = error, True
            else:
                for each in batch:
                    self._serve([each])
        else:
            for each, outcome in zip(batch, outcomes, strict=True):
                each.outcome, each.done = outcome, True

    def _run(self, commands: Sequence[Command]) -> list[Any]:
        with explained(self._database):
            for tries in range(TRIES - 1):
                try:
                    return self._try(commands, (_WAIT_BRIEFLY, RUN_ALONE) if tries else (QUEUE_UP,))
                except DBAPIError as error:
                    if sqlstate(error) not in CONFLICTS:
                        raise
            return self._once(commands)

    def _try(self, commands: Sequence[Command], locks: Sequence[TextClause]) -> list[Any]:
        """Run the commands when ``locks`` are free; without them where someone stands still."""
        if time.monotonic() >= self._unlocked_until:
            try:
                return self._once(commands, locks)
            except DBAPIError as error:
                if sqlstate(error) != LOCK_TIMEOUT:
                    raise
            self._unlocked_until = time.monotonic() + UNLOCKED_SECONDS
        return self._once(commands)

    def _once(self, commands: Sequence[Command], locks: Sequence[TextClause] = ()) -> list[Any]:
        with self._engine.begin() as connection:
            for lock in locks:
                connection.execute(lock)
            transaction = SqlTransaction(connection)
            return [run(command, transaction) for command in commands]


def sqlstate(error: DBAPIError) -> str:
    """Return the server's code for an error, or nothing."""
    return getattr(error.orig, "sqlstate", None) or ""


def _is_everyones(error: Exception) -> bool:
    """Return whether running the commands one by one would only repeat the error.

    Or it isn't known whether they have run: the connection was lost.
    """
    cause = error.__cause__ if isinstance(error, StorageError) else None
    return isinstance(cause, DBAPIError) and (
        cause.connection_invalidated or sqlstate(cause) in CONFLICTS
    )
