"""Sending a message once: waiting -> sending -> sent, or dropped.

A try takes a lease and notes that it begins before anything leaves the process. A later try finds
``sending`` and looks for the message by its key before it sends, so that neither a kill nor a lost
answer makes it appear twice.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.cards import Card
from bot.engine.model.deliveries import Delivery, DeliveryState
from bot.engine.model.people import Account
from bot.engine.model.rounds import is_held
from bot.engine.model.schedules import MessageRef
from bot.engine.outbox.builders import AFTER_SENDING, Builders
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import LeaseTimer, extend_lease, without_lease

log = logging.getLogger(__name__)

UNDONE = (DeliveryState.WAITING, DeliveryState.SENDING)
TOO_LATE = "it couldn't be sent in time"


@dataclass(frozen=True, slots=True)
class Sending:
    """A message about to be sent; without a card, an earlier try may have reached people."""

    delivery: Delivery
    card: Card | None


async def send(ctx: WorkerContext, builders: Builders, due: Delivery) -> bool:
    """Send ``due`` unless another worker does; raises what the platform raises.

    Returns whether other messages were planned because of it.
    """
    timer = ctx.start_timer()
    sending = await ctx.store.write(lambda tx: begin(tx, ctx, builders, due.id))
    message: MessageRef | None = None
    if sending is not None and sending.card is None:
        message = await _find(ctx, sending.delivery, timer)
        if message is None:
            timer = ctx.start_timer()
            sending = await ctx.store.write(lambda tx: renew(tx, ctx, builders, due.id))
    if message is None and sending is not None and sending.card is not None:
        message = await _show(ctx, sending.delivery, sending.card, timer)
    if message is None:
        return False
    shown = message
    planned = await ctx.store.write(lambda tx: mark_sent(tx, ctx, due.id, shown))
    log.info("%s sent", due.key)
    return planned


async def _find(ctx: WorkerContext, delivery: Delivery, timer: LeaseTimer) -> MessageRef | None:
    """Return the message that an earlier try sent, or None."""
    timer.check(delivery)
    gateway = ctx.gateways[delivery.platform]
    async with ctx.limit_call():
        if isinstance(delivery.target, Account):
            return await gateway.find_direct(delivery.target, delivery.key)
        return await gateway.find(delivery.target, delivery.key)


async def _show(
    ctx: WorkerContext, delivery: Delivery, card: Card, timer: LeaseTimer
) -> MessageRef:
    """Send the message, or show it in place of what people see of it."""
    timer.check(delivery)
    gateway = ctx.gateways[delivery.platform]
    async with ctx.limit_call():
        if delivery.message is None:
            return await _post(gateway, delivery, card)
        await gateway.update(delivery.message, card)
        return delivery.message


async def _post(gateway: Gateway, delivery: Delivery, card: Card) -> MessageRef:
    if isinstance(delivery.target, Account):
        return await gateway.direct(delivery.target, card, delivery.key)
    return await gateway.post(delivery.target, card, delivery.key)


def begin(
    tx: Transaction, ctx: WorkerContext, builders: Builders, delivery_id: int
) -> Sending | None:
    """Acquire the lease and note that a try begins; None when there is nothing to send."""
    now = ctx.clock()
    held = tx.deliveries.acquire(delivery_id, ctx.worker, now, now + ctx.timing.lease)
    if held is None:
        return None
    if held.state not in UNDONE or held.due_at > now or is_held(held.retry_at, now):
        tx.deliveries.save(without_lease(held))  # another worker was faster, or its clock ahead
        return None
    look_first = held.state is DeliveryState.SENDING and held.message is None
    card = None if look_first else _card(tx, ctx, builders, held, now)
    if isinstance(card, str):
        drop(tx, held, card)
        return None
    attempts = held.attempts + 1
    sending = replace(held, state=DeliveryState.SENDING, attempts=attempts, retry_at=None)
    tx.deliveries.save(sending)
    return Sending(sending, card)


def renew(
    tx: Transaction, ctx: WorkerContext, builders: Builders, delivery_id: int
) -> Sending | None:
    """After looking in vain, begin the lease again; None when it won't be sent any more."""
    held, now = find_held(tx, delivery_id, ctx.worker), ctx.clock()
    if held is None:
        return None
    card = _card(tx, ctx, builders, held, now)
    if isinstance(card, str):
        drop(tx, held, card)
        return None
    renewed = extend_lease(held, now, ctx.timing)
    tx.deliveries.save(renewed)
    return Sending(renewed, card)


def mark_sent(tx: Transaction, ctx: WorkerContext, delivery_id: int, message: MessageRef) -> bool:
    """Note the message, and what follows from it. What another worker holds is left alone.

    Returns whether something may follow: other messages, or this one again.
    """
    held = find_held(tx, delivery_id, ctx.worker)
    if held is None:
        return False
    sent = replace(held, state=DeliveryState.SENT, message=message, note="", refused_at=None)
    tx.deliveries.save(without_lease(sent))
    follow = AFTER_SENDING.get(held.kind)
    if follow is not None:
        follow(Context(tx, ctx.bank), sent, ctx.clock())
    return follow is not None


def drop(tx: Transaction, held: Delivery, reason: str) -> None:
    """Never send it; ``reason`` says why."""
    dropped = replace(held, state=DeliveryState.DROPPED, retry_at=None, note=reason)
    tx.deliveries.save(without_lease(dropped))
    log.info("%s not sent: %s", held.key, reason)


def find_held(tx: Transaction, delivery_id: int, worker: str) -> Delivery | None:
    """Return the delivery if ``worker`` still has its lease; else None."""
    current = tx.deliveries.get(delivery_id)
    return current if current is not None and current.worker == worker else None


def _card(
    tx: Transaction, ctx: WorkerContext, builders: Builders, held: Delivery, now: datetime
) -> Card | str:
    if held.expires_at <= now:
        return f"{TOO_LATE}: {held.note}" if held.note else TOO_LATE
    return builders[held.kind](Context(tx, ctx.bank), held, now)
