"""A pinned question: pinned once it is posted, unpinned at the reveal; nothing depends on it."""

from bot.engine.errors import NotPermitted
from bot.engine.model.rounds import RoundState
from tests.support.builders import actor, plan
from tests.support.world import World

MORNING, AFTERNOON = "2026-11-02 09:00", "2026-11-02 16:00"


async def test_the_question_is_pinned_until_its_reveal() -> None:
    world = World()
    await world.schedule(what=plan(pin=True))
    await world.to(MORNING)
    assert world.gateway.pinned == [world.round().message]
    await world.to(AFTERNOON)
    assert world.gateway.pinned == []


async def test_without_the_wish_nothing_is_pinned() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", actor("ann"))
    assert "pin" not in [call for call, _ in world.gateway.calls]


async def test_a_platform_that_refuses_to_pin_gets_its_question_and_reveal_all_the_same() -> None:
    world = World()
    await world.schedule(what=plan(pin=True))
    world.gateway.refuse("pin", NotPermitted("no pins"))
    await world.to(MORNING)
    assert world.round().state is RoundState.OPEN
    await world.to(AFTERNOON)
    assert world.round().state is RoundState.REVEALED
    assert world.gateway.pinned == []
