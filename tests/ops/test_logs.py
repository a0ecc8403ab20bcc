"""Log lines: what they are about, as text and as JSON, and never a secret."""

import asyncio
import io
import json
import logging
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.engine.errors import ChannelGone, Transient
from bot.engine.log_context import about
from bot.ops import logs
from bot.scheduling import Waker
from tests.support.world import World

pytestmark = pytest.mark.usefixtures("logging_as_it_was")
log = logging.getLogger("tests.logs")


@contextmanager
def written(
    form: logs.LogFormat = "text", level: str = "DEBUG", secrets: tuple[str, ...] = ()
) -> Generator[io.StringIO]:
    """Set logging up as the bot does, and collect what it writes."""
    root = logging.getLogger()
    before, kept = root.handlers[:], root.level
    told = io.StringIO()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stderr", told)
            logs.set_up(level, secrets, form)
        yield told
    finally:
        root.handlers[:] = before
        root.setLevel(kept)


def lines(told: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.getvalue().splitlines()]


async def a_day_with_faults() -> None:
    """Live a day in which a post fails, is repeated, and the answer's channel is gone."""
    world = World()
    await world.schedule()
    world.gateway.refuse("post", Transient("busy"), times=1)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=1)
    world.gateway.refuse("post", RuntimeError("a bug"), times=1)
    world.gateway.refuse("direct", Transient("nobody there"))
    await world.to("2026-11-02 16:00")
    world.gateway.refuse("update", ChannelGone("it is gone"))
    await world.after(minutes=1)
    await world.after(minutes=4)


async def test_every_line_about_a_round_carries_its_id_in_a_field() -> None:
    with written("json") as told:
        await a_day_with_faults()
    found = [line for line in lines(told) if line["logger"].startswith("bot.")]
    assert [line["message"].partition(":")[0] for line in found] == [
        "round 1",
        "round 1 posted (maths/q08)",
        "round 1 failed",
        "round 1",
        "round 1",
        "schedule 1",
    ], found
    assert [line["round"] for line in found] == [1] * 6
    assert "RuntimeError: a bug" in found[2]["error"]


async def test_as_text_the_field_ends_the_line_and_the_trace_follows() -> None:
    with written() as told:
        await a_day_with_faults()
    assert "round 1 posted (maths/q08) round=1\n" in told.getvalue()
    assert "round 1 failed round=1\nTraceback" in told.getvalue()


async def test_a_skipped_slot_carries_it_too() -> None:
    with written("json") as told:
        world = World()
        await world.schedule()
        await world.out_until("2026-11-02 20:00")
    (skipped,) = [line for line in lines(told) if "skipped" in line["message"]]
    assert skipped["round"] == 1


async def test_a_platform_that_does_not_respond_and_an_outage_are_warnings() -> None:
    with written("json") as told:
        world = World()
        await world.schedule()
        world.gateway.refuse("post", TimeoutError(), times=1)
        await world.to("2026-11-02 09:00")
        await world.out_until("2026-11-02 09:10")
    warned = [line["message"] for line in lines(told) if line["level"] == "WARNING"]
    assert warned[0] == "round 1: the platform did not answer in time"
    assert warned[1].startswith("no worker served console from 2026-11-02 09:00:00")


def test_context_fields_nest_and_end_with_their_block() -> None:
    with written("json") as told:
        with about(round=1):
            with about(schedule=2):
                log.info("inside")
            log.info("between")
        log.info("outside")
    inside, between, outside = lines(told)
    assert (inside["round"], inside["schedule"]) == (1, 2)
    assert "schedule" not in between
    assert "round" not in outside


@given(st.text(), st.text(min_size=1))
def test_any_message_is_one_line_of_json(message: str, secret: str) -> None:
    with written("json", secrets=(secret,)) as told:
        log.info("%s", message)
    assert len(told.getvalue().rstrip("\n").split("\n")) == 1
    (line,) = [json.loads(told.getvalue())]
    assert secret not in line["message"].replace("•••", "") or secret in "•••"


@pytest.mark.parametrize("form", logs.FORMATS)
def test_secrets_are_redacted_in_messages_and_traces(form: logs.LogFormat) -> None:
    with written(form, secrets=("hush-hush", "hush")) as told:
        try:
            int("hush-hush")
        except ValueError:
            log.exception("the token is %s", "hush")
    assert "the token is •••" in told.getvalue()
    assert "hush" not in told.getvalue()


SHOWN = "must-not-be-seen"


