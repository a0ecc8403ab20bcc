"""A worker killed at any step: each of the two is told everything once, and nothing else."""

import pytest

from bot.engine import pair_commands as pc
from bot.engine.commands import Command
from bot.engine.model.deliveries import DeliveryState
from tests.support.killed_outbox import dying_worker, survive, work_until_killed
from tests.support.pairing import ANN, BEN, sent, team
from tests.support.world import World


def presses(world: World) -> list[Command]:
    """Return what the two do from the invitation to the end."""
    now = world.clock.now
    return [
        pc.InviteMember(ANN, now, "ben"),
        pc.AcceptPair(BEN, now, 1),
        pc.BeginPair(BEN, now, 1),
        pc.TickPairPoint(BEN, now, 1, 1, 0, True),
        pc.NextPairQuestion(BEN, now, 1, 1),
        pc.EndPair(BEN, now, 1, 3),
    ]


TOLD = [
    ("ben", "PairCard"), ("ann", "PairCard"), ("ann", "PairQuestionCard"),
    ("ann", "PairQuestionCard"), ("ann", "InterviewReportCard"),
]  # fmt: skip


@pytest.mark.parametrize("killed_after", range(6))
async def test_each_is_told_once(killed_after: int) -> None:
    step, blown = 0, True
    while blown:
        step += 1
        world = await team()
        blown = False
        for number in range(6):
            await world.ask(presses(world)[number])
            if number == killed_after:
                worker, fuse = dying_worker(world, step)
                await work_until_killed(worker)
                blown = fuse.blown
            await survive(world, f"heir {step} {number}")
        assert sent(world.gateway) == TOLD, step
        states = [each.state for each in world.store.tables.deliveries.values()]
        assert states.count(DeliveryState.SENT) == len(TOLD)
        # not due yet: that nobody answered, and to both that nobody started
        assert states.count(DeliveryState.WAITING) == 3
    assert step > 1
