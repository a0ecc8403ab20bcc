"""Acknowledgements go before answers in a burst; alone, an answer hardly waits."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.shared import burst_gate
from bot.adapters.shared.burst_gate import BurstGate
from tests.support.simulated_time import simulated


class Line:
    """Answers as they begin and end."""

    def __init__(self) -> None:
        self.gate = BurstGate()
        self.started: list[int] = []
        self.at_work = self.most = 0

    async def answer(self, number: int, seconds: float = 0.0) -> None:
        async with self.gate.turn():
            self.started.append(number)
            self.at_work += 1
            self.most = max(self.most, self.at_work)
            await asyncio.sleep(seconds)
            self.at_work -= 1


def test_one_alone_is_answered_within_a_blink() -> None:
    async def alone() -> float:
        line = Line()
        line.gate.arrived()
        await line.answer(1)
        return asyncio.get_running_loop().time()

    assert simulated(alone()) == pytest.approx(burst_gate.WINDOW)


def test_in_a_burst_nothing_is_answered_until_it_is_over() -> None:
    async def burst() -> None:
        line = Line()
        answering: list[Any] = []
        for number in range(60):
            line.gate.arrived()
            answering.append(asyncio.ensure_future(line.answer(number)))
            await asyncio.sleep(0.001)
            assert line.started == [], "acknowledging goes first"
        await asyncio.gather(*answering)
        assert line.started == list(range(60)), "in the order they came"

    simulated(burst())


def test_a_burst_without_end_is_answered_all_the_same() -> None:
    async def burst() -> None:
        line = Line()
        answering = [asyncio.ensure_future(line.answer(number, 0.01)) for number in range(40)]
        while len(line.started) < 40:
            line.gate.arrived()
            await asyncio.sleep(0.001)
        assert burst_gate.MAX_HOLD < asyncio.get_running_loop().time() < burst_gate.MAX_HOLD + 0.5
        await asyncio.gather(*answering)
        assert line.most == burst_gate.AT_ONCE_IN_BURST

    simulated(burst())


def test_only_so_many_are_answered_together() -> None:
    async def many() -> None:
        line = Line()
        await asyncio.gather(*(line.answer(number, 0.001) for number in range(200)))
        assert line.most == burst_gate.AT_ONCE
        assert sorted(line.started) == list(range(200))  # timers, not the gate, decide the order

    simulated(many())


async def test_one_that_fails_or_is_cancelled_holds_up_nobody() -> None:
    line = Line()

    async def failing() -> None:
        async with line.gate.turn():
            raise RuntimeError("a bug")

    waiting = [asyncio.ensure_future(line.answer(number)) for number in range(5)]
    waiting[0].cancel()
    failed = await asyncio.gather(*(failing() for _ in range(burst_gate.AT_ONCE * 2)),
                                  return_exceptions=True)  # fmt: skip
    assert all(isinstance(error, RuntimeError) for error in failed)
    async with asyncio.timeout(10):
        await asyncio.gather(*waiting[1:])
        await asyncio.gather(*(line.answer(number) for number in range(burst_gate.AT_ONCE)))


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(["arrive", "answer", "cancel", "wait"]),
                          st.integers(0, 5)), max_size=40))  # fmt: skip
async def test_whatever_comes_everyone_left_is_answered(deeds: list[tuple[str, int]]) -> None:
    line = Line()
    answering: list[asyncio.Future[None]] = []
    for what, number in deeds:
        if what == "arrive":
            line.gate.arrived()
        elif what == "answer":
            answering.append(asyncio.ensure_future(line.answer(len(answering), number / 1000)))
        elif what == "cancel" and answering:
            answering[number % len(answering)].cancel()
        else:
            await asyncio.sleep(number / 100)
    async with asyncio.timeout(20):
        done = await asyncio.gather(*answering, return_exceptions=True)
    assert all(end is None or isinstance(end, asyncio.CancelledError) for end in done)
    async with asyncio.timeout(20):
        await asyncio.gather(*(line.answer(number) for number in range(burst_gate.AT_ONCE + 1)))
