"""A worker killed at any step of a message: people see it once."""

import asyncio

import pytest

from bot.engine.model.deliveries import DeliveryState
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef
from bot.engine.rounds.lease import STANDARD
from tests.support.builders import CHANNEL
from tests.support.killed_outbox import dying_worker, survive, work_until_killed
from tests.support.messages import ANN_ACCOUNT, add, asking, found, reminder, state
from tests.support.world import World

TARGETS = pytest.mark.parametrize("target", [ANN_ACCOUNT, CHANNEL], ids=["direct", "channel"])


def sent_once(world: World) -> bool:
    question, *posts = world.gateway.messages
    assert question.key == "round-1"
    assert state(world) is DeliveryState.SENT
    assert found(world).message is not None
    return len(posts) + len(world.gateway.directs) == 1


@TARGETS
async def test_a_worker_killed_at_any_step_sends_once(target: Account | ChannelRef) -> None:
    step, blown = 0, True
    while blown:
        step += 1
        world = await asking()
        add(world, reminder(world, target=target))
        worker, fuse = dying_worker(world, step)
        await work_until_killed(worker)
        await survive(world, "heir")
        assert sent_once(world), step
        blown = fuse.blown
    assert step > 6, "a look, a lease, a send and a mark have more steps than this"


@TARGETS
async def test_a_worker_killed_twice_while_it_recovers_sends_once(
    target: Account | ChannelRef,
) -> None:
    for first in range(2, 8):
        for second in range(1, 10):
            world = await asking()
            add(world, reminder(world, target=target))
            for step in (first, second):
                await work_until_killed(dying_worker(world, step)[0])
                world.clock.advance(STANDARD.lease)
            await survive(world, "heir")
            assert sent_once(world), (first, second)


@TARGETS
async def test_two_workers_one_of_them_killed_anywhere_send_once(
    target: Account | ChannelRef,
) -> None:
    for step in range(1, 9):
        world = await asking()
        add(world, reminder(world, target=target))
        dying, _ = dying_worker(world, step)
        await asyncio.gather(work_until_killed(dying), survive(world, "other"))
        await survive(world, "heir")
        assert sent_once(world), step
