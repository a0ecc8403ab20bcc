"""A worker that stood still while its lease ran out does nothing that another has done."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
import time_machine

from bot.engine.errors import StorageError, Transient
from bot.engine.model.rounds import MAX_LEASE, RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.lease import STANDARD, LeaseNearlyOver, LeaseTimer, Timing
from bot.engine.rounds.publish import Sending
from bot.engine.rounds.reveal import Revealing
from bot.engine.rounds.worker import RoundWorker
from tests.support.builders import asked
from tests.support.simulated_time import simulated
from tests.support.world import World

T = TypeVar("T")


class Asleep:
    """A store behind which a worker falls asleep as soon as it has taken a round, once."""

    def __init__(self, world: World, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._store = world.store
        self._meanwhile = meanwhile
        self._slept = False

    async def read(self, query: Callable[[Transaction], T]) -> T:
        return await self._store.read(query)

    async def write(self, command: Callable[[Transaction], T]) -> T:
        came = await self._store.write(command)
        if isinstance(came, Sending | Revealing) and not self._slept:
            self._slept = True
            await self._meanwhile()
        return came


NAPS = (STANDARD.lease - timedelta(seconds=20), STANDARD.lease, timedelta(hours=1))


@pytest.mark.parametrize("nap", NAPS)
@pytest.mark.parametrize("hour", ["09:00", "16:00"])
async def test_a_worker_that_slept_through_its_lease_sends_nothing(
    nap: timedelta, hour: str
) -> None:
    world = World()
    await world.schedule()
    if hour == "16:00":
        await world.to("2026-11-02 09:00")
    heir = world.worker("heir")
    calls: list[str] = []

    async def meanwhile() -> None:
        world.clock.advance(nap)
        await heir.wake()
        await heir.wait_until_idle()
        calls.extend(call for call, _ in world.gateway.calls)

    world.daily = daily(world, "sleeper", meanwhile)
    await world.to(f"2026-11-02 {hour}")
    assert [call for call, _ in world.gateway.calls] == calls, "it did nothing when it woke"
    world.clock.advance(STANDARD.lease)
    await heir.wake()
    await heir.wait_until_idle()
    assert world.round(1).state is (RoundState.OPEN if hour == "09:00" else RoundState.REVEALED)
    assert len(world.gateway.shown()) == 1
    assert len(world.gateway.answers()) == (hour == "16:00")


async def test_what_a_worker_could_not_end_it_takes_up_before_its_lease_is_over() -> None:
    world = World()
    await world.schedule()

    async def lost() -> None:
        raise StorageError("the connection was lost")

    world.daily = daily(world, "first", lost)
    await world.to("2026-11-02 09:00")
    held = world.round(1)
    assert (held.state, held.worker) == (RoundState.SENDING, "first")
    await world.after(seconds=5)
    assert world.round(1).state is RoundState.OPEN
    assert len(world.gateway.shown()) == 1


def test_a_failure_that_could_not_be_noted_is_waited_for_all_the_same() -> None:
    async def test() -> None:
        world = World()
        await world.schedule()
        world.gateway.refuse("post", Transient("the connection broke"), times=1)
        store = Deaf(world)
        world.daily = RoundWorker(
            store, world.bank, {"console": world.gateway}, "first", world.clock
        )
        await world.to("2026-11-02 09:00")
        for _ in range(2):
            await asyncio.sleep(4.9)
            await world.after(seconds=4.9)
            assert [call for call, _ in world.gateway.calls] == ["post"]
        await asyncio.sleep(0.3)
        await world.after(seconds=0.3)
        assert world.round(1).state is RoundState.OPEN

    simulated(test())


class Deaf:
    """A store that fails once a call has been refused, once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._failed = False

    async def read(self, query: Callable[[Transaction], T]) -> T:
        return await self._world.store.read(query)

    async def write(self, command: Callable[[Transaction], T]) -> T:
        if self._world.gateway.calls and not self._failed:
            self._failed = True
            raise StorageError("the database is away")
        return await self._world.store.write(command)


def daily(world: World, name: str, meanwhile: Callable[[], Awaitable[None]]) -> RoundWorker:
    store = Asleep(world, meanwhile)
    return RoundWorker(store, world.bank, {"console": world.gateway}, name, world.clock)


@pytest.mark.parametrize(
    "spans",
    [
        {"call": STANDARD.lease},
        {"lease": MAX_LEASE + timedelta(seconds=1)},
    ],
)
def test_times_by_which_a_lease_would_end_in_a_call_or_be_void_are_refused(
    spans: dict[str, timedelta],
) -> None:
    with pytest.raises(ValueError, match="longer than a call, and an hour at most"):
        Timing(**spans)  # pyright: ignore[reportArgumentType]  # no span is a number of tries


@pytest.mark.parametrize("gone", ["clock", "wall"])
def test_a_lease_ends_by_whichever_clock_is_furthest_on(gone: str) -> None:
    world = World()
    timer = LeaseTimer(world.clock, STANDARD)
    held = asked(lease_until=world.clock.now + STANDARD.lease)
    timer.check(held)
    nearly = STANDARD.lease - timedelta(seconds=20)
    with time_machine.travel(datetime.now(UTC) + (nearly if gone == "wall" else timedelta())):
        if gone == "clock":
            world.clock.advance(nearly)
        with pytest.raises(LeaseNearlyOver):
            timer.check(held)
