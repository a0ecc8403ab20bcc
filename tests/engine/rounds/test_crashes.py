"""A worker killed at any step of a day: one post, one reveal, every point once."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from bot.engine.cards import (
    AnswerCard,
    FollowUpCard,
    QuestionCard,
    RevealCard,
    RevealPostCard,
    WordsCard,
)
from bot.engine.errors import Transient
from bot.engine.model.rounds import RoundState
from bot.engine.rounds.lease import STANDARD, Timing
from bot.engine.rounds.publish import begin_send
from bot.engine.rounds.reveal import begin_reveal
from bot.engine.rounds.worker import RoundWorker
from tests.support.builders import actor, at
from tests.support.fakes.fuse import DyingGateway, DyingStore, Fuse, Killed
from tests.support.world import World

ANN, BEN, CLEO = actor("ann"), actor("ben"), actor("cleo")
REVEALED_AS = (AnswerCard, WordsCard, RevealPostCard, FollowUpCard)


def dying_worker(world: World, step: int) -> tuple[RoundWorker, Fuse]:
    """Return a worker that is killed at its ``step``-th step."""
    fuse = Fuse(step)
    store = DyingStore(world.store, fuse)
    gateway = DyingGateway(world.gateway, fuse)
    return RoundWorker(store, world.bank, {"console": gateway}, f"dying {step}", world.clock), fuse


async def work_until_killed(daily: RoundWorker) -> None:
    with suppress(Killed):
        await daily.wake()
    with suppress(Killed):
        await daily.wait_until_idle()


async def survive(world: World, name: str) -> None:
    """Start again, and wait until the dead worker's leases have expired."""
    heir = world.worker(name)
    await heir.wake()
    await heir.wait_until_idle()
    world.clock.advance(STANDARD.lease)
    await heir.wake()
    await heir.wait_until_idle()


def the_day_was_asked_once_and_revealed_once(world: World) -> None:
    (message,) = world.gateway.shown()
    assert isinstance(message.card, RevealCard)
    below = world.gateway.below()
    said = [each.text is not None for each in world.store.tables.responses.values()]
    expected = [kind for kind in REVEALED_AS if kind is not WordsCard or any(said)]
    assert [type(part.card) for part in below] == expected
    assert {part.thread for part in below} == {message.ref}
    (only,) = world.rounds()
    assert only.state is RoundState.REVEALED
    assert only.message == message.ref


async def a_day_killed_at(post_step: int, reveal_step: int) -> tuple[World, bool, bool]:
    """Live through a day with a worker killed while posting and one while revealing."""
    world = World()
    await world.schedule()
    world.clock.now = at("2026-11-02 09:00")
    daily, posting = dying_worker(world, post_step)
    await work_until_killed(daily)
    await survive(world, "heir of the post")
    assert world.round().state is RoundState.OPEN
    assert isinstance(world.gateway.shown()[0].card, QuestionCard)
    await world.choose(ANN)
    await world.choose(BEN, right=False)
    await world.say(CLEO, "It depends.")
    await world.to("2026-11-02 15:59")
    world.clock.now = at("2026-11-02 16:00")
    daily, revealing = dying_worker(world, reveal_step)
    await work_until_killed(daily)
    await survive(world, "heir of the reveal")
    return world, posting.blown, revealing.blown


LONG = 1000


async def steps_of(phase: int) -> int:
    """Return at how many steps a worker can be killed while posting (0) or revealing (1)."""
    step = 1
    while True:
        steps = (step, LONG) if phase == 0 else (LONG, step)
        blown = (await a_day_killed_at(*steps))[1 + phase]
        if not blown:
            return step - 1
        step += 1


async def test_a_worker_killed_at_any_step_of_the_post_leaves_one_post_and_one_reveal() -> None:
    count = await steps_of(0)
    assert count >= 12, "a claim, a lease, a post and a mark have more steps than this"
    for step in range(1, count + 1):
        world, killed, _ = await a_day_killed_at(step, LONG)
        assert killed
        the_day_was_asked_once_and_revealed_once(world)
        assert (world.points(ANN), world.points(BEN)) == (10, 2)


async def test_a_worker_killed_at_any_step_of_the_reveal_leaves_one_reveal_and_books_once() -> None:
    count = await steps_of(1)
    assert count >= 12, "a lease, an edit, an answer and a mark have more steps than this"
    for step in range(1, count + 1):
        world, _, killed = await a_day_killed_at(LONG, step)
        assert killed
        the_day_was_asked_once_and_revealed_once(world)
        assert (world.points(ANN), world.points(BEN)) == (10, 2)
        assert world.streak(ANN).current == world.streak(BEN).current == 1
        assert world.differences() == ()


