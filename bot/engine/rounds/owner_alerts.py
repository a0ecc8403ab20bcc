"""Telling an owner that their schedule was paused, even after a crash or a passing fault.

``Schedule.alert_at`` says, in the database and with the pause itself, when its owner is to be told.
A worker that claims the alert moves that instant ahead, so that no other tells them meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.cards import NoticeCard
from bot.engine.errors import ChannelGone, NotPermitted, RateLimited, StorageError, Transient
from bot.engine.model.people import Actor, Platform
from bot.engine.model.rounds import is_held
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, Store
from bot.engine.rounds.lease import STANDARD, Timing

log = logging.getLogger(__name__)


class OwnerAlerts:
    """Tells each owner once; twice only if the process ended before it could note the first."""

    def __init__(
        self,
        store: Store,
        gateways: Mapping[Platform, Gateway],
        clock: Callable[[], datetime],
        timing: Timing = STANDARD,
    ) -> None:
        self._store = store
        self._gateways = gateways
        self._clock = clock
        self._timing = timing

    async def send(self, schedule_id: int) -> None:
        """Tell the schedule's owner, unless they know or another worker is telling them."""
        try:
            paused = await self._store.write(
                lambda tx: claim_alert(tx, schedule_id, self._clock(), self._timing)
            )
            if paused is not None and await self._tell_owner(paused):
                await self._store.write(lambda tx: note_alerted(tx, paused))
        except StorageError as error:  # the database knows that it is still to be done
            log.warning("schedule %d: couldn't notify the owner: %s", schedule_id, error)
        except Exception:  # a bug of ours must not stop anything else
            log.exception("schedule %d: couldn't notify the owner", schedule_id)

    async def _tell_owner(self, paused: Schedule) -> bool:
        """Send the message; False when it is worth another try."""
        if not paused.owner:
            log.warning("schedule %d was paused and has no owner to tell", paused.id)
            return True
        channel = paused.channel
        gateway = self._gateways.get(channel.platform)
        if gateway is None:  # this worker no longer serves it: another one will, or a later start
            return False
        owner = Actor(channel.platform, channel.workspace, paused.owner, paused.owner)
        try:
            async with asyncio.timeout(self._timing.call.total_seconds()):
                await gateway.direct(owner, alert_card(paused))
        except (Transient, RateLimited, TimeoutError) as error:
            why = str(error) or "the platform did not answer in time"
            log.warning("schedule %d: will retry notifying the owner: %s", paused.id, why)
            return self._clock() - paused.since > self._timing.give_up_alert_after
        except (ChannelGone, NotPermitted) as error:
            log.warning("schedule %d: couldn't notify the owner: %s", paused.id, error)
        except Exception:  # the schedule is paused all the same, and its line says so
            log.exception("schedule %d: couldn't notify the owner", paused.id)
        return True


def claim_alert(
    tx: Transaction, schedule_id: int, now: datetime, timing: Timing
) -> Schedule | None:
    """Return the paused schedule whose owner the caller is to tell; None if nobody is."""
    schedule = tx.schedules.get(schedule_id)
    if schedule is None or schedule.state is not ScheduleState.PAUSED:
        return None
    if schedule.alert_at is None or is_held(schedule.alert_at, now):
        return None
    claimed = replace(schedule, alert_at=now + timing.alert_retry)
    tx.schedules.save(claimed)
    return claimed


def note_alerted(tx: Transaction, alerted: Schedule) -> None:
    """Note that the owner knows of this pause; a later pause has its own alert."""
    current = tx.schedules.get(alerted.id)
    if current is not None and current.alert_at == alerted.alert_at:
        tx.schedules.save(replace(current, alert_at=None))


def alert_card(paused: Schedule) -> NoticeCard:
    """Return what the owner reads."""
    reason = f"{paused.pause_reason}.".replace("..", ".")
    return NoticeCard(
        f"The daily question in channel {paused.channel.channel} is paused.",
        (reason, "Fix that, then use /daily resume there, or /daily setup in another channel."),
    )
