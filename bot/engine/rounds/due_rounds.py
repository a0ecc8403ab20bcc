"""One platform's due rounds, taken in hand page by page, the most overdue first."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.engine.errors import StorageError
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.tasks import Tasks

log = logging.getLogger(__name__)

IN_HAND = 50
"""Rounds of a platform that are worked on at a time."""


class DueRounds:
    """Starts ``work`` on due rounds of ``platform``, and more whenever some are done."""

    def __init__(
        self, ctx: WorkerContext, platform: Platform, work: Callable[[Round], Awaitable[None]]
    ) -> None:
        self._ctx = ctx
        self._platform: Platform = platform
        self._work = work
        self.in_hand = Tasks(self._ended)
        self._resting: set[int] = set()
        self._more = False
        self._taking: asyncio.Task[None] | None = None

    def take_soon(self) -> None:
        """Take due rounds in hand, in the background."""
        self._more = True
        if self._taking is None:
            self._taking = asyncio.create_task(self._take_while_there_are())

    async def take(self) -> None:
        """Take due rounds in hand until there are enough, or no more."""
        ctx, now = self._ctx, self._ctx.clock()
        limit = 2 * IN_HAND + len(self._resting)  # those in hand are among the due ones
        due = await ctx.store.read(
            lambda tx: tx.rounds.due((self._platform,), now, ctx.worker, limit)
        )
        self._more = len(due) == limit
        for round_ in due:
            if round_.id not in self._resting and len(self.in_hand) < IN_HAND:
                self.in_hand.start(round_.id, lambda round_=round_: self._serve(round_))

    def rest(self, round_id: int) -> None:
        """Leave a round alone for a first retry's wait, which the database doesn't know of."""
        self._resting.add(round_id)
        seconds = self._ctx.timing.first_retry.total_seconds()
        asyncio.get_running_loop().call_later(seconds, self._resting.discard, round_id)

    def tasks(self) -> tuple[asyncio.Task[None], ...]:
        """Return all tasks that are running."""
        taking = (self._taking,) if self._taking else ()
        return (*taking, *self.in_hand.running().values())

    async def _serve(self, round_: Round) -> None:
        with about(round=round_.id):
            await self._work(round_)

    def _ended(self) -> None:
        if self._more and len(self.in_hand) <= IN_HAND // 2:
            self.take_soon()

    async def _take_while_there_are(self) -> None:
        try:
            while self._more and len(self.in_hand) < IN_HAND:
                await self.take()
        except StorageError as error:  # taken at the next wake, once the database works
            self._more = False
            log.warning("rounds wait for the database: %s", error)
        finally:
            self._taking = None
