"""A process that is alone waits until the calls of ended ones have surely landed."""

from datetime import timedelta

import pytest

from bot.engine.cards import RevealCard
from bot.engine.model.rounds import RoundState
from bot.engine.rounds.lease import STANDARD
from bot.engine.rounds.startup import recover, release_abandoned
from tests.support.builders import actor, at
from tests.support.world import World

ANN = actor("ann")
A_SECOND = timedelta(seconds=1)


async def sending() -> World:
    """Return a world whose bot hangs in the call that posts a question."""
    world = World()
    await world.schedule()
    world.gateway.hang("post", times=1)
    world.clock.now = at("2026-11-02 09:00")
    await world.daily.wake()
    await world.until(lambda: ("post", "round-1") in world.gateway.calls)
    return world


async def restarted(world: World, later: timedelta = timedelta(0)) -> None:
    """Start another process by the clock, and let it look."""
    world.clock.advance(later)
    now = world.clock.now
    world.store.write_now(lambda tx: recover(tx, now, STANDARD))
    world.daily = world.worker("heir")
    await world.work()


@pytest.mark.parametrize("away", [timedelta(0), timedelta(hours=2)])
async def test_what_was_being_sent_is_looked_for_once_it_has_surely_landed(away: timedelta) -> None:
    world = await sending()
    await restarted(world, away)
    world.clock.advance(STANDARD.in_flight - A_SECOND)
    await world.work()
    assert world.round().state is RoundState.SENDING
    world.gateway.release()  # the killed process's call lands at last
    await world.until(lambda: bool(world.gateway.shown()))
    world.clock.advance(A_SECOND)
    await world.work()
    assert world.round().state is RoundState.OPEN
    assert len(world.gateway.shown()) == 1


async def test_a_reveal_waits_for_a_count_that_may_still_land() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-02 15:59")
    await restarted(world, timedelta(minutes=1))
    assert world.round().state is RoundState.OPEN
    world.clock.advance(STANDARD.in_flight)
    await world.work()
    assert world.round().state is RoundState.REVEALED


async def test_a_reveal_that_an_old_count_may_have_covered_is_shown_again_and_answered_once() -> (
    None
):
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    question = world.gateway.shown()[0].card
    await world.choose(ANN)
    await world.to("2026-11-02 16:00")
    ref = world.gateway.shown()[0].ref
    await world.gateway.update(ref, question)  # sent before the reveal, landed after it
    await restarted(world, timedelta(hours=1))
    world.clock.advance(STANDARD.in_flight)
    await world.work()
    (shown,) = world.gateway.shown()
    assert isinstance(shown.card, RevealCard)
    assert world.round().state is RoundState.REVEALED
    assert len(world.gateway.answers()) == 1
    assert world.points(ANN) == 10


async def test_what_was_revealed_long_before_is_left_alone() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-02 16:00")
    await world.to("2026-11-02 17:00")
    before = world.round()
    await restarted(world)
    assert world.round() == before


async def test_a_call_that_a_stop_cut_off_is_waited_for_by_whoever_goes_on() -> None:
    world = await sending()
    await world.daily.stop(0)
    heir = world.worker("heir")
    world.clock.advance(STANDARD.in_flight - A_SECOND)
    await heir.wake()
    await heir.wait_until_idle()
    assert [call for call, _ in world.gateway.calls] == ["post"]
    world.clock.advance(A_SECOND)
    await heir.wake()
    await heir.wait_until_idle()
    assert [call for call, _ in world.gateway.calls] == ["post", "find", "post"]


async def test_a_terminal_shows_no_reveal_again() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-02 16:00")
    before = world.round()
    world.store.write_now(lambda tx: release_abandoned(tx, world.clock.now))
    assert world.round() == before
