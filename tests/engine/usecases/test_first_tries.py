"""How the first try to post a question went that someone asked for."""

import pytest

from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import NoticeCard, ProblemCard
from bot.engine.errors import ChannelGone, GatewayError, Transient
from tests.support.builders import CHANNEL
from tests.support.world import LEAD, World, the


async def asked(world: World) -> int:
    """Ask for a question; return the round that will post it."""
    await world.schedule()
    card = await world.ask(c.PostNow(LEAD, world.clock.now, None, CHANNEL))
    return the(NoticeCard, card).posting


async def went(world: World, round_id: int) -> ProblemCard | bool:
    return await world.engine.ask(q.FirstTry(round_id))


async def test_it_is_not_known_before_the_try_and_fine_after_one_that_worked() -> None:
    world = World()
    round_id = await asked(world)
    assert await went(world, round_id) is False
    await world.work()
    assert await went(world, round_id) is True


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (Transient("no answer"), "keeps trying"),
        (ChannelGone("the channel was deleted"), "tries once more in a few minutes"),
    ],
)
async def test_what_went_wrong_is_told_with_what_is_next(error: GatewayError, says: str) -> None:
    world = World()
    round_id = await asked(world)
    world.gateway.refuse("post", error)
    await world.work()
    problem = the(ProblemCard, await went(world, round_id))
    assert str(error) in problem.message
    assert says in problem.fix


async def test_a_pause_meanwhile_is_told() -> None:
    world = World()
    round_id = await asked(world)
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, None, CHANNEL))
    await world.work()
    assert "paused" in the(ProblemCard, await went(world, round_id)).message
