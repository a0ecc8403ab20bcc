"""Shards: what a connection says it is, which worker hears of a server, and who posts in it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager

import pytest

from bot.adapters.discord.connection.shards import Shards
from bot.engine.errors import StartRefused
from tests.support.discord.live import FOUR, NINE, SETUP, Live, end_heartbeats
from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.discord_shapes import GUILD

COUNT = 2
OWNER = (int(GUILD) >> 22) % COUNT
"""The shard that hears of the test's server."""
OTHER = 1 - OWNER


@asynccontextmanager
async def discord_server() -> AsyncGenerator[DiscordServer]:
    server = DiscordServer()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def worker(
    server: DiscordServer, *ids: int, like: Live | None = None, count: int = COUNT, wait: float = 0
) -> AsyncGenerator[Live]:
    """Run a worker with some of the shards, on the store of another one if there is one."""
    made = Live(server)
    made.arguments = {"shards": Shards(count, ids, wait)}
    if like is not None:
        made.memory, made.clock = like.memory, like.clock
    try:
        await made.start()
        yield made
    finally:
        await made.stop()


@pytest.fixture(autouse=True)
def no_heartbeat_outlives_its_test() -> Iterator[None]:
    """End the library's threads of connections that were still being opened when it closed."""
    yield
    end_heartbeats()


async def set_up(server: DiscordServer) -> None:
    """Give the channel a schedule."""
    preview = await server.slash("1", "daily setup", as_manager=True, **SETUP)
    assert preview.answer is not None
    await server.press("1", preview.answer, "Start asking", manager=True)


async def test_each_worker_identifies_as_its_own_shards_only() -> None:
    async with discord_server() as server, worker(server, 0, 1, count=3) as one:
        await server.until(lambda: len(server.gate.open()) == 2)
        async with worker(server, 2, like=one, count=3):
            await server.until(lambda: server.gate.open() == {(0, 3), (1, 3), (2, 3)})
            assert [each["shard"] for each in server.identified] == [[0, 3], [1, 3], [2, 3]]


async def test_a_bot_without_shards_names_none() -> None:
    async with discord_server() as server:
        bot = Live(server)
        await bot.start()
        assert "shard" not in server.identified[0]
        await bot.stop()


async def test_a_servers_events_reach_one_worker_and_the_other_posts_and_reveals_there() -> None:
    async with (
        discord_server() as server,
        worker(server, OWNER) as owner,
        worker(server, OTHER, like=owner) as other,
    ):
        await server.until(lambda: len(server.gate.open()) == COUNT)
        await set_up(server)
        other.clock.now = NINE
        await other.work()
        (question,) = server.messages()
        press = await server.press("7", question, "A")
        assert "Answer saved" in press.text
        other.clock.now = FOUR
        await other.work()
        assert len(server.messages()) > 1, "revealed by the worker that never heard of it"
        heard = {shard for shard, event, _ in server.told if event == "INTERACTION_CREATE"}
        assert heard == {(OWNER, COUNT)}
        assert server.problems == []


async def test_slots_are_posted_while_the_worker_of_their_shard_is_away() -> None:
    async with discord_server() as server, worker(server, OTHER) as other:
        async with worker(server, OWNER, like=other):
            await server.until(lambda: len(server.gate.open()) == COUNT)
            await set_up(server)
        other.clock.now = NINE
        await other.work()
        assert len(server.messages()) == 1


async def test_one_worker_opens_its_shards_as_slowly_as_discord_demands() -> None:
    async with discord_server() as server:
        server.gate.seconds = 0.3
        async with worker(server, 0, 1, 2, count=3, wait=0.4):
            await server.until(lambda: len(server.gate.open()) == 3)
        assert server.gate.too_early == []


async def test_workers_that_start_together_all_connect_though_one_is_sent_to_wait() -> None:
    async with discord_server() as server:
        server.gate.seconds = 2.0
        async with worker(server, 0, wait=2.5) as one, worker(server, 1, like=one, wait=2.5):
            await server.until(lambda: len(server.gate.open()) == COUNT)
        assert server.gate.too_early == [(1, COUNT)]


async def test_shards_whose_connection_is_lost_resume_where_they_were() -> None:
    async with discord_server() as server, worker(server, 0, 1) as bot:
        await server.until(lambda: len(server.gate.open()) == COUNT)
        await server.until(lambda: bot.client.trouble == "")
        await server.drop()
        await server.until(lambda: len(server.resumed) == COUNT)
        await server.until(lambda: len(server.gate.open()) == COUNT)
        await server.until(lambda: bot.client.trouble == "")
        assert len(server.identified) == COUNT


@pytest.mark.parametrize(("count", "code"), [(2, 4010), (0, 4011)])
async def test_too_few_shards_are_refused_with_the_settings_to_change(
    count: int, code: int
) -> None:
    async with discord_server() as server:
        server.gate.needed = 3
        bot = Live(server)
        bot.arguments = {"shards": Shards(count, (0,))} if count else {}
        with pytest.raises(StartRefused, match=rf"\({code}\).*DISCORD_SHARD_COUNT"):
            async with asyncio.timeout(10):
                await bot.made().run()


async def test_a_stop_does_not_wait_for_shards_that_are_still_to_be_opened() -> None:
    async with discord_server() as server, worker(server, 0, 1, 2, count=3, wait=60) as bot:
        began = time.monotonic()
        await bot.client.close(5)
        assert bot.task is not None
        await bot.task
        assert time.monotonic() - began < 8
