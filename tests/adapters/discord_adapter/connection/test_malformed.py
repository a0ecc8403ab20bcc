"""Interactions and events without their parts, with others of the wrong type, or forged."""

import asyncio
import copy
import logging
import random
import time
from typing import Any, cast

import pytest

from tests.support.discord.live import FOUR, Live, live
from tests.support.fakes.discord_api import Pressed
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_shapes import CHANNEL, GUILD
from tests.support.malformed import GONE, WRONG, changed, paths

CHUNK = 20
"""So many are sent at once; then an ordinary press has to be answered."""
HOSTILE: tuple[Any, ...] = (
    "\x00", "\ud800", "\u202e\u0301" * 50, "9" * 5_000, "A" * 70_000, "-1", "１２", "1e9",
    "'; drop table rounds; --", "@everyone", "<@1>", "```", "%s{}$1", 2**63, 2**200, -(2**63),
    float("inf"), list[Json](), [{"a": 1}] * 30,
)  # fmt: skip
FORGED = (
    "", ":", "::", "w", "warmup", "answer", "answer:", "answer:1", "answer:1:A:B:C:D", "answer:x:A",
    "answer:-1:A", "answer:9223372036854775808:A", "answer:1:\ud800", "answer:1:" + "A" * 90,
    "reveal:1", "start:../../x", "drill:0:0:0", "\x00:\x00", "mine:99999999999999999999",
)  # fmt: skip


async def everything(bot: Live) -> list[Json]:
    """Do what a day has, and return the interactions that were sent for it."""
    server = bot.server
    question = await bot.ask()
    await server.press("7", question, "A")
    form = await server.press("8", question, "In my own words")
    await server.submit(form, {"words": "because"})
    quiz = await server.slash("7", "quiz", count=3)
    assert quiz.answer is not None
    for command in ("streak", "leaderboard", "help"):
        await server.slash("7", command)
    await server.slash("1", "daily list", as_manager=True)
    form = await server.slash("9", "question suggest")
    await server.submit(form, {"title": "Views", "prompt": "What is a view?"})
    bot.clock.now = FOUR
    await bot.work()
    return [copy.deepcopy(sent) for sent in server.sent.values()]


