"""Workers whose machines are set wrong, on one PostgreSQL: its clock is the one that counts."""

import asyncio
import os
import random
import re
import signal
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import TOLERANCE
from tests.e2e.workers_stage import CHANNELS, SECONDS, House, Workers, at_work, top
from tests.support.fakes.slack_people import plain
from tests.support.ports import free_port
from tests.support.slack.rig import ADA, BEN, CLEO, SlackRig

pytestmark = pytest.mark.slow

HOUR = 3600.0
SLIGHTLY = (-3.0, -1.5, 0.0, 1.5, 3.0)
BADLY = (-24 * HOUR, -HOUR, -90.0, -7.0, 7.0, 90.0, HOUR, 24 * HOUR)
ALL_PARTS = 4
"""A channel's messages after a day: question, reveal, answer, invitation."""
OPENED = "select id from rounds where state = 'open'"
REVEALED = "select id from rounds where state = 'revealed'"


def is_whole(found: list[Any]) -> bool:
    return len(found) == len(CHANNELS)


async def live_through_a_day(
    house: House, slack: SlackRig, workers: Workers, chance: random.Random, clocks: list[float]
) -> None:
    """Let each question come due, be answered and be revealed at a random time."""
    house.furnish([chance.uniform(5, 20) for _ in CHANNELS])
    await workers.start_off(*clocks)
    await house.until(OPENED, is_whole)
    for who in (ADA, BEN, CLEO):
        (asked,) = top(slack, CHANNELS[0])
        await slack.people.press(who, asked, "A", CHANNELS[0])
    house.ask("update rounds set reveal_at = now() + random() * interval '10 seconds'")
    await house.until(REVEALED, is_whole)


@pytest.mark.parametrize(
    ("seed", "badly"), [(1, (HOUR,)), (2, (HOUR, -HOUR)), (3, None), (4, None)]
)
async def test_wrong_clocks_double_nothing_miss_nothing_and_make_nothing_late(
    seed: int, badly: tuple[float, ...] | None, postgresql_url: str, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    wrong = badly or tuple(chance.choices(BADLY, k=chance.randint(1, 2)))
    clocks = [*wrong, chance.choice(SLIGHTLY)]
    async with at_work(postgresql_url, tmp_path) as (house, slack, workers):
        await live_through_a_day(house, slack, workers, chance, clocks)
        assert house.ask("select count(*) from rounds") == [len(CHANNELS)]
        on_time = "opened_at >= due_at and opened_at < due_at + interval '120 seconds'"
        assert house.ask(f"select count(*) from rounds where {on_time} and not late") == [
            len(CHANNELS)
        ]
        early = "revealed_at < reveal_at"
        assert house.ask(f"select count(*) from rounds where {early}") == [0]
        shown = [slack.world.channels[name].messages for name in CHANNELS]
        await slack.server.until(lambda: all(len(each) >= ALL_PARTS for each in shown), SECONDS)
        assert {len(each) for each in shown} == {ALL_PARTS}
        assert {len(top(slack, name)) for name in CHANNELS} == {1}
        for event in ("posted", "revealed"):
            assert set(workers.said(rf"round (\d+) {event}").values()) == {1}
            for place, ahead in enumerate(clocks):
                done = workers.said_by(place, rf"round (\d+) {event}")
                assert not done or abs(ahead) <= TOLERANCE, "a wrong clock does no work"
        near = "now() - interval '120 seconds' and now()"
        stamped = f"select count(*) from responses where at between {near}"
        assert house.ask(stamped) == [3], "whichever worker a press reached"
        assert house.ask("select count(*) from outages") == [0]


async def health(port: int) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/readyz") as told,
    ):
        return told.status, await told.json()


async def until_ready(port: int) -> None:
    async with asyncio.timeout(SECONDS):
        while (await health(port))[0] != 200:  # noqa: ASYNC110  # nothing tells us
            await asyncio.sleep(0.2)


async def test_a_worker_takes_work_once_its_clock_is_set_right(
    postgresql_url: str, tmp_path: Path
) -> None:
    port = free_port()
    async with at_work(postgresql_url, tmp_path) as (house, slack, workers):
        house.furnish()
        (number,) = await workers.start_off(HOUR, WARMUP_HEALTH_PORT=str(port))
        status, told = await health(port)
        assert status == 503
        problem = told["clock"]["problem"]
        assert problem in told["problems"]
        assert re.match(r"This worker's clock is 3(598|599|600) s ahead of the database's", problem)
        assert told["clock"]["ahead_seconds"] == pytest.approx(HOUR, abs=5)
        assert house.ask("select count(*) from rounds") == [0]
        os.kill(number, signal.SIGUSR1)
        await house.until(OPENED, is_whole)
        await until_ready(port)
        os.kill(number, signal.SIGUSR2)  # an hour ahead, between two looks
        status, told = await health(port)
        assert (status, told["clock"]["ok"]) == (503, False)
        (asked,) = top(slack, CHANNELS[0])
        await slack.people.press(ADA, asked, "A", CHANNELS[0])
        await slack.server.until(lambda: "1 answered so far" in plain(asked), SECONDS)
        assert house.ask("select now() - at < interval '1 minute' from responses") == [True]
        assert not any(house.ask("select late from rounds"))
        assert house.ask("select count(*) from outages") == [0]
