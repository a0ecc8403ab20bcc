"""Telling someone that a schedule was paused, even after a crash or a passing fault.

That is its owner; when they can't be reached, another manager. (The channel is told when it
takes messages again.)

``Schedule.alert_at`` says, in the database and with the pause itself, when its owner is to be told.
A worker that claims the alert moves that instant ahead, so that no other tells them meanwhile.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.cards import AlertCard
from bot.engine.errors import (
    LASTING,
    GatewayError,
    RateLimited,
    StorageError,
    Transient,
)
from bot.engine.model.people import Account, Platform
from bot.engine.model.rounds import is_held
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, Store
from bot.engine.rounds.lease import STANDARD, Timing

log = logging.getLogger(__name__)

MOST_TRIED = 5
"""So many people are tried at most, one after the other, until one can be told."""


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
            if paused is None:
                return
            if await self.tell(paused, alert_card(paused)) or self._gives_up(paused):
                await self._store.write(lambda tx: note_alerted(tx, paused))
        except StorageError as error:  # the database knows that it is still to be done
            log.warning("schedule %d: couldn't notify the owner: %s", schedule_id, error)
        except Exception:  # a bug of ours must not stop anything else
            log.exception("schedule %d: couldn't notify the owner", schedule_id)

    async def tell(self, schedule: Schedule, card: AlertCard) -> bool:
        """Tell the owner, or whoever else can act; False when it is worth another try."""
        channel = schedule.channel
        gateway = self._gateways.get(channel.platform)
        if gateway is None:  # this worker no longer serves it: another one will, or a later start
            return False
        key = f"alert-{schedule.id}-{self._clock().timestamp():.0f}"
        tried: set[str] = set()
        async for user in self._people(gateway, schedule):
            if user in tried or len(tried) >= MOST_TRIED:
                continue
            tried.add(user)
            account = Account(channel.platform, channel.workspace, user)
            try:
                async with asyncio.timeout(self._timing.call.total_seconds()):
                    await gateway.direct(account, card, key)
            except (Transient, RateLimited, TimeoutError) as error:
                why = str(error) or "the platform did not answer in time"
                log.warning("schedule %d: will retry notifying a manager: %s", schedule.id, why)
                return False
            except LASTING as error:
                log.info("schedule %d: someone couldn't be notified: %s", schedule.id, error)
            else:
                return True
        log.warning("schedule %d: nobody could be told: %s", schedule.id, card.title)
        return True

    def _gives_up(self, paused: Schedule) -> bool:
        return self._clock() - paused.since > self._timing.give_up_alert_after

    async def _people(self, gateway: Gateway, paused: Schedule) -> AsyncIterator[str]:
        """Yield the accounts of those who can act: the owner, other owners, managers."""
        if paused.owner:
            yield paused.owner
        for user in await self._store.read(lambda tx: other_owners(tx, paused)):
            yield user
        try:
            async with asyncio.timeout(self._timing.call.total_seconds()):
                managers = await gateway.managers(paused.channel.workspace)
        except (GatewayError, TimeoutError) as error:
            log.info("schedule %d: the managers couldn't be listed: %s", paused.id, error)
            return
        for user in managers:
            yield user


def other_owners(tx: Transaction, paused: Schedule) -> tuple[str, ...]:
    """Return who else set up a schedule in the workspace."""
    here = (paused.channel.platform, paused.channel.workspace)
    return tuple(
        each.owner
        for each in tx.schedules.of_team(paused.team_id)
        if each.owner and (each.channel.platform, each.channel.workspace) == here
    )


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


def alert_card(paused: Schedule) -> AlertCard:
    """Return what the owner reads."""
    reason = f"{paused.pause_reason}.".replace("..", ".")
    comes_back = "It comes back by itself once the bot can post there again."
    by_hand = "Then use /daily resume there, or /daily setup in another channel."
    return AlertCard(
        "The daily question is paused",
        paused.channel,
        (f"{reason[0].upper()}{reason[1:]}", comes_back if paused.recheck_at else by_hand),
    )
