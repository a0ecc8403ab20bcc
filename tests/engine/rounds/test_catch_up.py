"""Before a thread round is revealed, its thread is read: what that may delay, and what not."""

from datetime import timedelta

import pytest

from bot.engine import thread_queries as tq
from bot.engine.errors import ChannelGone, GatewayError, NotPermitted, Transient
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Reply, RoundState
from bot.engine.model.schedules import MessageRef
from tests.support.builders import actor, at, plan
from tests.support.world import World

ANN = actor("ann")


async def opened(kind: Format = Format.THREAD) -> World:
    """Return a world with an open round whose thread holds a reply that nobody heard of."""
    world = World()
    await world.schedule(what=plan(format=kind))
    await world.to("2026-11-02 09:00")

    async def read(message: MessageRef) -> None:
        seen = ((ANN, Reply("1", "unheard", at("2026-11-02 10:00"))),)
        await world.engine.note(tq.ThreadRead(world.clock.now, message, seen))

    world.gateway.read_thread = read
    return world


def reads(world: World) -> int:
    return [call for call, _ in world.gateway.calls].count("catch_up")


async def test_what_is_read_before_the_reveal_counts() -> None:
    world = await opened()
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.REVEALED
    assert (world.points(ANN), world.outcomes(ANN)) == (5, ["2 kept"])
    assert reads(world) == 1


@pytest.mark.parametrize("kind", [Format.CHOICE, Format.OPEN])
async def test_other_formats_have_nothing_to_read(kind: Format) -> None:
    world = await opened(kind)
    await world.to("2026-11-02 16:00")
    assert reads(world) == 0


async def test_a_passing_fault_delays_the_reveal_and_loses_nobody() -> None:
    world = await opened()
    world.gateway.refuse("catch_up", Transient("a timeout"), times=3)
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.OPEN
    for _ in range(20):
        await world.after(seconds=10)
    assert world.round().state is RoundState.REVEALED
    assert world.points(ANN) == 5


async def test_a_reveal_waits_a_quarter_of_an_hour_at_most() -> None:
    world = await opened()
    world.gateway.refuse("catch_up", Transient("a timeout"))
    await world.to("2026-11-02 16:00")
    while world.round().state is RoundState.OPEN:
        await world.after(seconds=10)
    assert timedelta(minutes=10) < world.clock.now - at("2026-11-02 16:00") < timedelta(minutes=20)
    assert reads(world) == world.timing.give_up_reading_tries


@pytest.mark.parametrize("error", [ChannelGone("gone"), NotPermitted("closed")])
async def test_a_thread_that_is_gone_or_closed_delays_nothing(error: GatewayError) -> None:
    world = await opened()
    world.gateway.refuse("catch_up", error)
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.REVEALED
    assert reads(world) == 1


async def test_a_post_that_took_many_tries_leaves_the_reading_all_of_its_own() -> None:
    world = World()
    await world.schedule(what=plan(format=Format.THREAD))
    world.gateway.refuse("post", Transient("a timeout"), times=9)
    await world.to("2026-11-02 09:00")
    while world.round().state is not RoundState.OPEN:
        await world.after(minutes=1)
    world.gateway.refuse("catch_up", Transient("a timeout"), times=1)
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.OPEN, "another try is worth waiting for"
