"""Fitting the reviews' scheduler to members' histories: one after another, in the background.

Whoever is looked at is marked first, so that no other worker looks, too; where one is killed
meanwhile, the member's parameters stay, and another worker looks a day later.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.errors import FitFails
from bot.engine.model.review_fits import Reviewed, ReviewFit
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.review_fitter import FitMonitor, ReviewFitter
from bot.engine.ports.runtime import Bank, Store
from bot.engine.records.review_history import history_of
from bot.engine.rules.review_fitting import (
    LOOK_AGAIN,
    REPEATS_NEEDED,
    RESUME,
    better_of_defaults_and,
    is_worth_fitting,
    may_look,
    repeats_in,
)
from bot.engine.rules.spaced_repetition import Parameters

log = logging.getLogger(__name__)

LOOK_SECONDS = 3600.0
"""How often a worker looks for members whose history may be looked at."""
PAGE = 20


@dataclass(frozen=True, slots=True)
class _Task:
    """A history to be fitted, and the mark that it is."""

    mark: ReviewFit
    history: tuple[Reviewed, ...]


class ReviewFitting:
    """Fits whoever is due. A failure leaves everything as it was."""

    def __init__(
        self,
        store: Store,
        bank: Bank,
        fitter: ReviewFitter,
        clock: Callable[[], datetime],
        monitor: FitMonitor,
        needed: int = REPEATS_NEEDED,
    ) -> None:
        self._store = store
        self._bank = bank
        self._fitter = fitter
        self._clock = clock
        self._monitor = monitor
        self._needed = needed
        self._has_failed = False
        self._stopped = False

    async def run(self) -> None:
        """Look at everyone who is due, until nobody is; one of them at a time."""
        while due := await self._store.read(
            lambda tx: tx.review_fits.due(self._clock(), self._needed, PAGE)
        ):
            for member_id in due:
                if self._stopped:
                    return
                await self._look_at(member_id)

    async def close(self) -> None:
        """Give up what is being fitted, and look at nobody else."""
        self._stopped = True
        await self._fitter.close()

    async def _look_at(self, member_id: int) -> None:
        history = await self._store.read(lambda tx: self._history(tx, member_id))
        repeats = repeats_in(history)
        task = await self._store.write(lambda tx: self._mark(tx, member_id, history, repeats))
        if task is None:
            return
        started = time.monotonic()
        try:
            found = await self._fitter.fit(task.history)
        except FitFails as failure:
            if not self._stopped:
                self._failed(failure, time.monotonic() - started)
                await self._store.write(lambda tx: _keep(tx, task.mark, task.mark, self._clock()))
            return
        best = await asyncio.to_thread(better_of_defaults_and, found, task.history)
        self._succeeded(best, time.monotonic() - started)
        at = self._clock()
        learned = replace(
            task.mark, reviews=repeats, parameters=best, fitted_at=at if best else None
        )
        await self._store.write(lambda tx: _keep(tx, task.mark, learned, at))

    def _history(self, tx: Transaction, member_id: int) -> tuple[Reviewed, ...]:
        member = tx.members.get(member_id)
        return history_of(Context(tx, self._bank), member) if member else ()

    def _mark(
        self, tx: Transaction, member_id: int, history: tuple[Reviewed, ...], repeats: int
    ) -> _Task | None:
        """Mark that the member is looked at; None where that isn't to be done, or needn't be."""
        now, before = self._clock(), tx.review_fits.get(member_id)
        if not may_look(before, now) or tx.members.get(member_id) is None:
            return None
        known = before or ReviewFit(member_id, now)
        if not is_worth_fitting(before, repeats, self._needed):
            tx.review_fits.save(replace(known, next_at=now + LOOK_AGAIN))
            return None
        mark = replace(known, next_at=now + RESUME)
        tx.review_fits.save(mark)
        return _Task(mark, history)

    def _failed(self, failure: FitFails, seconds: float) -> None:
        level = logging.DEBUG if self._has_failed else logging.WARNING
        self._has_failed = True
        log.log(level, "reviews aren't fitted: %s; they continue as before (said once)", failure)
        self._monitor.fitted(failure.kind, seconds)

    def _succeeded(self, parameters: Parameters, seconds: float) -> None:
        if self._has_failed:
            log.info("reviews are fitted again")
        self._has_failed = False
        self._monitor.fitted("own" if parameters else "defaults", seconds)


def _keep(tx: Transaction, mark: ReviewFit, learned: ReviewFit, at: datetime) -> None:
    """Save what was learned, unless the member was forgotten or chose the defaults meanwhile."""
    if tx.review_fits.get(mark.member_id) == mark:
        tx.review_fits.save(replace(learned, next_at=at + LOOK_AGAIN))
