"""The daily work: claim the slots that are due, post their questions, reveal their answers.

Woken often, it does what is due by then. Every round is worked on in its own task, so one channel
never delays another, and an error in one is logged with the round's id and the round tried again.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from bot.engine.errors import GatewayError, Refused, StorageError, Transient, WarmupError
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.runtime import Bank, Gateway, Monitor, NullMonitor, Store
from bot.engine.records import heartbeats
from bot.engine.rounds import slots
from bot.engine.rounds.comebacks import Comebacks, to_recheck
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.failures import note_failure
from bot.engine.rounds.lease import STANDARD, Timing, abandon_leases
from bot.engine.rounds.owner_alerts import OwnerAlerts
from bot.engine.rounds.publish import post_question
from bot.engine.rounds.reveal import reveal_answer

log = logging.getLogger(__name__)

ROUNDS_AT_ONCE = 50


class RoundWorker:
    """Runs the rounds of the connected platforms.

    ``worker`` names this process among those that share the database; ``clock`` returns
    aware UTC.
    """

    def __init__(
        self,
        store: Store,
        bank: Bank,
        gateways: Mapping[Platform, Gateway],
        worker: str,
        clock: Callable[[], datetime],
        monitor: Monitor | None = None,
        timing: Timing = STANDARD,
    ) -> None:
        monitor = monitor or NullMonitor()
        self._ctx = WorkerContext(store, bank, gateways, worker, clock, monitor, timing)
        self._alerts = OwnerAlerts(store, gateways, clock, timing)
        self._comebacks = Comebacks(store, gateways, clock, timing)
        self._round_tasks: dict[int, asyncio.Task[None]] = {}
        self._alert_tasks: dict[int, asyncio.Task[None]] = {}
        self._comeback_tasks: dict[int, asyncio.Task[None]] = {}
        self._claim_errors: dict[int, str] = {}
        self._resting: set[int] = set()
        self._room = asyncio.Semaphore(ROUNDS_AT_ONCE)

    async def wake(self) -> None:
        """Look for due work and start it; returns before the work is done."""
        ctx = self._ctx
        now = ctx.clock()
        platforms = tuple(ctx.gateways)
        for outage in await ctx.store.write(lambda tx: heartbeats.beat(tx, platforms, now)):
            span = (outage.platform, outage.began_at, outage.ended_at)
            log.warning("no worker served %s from %s to %s", *span)
        schedules = await ctx.store.read(lambda tx: slots.schedules_due(tx, platforms, now))
        await asyncio.gather(*(self._claim(schedule.id, now) for schedule in schedules))
        rounds, paused, refused = await ctx.store.read(
            lambda tx: (
                tx.rounds.due(platforms, now, ctx.worker),
                tx.schedules.to_alert(platforms, now),
                to_recheck(tx, platforms, now),
            )
        )
        for due in rounds:
            if due.id not in self._resting:
                _start(self._round_tasks, due.id, lambda due=due: self._work(due))
        for schedule in paused:
            _start(self._alert_tasks, schedule.id, lambda id_=schedule.id: self._alerts.send(id_))
        for schedule in refused:
            _start(self._comeback_tasks, schedule.id, partial(self._comebacks.check, schedule.id))
        ctx.monitor.woke()

    async def wait_until_idle(self) -> None:
        """Wait until all work started so far is done."""
        while tasks := self._tasks():
            await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Let the work under way end; after ``seconds`` cut it short, for any worker to resume."""
        rounds, tasks = dict(self._round_tasks), self._tasks()
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        interrupted = [round_id for round_id, task in rounds.items() if task in late]
        for round_id in interrupted:
            with about(round=round_id):
                log.warning("round %d interrupted, will resume on start", round_id)
        await self._abandon(interrupted)

    async def _abandon(self, round_ids: list[int]) -> None:
        ctx = self._ctx
        now = ctx.clock()
        with suppress(StorageError, TimeoutError):  # the leases end by themselves, too
            async with asyncio.timeout(ctx.timing.release.total_seconds()):
                await ctx.store.write(
                    lambda tx: abandon_leases(tx, round_ids, ctx.worker, now, ctx.timing)
                )

    async def _claim(self, schedule_id: int, now: datetime) -> None:
        ctx = self._ctx
        try:
            rounds = await ctx.store.write(
                lambda tx: slots.claim_slots(tx, ctx.bank, schedule_id, now)
            )
        except Exception as error:  # one bad schedule must not stop the others
            if self._claim_errors.get(schedule_id) != repr(error):  # once, not at every wake
                traceback = None if isinstance(error, WarmupError) else error
                message = f"can't claim the slots of schedule {schedule_id}: {error}"
                log.error(message, exc_info=traceback)  # noqa: TRY400 - some explain themselves
            self._claim_errors[schedule_id] = repr(error)
            return
        self._claim_errors.pop(schedule_id, None)
        for round_ in rounds:
            if round_.state is RoundState.SKIPPED:
                ctx.monitor.round_became("skipped")
                with about(round=round_.id):
                    why = round_.skip_reason or ""
                    log.info("round %d of %s skipped: %s", round_.id, round_.slot, why)

    async def _work(self, due: Round) -> None:
        with about(round=due.id):
            async with self._room:
                await self._try(due)

    async def _try(self, due: Round) -> None:
        try:
            if due.state in (RoundState.CLAIMED, RoundState.SENDING):
                await post_question(self._ctx, due)
            else:
                await reveal_answer(self._ctx, due)
        except (GatewayError, Refused, TimeoutError) as error:
            log.warning("round %d: %s", due.id, str(error) or "the platform did not answer in time")
            await self._handle_failure(due, error)
        except StorageError as error:  # the round resumes where it was once the database works
            log.warning("round %d: waiting for the database: %s", due.id, error)
        except Exception as error:  # one bad round must not stop the others
            log.exception("round %d failed", due.id)
            await self._handle_failure(due, error)

    async def _handle_failure(self, due: Round, error: Exception) -> None:
        ctx = self._ctx
        ctx.monitor.round_became("failed")
        if isinstance(error, TimeoutError):
            error = Transient("the platform did not answer in time")
        try:
            paused = await ctx.store.write(
                lambda tx: note_failure(
                    tx, ctx.bank, due, ctx.worker, error, ctx.clock(), ctx.timing
                )
            )
        except StorageError as problem:  # the round is still ours, and comes up again
            log.warning("round %d: couldn't note the failure: %s", due.id, problem)
            self._rest(due.id)
            return
        if paused is not None:
            await self._alerts.send(paused.id)

    def _rest(self, round_id: int) -> None:
        """Leave the round alone for a first retry's wait, which the database doesn't know of."""
        self._resting.add(round_id)
        seconds = self._ctx.timing.first_retry.total_seconds()
        asyncio.get_running_loop().call_later(seconds, self._resting.discard, round_id)

    def _tasks(self) -> tuple[asyncio.Task[None], ...]:
        tasks = (self._round_tasks, self._alert_tasks, self._comeback_tasks)
        return tuple(task for kind in tasks for task in kind.values())


def _start(
    tasks: dict[int, asyncio.Task[None]],
    number: int,
    work: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Start ``work`` on the round or schedule of that number, unless it is being worked on."""
    if number not in tasks:
        task = tasks[number] = asyncio.create_task(work())
        task.add_done_callback(lambda _: tasks.pop(number, None))
