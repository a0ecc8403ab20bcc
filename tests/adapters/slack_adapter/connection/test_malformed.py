"""Signed requests, and socket messages, without their parts or with others of the wrong type."""

import copy
import hashlib
import hmac
import json
import logging
import random
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.adapters.slack.inbound.shortcuts import FROM_MESSAGE, QUIZ
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_server import SIGNING_SECRET
from tests.support.fakes.slack_things import BOT_USER, TEAM
from tests.support.malformed import GONE, WRONG, changed, paths
from tests.support.slack.day import opened
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig, free_port, rig


async def everything(slack: SlackRig) -> list[tuple[str, Json]]:
    """Do what a day has, and return all that was delivered for it."""
    await opened(slack)
    question = slack.question
    await slack.press(BEN, question, "A")
    form = await slack.press_for_form(BEN, question, "In my own words")
    await slack.submit(BEN, form, words="because")
    await slack.command(BEN, "/streak")
    said = await slack.people.say(BEN, CHANNEL, "a reply", question["ts"])
    await slack.people.edit(CHANNEL, said, "another reply")
    await slack.people.delete(CHANNEL, said)
    mention = f"<@{BOT_USER}> streak"
    await slack.people.say(BEN, CHANNEL, mention, question["ts"])
    await slack.people.shortcut(BEN, QUIZ)
    await slack.people.message_shortcut(BEN, FROM_MESSAGE, said, CHANNEL)
    account = {"id": BEN, "name": "ben", "profile": {"display_name": "Ben"}, "team_id": TEAM}
    for event in (
        {"type": "user_change", "user": account},
        {"type": "user_change", "user": {**account, "id": "U0GONE", "deleted": True}},
        {"type": "member_joined_channel", "user": BOT_USER, "channel": CHANNEL},
        {"type": "channel_unarchive", "user": ADA, "channel": CHANNEL},
        {"type": "channel_archive", "user": ADA, "channel": CHANNEL},
        {"type": "channel_id_changed", "old_channel_id": "C0OLD", "new_channel_id": "C0NEW"},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U0"], "bot": []}},
        {"type": "never_heard_of", "user": BEN},
    ):
        await slack.people.event(event)
    await slack.server.quiet()
    return copy.deepcopy(slack.server.delivered)


def variants(delivered: list[tuple[str, Json]], seed: int, count: int) -> list[tuple[str, Json]]:
    """Return requests with one part gone or of another type: each path at least once."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    made: list[tuple[str, Json]] = []
    seen: set[tuple[object, ...]] = set()
    for kind, body in delivered:
        event: Json = body.get("event") or {}
        name = (kind, body.get("type"), event.get("type"), event.get("subtype"))
        for path in paths(body):
            # Blocks of a message that was pressed on are Slack's copy; nothing reads them.
            copied = "message" in path[:1] and body.get("type") != "message_action"
            if copied or (name, path) in seen:
                continue
            seen.add((name, path))
            values = [GONE, None, *chance.sample(WRONG, 2)]
            made += [(kind, changed(body, path, value)) for value in values]
    chance.shuffle(made)
    return made[:count]


async def post(target: str, kind: str, body: Json) -> int:
    """Send one signed request; return its status."""
    if kind == "events_api":
        sent, content_type = json.dumps(body), "application/json"
    else:
        form: Any = body if kind == "slash_commands" else {"payload": json.dumps(body)}
        sent, content_type = urlencode(form), "application/x-www-form-urlencoded"
    stamp = str(int(time.time()))
    signed = hmac.new(SIGNING_SECRET.encode(), f"v0:{stamp}:{sent}".encode(), hashlib.sha256)
    headers = {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signed.hexdigest()}",
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(target, data=sent, headers=headers) as answer,
    ):
        return answer.status


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged with a traceback, or as an error by a library."""
    return [
        f"{record.getMessage()} {record.exc_info}"
        for record in caplog.records
        if record.exc_info
        or (record.levelno >= logging.ERROR and not record.name.startswith("bot.adapters.slack.in"))
    ]


