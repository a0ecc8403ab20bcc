"""A 429 holds what Slack counts together: a method in its workspace, or in one channel of it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.method_holds import MethodHolds
from bot.adapters.slack.web_api import Api, web_client
from bot.engine.errors import RateLimited
from tests.support.fakes.slack_people import SlackPeople
from tests.support.fakes.slack_server import Fault, SlackServer

ADA = "U0ADA"
POST = "chat.postMessage"
hello = {
    "text": "Hello",
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Hello"}}],
}


@asynccontextmanager
async def calling() -> AsyncGenerator[tuple[SlackServer, Api]]:
    """Run a Slack with three channels, and a client of its Web API."""
    server = SlackServer()
    server.world.add_user(ADA, "Ada")
    for channel in ("C1", "C2", "C3"):
        SlackPeople(server).channel(channel, ADA)
    await server.start()
    client = web_client(server.world.bot_token, server.api_url)
    async with aiohttp.ClientSession() as session:
        client.session = session
        yield server, Api(client)
    await server.stop()


async def took(call: Awaitable[object]) -> float:
    began = time.monotonic()
    await call
    return time.monotonic() - began


async def test_a_refused_method_is_not_called_until_the_time_is_over() -> None:
    async with calling() as (server, api):
        server.faults.append(Fault("users.info", retry_after=1))
        first = asyncio.create_task(took(api.call("users.info", user=ADA)))
        while server.faults:  # noqa: ASYNC110 - the refusal tells nobody
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert await took(api.call("conversations.info", channel="C1")) < 0.8
        later = [took(api.call("users.info", user=ADA)) for _ in range(5)]
        assert min(await asyncio.gather(*later)) > 0.5
        assert await first >= 1


async def test_a_channel_that_is_posted_to_too_fast_holds_no_other() -> None:
    async with calling() as (server, api):
        server.faults.append(Fault(POST, retry_after=1))
        first = asyncio.create_task(took(api.call(POST, channel="C1", **hello)))
        while server.faults:  # noqa: ASYNC110 - the refusal tells nobody
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert await took(api.call(POST, channel="C2", **hello)) < 0.8
        assert await took(api.call(POST, channel="C1", **hello)) > 0.5
        assert await first >= 1


async def test_a_long_hold_is_given_back_without_another_call() -> None:
    async with calling() as (server, api):
        server.faults.append(Fault("users.info", retry_after=90))
        with pytest.raises(SlackApiError, match="ratelimited"):
            await api.call("users.info", user=ADA)
        with pytest.raises(RateLimited, match="rate limited"):
            await api.call("users.info", user=ADA)
        assert [method for method, _ in server.world.calls] == []


def test_a_second_refused_channel_holds_the_method_everywhere() -> None:
    now = 100.0
    holds = MethodHolds(lambda: now)
    holds.note(POST, "C1", 30)
    assert (holds.seconds_left(POST, "C1"), holds.seconds_left(POST, "C2")) == (30, 0)
    holds.note(POST, "C2", 20)
    assert holds.seconds_left(POST, "C3") == 30
    assert holds.seconds_left("chat.update", "C1") == 0
    now = 125.0
    assert (holds.seconds_left(POST, "C1"), holds.seconds_left(POST, "C3")) == (5, 0)
    now = 130.0
    assert holds.seconds_left(POST, "C1") == 0
