"""A clock that is set is not an outage; a machine that sleeps is one."""

import logging
from datetime import timedelta

import pytest

from bot.engine.model.scores import Outage
from bot.engine.rounds.worker import RoundWorker
from tests.support.builders import at
from tests.support.world import World

START = "2026-11-01 20:00"  # a Sunday night: nothing is due for hours
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Machine:
    """A bot with a clock that can be set and a count of seconds that can't."""

    def __init__(self) -> None:
        self.world = World(start=START)
        self.counted = 0.0
        world = self.world
        self.worker = RoundWorker(
            world.store,
            world.bank,
            {"console": world.gateway},
            "worker",
            world.clock,
            counter=lambda: self.counted,
        )

    async def run(self, *, set_by: timedelta = timedelta(), passing: timedelta = MINUTE) -> None:
        """Let time pass, set the clock besides, and wake the bot."""
        self.counted += passing.total_seconds()
        self.world.clock.advance(passing + set_by)
        await self.worker.wake()
        await self.worker.wait_until_idle()

    def outages(self) -> tuple[Outage, ...]:
        year = timedelta(days=365)
        return self.world.read(
            lambda tx: tx.uptime.outages("console", at(START) - year, at(START) + year)
        )


async def running() -> Machine:
    machine = Machine()
    await machine.run()
    return machine


@pytest.mark.parametrize("by", [6 * MINUTE, HOUR, timedelta(days=3), -HOUR, -timedelta(days=3)])
async def test_a_clock_that_is_set_is_no_outage_and_is_logged_once(
    by: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    machine = await running()
    await machine.run(set_by=by)
    for _ in range(3):
        await machine.run()
    assert machine.outages() == ()
    direction = "forward" if by > timedelta() else "back"
    assert caplog.messages == [f"the clock was set {direction} by {abs(by)}"]


async def test_a_clock_that_is_set_forward_and_back_is_no_outage() -> None:
    machine = await running()
    await machine.run(set_by=HOUR)
    await machine.run(set_by=-HOUR)
    await machine.run()
    assert machine.outages() == ()


async def test_a_machine_asleep_was_out() -> None:
    machine = await running()
    asleep_at = machine.world.clock.now
    await machine.run(passing=HOUR)
    assert machine.outages() == (Outage("console", asleep_at, asleep_at + HOUR),)


async def test_a_clock_set_while_the_machine_slept_leaves_the_time_it_slept() -> None:
    machine = await running()
    await machine.run(passing=30 * MINUTE, set_by=HOUR)
    woken_at = machine.world.clock.now
    assert machine.outages() == (Outage("console", woken_at - 30 * MINUTE, woken_at),)


async def test_a_worker_that_stands_by_runs_but_takes_no_work() -> None:
    machine = await running()
    await machine.world.schedule()
    machine.world.clock.now = at("2026-11-02 08:59")
    machine.counted += (machine.world.clock.now - at(START)).total_seconds()
    await machine.worker.wake()
    before = machine.outages()
    for _ in range(20):
        machine.counted += 60
        machine.world.clock.advance(MINUTE)
        await machine.worker.stand_by()
    await machine.worker.wait_until_idle()
    assert machine.world.rounds() == []
    assert machine.outages() == before, "it served people"
    await machine.run()
    assert len(machine.world.rounds()) == 1
