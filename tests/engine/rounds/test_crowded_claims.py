"""Claims that another worker is in the way of are tried again soon, in the same wake."""

import logging
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.engine.errors import StorageBusy
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.claiming import TRIES
from bot.engine.rounds.slots import Claimed
from bot.engine.rounds.worker import RoundWorker
from tests.support.fakes.memory_store import MemoryStore
from tests.support.world import World

T = TypeVar("T")
CHANNELS = 45


class CrowdedStore(MemoryStore):
    """A store where others are in the way of so many claims of a page."""

    def __init__(self, world: World, times: int) -> None:
        super().__init__()
        self.tables = world.store.tables
        self.times = times
        self.tried = 0

    async def write(self, command: Callable[[Transaction], T]) -> T:
        def crowded(tx: Transaction) -> T:
            result = command(tx)
            if isinstance(result, Claimed):
                self.tried += 1
                if self.tried <= self.times:
                    raise StorageBusy("The database is busy.")
            return result

        return await super().write(crowded)


async def claimed_with(times: int) -> CrowdedStore:
    """Wake a bot once, with channels due and others in the way so many times."""
    world = World()
    for number in range(CHANNELS):
        await world.schedule(ChannelRef("console", "local", f"c{number}"))
    await world.to("2026-11-02 08:59")
    store = CrowdedStore(world, times)
    gateways = {"console": world.gateway}
    worker = RoundWorker(store, world.bank, gateways, "worker", world.clock)  # pyright: ignore[reportArgumentType]
    world.clock.now = world.clock.now.replace(hour=9, minute=0)
    await worker.wake()
    await worker.wait_until_idle()
    return store


@pytest.mark.parametrize("times", [0, 1, TRIES - 1])
async def test_everything_is_claimed_in_the_wake_in_which_others_were_in_the_way(
    times: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    store = await claimed_with(times)
    assert len(store.tables.rounds) == CHANNELS
    assert caplog.messages == []


async def test_the_tries_of_one_wake_are_limited(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    store = await claimed_with(10**6)
    assert store.tried == TRIES
    assert store.tables.rounds == {}
    assert caplog.messages == ["slots wait for the database: The database is busy."]
