"""Claiming what is due, page by page, so that a press waits for one page at most."""

import asyncio
import logging
import random
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TypeVar

from bot.engine.errors import StorageBusy, StorageError, WarmupError
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.next_question import Leak
from bot.engine.rounds.slots import PAGE, claim_page, claim_slots, page_to_claim

log = logging.getLogger(__name__)

T = TypeVar("T")
TRIES = 6
"""How often a page is tried in one wake while others change the same rows."""
PAUSE = 0.1
"""Seconds to wait after the first try, at most; doubled with each, and random."""


class Claimer:
    """Claims the slots of all schedules that are due; ``on_claimed`` hears of each page.

    ``on_left_out`` hears which questions were left out because they show their answers.
    A schedule that can't be claimed is logged once, left out of the pages, and tried by itself
    each time.
    """

    def __init__(
        self,
        ctx: WorkerContext,
        on_claimed: Callable[[], None],
        on_left_out: Callable[[Mapping[int, tuple[Leak, ...]]], None],
    ) -> None:
        self._ctx = ctx
        self._on_claimed = on_claimed
        self._on_left_out = on_left_out
        self._errors: dict[int, str] = {}

    async def claim_all(self, platforms: Collection[Platform], now: datetime) -> None:
        """Claim every slot that is due; raises StorageError when the database fails."""
        for schedule_id in tuple(self._errors):
            await self._claim_one(schedule_id, now)
        more = True
        while more:
            more = await self._claim_page(platforms, now)
            self._on_claimed()

    async def _claim_page(self, platforms: Collection[Platform], now: datetime) -> bool:
        """Claim the next page; return whether there may be another one."""
        ctx, bad = self._ctx, frozenset(self._errors)
        try:
            # A smaller page is done sooner, so it's less often in the way of another worker.
            claimed = await self._write(
                lambda tx, tries: claim_page(
                    tx, ctx.bank, platforms, now, bad, max(1, PAGE >> tries)
                )
            )
        except StorageError:
            raise
        except Exception:  # noqa: BLE001  # one by one, the schedule that it comes from is found
            await self._claim_one_by_one(platforms, now, bad)
            return len(self._errors) > len(bad)
        self._tell(claimed.rounds)
        self._on_left_out(claimed.left_out)
        return claimed.more

    async def _claim_one_by_one(
        self, platforms: Collection[Platform], now: datetime, bad: Collection[int]
    ) -> None:
        page = await self._ctx.store.write(lambda tx: page_to_claim(tx, platforms, now, bad))
        for schedule in page:
            await self._claim_one(schedule.id, now)

    async def _claim_one(self, schedule_id: int, now: datetime) -> None:
        ctx = self._ctx
        try:
            rounds = await self._write(lambda tx, _: claim_slots(tx, ctx.bank, schedule_id, now))
        except StorageBusy:
            raise
        except Exception as error:  # one bad schedule must not stop the others
            if self._errors.get(schedule_id) != repr(error):  # once, not every time
                traceback = None if isinstance(error, WarmupError) else error
                message = f"can't claim the slots of schedule {schedule_id}: {error}"
                log.error(message, exc_info=traceback)  # noqa: TRY400 - some explain themselves
            self._errors[schedule_id] = repr(error)
            ctx.monitor.round_became("failed")
            return
        self._errors.pop(schedule_id, None)
        self._tell(rounds)

    async def _write(self, command: Callable[[Transaction, int], T]) -> T:
        """Run ``command`` with the number of tries before, again soon while others are in the way.

        Raises StorageBusy when they still are after ``TRIES``.
        """
        for tries in range(TRIES - 1):
            try:
                return await self._ctx.store.write(lambda tx, tries=tries: command(tx, tries))
            except StorageBusy as busy:
                log.debug("claiming again soon: %s", busy)
                await asyncio.sleep(random.uniform(0, PAUSE * 2**tries))  # noqa: S311  # no secret
        return await self._ctx.store.write(lambda tx: command(tx, TRIES - 1))

    def _tell(self, rounds: tuple[Round, ...]) -> None:
        for round_ in rounds:
            if round_.state is RoundState.SKIPPED:
                self._ctx.monitor.round_became("skipped")
                with about(round=round_.id):
                    why = round_.skip_reason or ""
                    log.info("round %d of %s skipped: %s", round_.id, round_.slot, why)
