"""Starting, in both modes: good tokens, bad ones, missing scopes, an unreachable Slack."""

import asyncio
import logging
import socket
import time
from contextlib import closing
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.connection import sign_in
from bot.adapters.slack.connection.transports import SocketConnection
from bot.adapters.slack.web_api import Api, web_client
from bot.engine.errors import StartRefused
from tests.support.fakes.slack_people import SlackPeople, plain
from tests.support.fakes.slack_server import Fault, SlackServer
from tests.support.fakes.slack_things import TEAM
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import ADA, BEN, HTTP, SlackRig, free_port, rig


async def refused(slack: SlackRig) -> str:
    """Start the bot and return why it would not."""
    await slack.server.start()
    try:
        with pytest.raises(StartRefused) as problem:
            await slack.connect()
    finally:
        await slack.kill()
        await slack.server.stop()
    return str(problem.value)


async def test_a_start_warns_of_nothing_that_is_as_it_should_be(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-test")  # as an operator sets it
    async with rig():
        assert [r.getMessage() for r in caplog.records if r.levelname == "WARNING"] == []


async def test_a_day_over_signed_http() -> None:
    port = free_port()
    async with rig(**HTTP, port=port) as slack:
        slack.server.http_target = f"http://127.0.0.1:{port}/slack/events"
        await slack.set_up()
        await slack.work(NINE)
        assert "Answer saved: A," in plain(await slack.press(BEN, slack.question, "A"))
        form = await slack.press_for_form(ADA, slack.question, "In my own words")
        errors = await slack.people.submit(ADA, form, words=" ")
        assert "words" in errors
        assert "own words" in plain(await slack.submit(ADA, form, words="because"))
        await slack.work(FOUR)
        assert "1 chose, 1 used their own words" in plain(slack.question)
        assert slack.server.connected == 0


async def test_a_request_with_a_wrong_signature_is_refused() -> None:
    port = free_port()
    async with rig(**HTTP, port=port) as slack, aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{port}/slack/events"
        for headers in (
            {},
            {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1700000000"},
        ):
            async with session.post(url, data={"command": "/stats"}, headers=headers) as answer:
                assert answer.status == 401
        assert slack.people.shown_to(BEN) == []


async def test_what_slack_can_not_have_sent_is_refused_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    port = free_port()
    async with rig(**HTTP, port=port) as slack, aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{port}/slack/events"
        signed = {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": str(int(time.time()))}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        for headers, body in [
            (form, b"payload=%7Bnot"),
            (form, b"payload=[]"),
            ({"Content-Type": "application/json"}, b"{not"),
            ({"Content-Type": "application/json"}, b'{"user": 7}'),
            ({"Content-Type": "application/json"}, b"[" * 100_000),
            ({"Content-Type": "text/plain; charset=utf-8"}, b"\xff"),
            ({"X-Slack-Request-Timestamp": "soon"}, b"a=b"),
            ({"X-Slack-Signature": "v0=\u00fc"}, b"a=b"),
        ]:
            async with session.post(url, data=body, headers={**signed, **headers}) as answer:
                assert answer.status == 400, body[:20]
        assert slack.people.shown_to(BEN) == []
    assert not [r for r in caplog.records if r.exc_info and r.name.startswith(("bot", "slack"))]


async def test_slacks_check_of_the_address_is_answered() -> None:
    port = free_port()
    async with rig(**HTTP, port=port) as slack:
        slack.server.http_target = f"http://127.0.0.1:{port}/"
        answer = await slack.server.deliver(
            "events_api", {"type": "url_verification", "challenge": "say this"}
        )
        assert answer == {"challenge": "say this"}


async def test_a_taken_port_is_named() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("", 0))
        taken.listen()
        slack = SlackRig()
        slack.arguments = {**HTTP, "port": int(taken.getsockname()[1])}
        assert "set PORT to a free one" in await refused(slack)


async def test_no_way_in_is_told() -> None:
    slack = SlackRig()
    slack.arguments = {}
    assert "SLACK_APP_TOKEN" in await refused(slack)


async def test_a_wrong_bot_token_names_the_fix() -> None:
    slack = SlackRig()
    slack.world.bot_token = "xoxb-other"
    problem = await refused(slack)
    assert "SLACK_BOT_TOKEN (invalid_auth)" in problem
    assert "OAuth & Permissions" in problem


async def test_a_wrong_app_token_names_the_fix() -> None:
    slack = SlackRig()
    slack.world.app_token = "xapp-other"
    problem = await refused(slack)
    assert "SLACK_APP_TOKEN (invalid_auth)" in problem
    assert "connections:write" in problem


async def test_an_app_token_without_its_scope_names_it() -> None:
    slack = SlackRig()
    slack.server.faults.append(Fault("apps.connections.open", error="missing_scope"))
    assert "SLACK_APP_TOKEN lacks the scope" in await refused(slack)


@pytest.mark.parametrize("scope", sign_in.NEEDED_SCOPES)
async def test_a_missing_scope_is_named_with_its_fix(scope: str) -> None:
    slack = SlackRig()
    slack.world.scopes = ",".join(s for s in slack.world.scopes.split(",") if s != scope)
    problem = await refused(slack)
    assert f"lacks the scope {scope}" in problem
    assert "install the app again" in problem


async def test_a_scope_that_is_only_wanted_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    slack = SlackRig()
    slack.world.scopes = slack.world.scopes.replace("files:write,", "")
    await slack.server.start()
    await slack.connect()
    await slack.disconnect()
    await slack.server.stop()
    assert "files:write (/warmup me export, and the recap's picture)" in caplog.text


async def test_an_unreachable_slack_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    slack = SlackRig()
    slack.arguments["first_wait"] = 0.02
    await slack.server.start()
    await slack.server.pause()
    connecting = asyncio.create_task(slack.connect())
    await asyncio.sleep(0.05)
    assert not connecting.done()
    await slack.server.start(slack.server.port)
    await connecting
    await slack.disconnect()
    await slack.server.stop()
    assert "can't be reached" in caplog.text


async def test_a_dropped_connection_is_made_again() -> None:
    async with rig() as slack:
        await slack.server.drop()
        await slack.server.until(lambda: slack.server.connected == 1)
        assert "Nothing to review" in plain(await slack.command(BEN, "/practice"))


async def test_a_slack_that_stays_away_is_told_in_lines_and_not_at_every_try(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "bot.adapters.slack.connection.backoff")

    def said(level: str) -> list[str]:
        return [r.getMessage() for r in caplog.records if r.levelname == level]

    async with rig(app_token="xapp-test", ping_every=0.05) as slack:
        await slack.server.pause()
        async with asyncio.timeout(10):
            while len(said("DEBUG")) < 5:  # noqa: ASYNC110 - the library's tries tell nobody
                await asyncio.sleep(0.01)
        await slack.server.start(slack.server.port)
        await slack.server.until(lambda: slack.server.connected == 1)
        assert "Nothing to review" in plain(await slack.command(BEN, "/practice"))
    assert said("ERROR") == []
    assert len(said("WARNING")) == len(set(said("WARNING"))), "once for each reason"
    why = "Slack couldn't be reached (ClientConnectorError)"
    assert f"Slack: connection lost; reconnecting. {why}" in said("WARNING")
    assert "Slack: reconnected" in said("INFO")


async def test_an_event_goes_to_any_of_the_connections() -> None:
    async with rig() as slack:
        for _ in range(3):
            assert "Nothing to review" in plain(await slack.command(BEN, "/practice"))


async def test_making_a_client_touches_nothing() -> None:
    slack = SlackRig()
    client: SlackClient = slack.make()
    assert slack.world.calls == []
    await client.close(8)


async def test_a_stop_acknowledges_what_was_heard_before_it_disconnects() -> None:
    server = SlackServer()
    people = SlackPeople(server)
    server.world.add_user(ADA, "Ada")
    people.channel("C1", ADA)
    await server.start()
    heard, go_on = asyncio.Event(), asyncio.Event()

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=server.world.bot_token)

    app: Any = AsyncApp(client=web_client(None, server.api_url), authorize=authorize)

    @app.command("/slow")
    async def _(ack: AsyncAck) -> None:  # pyright: ignore[reportUnusedFunction]
        heard.set()
        await go_on.wait()
        await ack()

    api = Api(web_client(None, server.api_url))
    token = server.world.app_token
    connection = SocketConnection(app, api, token, lambda: None, lambda: None, 5.0)
    try:
        await connection.open()
        asking = asyncio.create_task(people.command(ADA, "C1", "/slow"))
        await heard.wait()
        closing_ = asyncio.create_task(connection.close(8))
        await asyncio.sleep(0)
        go_on.set()
        await closing_
        await asking
        assert len(server.ack_seconds) == 1
        assert server.late == []
    finally:
        await connection.close(8)
        await server.stop()
