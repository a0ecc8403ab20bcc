"""Signed requests that come again, from Slack or from whoever captured them, are served once."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.e2e.bank import FixtureBank
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER
from tests.support.slack.day import NINE
from tests.support.slack.rig import ADA, BEN, CHANNEL, HTTP, SlackRig, free_port, rig
from tests.support.slack.slow_store import SlowStore


@asynccontextmanager
async def over_http(store: SlowStore | None = None) -> AsyncGenerator[SlackRig]:
    """Run a bot that takes signed requests, with an open question."""
    port = free_port()
    async with rig(store, **HTTP, port=port) as slack:
        slack.server.http_target = f"http://127.0.0.1:{port}/slack/events"
        await slack.set_up()
        await slack.work(NINE)
        yield slack


async def mine(slack: SlackRig) -> str:
    return plain(await slack.look(BEN, slack.question, "My answer"))


async def test_a_captured_press_changes_nothing_when_it_is_sent_again() -> None:
    async with over_http() as slack:
        await slack.press(BEN, slack.question, "A")
        captured = len(slack.server.requests) - 1
        await slack.press(BEN, slack.question, "B")
        assert await slack.server.replay(captured) == {}
        assert "Your answer: B," in await mine(slack)


async def test_nor_does_it_after_a_restart() -> None:
    async with over_http() as slack:
        await slack.press(BEN, slack.question, "A")
        captured = len(slack.server.requests) - 1
        await slack.press(BEN, slack.question, "B")
        await slack.kill()
        await slack.connect()
        await slack.server.replay(captured)
        assert "Your answer: B," in await mine(slack)


async def test_what_only_looks_is_not_shown_again() -> None:
    async with over_http() as slack:
        await slack.command(BEN, "/leaderboard")
        await slack.server.replay()
        await slack.server.quiet()
        assert len(slack.people.shown_to(BEN)) == 1


async def test_a_repeated_form_gets_the_same_answer() -> None:
    async with over_http() as slack:
        form = await slack.press_for_form(ADA, slack.question, "In my own words")
        told = await slack.refused(ADA, form, words=" ")
        answer = await slack.server.replay()
        assert answer == {"response_action": "errors", "errors": {"words": told}}


async def test_slacks_own_retry_of_what_was_not_served_is_served_once() -> None:
    async with over_http() as slack:
        report = f"question flag {next(iter(FixtureBank().questions))} It is wrong."
        await slack.people.say(BEN, CHANNEL, f"<@{BOT_USER}> {report}")
        for attempt in "12":
            await slack.server.replay(more={"X-Slack-Retry-Num": attempt})
        await slack.server.quiet()
        assert "1 to review" in plain(await slack.command(ADA, "/question", "review"))


async def test_a_wrong_signature_is_refused_as_often_as_it_comes() -> None:
    async with over_http() as slack:
        body, headers = "payload=%7B%7D", {"X-Slack-Signature": "v0=00"}
        stamp = {"X-Slack-Request-Timestamp": str(int(time.time()))}
        slack.server.requests.append((body, {**headers, **stamp}))
        for _ in range(2):
            with pytest.raises(aiohttp.ClientError, match="401"):
                await slack.server.replay()
