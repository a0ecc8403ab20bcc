"""The outbox's worker: finds what is due and sends each message in a task of its own."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.engine.errors import GatewayError, Refused, StorageError, Transient
from bot.engine.log_context import about
from bot.engine.model.deliveries import Delivery
from bot.engine.model.people import Platform
from bot.engine.outbox.builders import BUILDERS, Builders
from bot.engine.outbox.failures import note_failure
from bot.engine.outbox.sending import find_held, send
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, NullMonitor, Store
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.due_work import DueOnPlatforms
from bot.engine.rounds.lease import STANDARD, Timing, without_lease
from bot.engine.rounds.tasks import end_within

log = logging.getLogger(__name__)


class OutboxWorker:
    """Sends the messages of the connected platforms.

    ``worker`` names this process among those that share the database; ``clock`` returns
    aware UTC. ``on_planned`` hears that a message has planned others, which may be due later.
    """

    def __init__(
        self,
        store: Store,
        bank: Bank,
        gateways: Mapping[Platform, Gateway],
        worker: str,
        clock: Callable[[], datetime],
        timing: Timing = STANDARD,
        builders: Builders = BUILDERS,
        on_planned: Callable[[], None] = lambda: None,
    ) -> None:
        self._ctx = WorkerContext(store, bank, gateways, worker, clock, NullMonitor(), timing)
        self._builders = builders
        self._on_planned = on_planned
        self._due = DueOnPlatforms(self._ctx, self._find_due, self._serve)

    async def wake(self) -> None:
        """Look for due messages and start sending them; returns before they are sent."""
        await self._due.take()

    def stand_by(self) -> None:
        """Let what is being sent end, but take no further messages."""
        self._due.take_no_more()

    async def next_due(self) -> datetime | None:
        """Return when a message will be due that isn't yet; None when none waits for a time."""
        now = self._ctx.clock()
        return await self._ctx.store.read(lambda tx: tx.deliveries.next_due(now))

    async def wait_until_idle(self) -> None:
        """Wait until all that was started so far is done."""
        while tasks := self._due.tasks():
            await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Let what is being sent end; after ``seconds`` cut it short, for any worker to resume."""
        in_hand, tasks = self._due.in_hand(), self._due.tasks()
        if not tasks:
            return
        late = await end_within(seconds, tasks)
        cut_off = [number for number, task in in_hand.items() if task in late]
        await self._ctx.release(lambda tx: self._abandon(tx, cut_off))

    def _abandon(self, tx: Transaction, cut_off: list[int]) -> None:
        landed_at = self._ctx.clock() + self._ctx.timing.in_flight
        for number in cut_off:
            held = find_held(tx, number, self._ctx.worker)
            if held is not None:
                tx.deliveries.save(without_lease(held, landed_at))

    def _find_due(
        self, tx: Transaction, platform: Platform, now: datetime, limit: int
    ) -> tuple[Delivery, ...]:
        return tx.deliveries.due((platform,), now, self._ctx.worker, limit)

    async def _serve(self, due: Delivery) -> None:
        with about(message=due.key):
            await self._try(due)

    async def _try(self, due: Delivery) -> None:
        try:
            if await send(self._ctx, self._builders, due):
                self._due.on(due.platform).take_soon()
                self._on_planned()
        except TimeoutError:
            await self._fail(due, Transient("the platform did not answer in time"))
        except (GatewayError, Refused) as error:
            await self._fail(due, error)
        except StorageError as error:  # it resumes where it was once the database works
            log.warning("%s: waiting for the database: %s", due.key, error)
        except Exception as error:  # one bad message must not stop the others
            log.exception("%s failed", due.key)
            await self._fail(due, error)

    async def _fail(self, due: Delivery, error: Exception) -> None:
        ctx = self._ctx
        log.warning("%s: %s", due.key, error)
        try:
            await ctx.store.write(
                lambda tx: note_failure(tx, due, ctx.worker, error, ctx.clock(), ctx.timing)
            )
        except StorageError as problem:  # the message is still ours, and comes up again
            log.warning("%s: couldn't note the failure: %s", due.key, problem)
            self._due.on(due.platform).rest(due.id)
