"""Telling an owner that their schedule was paused, also after a crash or a passing fault.

Whoever is to be told stands in the database, with the pause itself: ``Schedule.tell_at``.
A worker that takes it on moves that instant ahead, so that nobody else tells meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.cards import NoticeCard
from bot.engine.errors import ChannelGone, NotPermitted, RateLimited, StorageError, Transient
from bot.engine.model.people import Actor, Platform
from bot.engine.model.rounds import holds
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, Store
from bot.engine.rounds.lease import CALL_SECONDS

log = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=10)
GIVE_UP = timedelta(days=1)


class Teller:
    """Tells owners, each once: twice only when it was cut off before it could note it."""

    def __init__(
        self, store: Store, gateways: Mapping[Platform, Gateway], clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._gateways = gateways
        self._clock = clock

    async def tell(self, schedule_id: int) -> None:
        """Tell the schedule's owner, unless they know or another worker is about it."""
        try:
            paused = await self._store.write(lambda tx: take(tx, schedule_id, self._clock()))
            if paused is not None and await self._told(paused):
                await self._store.write(lambda tx: done(tx, paused))
        except StorageError as error:  # it is in the database, for later
            log.warning("schedule %d: its owner could not be told: %s", schedule_id, error)
        except Exception:  # a fault of our own stops nothing else
            log.exception("schedule %d: its owner could not be told", schedule_id)

    async def _told(self, paused: Schedule) -> bool:
        """Send the message; False when it is worth another try."""
        channel = paused.channel
        gateway = self._gateways.get(channel.platform)
        if gateway is None:  # no longer served: by another worker, or later
            return False
        owner = Actor(channel.platform, channel.workspace, paused.owner, paused.owner)
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await gateway.direct(owner, notice(paused))
        except (Transient, RateLimited, TimeoutError) as problem:
            log.warning("schedule %d: its owner will be told later: %s", paused.id, problem)
            return self._clock() - paused.since > GIVE_UP
        except (ChannelGone, NotPermitted) as problem:
            log.warning("schedule %d: its owner could not be told: %s", paused.id, problem)
        except Exception:  # the schedule is paused all the same, and its line says so
            log.exception("schedule %d: its owner could not be told", paused.id)
        return True


def take(tx: Transaction, schedule_id: int, now: datetime) -> Schedule | None:
    """Take it on to tell the owner of a paused schedule; None when there is nothing to tell."""
    known = tx.schedules.get(schedule_id)
    if known is None or known.state is not ScheduleState.PAUSED:
        return None
    if known.tell_at is None or holds(known.tell_at, now):
        return None
    taken = replace(known, tell_at=now + TRY_AGAIN)
    tx.schedules.save(taken)
    return taken


def done(tx: Transaction, told: Schedule) -> None:
    """Note that the owner was told of this pause; a later one is another matter."""
    current = tx.schedules.get(told.id)
    if current is not None and current.tell_at == told.tell_at:
        tx.schedules.save(replace(current, tell_at=None))


def notice(paused: Schedule) -> NoticeCard:
    """Return what the owner reads."""
    reason = f"{paused.pause_reason}.".replace("..", ".")
    return NoticeCard(
        f"The schedule of channel {paused.channel.channel} is paused.",
        (reason, "Fix that and use /daily resume there, or /daily setup in another channel."),
    )
