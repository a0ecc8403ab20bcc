"""What is due on one platform, taken in hand page by page, the most overdue first."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar

from bot.engine.errors import StorageError
from bot.engine.model.deliveries import Delivery
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.tasks import Tasks

log = logging.getLogger(__name__)

IN_HAND = 50
"""Pieces of work of a platform that are in hand at a time."""

Work = TypeVar("Work", Round, Delivery)
Find = Callable[[Transaction, Platform, datetime, int], Sequence[Work]]
"""What is due on a platform by a time, and at most how many."""


class DueWork(Generic[Work]):
    """Starts ``work`` on what ``find`` finds due on ``platform``, and more when some is done."""

    def __init__(
        self,
        ctx: WorkerContext,
        platform: Platform,
        find: Find[Work],
        work: Callable[[Work], Coroutine[Any, Any, None]],
    ) -> None:
        self._ctx = ctx
        self._platform: Platform = platform
        self._find = find
        self._work = work
        self.in_hand = Tasks(self._ended)
        self._resting: set[int] = set()
        self._more = False
        self._taking: asyncio.Task[None] | None = None

    def take_soon(self) -> None:
        """Take due work in hand, in the background."""
        self._more = True
        if self._taking is None:
            self._taking = asyncio.create_task(self._take_while_there_is())

    def take_no_more(self) -> None:
        """Let the work in hand end, but take no more until told to."""
        self._more = False

    async def take(self) -> None:
        """Take due work in hand until there is enough, or no more."""
        ctx, now = self._ctx, self._ctx.clock()
        limit = 2 * IN_HAND + len(self._resting)  # what is in hand is among the due
        self._more = False  # until this finds more, or someone tells meanwhile that there is
        due = await ctx.store.read(lambda tx: self._find(tx, self._platform, now, limit))
        waiting = [each for each in due if each.id not in {*self._resting, *self.in_hand.running()}]
        room = max(0, IN_HAND - len(self.in_hand))
        self._more = self._more or len(due) == limit or len(waiting) > room
        for each in waiting[:room]:
            self.in_hand.start(each.id, partial(self._work, each))

    def rest(self, number: int) -> None:
        """Leave it alone for a first retry's wait, which the database doesn't know of."""
        self._resting.add(number)
        seconds = self._ctx.timing.first_retry.total_seconds()
        asyncio.get_running_loop().call_later(seconds, self._resting.discard, number)

    def tasks(self) -> tuple[asyncio.Task[None], ...]:
        """Return all tasks that are running."""
        taking = (self._taking,) if self._taking else ()
        return (*taking, *self.in_hand.running().values())

    def _ended(self) -> None:
        if self._more and len(self.in_hand) <= IN_HAND // 2:
            self.take_soon()

    async def _take_while_there_is(self) -> None:
        try:
            while self._more and len(self.in_hand) < IN_HAND:
                await self.take()
        except StorageError as error:  # taken at the next wake, once the database works
            self._more = False
            log.warning("due work waits for the database: %s", error)
        finally:
            self._taking = None


class DueOnPlatforms(Generic[Work]):
    """The due work of every connected platform."""

    def __init__(
        self,
        ctx: WorkerContext,
        find: Find[Work],
        work: Callable[[Work], Coroutine[Any, Any, None]],
    ) -> None:
        self._ctx = ctx
        self._find = find
        self._work = work
        self._platforms: dict[Platform, DueWork[Work]] = {}

    def on(self, platform: Platform) -> DueWork[Work]:
        """Return the due work of one platform."""
        if platform not in self._platforms:
            due = DueWork(self._ctx, platform, self._find, self._work)
            self._platforms[platform] = due
        return self._platforms[platform]

    async def take(self) -> None:
        """Take due work of each platform in hand."""
        for platform in tuple(self._ctx.gateways):
            await self.on(platform).take()

    def take_soon(self) -> None:
        """Take due work of each platform in hand, in the background."""
        for platform in tuple(self._ctx.gateways):
            self.on(platform).take_soon()

    def take_no_more(self) -> None:
        """Let the work in hand end, but take no more until told to."""
        for due in self._platforms.values():
            due.take_no_more()

    def in_hand(self) -> dict[int, asyncio.Task[None]]:
        """Return the tasks of what is worked on, by its number."""
        due = self._platforms.values()
        return {number: task for each in due for number, task in each.in_hand.running().items()}

    def tasks(self) -> tuple[asyncio.Task[None], ...]:
        """Return all tasks that are running."""
        return tuple(task for each in self._platforms.values() for task in each.tasks())
