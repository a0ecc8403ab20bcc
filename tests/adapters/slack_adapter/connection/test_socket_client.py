"""Socket Mode that is refused: a new ticket for each try, pauses, and a word that helps."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.adapters.slack.client import DISCONNECTED
from bot.adapters.slack.connection.socket_client import SOCKET_MODE_OFF, TOO_MANY
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_server import Fault
from tests.support.slack.rig import BEN, SlackRig, rig

QUICK: dict[str, Any] = {"app_token": "xapp-test", "ping_every": 0.05}


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelname in ("WARNING", "ERROR")]


async def soon(holds: Callable[[], bool]) -> None:
    """Wait for what the bot comes to know: that tells nobody."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def works(slack: SlackRig) -> None:
    assert "Nothing to review" in plain(await slack.command(BEN, "/practice"))
    assert slack.client.trouble == ""


async def test_a_refused_handshake_is_tried_again_with_a_new_ticket() -> None:
    async with rig(**QUICK) as slack:
        slack.server.refuse_handshakes = 3
        await slack.server.drop()
        await slack.server.until(lambda: slack.server.connected == 1)
        assert slack.server.refuse_handshakes == 0
        await works(slack)


async def test_a_first_handshake_that_is_refused_is_tried_again() -> None:
    slack = SlackRig()
    slack.arguments = QUICK
    await slack.server.start()
    slack.server.refuse_handshakes = 1
    try:
        await slack.connect()
        await works(slack)
        await slack.disconnect()
    finally:
        await slack.kill()
        await slack.server.stop()


async def test_a_lasting_too_many_websockets_is_told_once_and_tried_ever_more_seldom(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with rig(**QUICK) as slack:
        slack.server.ending = "too_many_websockets"
        await slack.server.drop()
        before = slack.server.handshakes
        await slack.server.until(lambda: slack.server.handshakes == before + 3)
        await asyncio.sleep(0.2)  # the next pause is longer than this
        assert slack.server.handshakes <= before + 4
        assert slack.client.trouble == TOO_MANY
        assert [line for line in warnings(caplog) if TOO_MANY in line] == warnings(caplog)
        assert len(warnings(caplog)) == 1
        slack.server.ending = ""
        await slack.server.until(lambda: slack.server.connected == 1)
        await works(slack)


async def test_a_refresh_is_neither_told_nor_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    async with rig() as slack:
        await slack.server.drop()
        await slack.server.until(lambda: slack.server.connected == 1, 3)
        await works(slack)
    assert warnings(caplog) == []


async def test_a_socket_mode_switched_off_while_running_names_itself_and_its_fix(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with rig(**QUICK) as slack:
        slack.server.faults += [Fault("apps.connections.open", error="not_allowed")] * 2
        await slack.server.drop("link_disabled")
        await soon(lambda: SOCKET_MODE_OFF in caplog.text)
        assert "Socket Mode" in slack.client.trouble
        await slack.server.until(lambda: slack.server.connected == 1)
        await works(slack)


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_an_app_token_that_died_names_itself_and_its_fix(
    code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with rig(**QUICK) as slack:
        slack.server.faults += [Fault("apps.connections.open", error=code)] * 2
        await slack.server.drop()
        await soon(lambda: "SLACK_APP_TOKEN" in slack.client.trouble)
        told = slack.client.trouble
        assert f"no longer accepts SLACK_APP_TOKEN ({code})" in told
        assert "connections:write" in told
        await slack.server.until(lambda: slack.server.connected == 1)
        await works(slack)
    assert len([line for line in warnings(caplog) if told in line]) == 1


async def test_a_passing_refusal_of_a_ticket_is_no_word_about_the_token() -> None:
    async with rig(**QUICK) as slack:
        slack.server.faults += [Fault("apps.connections.open", error="internal_error")] * 2
        await slack.server.drop()
        await soon(lambda: not slack.server.faults)
        assert slack.client.trouble in ("", DISCONNECTED)
        await slack.server.until(lambda: slack.server.connected == 1)
        await works(slack)


async def test_a_stop_does_not_wait_for_the_next_try(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "asyncio")
    async with rig(app_token="xapp-test", ping_every=30.0) as slack:
        slack.server.ending = "too_many_websockets"
        await slack.server.drop()
        await soon(lambda: slack.client.trouble == TOO_MANY)
    assert "Task was destroyed" not in caplog.text