async def test_a_worker_killed_twice_while_it_recovers_still_posts_once() -> None:
    for first in range(8, 14):
        for second in range(1, 12):
            world = World()
            await world.schedule()
            world.clock.now = at("2026-11-02 09:00")
            for step in (first, second):
                await work_until_killed(dying_worker(world, step)[0])
                world.clock.advance(STANDARD.lease)
            await survive(world, "heir")
            assert len(world.gateway.shown()) == 1


async def test_two_workers_one_of_them_killed_anywhere_post_once() -> None:
    for step in range(1, 14):
        world = World()
        await world.schedule()
        world.clock.now = at("2026-11-02 09:00")
        dying, _ = dying_worker(world, step)
        await asyncio.gather(work_until_killed(dying), survive(world, "other"))
        await survive(world, "heir")
        assert len(world.gateway.shown()) == 1
        assert world.round().state is RoundState.OPEN


async def test_a_live_lease_is_left_alone_and_an_expired_one_is_taken_over() -> None:
    world = World()
    await world.schedule()
    world.gateway.hang("post")
    world.clock.now = at("2026-11-02 09:00")
    await world.daily.wake()
    await world.until(lambda: world.round().state is RoundState.SENDING)
    second = world.worker("second")
    world.clock.advance(STANDARD.lease / 2)
    await second.wake()
    await second.wait_until_idle()
    assert world.round().worker == "first"
    world.clock.advance(STANDARD.lease / 2)
    world.gateway.fix()
    await second.wake()
    await second.wait_until_idle()
    assert world.round().state is RoundState.OPEN
    assert len(world.gateway.shown()) == 1


async def test_a_worker_that_lost_its_lease_does_not_undo_the_others_work() -> None:
    world = World()
    await world.schedule()
    world.gateway.hang("post")
    world.clock.now = at("2026-11-02 09:00")
    await world.daily.wake()
    await world.until(lambda: ("post", "round-1") in world.gateway.calls)
    now = world.clock.now + STANDARD.lease
    world.clock.now = now
    world.store.write_now(lambda tx: tx.rounds.acquire(1, "second", now, now + STANDARD.lease))
    world.gateway.release()
    await world.daily.wait_until_idle()
    assert (world.round().worker, world.round().message) == ("second", None)
    world.clock.advance(STANDARD.lease)
    await survive(world, "third")
    assert world.round().message == world.gateway.shown()[0].ref


async def test_a_worker_that_comes_after_the_work_was_done_finds_nothing_to_do() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    now = world.clock.now
    opened = world.round()
    send = world.store.write_now(lambda tx: begin_send(tx, world.context("late"), 1, now))
    early = world.store.write_now(lambda tx: begin_reveal(tx, world.context("late"), 1, now))
    assert (send, early) == (None, None)
    assert world.round().state is opened.state is RoundState.OPEN
    await world.after(minutes=5)
    await world.to("2026-11-02 16:00")
    again = world.store.write_now(lambda tx: begin_reveal(tx, world.context("late"), 1, now))
    assert again is None
    assert world.round().state is RoundState.REVEALED


async def test_an_answer_lost_after_the_post_does_not_post_again() -> None:
    world = World()
    await world.schedule()
    world.gateway.lose_answer("post")
    await world.to("2026-11-02 09:00")
    assert world.round().state is RoundState.SENDING
    await world.after(minutes=1)
    assert world.round().state is RoundState.OPEN
    assert len(world.gateway.shown()) == 1


async def test_an_answer_lost_after_the_reveal_does_not_reveal_again() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    world.gateway.lose_answer("update")
    world.gateway.lose_answer("post")
    await world.to("2026-11-02 16:00")
    for _ in range(3):
        await world.after(minutes=1)
    the_day_was_asked_once_and_revealed_once(world)


async def test_a_call_that_never_returns_is_given_up_and_looked_after() -> None:
    world = World(timing=Timing(call=timedelta(milliseconds=10)))
    await world.schedule()
    world.gateway.hang("post", times=1)
    await world.to("2026-11-02 09:00")
    assert world.round().state is RoundState.SENDING
    assert world.round().note == "the platform did not answer in time"
    await world.after(minutes=1)
    assert len(world.gateway.shown()) == 1


async def test_a_platform_that_cannot_be_searched_is_not_posted_to_blindly() -> None:
    world = World()
    await world.schedule()
    world.gateway.lose_answer("post")
    world.gateway.refuse("find", Transient("down"))
    await world.to("2026-11-02 09:00")
    for _ in range(4):
        await world.after(minutes=5)
    assert len(world.gateway.shown()) == 1
    world.gateway.fix()
    await world.after(minutes=5)
    assert len(world.gateway.shown()) == 1
    assert world.round().state is RoundState.OPEN
