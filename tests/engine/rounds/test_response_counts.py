"""Showing how many have responded: one edit a round and flush, never over the reveal."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from bot.engine.cards import QuestionCard, RevealCard
from bot.engine.errors import StorageError, Transient
from bot.engine.model.people import Platform
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway
from bot.engine.rounds.lease import STANDARD, Timing
from bot.engine.rounds.response_counts import ResponseCounts
from tests.support.builders import CHANNEL, actor, at
from tests.support.fakes.memory_store import MemoryStore
from tests.support.simulated_time import simulated
from tests.support.world import World, the

T = TypeVar("T")

OTHER = ChannelRef("console", "local", "other")


async def opened(timing: Timing = STANDARD) -> tuple[World, ResponseCounts]:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    await world.to("2026-11-02 09:00")
    gateways: dict[Platform, Gateway] = {"console": world.gateway}
    return world, ResponseCounts(world.store, world.bank, gateways, timing)


def edits(world: World) -> int:
    return len([call for call, _ in world.gateway.calls if call == "update"])


def counts(world: World) -> list[int]:
    """Return how many responses each message shows."""
    return [the(QuestionCard, message.card).responded for message in world.gateway.shown()]


async def test_many_responses_are_shown_by_one_edit() -> None:
    world, counter = await opened()
    for number in range(30):
        await world.choose(actor(f"user{number}"), round_id=1)
        counter.note_response(1)
    await counter.flush()
    assert edits(world) == 1
    card = world.gateway.shown(CHANNEL)[0].card
    assert isinstance(card, QuestionCard)
    assert card.responded == 30
    await counter.flush()
    assert edits(world) == 1, "nothing has changed since"


async def test_a_closed_rounds_reveal_is_left_alone() -> None:
    world, counter = await opened()
    counter.note_response(1)
    await world.to("2026-11-02 16:00")
    before = edits(world)
    await counter.flush()
    assert edits(world) == before


async def test_a_failed_edit_stops_no_other_and_is_made_up_for_by_the_next() -> None:
    world, counter = await opened()
    world.gateway.refuse("update", Transient("down"), CHANNEL, times=1)
    for round_id in (1, 2):
        await world.choose(actor("ann"), round_id=round_id)
        counter.note_response(round_id)
    await counter.flush()
    assert sorted(counts(world)) == [0, 1]
    counter.note_response(1)
    await counter.flush()
    assert counts(world) == [1, 1]


async def test_an_edit_that_hangs_stops_no_later_one() -> None:
    world, counter = await opened(Timing(call=timedelta(milliseconds=10)))
    world.gateway.hang("update", times=1)
    counter.note_response(1)
    await counter.flush()
    await world.choose(actor("ann"), round_id=1)
    counter.note_response(1)
    await counter.flush()
    assert counts(world)[0] == 1


async def test_an_edit_overtaken_by_the_reveal_does_not_cover_it() -> None:
    world, counter = await opened()
    world.gateway.hang("update", CHANNEL, times=1)
    counter.note_response(1)
    flushing = asyncio.create_task(counter.flush())
    await world.until(lambda: edits(world) == 1)
    await world.to("2026-11-02 16:00")
    assert world.round(1).state is RoundState.REVEALED
    world.gateway.release()
    await flushing
    assert isinstance(world.gateway.shown(CHANNEL)[0].card, RevealCard)
    assert world.clock.now == at("2026-11-02 16:00")


async def test_a_count_that_another_worker_overtook_is_shown_anew() -> None:
    world, counter = await opened()
    other = ResponseCounts(world.store, world.bank, {"console": world.gateway})
    world.gateway.hang("update", CHANNEL, times=1)
    await world.choose(actor("ann"), round_id=1)
    counter.note_response(1)
    flushing = asyncio.create_task(counter.flush())
    await world.until(lambda: edits(world) == 1)
    await world.choose(actor("ben"), round_id=1)
    other.note_response(1)
    await other.flush()
    assert counts(world)[0] == 2
    world.gateway.release()
    await flushing
    assert counts(world)[0] == 1, "the slower edit came last"
    await counter.flush()
    assert counts(world)[0] == 2
    before = edits(world)
    await counter.flush()
    assert edits(world) == before, "nothing has changed since"


async def test_a_stop_waits_until_what_an_edit_covered_is_shown_again() -> None:
    world, counter = await opened()
    await counter.wait_until_idle(10)
    world.gateway.hang("update", CHANNEL, times=1)
    counter.note_response(1)
    flushing = asyncio.create_task(counter.flush())
    await world.until(lambda: edits(world) == 1)
    await counter.wait_until_idle(0)  # gives up
    await world.to("2026-11-02 16:00")
    stopping = asyncio.create_task(counter.wait_until_idle(10))
    await asyncio.sleep(0)
    assert not stopping.done()
    world.gateway.release()
    await stopping
    assert isinstance(world.gateway.shown(CHANNEL)[0].card, RevealCard)
    await flushing


def test_a_count_that_lands_after_its_edit_seemed_to_fail_does_not_stay_over_the_reveal() -> None:
    async def landing_late() -> None:
        world, counter = await opened()
        question = world.gateway.shown(CHANNEL)[0]
        world.gateway.refuse("update", Transient("the connection broke"), CHANNEL, times=1)
        counter.note_response(1)
        await counter.flush()
        await world.to("2026-11-02 16:00")
        await world.gateway.update(question.ref, question.card)  # there it is
        world.gateway.refuse("update", Transient("still down"), CHANNEL, times=2)
        await asyncio.sleep(60)
        assert isinstance(world.gateway.shown(CHANNEL)[0].card, RevealCard)
        before = edits(world)
        await asyncio.sleep(60)
        assert edits(world) == before, "once is enough"

    simulated(landing_late())


def test_a_database_that_fails_behind_an_edit_leaves_no_count_over_the_reveal() -> None:
    async def test() -> None:
        world, _ = await opened()
        store = Failing(world.store)
        counter = ResponseCounts(store, world.bank, {"console": world.gateway})
        question = world.gateway.shown(CHANNEL)[0]
        store.fails_after = 2
        counter.note_response(1)
        await counter.flush()
        store.fails_after = 1_000
        await world.to("2026-11-02 16:00")
        await world.gateway.update(question.ref, question.card)
        await asyncio.sleep(30)
        assert isinstance(world.gateway.shown(CHANNEL)[0].card, RevealCard)

    simulated(test())


class Failing:
    """A store whose reads fail after some."""

    def __init__(self, kept: MemoryStore) -> None:
        self._kept = kept
        self.fails_after = 0
        self.write = kept.write

    async def read(self, query: Callable[[Transaction], T]) -> T:
        self.fails_after -= 1
        if self.fails_after < 0:
            raise StorageError("the database is away")
        return await self._kept.read(query)