def variants(sent: list[Json], seed: int, count: int) -> list[Json]:
    """Return interactions with one part gone, of another type, hostile or forged."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    made: list[Json] = []
    seen: set[tuple[object, ...]] = set()
    for body in sent:
        for path in paths(body):
            if "message" in path[:1] and len(path) > 2:  # Discord's own copy
                continue
            if (kind := (body["type"], path)) in seen:
                continue
            seen.add(kind)
            values = (GONE, None, *chance.sample(WRONG, 2), *chance.sample(HOSTILE, 2))
            made += [changed(body, path, value) for value in values]
        if "custom_id" in body["data"]:
            made += [changed(body, ("data", "custom_id"), forged) for forged in FORGED]
            own: str = body["data"]["custom_id"]
            made += [
                changed(body, ("data", "custom_id"), own.replace(digit, other))
                for digit in "0123"
                for other in ("", "-1", "99999999999999999999", "x")
                if digit in own
            ]
    chance.shuffle(made)
    return made[:count]


def expect(bot: Live, body: Json, number: int) -> Json:
    """Give an interaction a token of its own, unless that is what's wrong; return it."""
    if isinstance(body.get("token"), str) and body["token"].startswith("token-"):
        body |= {"token": f"odd-{number}", "id": bot.server.api.snowflake()}
    token, kind = body.get("token"), body.get("type")
    if isinstance(token, str) and isinstance(kind, int):
        message: Any = body.get("message")
        shown = cast("Json", message) if isinstance(message, dict) else None
        pressed = Pressed(str(body.get("id")), token, kind, "7", shown, time.monotonic())
        bot.server.api.presses[token] = pressed
    return body


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged with a traceback, or as an error."""
    return [
        f"{record.name}: {record.getMessage()} {record.exc_info}"
        for record in caplog.records
        if record.exc_info or record.levelno >= logging.ERROR or "\n" in record.getMessage()
    ]


@pytest.mark.parametrize("seed", [1, 2])
async def test_interactions_with_anything_wrong_leave_one_line_at_most_and_the_bot_serving(
    seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    async with live() as bot:
        made = variants(await everything(bot), seed, 600)
        for first in range(0, len(made), CHUNK):
            chunk = made[first : first + CHUNK]
            for number, body in enumerate(chunk, first):
                await bot.server.send("INTERACTION_CREATE", expect(bot, body, number))
            await bot.server.slash(f"{first + 100}", "streak")
            assert not said(caplog), (said(caplog), chunk)
        assert bot.task is not None
        assert not bot.task.done()
        assert len(bot.server.identified) == 1, "it never had to connect again"
    assert not said(caplog)


EVENTS: tuple[tuple[str, Json], ...] = (
    ("MESSAGE_CREATE", {
        "id": "500", "channel_id": CHANNEL, "guild_id": GUILD, "content": "a reply", "type": 0,
        "author": {"id": "7", "username": "seven", "discriminator": "0", "avatar": None},
        "member": {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0},
        "timestamp": "2026-11-23T09:00:00+00:00", "edited_timestamp": None, "tts": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "pinned": False, "components": [],
    }),
    ("MESSAGE_UPDATE", {"id": "500", "channel_id": CHANNEL, "guild_id": GUILD, "content": "b"}),
    ("MESSAGE_DELETE", {"id": "500", "channel_id": CHANNEL, "guild_id": GUILD}),
    ("MESSAGE_DELETE_BULK", {"ids": ["500"], "channel_id": CHANNEL, "guild_id": GUILD}),
    ("CHANNEL_UPDATE", {"id": CHANNEL, "guild_id": GUILD, "type": 0, "name": "prep",
                        "position": 0, "permission_overwrites": []}),
    ("CHANNEL_DELETE", {"id": CHANNEL, "guild_id": GUILD, "type": 0, "name": "prep"}),
    ("GUILD_ROLE_UPDATE", {"guild_id": GUILD, "role": {"id": GUILD, "name": "x"}}),
    ("GUILD_DELETE", {"id": "800000000000000009"}),
    ("NEVER_HEARD_OF", {"guild_id": GUILD}),
)  # fmt: skip


async def test_events_with_anything_wrong_leave_one_line_at_most_and_the_bot_serving(
    caplog: pytest.LogCaptureFixture,
) -> None:
    chance = random.Random(3)  # noqa: S311  # repeatable, not secret
    async with live(message_content=True) as bot:
        await bot.ask()
        for name, body in EVENTS:
            odd = [
                changed(body, path, value)
                for path in paths(body)
                for value in (GONE, None, *chance.sample(WRONG, 2), *chance.sample(HOSTILE, 2))
            ]
            for event in odd:
                await bot.server.send(name, event)
            await bot.server.slash("9", "streak")
            assert not said(caplog), (name, said(caplog))
        assert len(bot.server.identified) == 1, "it never had to connect again"


async def test_frames_that_are_no_events_do_not_end_the_bot(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with live() as bot:
        await bot.ask()
        odd: tuple[Any, ...] = (None, [], "x", 3, {}, {"guild_id": None}, {"id": []})
        for data in odd:
            for name in ("INTERACTION_CREATE", "GUILD_CREATE", "THREAD_CREATE", "MESSAGE_CREATE"):
                await bot.server.send_raw({"op": 0, "t": name, "d": data})
        for frame in ({"op": 99, "d": None}, {"op": 0, "t": None, "d": None}, {"op": 11}):
            await bot.server.send_raw(frame)
        await bot.server.slash("9", "streak")
        await asyncio.sleep(0)
        assert not said(caplog)
