"""A worker that dies at a chosen step: kill -9, as the database and the platform see it."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.engine.cards import Card
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, Store

T = TypeVar("T")


class Killed(BaseException):
    """The process is gone; nothing in it may catch this."""


class Fuse:
    """Counts the steps of a worker and kills it at the chosen one, for good."""

    def __init__(self, at_step: int) -> None:
        self.left = at_step

    @property
    def blown(self) -> bool:
        """Tell whether the worker is dead."""
        return self.left <= 0

    def step(self) -> None:
        """Live on, or die here."""
        self.left -= 1
        if self.blown:
            raise Killed


class DyingStore:
    """A store whose process may die before or after any command."""

    def __init__(self, store: Store, fuse: Fuse) -> None:
        self._store = store
        self._fuse = fuse

    async def write(self, command: Callable[[Transaction], T]) -> T:
        self._fuse.step()
        result = await self._store.write(command)
        self._fuse.step()
        return result

    async def read(self, query: Callable[[Transaction], T]) -> T:
        self._fuse.step()
        return await self._store.read(query)


class DyingGateway:
    """A gateway whose process may die before or after any call."""

    def __init__(self, gateway: Gateway, fuse: Fuse) -> None:
        self._gateway = gateway
        self._fuse = fuse

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        return await self._around(self._gateway.post(channel, card, key, thread))

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        return await self._around(self._gateway.announce(question, card, key))

    def link(self, message: MessageRef, thread: MessageRef) -> str:
        return self._gateway.link(message, thread)

    async def pin(self, message: MessageRef, *, on: bool) -> None:
        await self._around(self._gateway.pin(message, on=on))

    async def update(self, message: MessageRef, card: Card) -> None:
        await self._around(self._gateway.update(message, card))

    async def find(
        self, channel: ChannelRef, key: str, thread: MessageRef | None = None
    ) -> MessageRef | None:
        return await self._around(self._gateway.find(channel, key, thread))

    async def catch_up(self, message: MessageRef) -> None:
        await self._around(self._gateway.catch_up(message))

    async def managers(self, workspace: str) -> tuple[str, ...]:
        return await self._gateway.managers(workspace)

    async def direct(self, account: Account, card: Card, key: str) -> MessageRef:
        return await self._around(self._gateway.direct(account, card, key))

    async def find_direct(self, account: Account, key: str) -> MessageRef | None:
        return await self._around(self._gateway.find_direct(account, key))

    async def _around(self, call: Coroutine[Any, Any, T]) -> T:
        try:
            self._fuse.step()
        except Killed:
            call.close()
            raise
        result = await call
        self._fuse.step()
        return result
