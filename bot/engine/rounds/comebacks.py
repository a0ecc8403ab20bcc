"""Resuming schedules that a refusal paused, once their channel takes messages again.

The proof is a message: it tells the channel that the question is back. ``Schedule.recheck_at``
says when to try next; a worker that tries moves that instant ahead, so that no other does.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.cards import NoticeCard
from bot.engine.errors import GatewayError, StorageError
from bot.engine.model.people import Platform
from bot.engine.model.rounds import MAX_LEASE, is_held
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, Store
from bot.engine.rounds.lease import Timing
from bot.engine.rounds.reveal import reshow_unseen
from bot.engine.rules.calendar import CATCH_UP

log = logging.getLogger(__name__)


class Comebacks:
    """Tries channels again that refused, and resumes their schedules."""

    def __init__(
        self,
        store: Store,
        gateways: Mapping[Platform, Gateway],
        clock: Callable[[], datetime],
        timing: Timing,
    ) -> None:
        self._store = store
        self._gateways = gateways
        self._clock = clock
        self._timing = timing

    async def check(self, schedule_id: int) -> None:
        """Try the schedule's channel, unless another worker does."""
        try:
            paused = await self._store.write(
                lambda tx: claim_recheck(tx, schedule_id, self._clock(), self._timing)
            )
            if paused is not None and await self._announce(paused):
                await self._store.write(lambda tx: resume(tx, paused, self._clock()))
                log.info("schedule %d resumed: its channel works again", schedule_id)
        except StorageError as error:  # the database knows that it is still to be done
            log.warning("schedule %d: couldn't try its channel again: %s", schedule_id, error)
        except Exception:  # a bug of ours must not stop anything else
            log.exception("schedule %d: couldn't try its channel again", schedule_id)

    async def _announce(self, paused: Schedule) -> bool:
        """Tell the channel that the question is back; False while it takes no messages."""
        gateway = self._gateways.get(paused.channel.platform)
        if gateway is None:
            return False
        key = f"back-{paused.id}-{paused.since.timestamp():.0f}"
        try:
            async with asyncio.timeout(self._timing.call.total_seconds()):
                await gateway.post(paused.channel, back_card(paused), key)
        except (GatewayError, TimeoutError) as error:
            log.debug("schedule %d stays paused: %s", paused.id, error)
            return False
        return True


def to_recheck(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> tuple[Schedule, ...]:
    """Return the schedules on ``platforms`` whose channel is to be tried by ``now``."""
    return tuple(
        each
        for each in tx.schedules.refused()
        if each.channel.platform in platforms and not is_held(each.recheck_at, now)
    )


def claim_recheck(
    tx: Transaction, schedule_id: int, now: datetime, timing: Timing
) -> Schedule | None:
    """Return the paused schedule whose channel the caller is to try; None if nobody is."""
    schedule = tx.schedules.get(schedule_id)
    if schedule is None or schedule.state is not ScheduleState.PAUSED:
        return None
    if schedule.recheck_at is None or is_held(schedule.recheck_at, now):
        return None
    paused_for = now - schedule.since
    wait = min(max(paused_for, timing.recheck), MAX_LEASE)
    is_last = paused_for > timing.give_up_recheck_after
    claimed = replace(schedule, recheck_at=None if is_last else now + wait)
    tx.schedules.save(claimed)
    return claimed


def recheck_soon(
    tx: Transaction, platform: Platform, workspace: str, channel: str, now: datetime
) -> None:
    """Let the channels of a workspace, or one of them, be tried right away."""
    for schedule in tx.schedules.refused():
        there = schedule.channel
        if (there.platform, there.workspace) == (platform, workspace) and channel in (
            "",
            there.channel,
        ):
            tx.schedules.save(replace(schedule, recheck_at=now))


def resume(tx: Transaction, tried: Schedule, now: datetime) -> None:
    """Let the schedule post again; a slot that is still in its window is posted late."""
    current = tx.schedules.get(tried.id)
    if current is None or current.state is not ScheduleState.PAUSED:
        return
    if (current.since, current.pause_reason) != (tried.since, tried.pause_reason):
        return  # someone paused it by hand meanwhile
    active = replace(
        current,
        state=ScheduleState.ACTIVE,
        pause_reason="",
        since=max(current.since, now - CATCH_UP),
        alert_at=None,
        recheck_at=None,
    )
    tx.schedules.save(active)
    reshow_unseen(tx, active)


def back_card(paused: Schedule) -> NoticeCard:
    """Return what the channel reads."""
    reason = paused.pause_reason.rstrip(".")
    return NoticeCard(
        "The daily question is back.",
        (f"It was paused because of this: {reason}.", "/daily list shows when it asks next."),
    )
