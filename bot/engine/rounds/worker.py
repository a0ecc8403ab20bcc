"""The daily work: claim the slots that are due, post their questions, reveal their answers.

Woken often, it does what is due by then. Every round is worked on in its own task, so one channel
never delays another, and an error in one is logged with the round's id and the round tried again.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.engine.errors import GatewayError, Refused, StorageError, Transient
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.scores import Outage
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, Monitor, NullMonitor, Store
from bot.engine.records import heartbeats
from bot.engine.rounds.claiming import Claimer
from bot.engine.rounds.comebacks import Comebacks, to_recheck
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.due_work import DueOnPlatforms
from bot.engine.rounds.failures import note_failure
from bot.engine.rounds.leak_alerts import LeakAlerts
from bot.engine.rounds.lease import STANDARD, Timing, abandon_leases
from bot.engine.rounds.next_question import Leak
from bot.engine.rounds.owner_alerts import OwnerAlerts
from bot.engine.rounds.publish import post_question
from bot.engine.rounds.reveal import reveal_answer
from bot.engine.rounds.tasks import Tasks, end_within

log = logging.getLogger(__name__)

PLAN_SECONDS = 1.0
"""How long to wait for claims before asking what is due next; in a rush there's a wake soon."""


class RoundWorker:
    """Runs the rounds of the connected platforms.

    ``worker`` names this process among those that share the database; ``clock`` returns
    aware UTC. ``counter`` counts seconds and can't be set, so that a clock that was set isn't
    taken for an outage; without one, every gap is.
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
        counter: Callable[[], float] | None = None,
    ) -> None:
        monitor = monitor or NullMonitor()
        self._ctx = WorkerContext(store, bank, gateways, worker, clock, monitor, timing)
        self._alerts = OwnerAlerts(store, gateways, clock, timing)
        self._comebacks = Comebacks(store, gateways, clock, timing)
        self._leak_alerts = LeakAlerts(store, self._alerts)
        self._alert_tasks = Tasks()
        self._leak_tasks = Tasks()
        self._comeback_tasks = Tasks()
        self._due = DueOnPlatforms(self._ctx, self._find_due, self._serve)
        self._claimer = Claimer(self._ctx, self._due.take_soon, self._tell_left_out)
        self._claiming: asyncio.Task[None] | None = None
        self._began = False
        self._counter = counter
        self._last_beat: heartbeats.LastBeat | None = None

    async def wake(self) -> None:
        """Look for due work and start it; returns before the work is done."""
        ctx, now, platforms = self._ctx, self._ctx.clock(), tuple(self._ctx.gateways)
        await self._note_beat(platforms, now)
        if self._claiming is None:
            self._claiming = asyncio.create_task(self._claim(platforms, now))
        await self._due.take()
        paused, refused = await ctx.store.read(
            lambda tx: (tx.schedules.to_alert(platforms, now), to_recheck(tx, platforms, now))
        )
        for schedule in paused:
            self._alert_tasks.start(schedule.id, partial(self._alerts.send, schedule.id))
        for schedule in refused:
            self._comeback_tasks.start(schedule.id, partial(self._comebacks.check, schedule.id))
        ctx.monitor.woke()

    async def stand_by(self) -> None:
        """Note that this worker runs and serves people, but take no new work."""
        ctx = self._ctx
        await self._note_beat(tuple(ctx.gateways), ctx.clock())
        self._due.take_no_more()
        ctx.monitor.woke()

    async def next_due(self) -> datetime | None:
        """Return when there will be work that isn't due yet; None when nothing waits for a time.

        Claims that are under way are waited for a moment: they plan the next looks.
        """
        if self._claiming is not None:
            await asyncio.wait({self._claiming}, timeout=PLAN_SECONDS)
        now = self._ctx.clock()
        look, due = await self._ctx.store.read(
            lambda tx: (tx.schedules.next_look(now), tx.rounds.next_due(now))
        )
        return min((at for at in (look, due) if at is not None and at > now), default=None)

    async def wait_until_idle(self) -> None:
        """Wait until all work started so far is done."""
        while tasks := self._tasks():
            await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Let the work under way end; after ``seconds`` cut it short, for any worker to resume."""
        ctx, rounds, tasks = self._ctx, self._due.in_hand(), self._tasks()
        if not tasks:
            return
        late = await end_within(seconds, tasks)
        interrupted = [round_id for round_id, task in rounds.items() if task in late]
        for round_id in interrupted:
            with about(round=round_id):
                log.warning("round %d interrupted, will resume on start", round_id)
        now = ctx.clock()
        await ctx.release(lambda tx: abandon_leases(tx, interrupted, ctx.worker, now, ctx.timing))

    async def _note_beat(self, platforms: tuple[Platform, ...], now: datetime) -> None:
        """Note that this worker runs; at its start, every schedule is due for a look."""
        first, self._began = not self._began, True
        counted = 0.0 if self._counter is None else self._counter()
        last, set_by = self._last_beat, timedelta()
        if last is not None and self._counter is not None:
            set_by = last.set_by(now, counted)

        def beat(tx: Transaction) -> tuple[Outage, ...]:
            if first:  # the rules of a time zone may have changed since
                tx.schedules.look_again(now)
            if last is not None and set_by > timedelta():
                heartbeats.jump(tx, last.platforms, last.at + set_by)
            return heartbeats.beat(tx, platforms, now)

        outages = await self._ctx.store.write(beat)
        self._last_beat = heartbeats.LastBeat(platforms, now, counted)
        if set_by:
            direction = "forward" if set_by > timedelta() else "back"
            log.warning("the clock was set %s by %s", direction, abs(set_by))
        for outage in outages:
            span = (outage.platform, outage.began_at, outage.ended_at)
            log.warning("no worker served %s from %s to %s", *span)

    async def _claim(self, platforms: tuple[Platform, ...], now: datetime) -> None:
        try:
            await self._claimer.claim_all(platforms, now)
        except StorageError as error:  # claimed at the next wake, once the database works
            log.warning("slots wait for the database: %s", error)
        finally:
            self._claiming = None

    def _tell_left_out(self, left_out: Mapping[int, tuple[Leak, ...]]) -> None:
        for schedule_id, leaks in left_out.items():
            self._leak_tasks.start(schedule_id, partial(self._leak_alerts.send, schedule_id, leaks))

    def _look_for_leaks(self, due: Round) -> None:
        """Look what was left out when a question was claimed by hand: no claim of ours told."""
        number = due.schedule_id
        if due.posted_by_hand and due.attempts == 0:
            look = partial(self._leak_alerts.look, number, self._ctx.bank)
            self._leak_tasks.start(number, look)

    def _find_due(
        self, tx: Transaction, platform: Platform, now: datetime, limit: int
    ) -> tuple[Round, ...]:
        return tx.rounds.due((platform,), now, self._ctx.worker, limit)

    async def _serve(self, due: Round) -> None:
        with about(round=due.id):
            await self._try(due)

    async def _try(self, due: Round) -> None:
        try:
            if due.state in (RoundState.CLAIMED, RoundState.SENDING):
                self._look_for_leaks(due)
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
            self._due.on(due.channel.platform).rest(due.id)
            return
        if paused is not None:
            await self._alerts.send(paused.id)

    def _tasks(self) -> tuple[asyncio.Task[None], ...]:
        claiming = (self._claiming,) if self._claiming else ()
        others = (self._alert_tasks, self._leak_tasks, self._comeback_tasks)
        mine = self._due.tasks()
        return (*claiming, *mine, *(task for some in others for task in some.running().values()))