@pytest.mark.parametrize(
    "line",
    [
        f"headers: {{'Authorization': 'Bearer xoxb-{SHOWN}'}}",
        f"{{'Authorization': 'Bot MTA.Gx.{SHOWN}'}}",
        f"POST https://discord.com/api/v10/interactions/123/{SHOWN}/callback returned 204",
        f"PATCH https://discord.com/api/v10/webhooks/123/{SHOWN}/messages/@original",
        f'event {{"token":"{SHOWN}","id":"1"}}',
        f"event {{'token': '{SHOWN}', 'id': '1'}}",
        f"connecting to wss://wss-primary.slack.com/link/?ticket={SHOWN}&app_id=1",
        f"url: https://hooks.slack.com/actions/T0/1/{SHOWN}, body: {{}}",
        f"url: https:\\/\\/hooks.slack-gov.com\\/actions\\/T0\\/1\\/{SHOWN}",
        f"<Interaction token='{SHOWN}'>",
        f"api_token=xapp-1-A-1-{SHOWN}",
        f"it was MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.{SHOWN}{SHOWN}",
    ],
)
def test_unknown_tokens_are_redacted_by_what_precedes_them(line: str) -> None:
    with written() as told:
        log.debug("%s", line)
    assert SHOWN not in told.getvalue()
    assert "•••" in told.getvalue()


SIDES = {"token": SHOWN, "response_url": f"https://any.example/a/{SHOWN}", "n": {"ticket": SHOWN}}


def as_slack_writes(told: object) -> str:
    return json.dumps(told).replace("/", "\\/")


@pytest.mark.parametrize(
    "line",
    [
        str(SIDES),
        as_slack_writes(SIDES),
        repr(as_slack_writes(SIDES)),
        as_slack_writes({"payload": json.dumps(SIDES)}),
        repr(json.dumps({"envelope": as_slack_writes({"payload": json.dumps(SIDES)})})),
        urlencode({"token": SHOWN, "command": "/streak", "response_url": SIDES["response_url"]}),
        urlencode({"payload": as_slack_writes(SIDES)}),
        quote(as_slack_writes(SIDES)),
    ],
)
def test_secrets_are_recognized_by_their_keys_in_any_encoding(line: str) -> None:
    with written() as told:
        log.debug("body: %s", line)
    assert SHOWN not in told.getvalue()
    assert told.getvalue().count("•••") >= 2, "each by itself, and what is between them stays"


async def test_the_client_of_response_urls_does_not_log_them() -> None:
    with written() as told:
        hook = AsyncWebhookClient(f"http://127.0.0.1:1/{SHOWN}", retry_handlers=[])
        with pytest.raises(OSError, match="Cannot connect"):
            await hook.send(text="an answer")
    assert SHOWN not in told.getvalue()


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
@pytest.mark.parametrize(
    "headers",
    [b"", b"Host: here\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip"],
    ids=["no host", "a broken body"],
)
async def test_malformed_requests_are_logged_at_debug_only(level: str, headers: bytes) -> None:
    with written(level=level) as told:
        runner = web.AppRunner(web.Application(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        reader, writer = await asyncio.open_connection(*runner.addresses[0])
        writer.write(b"POST /healthz HTTP/1.1\r\n" + headers + b"\r\n")
        assert b" 40" in await reader.readline()
        await reader.read()  # until it has hung up
        writer.close()
        await runner.cleanup()
    assert ("Traceback" in told.getvalue()) is (level == "DEBUG")


def test_words_that_only_look_like_a_token_are_not_redacted() -> None:
    with written() as told:
        log.info("The Bot posted. A Bearer of news. round 1 posted (pytorch/token-ids)")
    assert "The Bot posted. A Bearer of news. round 1 posted (pytorch/token-ids)" in told.getvalue()


async def test_a_job_that_takes_longer_than_its_interval_is_not_a_warning() -> None:
    going_on, enough = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        going_on.set()
        await enough.wait()

    with written(level="INFO") as told:
        waker = Waker()
        looks = asyncio.Queue[None]()
        waker.every(0.01, "work", work)
        waker.every(0.01, "a look", lambda: looks.put(None))
        waker.start()
        async with asyncio.timeout(10):
            await going_on.wait()
            for _ in range(5):  # the work is due again each time, too
                await looks.get()
        waker.stop()
        enough.set()
    assert told.getvalue() == ""


def test_libraries_log_from_warning_up_and_never_their_parsing() -> None:
    with written(level="INFO") as told:
        logging.getLogger("discord.http").info("chatter")
        logging.getLogger("slack_sdk").warning("matters")
    assert "chatter" not in told.getvalue()
    assert "matters" in told.getvalue()
    with written(level="DEBUG") as told:
        logging.getLogger("discord.http").debug("wanted")
        logging.getLogger("markdown_it.rules_block.code").debug("entering code")
    assert "wanted" in told.getvalue()
    assert "entering" not in told.getvalue()