@pytest.mark.parametrize("seed", [1, 2])
async def test_signed_requests_with_anything_wrong_are_answered_without_a_traceback(
    seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    async with rig(signing_secret=SIGNING_SECRET, port=port) as slack:
        slack.server.http_target = target = f"http://127.0.0.1:{port}/slack/events"
        delivered = await everything(slack)
        for kind, body in variants(delivered, seed, 600):
            assert await post(target, kind, body) in (200, 400, 404), (kind, body)
            assert not tracebacks(caplog), (kind, body, tracebacks(caplog))


async def test_socket_messages_with_anything_wrong_are_acknowledged_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with rig() as slack:
        delivered = await everything(slack)
        unknown = ("interactive", {"type": "never_heard_of", "team_id": TEAM})
        for kind, body in [unknown, *variants(delivered, 3, 600)]:
            await slack.server.deliver(kind, body)
            assert not slack.server.late, (kind, body)
            assert not tracebacks(caplog), (kind, body, tracebacks(caplog))


MISSING: tuple[tuple[str, Json], ...] = (
    ("interactive", {"type": "block_actions", "team": {"id": TEAM}, "actions": []}),
    ("interactive", {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": BEN}}),
    ("interactive", {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": BEN}}),
    ("slash_commands", {"command": "/streak", "team_id": TEAM}),
    ("events_api", {"type": "event_callback", "team_id": TEAM}),
    ("events_api", {}),
)


@pytest.mark.parametrize(("kind", "body"), MISSING)
async def test_a_signed_request_without_its_parts_is_refused_as_unreadable(
    kind: str, body: Json
) -> None:
    port = free_port()
    async with rig(signing_secret=SIGNING_SECRET, port=port):
        assert await post(f"http://127.0.0.1:{port}/slack/events", kind, body) == 400


FAR = "T0FAR"
ELSEWHERE: dict[str, Json] = {
    "another": {"team_id": FAR, "authorizations": [{"team_id": FAR}]},
    "another, shared": {"team_id": TEAM, "authorizations": [{"team_id": FAR}]},
    "none": {"team_id": None, "authorizations": []},
}


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_an_event_for_another_workspace_or_none_is_acknowledged_and_does_nothing(
    where: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with rig() as slack:
        await opened(slack)
        mention = f"<@{BOT_USER}> streak"
        await slack.people.say(BEN, CHANNEL, mention, slack.question["ts"])
        await slack.server.until(lambda: slack.people.shown_to(BEN))
        await slack.server.quiet()
        kind, event = slack.server.delivered[-1]
        shown = len(slack.people.shown_to(BEN))
        await slack.server.deliver(kind, {**event, **ELSEWHERE[where], "event_id": "Ev0NEW"})
        await slack.server.quiet()
        assert len(slack.people.shown_to(BEN)) == shown
        await slack.server.deliver(kind, {**event, "event_id": "Ev0OURS"})
        await slack.server.until(lambda: len(slack.people.shown_to(BEN)) > shown)
        assert not tracebacks(caplog)


async def test_a_press_and_a_command_for_another_workspace_do_nothing() -> None:
    async with rig() as slack:
        await opened(slack)
        press = slack.people.press_payload(BEN, slack.question, "A", CHANNEL)
        far = {"id": BEN, "name": "ben", "team_id": FAR}
        await slack.server.deliver("interactive", {**press, "team": {"id": FAR}, "user": far})
        command = {"command": "/streak", "user_id": BEN, "channel_id": CHANNEL, "team_id": FAR}
        await slack.server.deliver("slash_commands", command)
        await slack.server.quiet()
        assert not slack.people.shown_to(BEN)
        await slack.press(BEN, slack.question, "A")


async def test_a_guest_of_a_shared_channel_is_served_by_the_workspace_the_app_is_in() -> None:
    async with rig() as slack:
        await opened(slack)
        press = slack.people.press_payload(BEN, slack.question, "A", CHANNEL)
        guest = {"id": BEN, "name": "ben", "team_id": FAR}
        await slack.server.deliver("interactive", {**press, "user": guest})
        await slack.server.until(lambda: slack.people.shown_to(BEN))
