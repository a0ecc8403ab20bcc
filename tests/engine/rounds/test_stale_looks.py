"""A worker that comes late to work another has done or put off leaves it as it is."""

from collections.abc import Callable

import pytest

from bot.engine.errors import Transient
from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds import publish, reveal
from tests.support.builders import CHANNEL
from tests.support.world import World


async def world_at(*times: str) -> World:
    world = World()
    await world.schedule()
    for when in times:
        await world.to(when)
    return world


def late_comer(world: World, step: Callable[..., object]) -> object:
    """Let a second worker take the step for which it found the round due a moment ago."""
    ctx = world.context("second")

    def command(tx: Transaction) -> object:
        return step(tx, ctx, 1, world.clock.now)

    return world.store.write_now(command)


@pytest.mark.parametrize(
    ("times", "step", "state"),
    [
        (("2026-11-02 09:00",), publish.begin_send, RoundState.OPEN),
        (("2026-11-02 09:00",), reveal.begin_reveal, RoundState.OPEN),
        (("2026-11-02 09:00", "2026-11-02 16:00"), reveal.begin_reveal, RoundState.REVEALED),
    ],
)
async def test_what_is_done_is_not_held_by_who_came_late(
    times: tuple[str, ...], step: Callable[..., object], state: RoundState
) -> None:
    world = await world_at(*times)
    before = world.round(1)
    assert before.state is state
    assert late_comer(world, step) is None
    assert world.round(1) == before, "so its next step waits for nobody"


async def test_what_another_put_off_is_not_tried_before_its_time() -> None:
    world = await world_at()
    world.gateway.refuse("post", Transient("down"), CHANNEL, times=1)
    await world.to("2026-11-02 09:00")
    before = world.round(1)
    assert before.retry_at is not None
    assert late_comer(world, publish.begin_send) is None
    assert world.round(1) == before
