"""A worker killed at any step: reviewers and authors are told once, whatever was decided."""

from typing import Any

import pytest

from bot.engine import question_commands as qc
from bot.engine.cards import Card, ReviewCard, VerdictCard
from bot.engine.model.deliveries import DeliveryState
from bot.engine.model.schedules import ChannelRef
from bot.engine.rounds.lease import STANDARD
from tests.support.builders import actor, bank, question
from tests.support.killed_outbox import dying_worker, survive, work_until_killed
from tests.support.world import LEAD, World, suggest

ANN = actor("ann")
ROOM = ChannelRef("console", "local", "reviewers")
DECISIONS = {
    "accepted": qc.AcceptSuggestion,
    "declined": qc.Decline,
}


async def suggested(*, room: bool) -> World:
    """Return a world in which Ann has suggested a question, which nobody was told of yet."""
    world = World(bank(question("maths/q1")))
    await world.schedule()
    if room:
        await world.ask(qc.SetReviewers(LEAD, world.clock.now, ROOM))
    await suggest(world, ANN)
    return world


def shown(world: World, kind: type[Card]) -> list[Card]:
    """Return what people see of a kind, in channels and in direct messages."""
    posts = [message.card for message in world.gateway.messages]
    directs = [card for _, card in world.gateway.directs]
    return [card for card in (*posts, *directs) if isinstance(card, kind)]


async def live_through(world: World, step: int) -> bool:
    """Be killed at a step, and let another worker end it; tell whether it came to the kill."""
    worker, fuse = dying_worker(world, step)
    await work_until_killed(worker)
    await survive(world, f"heir {step} {world.clock.now}")
    return fuse.blown


@pytest.mark.parametrize("room", [True, False], ids=["in their channel", "in private"])
async def test_reviewers_are_told_once(room: bool) -> None:
    step, blown = 0, True
    while blown:
        step += 1
        world = await suggested(room=room)
        blown = await live_through(world, step)
        assert len(shown(world, ReviewCard)) == 1, step
    assert step > 6, "a look, a lease, a send and a mark have more steps than this"


@pytest.mark.parametrize("decision", DECISIONS)
async def test_the_author_is_told_once_and_reviewers_see_the_outcome(decision: str) -> None:
    step, blown = 0, True
    while blown:
        step += 1
        world = await suggested(room=True)
        await world.outbox.wake()
        await world.outbox.wait_until_idle()
        reason: dict[str, Any] = {"reason": "We have one."} if decision == "declined" else {}
        asked = DECISIONS[decision](LEAD, world.clock.now, number=1, **reason)
        await world.ask(asked)
        blown = await live_through(world, step)
        await survive(world, "last")
        assert len(shown(world, VerdictCard)) == 1, step
        (review,) = shown(world, ReviewCard)
        assert isinstance(review, ReviewCard)
        assert review.settled is not None, "what reviewers saw is shown settled, in its place"
        states = {each.state for each in world.store.tables.deliveries.values()}
        assert states == {DeliveryState.SENT}, step
    assert step > 10, "two messages have more steps than this"


async def test_who_wasnt_told_before_it_was_settled_is_not_told_after_a_kill() -> None:
    world = await suggested(room=True)
    worker, _ = dying_worker(world, 2)
    await work_until_killed(worker)
    await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, number=1))
    world.clock.advance(STANDARD.lease)
    await survive(world, "heir")
    assert len(shown(world, ReviewCard)) <= 1
    assert len(shown(world, VerdictCard)) == 1
