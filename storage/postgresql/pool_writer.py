"""The writer for PostgreSQL: a pool of connections, one transaction per command."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.engine.ports.repositories import Transaction
from storage.daemon_threads import Threads
from storage.engines import POSTGRESQL_WRITERS
from storage.errors import explained
from storage.postgresql.turns import CONFLICTS, QUEUE_UP, RUN_FREELY, TRIES, TurnWriter, sqlstate
from storage.transaction import SqlTransaction, run

T = TypeVar("T")


class PoolWriter:
    """Runs each command in its own transaction, several at once.

    The server groups commits itself, so there's no need to do it here. Commands that
    conflict are retried as if one had come after the other. Retries queue up: otherwise a
    burst would keep failing the same ones.
    """

    def __init__(self, engine: Engine, database: str) -> None:
        self._engine = engine
        self._database = database
        self._threads = Threads(POSTGRESQL_WRITERS, "warmup-writer")
        self._turns = TurnWriter(engine, database)

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command``; return once its changes are durable."""
        return await asyncio.wrap_future(self._submit(command))

    async def write_in_turn(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` after those that were written in turn before it."""
        return await asyncio.wrap_future(self._turns.submit(command))

    def write_now(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` for a thread without an event loop."""
        return self._submit(command).result()

    def close(self) -> None:
        """Finish queued commands, then stop; give up on those that hang."""
        self._threads.close()
        self._turns.close()

    def _submit(self, command: Callable[[Transaction], T]) -> Future[T]:
        return self._threads.submit(partial(self._run, command))

    def _run(self, command: Callable[[Transaction], T]) -> T:
        with explained(self._database):
            for tries in range(TRIES - 1):
                try:
                    return self._once(command, queue=tries > 0)
                except DBAPIError as error:
                    if sqlstate(error) not in CONFLICTS:
                        raise
            return self._once(command, queue=True)

    def _once(self, command: Callable[[Transaction], T], *, queue: bool) -> T:
        with self._engine.begin() as connection:
            connection.execute(QUEUE_UP if queue else RUN_FREELY)
            return run(command, SqlTransaction(connection))
