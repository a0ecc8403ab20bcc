"""The clock that work goes by: the database's where it has one, whatever the machine's says."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from bot.clock import TOLERANCE, WorkClock, clock_problem, counted_seconds
from bot.engine.ports.repositories import Transaction
from tests.support.builders import at
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memory_store import MemoryStore, MemoryTransaction

T = TypeVar("T")
NOON = at("2026-11-02 12:00")
HOUR = timedelta(hours=1)


class ServerTime(MemoryTransaction):
    """A transaction on a server with a clock, which takes a while to tell the time."""

    def __init__(self, store: "ServerStore") -> None:
        super().__init__(store.tables)
        self._store = store

    def database_time(self) -> datetime:
        store = self._store
        store.pass_by(store.takes / 2)
        told = store.server()
        store.pass_by(store.takes / 2)
        return told


class ServerStore(MemoryStore):
    """A server's clock, a machine's clock, and a count of seconds besides."""

    def __init__(self) -> None:
        super().__init__()
        self.server, self.machine = FakeClock(NOON), FakeClock(NOON)
        self.counted = 1000.0
        self.takes = 0.0

    def pass_by(self, seconds: float) -> None:
        """Let time pass everywhere."""
        self.counted += seconds
        self.server.advance(timedelta(seconds=seconds))
        self.machine.advance(timedelta(seconds=seconds))

    async def read(self, query: Callable[[Transaction], T]) -> T:
        return query(ServerTime(self))

    def clock(self) -> WorkClock:
        return WorkClock(self, self.machine, lambda: self.counted)


@pytest.mark.parametrize("off", [-HOUR, -timedelta(seconds=4), timedelta(), HOUR])
async def test_the_time_is_the_servers_and_passes_by_the_count(off: timedelta) -> None:
    store = ServerStore()
    store.machine.advance(off)
    clock = store.clock()
    await clock.check()
    assert clock() == NOON
    store.pass_by(100)
    store.machine.advance(HOUR)  # set while the bot runs: of no effect
    assert clock() == store.server() == NOON + timedelta(seconds=100)
    assert clock.ahead() == (off + HOUR).total_seconds()


async def test_a_file_has_no_clock_so_the_machines_counts_and_is_never_wrong() -> None:
    machine = FakeClock(NOON)
    clock = WorkClock(MemoryStore(), machine, lambda: 0.0)
    assert await clock.check() == ""
    machine.advance(HOUR)
    assert clock() == NOON + HOUR
    assert await clock.check() == ""
    assert clock.ahead() == 0


async def test_a_reading_is_taken_from_the_middle_of_the_time_it_took() -> None:
    store = ServerStore()
    store.takes = 0.8
    clock = store.clock()
    await clock.check()
    assert abs(clock() - store.server()) < timedelta(milliseconds=1)


async def test_a_slow_reading_is_used_only_when_counting_on_is_surely_worse() -> None:
    store = ServerStore()
    clock = store.clock()
    await clock.check()
    store.takes = 8
    store.server.advance(timedelta(seconds=2))  # may be the reading's own error
    await clock.check()
    assert store.server() - clock() == timedelta(seconds=2)
    store.server.advance(HOUR)  # as after a virtual machine was paused: nothing was counted
    await clock.check()
    assert abs(store.server() - clock()) < timedelta(seconds=4)


async def test_a_wrong_clock_is_logged_once_and_so_is_its_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    store = ServerStore()
    clock = store.clock()
    for ahead in (0, 6, 7, 0, 0):
        store.machine.now = store.server() + timedelta(seconds=ahead)
        assert bool(await clock.check()) == (ahead > TOLERANCE)
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]


@pytest.mark.parametrize("ahead", [5.0, -5.0, 0.0])
def test_five_seconds_are_tolerated(ahead: float) -> None:
    assert clock_problem(ahead) == ""


def test_a_wrong_clock_says_by_how_much_and_what_to_do() -> None:
    assert "is 3600 s ahead of the database's, so it takes no work: set it" in clock_problem(3600)
    assert "is 6 s behind the database's" in clock_problem(-6)


async def test_seconds_are_counted_on() -> None:
    before = counted_seconds()
    await asyncio.sleep(0.01)
    assert 0.005 < counted_seconds() - before < 60
