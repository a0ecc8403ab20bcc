"""A store that stands still, fails or breaks when told to."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from tests.support.fakes.memory_store import MemoryStore

T = TypeVar("T")


class SlowStore(MemoryStore):
    """A store that can stand still, fail (``away``: also to be read), or break."""

    def __init__(self) -> None:
        super().__init__()
        self.failing = self.away = self.broken = False
        self.asked = asyncio.Event()
        """Set once something is to be written."""
        self._open = asyncio.Event()
        self._open.set()

    def hold(self) -> None:
        self.asked.clear()
        self._open.clear()

    def release(self) -> None:
        self._open.set()

    async def write(self, command: Callable[[Transaction], T]) -> T:
        self.asked.set()
        await self._open.wait()
        if self.failing or self.away:
            raise StorageError("the disk is full")
        if self.broken:
            raise ZeroDivisionError
        return await super().write(command)

    async def read(self, query: Callable[[Transaction], T]) -> T:
        if self.away:
            raise StorageError("the database is away")
        return await super().read(query)
