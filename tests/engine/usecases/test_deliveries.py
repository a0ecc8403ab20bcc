"""What a platform delivers twice has one effect, whatever happened in between."""

import pytest

from bot.engine import commands as c
from bot.engine.cards import ProblemCard, ReceiptCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import AlreadyServed
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import plan
from tests.support.world import World

CHANNEL = ChannelRef("console", "red", "general")
LEAD = Actor("console", "red", "lead", "Lead", manager=True)


async def opened() -> World:
    """Return a world with an open question."""
    world = World()
    await world.schedule(CHANNEL, LEAD, plan())
    await world.to("2026-11-02 09:00")
    return world


async def test_a_press_that_is_delivered_again_changes_nothing() -> None:
    world = await opened()
    first = c.SubmitChoice(LEAD, world.clock.now, 1, "A")
    await world.engine.handle(first, "press:1")
    await world.engine.handle(c.SubmitChoice(LEAD, world.clock.now, 1, "B"), "press:2")
    with pytest.raises(AlreadyServed):
        await Engine(world.store, world.bank).handle(first, "press:1")
    mine = await world.engine.handle(c.ShowMine(LEAD, world.clock.now, 1))
    assert isinstance(mine, ReceiptCard)
    assert mine.letter == "B"


async def test_what_was_refused_is_served_when_it_comes_again() -> None:
    world = await opened()
    early = c.SubmitChoice(LEAD, world.clock.now, 2, "A")
    for _ in range(2):
        assert isinstance(await world.engine.handle(early, "press:1"), ProblemCard)


async def test_what_only_looks_is_served_as_often_as_it_comes() -> None:
    world = await opened()
    await world.engine.handle(c.SubmitChoice(LEAD, world.clock.now, 1, "A"), "press:1")
    for _ in range(2):
        await world.engine.handle(c.ShowMine(LEAD, world.clock.now, 1), "press:2")
