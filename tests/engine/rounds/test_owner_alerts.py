"""Telling the owner of a schedule that it was paused: whatever comes between, and once."""

from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import AlertCard, SchedulesCard
from bot.engine.errors import ChannelGone, GatewayError, NotPermitted, Transient
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef, ScheduleState
from bot.engine.rounds.owner_alerts import OwnerAlerts
from tests.support.builders import CHANNEL, actor
from tests.support.world import LEAD, World

FIX = "It comes back by itself once the bot can post there again."


def posts(world: World) -> int:
    """Return how often the bot tried to post."""
    return [call for call, _ in world.gateway.calls].count("post")


@pytest.mark.parametrize(
    "error",
    [ChannelGone("the channel was deleted"), NotPermitted("may not send messages there")],
)
async def test_a_closed_channel_pauses_the_schedule_and_tells_its_owner_once(
    error: GatewayError,
) -> None:
    world = World()
    made = await world.schedule()
    world.gateway.refuse("post", error)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    assert (world.round().state, world.round().note) == (RoundState.FAILED, str(error))
    ((who, card),) = world.gateway.directs
    assert (who.platform, who.workspace, who.user) == ("console", "local", made.owner)
    assert isinstance(card, AlertCard)
    assert card.channel == CHANNEL
    assert card.lines == (f"{str(error).capitalize()}.", FIX)
    listed = await world.ask(c.ListSchedules(LEAD, world.clock.now))
    assert isinstance(listed, SchedulesCard)
    assert listed.lines[0].paused == str(error)
    assert posts(world) == 2, "looked at twice, some minutes apart"
    for day in (3, 4):
        await world.to(f"2026-11-{day:02} 10:00")
    assert len(world.gateway.directs) == 1


async def test_an_owner_who_cannot_be_told_changes_nothing_else() -> None:
    world = World()
    made = await world.schedule()
    world.gateway.refuse("post", ChannelGone("gone"))
    world.gateway.refuse("direct", KeyError("a fault of the adapter"))
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    kept = world.read(lambda tx: tx.schedules.get(made.id))
    assert kept is not None
    assert kept.state is ScheduleState.PAUSED


async def test_an_owner_who_cannot_be_told_now_is_told_later_and_once() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", ChannelGone("gone"))
    world.gateway.refuse("direct", Transient("down"))
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    for _ in range(30):
        await world.after(seconds=20)
    assert [call for call, _ in world.gateway.calls].count("direct") <= 2, "with pauses"
    world.gateway.fix()
    for _ in range(6):
        await world.after(minutes=10)
    assert len(world.gateway.directs) == 1


async def test_an_owner_whom_a_killed_worker_did_not_tell_is_told_by_another() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", ChannelGone("gone"))
    world.gateway.hang("direct", times=1)
    await world.to("2026-11-02 09:00")
    world.clock.advance(timedelta(minutes=4))
    await world.daily.wake()
    await world.until(lambda: "direct" in [call for call, _ in world.gateway.calls])
    second = world.worker("second")
    for _ in range(6):
        world.clock.now += timedelta(minutes=5)
        await second.wake()
        await second.wait_until_idle()
    assert len(world.gateway.directs) == 1
    await world.daily.stop(0)


async def test_an_owner_whose_platform_is_out_of_service_is_told_once_it_is_served_again() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", ChannelGone("gone"))
    world.gateway.refuse("direct", Transient("down"), times=1)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    nobody = OwnerAlerts(world.store, {}, world.clock)
    world.clock.advance(timedelta(minutes=10))
    await nobody.send(1)
    await world.after(minutes=11)
    assert len(world.gateway.directs) == 1


async def test_nobody_is_told_of_a_pause_that_is_over() -> None:
    world = World()
    made = await world.schedule()
    world.gateway.refuse("post", ChannelGone("gone"))
    world.gateway.refuse("direct", Transient("down"), times=1)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, made.id))
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, made.id))
    await world.after(minutes=30)
    assert world.gateway.directs == []


async def test_when_the_owner_cannot_be_reached_another_manager_is_told() -> None:
    world = World()
    await world.schedule()
    world.gateway.in_charge = ("lead", "boss", "deputy")
    world.gateway.refuse("post", ChannelGone("gone"))
    nobody = ChannelRef("console", "local", "lead")
    world.gateway.refuse("direct", NotPermitted("no direct messages"), nobody)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    assert [who.user for who, _ in world.gateway.directs] == ["boss"]
    await world.after(minutes=30)
    assert len(world.gateway.directs) == 1


async def test_whoever_set_up_another_channel_is_told_before_other_managers() -> None:
    world = World()
    await world.schedule()
    await world.schedule(ChannelRef("console", "local", "other"), actor("ann", manager=True))
    world.gateway.in_charge = ("boss",)
    world.gateway.refuse("post", ChannelGone("gone"), CHANNEL)
    nobody = ChannelRef("console", "local", "lead")
    world.gateway.refuse("direct", NotPermitted("no direct messages"), nobody)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    assert [who.user for who, _ in world.gateway.directs] == ["ann"]
