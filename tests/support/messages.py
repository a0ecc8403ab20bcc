"""Messages for the outbox, of a team that has a round open."""

from datetime import datetime, timedelta
from typing import Any

from bot.engine import commands as c
from bot.engine.cards import Card, NoticeCard
from bot.engine.model.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.engine.model.people import Account
from bot.engine.outbox.builders import Builders
from bot.engine.ports.context import Context
from tests.support.world import LEAD, World

ANN_ACCOUNT = Account("console", "local", "ann")


def note(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Build a message for those who haven't answered."""
    del now
    assert delivery.round_id is not None
    if ctx.tx.responses.get(delivery.round_id, delivery.member_id or 0):
        return "it was answered"
    return NoticeCard("A question is open.")


NOTES: Builders = {DeliveryKind.REMINDER: note}


async def asking() -> World:
    """Return a world with a round that is open from Monday 09:00 to 16:00."""
    world = World(builders=NOTES)
    await world.schedule()
    await world.ask(c.SetRecap(LEAD, world.clock.now, "off"))
    await world.to("2026-11-02 09:00")
    return world


def reminder(world: World, key: str = "reminder-1-1", **fields: Any) -> Delivery:
    """Return a message about the round, due now."""
    now = world.clock.now
    values: dict[str, Any] = {
        "target": ANN_ACCOUNT,
        "due_at": now,
        "expires_at": now + timedelta(hours=2),
        "team_id": 1,
        "round_id": 1,
    }
    return Delivery(key, DeliveryKind.REMINDER, **{**values, **fields})


def add(world: World, delivery: Delivery) -> bool:
    """Put a message into the outbox."""
    return world.store.write_now(lambda tx: tx.deliveries.add(delivery))


def state(world: World, key: str = "reminder-1-1") -> DeliveryState:
    """Return how far a message has come."""
    return found(world, key).state


def found(world: World, key: str = "reminder-1-1") -> Delivery:
    """Return a message of the outbox."""
    delivery = world.read(lambda tx: tx.deliveries.by_key(key))
    assert delivery is not None
    return delivery
