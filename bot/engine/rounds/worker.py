"""The daily work: claim what is due, post it, reveal it. Woken often, it does what there is.

Every round is worked on in its own task, so one channel never delays another, and an
exception in one is logged once with the round's id and tried again later.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.engine.errors import GatewayError, Refused, StorageError, Transient, WarmupError
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.runtime import Bank, Gateway, Monitor, Store, Unwatched
from bot.engine.records import heartbeats
from bot.engine.rounds import publish, reveal, slots
from bot.engine.rounds.lease import CALL_SECONDS, Hold
from bot.engine.rounds.owner_alerts import Teller
from bot.engine.rounds.reveal import Revealing

log = logging.getLogger(__name__)

AT_ONCE = 50
LET_GO_SECONDS = 1.0  # of a stop, which has ten


class Daily:
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
    ) -> None:
        self._monitor = monitor or Unwatched()
        self._store = store
        self._bank = bank
        self._gateways = gateways
        self._worker = worker
        self._clock = clock
        self._teller = Teller(store, gateways, clock)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._telling: dict[int, asyncio.Task[None]] = {}
        self._broken: dict[int, str] = {}
        self._resting: set[int] = set()
        self._room = asyncio.Semaphore(AT_ONCE)

    async def wake(self) -> None:
        """Look for due work and start it; returns before the work is done."""
        now = self._clock()
        platforms = tuple(self._gateways)
        for gap in await self._store.write(lambda tx: heartbeats.beat(tx, platforms, now)):
            told = (gap.platform, gap.began_at, gap.ended_at)
            log.warning("no worker served %s from %s to %s", *told)
        schedules = await self._store.read(lambda tx: slots.schedules_due(tx, platforms, now))
        await asyncio.gather(*(self._claim(schedule.id, now) for schedule in schedules))
        rounds, untold = await self._store.read(
            lambda tx: (
                tx.rounds.due(platforms, now, self._worker),
                tx.schedules.untold(platforms, now),
            )
        )
        for due in (each for each in rounds if each.id not in self._resting):
            _start(self._tasks, due.id, lambda due=due: self._work(due))
        for paused in untold:
            _start(self._telling, paused.id, lambda number=paused.id: self._teller.tell(number))
        self._monitor.woke()

    async def settled(self) -> None:
        """Wait until all work started so far is done."""
        while at_hand := (*self._tasks.values(), *self._telling.values()):
            await asyncio.gather(*at_hand, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Let the work at hand end; what takes longer is cut short, for anyone to take up."""
        rounds, at_hand = dict(self._tasks), (*self._tasks.values(), *self._telling.values())
        if not at_hand:
            return
        _, late = await asyncio.wait(at_hand, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        cut = [number for number, task in rounds.items() if task in late]
        for round_id in cut:
            with about(round=round_id):
                log.warning("round %d was cut short; it is taken up after a start", round_id)
        now = self._clock()
        with suppress(StorageError, TimeoutError):  # a lease ends by itself, too
            async with asyncio.timeout(LET_GO_SECONDS):
                await self._store.write(lambda tx: publish.let_go(tx, cut, self._worker, now))

    async def _claim(self, schedule_id: int, now: datetime) -> None:
        try:
            new = await self._store.write(
                lambda tx: slots.claim_slots(tx, self._bank, schedule_id, now)
            )
        except Exception as error:  # one bad schedule must not stop the others
            if self._broken.get(schedule_id) != repr(error):
                says_why = isinstance(error, WarmupError)
                told = f"the slots of schedule {schedule_id} can't be claimed: {error}"
                log.error(told, exc_info=None if says_why else error)  # noqa: TRY400
            self._broken[schedule_id] = repr(error)
            return
        self._broken.pop(schedule_id, None)
        for made in new:
            if made.state is RoundState.SKIPPED:
                self._monitor.round_became("skipped")
                with about(round=made.id):
                    log.info("round %d of %s skipped: %s", made.id, made.slot, made.reason)

    async def _work(self, due: Round) -> None:
        with about(round=due.id):
            await self._try(due)

    async def _try(self, due: Round) -> None:
        async with self._room:
            try:
                await self._step(due)
            except (GatewayError, Refused, TimeoutError) as error:
                log.warning("round %d: %s", due.id, str(error) or "the platform did not answer")
                await self._failed(due, error)
            except StorageError as error:  # it goes on where it was, when the database does
                log.warning("round %d waits for the database: %s", due.id, error)
            except Exception as error:  # one bad round must not stop the others
                log.exception("round %d failed", due.id)
                await self._failed(due, error)

    async def _step(self, due: Round) -> None:
        if due.state in (RoundState.CLAIMED, RoundState.SENDING):
            await self._post(due)
        else:
            await self._reveal(due)

    async def _post(self, due: Round) -> None:
        gateway = self._gateways[due.channel.platform]
        worker, clock, bank = self._worker, self._clock, self._bank
        hold = Hold(clock)
        sending = await self._store.write(
            lambda tx: publish.begin_send(tx, bank, due.id, worker, clock())
        )
        if sending is None:
            return
        message = None
        if sending.look_first:
            hold.check(sending.round)
            async with asyncio.timeout(CALL_SECONDS):
                message = await gateway.find(due.channel, due.post_key)
                if message is not None:  # the crash may have come when only half was sent
                    await gateway.update(message, sending.card)
        if message is None and sending.look_first:
            hold = Hold(clock)
            sending = await self._store.write(
                lambda tx: publish.renew_send(tx, bank, due.id, worker, clock())
            )
            if sending is None:
                return
        if message is None:
            hold.check(sending.round)
            async with asyncio.timeout(CALL_SECONDS):
                message = await gateway.post(due.channel, sending.card, due.post_key)
        sent = message
        await self._store.write(lambda tx: publish.mark_open(tx, due.id, worker, sent))
        self._monitor.round_became("posted")
        log.info("round %d posted (%s)", due.id, sending.round.question_id)

    async def _reveal(self, due: Round) -> None:
        gateway = self._gateways[due.channel.platform]
        hold = Hold(self._clock)
        revealed = await self._store.write(
            lambda tx: reveal.begin_reveal(tx, self._bank, due.id, self._worker, self._clock())
        )
        if revealed is None:
            return
        message = revealed.round.message
        if message is not None:
            hold.check(revealed.round)
            async with asyncio.timeout(CALL_SECONDS):
                await gateway.update(message, revealed.reveal)
            await self._answer(due, revealed, message, hold)
        await self._store.write(lambda tx: reveal.mark_revealed(tx, due.id, self._worker))
        self._monitor.round_became("revealed")
        log.info("round %d revealed", due.id)

    async def _answer(
        self, due: Round, revealed: Revealing, message: MessageRef, hold: Hold
    ) -> None:
        """Post the model answer into the question's thread, unless it is there."""
        gateway = self._gateways[due.channel.platform]
        if revealed.answer is None:
            return
        if revealed.look_first:
            async with asyncio.timeout(CALL_SECONDS):
                if await gateway.find(due.channel, due.thread_key, message) is not None:
                    return
        hold.check(revealed.round)
        async with asyncio.timeout(CALL_SECONDS):
            await gateway.post(due.channel, revealed.answer, due.thread_key, message)

    async def _failed(self, due: Round, error: Exception) -> None:
        self._monitor.round_became("failed")
        if isinstance(error, TimeoutError):
            error = Transient("the platform did not answer in time")
        try:
            paused = await self._store.write(
                lambda tx: publish.note_failure(tx, due, self._worker, error, self._clock())
            )
        except StorageError as problem:  # the round is ours still, and looked at again
            log.warning("round %d: the failure could not be noted: %s", due.id, problem)
            self._resting.add(due.id)
            rest = publish.FIRST_RETRY.total_seconds()
            asyncio.get_running_loop().call_later(rest, self._resting.discard, due.id)
            return
        if paused is not None:
            await self._teller.tell(paused.id)


def _start(
    tasks: dict[int, asyncio.Task[None]],
    number: int,
    work: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Start ``work`` on something, unless work on it is at hand."""
    if number not in tasks:
        task = tasks[number] = asyncio.create_task(work())
        task.add_done_callback(lambda _: tasks.pop(number, None))
