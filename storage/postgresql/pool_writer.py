"""The writers of a PostgreSQL database: a pool, one transaction a command."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.engine.ports.repositories import Transaction
from storage.daemon_threads import Threads
from storage.engines import POSTGRESQL_WRITERS
from storage.errors import explained
from storage.transaction import SqlTransaction, run

T = TypeVar("T")
_IN_THE_WAY = ("40001", "40P01")  # serialization failure, deadlock
_TRIES = 20

# Taken before anything is read, so what is read is as the one before left it. It keeps
# nobody from reading, and no first try from writing.
_QUEUE = text("LOCK TABLE alembic_version IN EXCLUSIVE MODE")


class PoolWriter:
    """Runs each command in a transaction of its own, several at once.

    The server writes commits that come together in one go, so there is nothing to group.
    Commands that got in each other's way are run again, as if one had come after the other;
    those that run again queue up, or a burst would keep failing the same ones.
    """

    def __init__(self, engine: Engine, database: str) -> None:
        self._engine = engine
        self._database = database
        self._threads = Threads(POSTGRESQL_WRITERS, "warmup-writer")

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command``; return once its effect is durable."""
        return await asyncio.wrap_future(self._submit(command))

    def write_now(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` for a thread without an event loop."""
        return self._submit(command).result()

    def close(self) -> None:
        """Finish what is queued, then stop; give up what hangs."""
        self._threads.close()

    def _submit(self, command: Callable[[Transaction], T]) -> Future[T]:
        return self._threads.submit(partial(self._run, command))

    def _run(self, command: Callable[[Transaction], T]) -> T:
        with explained(self._database):
            for tried in range(_TRIES - 1):
                try:
                    return self._once(command, queue=tried > 0)
                except DBAPIError as error:
                    if getattr(error.orig, "sqlstate", None) not in _IN_THE_WAY:
                        raise
            return self._once(command, queue=True)

    def _once(self, command: Callable[[Transaction], T], *, queue: bool) -> T:
        with self._engine.begin() as connection:
            if queue:
                connection.execute(_QUEUE)
            return run(command, SqlTransaction(connection))
