"""What an acknowledgement promises: whatever was acknowledged is saved, once."""

import asyncio
import json
import logging
from collections.abc import Callable

import pytest
from aiohttp import web

from bot.adapters.shared.save_first import NOT_SAVED_YET
from tests.support.discord.live import Live, live
from tests.support.fakes.discord_api import Pressed
from tests.support.fakes.memory_store import MemoryStore
from tests.support.slack.slow_store import SlowStore


async def restarted(bot: Live) -> SlowStore:
    """Start the bot again on a store that can stand still."""
    await bot.stop()
    store = SlowStore()
    store.tables = bot.memory.tables
    await bot.start(store)
    return store


def answers(store: MemoryStore) -> int:
    return store.read_now(lambda tx: tx.responses.count(1))


def last_press(bot: Live) -> Pressed:
    return list(bot.server.api.presses.values())[-1]


def acknowledged_then(
    bot: Live, answer: Callable[[], web.Response | None]
) -> Callable[[], web.Response | None]:
    """Return an endpoint that takes the acknowledgement, and answers something else."""

    def serve() -> web.Response | None:
        bot.server.api.acknowledge(last_press(bot).token, bot.server.last_body)
        return answer()

    return serve


def cut() -> None:
    """Answer nothing: the connection is cut."""


def refusal(status: int, code: int) -> web.Response:
    body = json.dumps({"code": code, "message": "no"}).encode()
    return web.Response(status=status, body=body, headers={"Content-Type": "application/json"})


async def test_a_press_is_not_acknowledged_before_it_is_saved() -> None:
    async with live() as bot:
        question = await bot.ask()
        store = await restarted(bot)
        store.hold()
        before = len(bot.server.requests)
        pressing = asyncio.create_task(bot.server.press("7", question, "A"))
        await store.asked.wait()
        assert last_press(bot).callback is None
        store.release()
        assert "Answer saved" in (await pressing).text
        after = [path for _, _, path in bot.server.requests[before:]]
        assert len(after) == 1, "it is acknowledged with its answer, in one request"


async def test_a_press_that_a_slow_database_keeps_is_acknowledged_as_not_saved_yet() -> None:
    async with live() as bot:
        question = await bot.ask()
        store = await restarted(bot)
        store.hold()
        pressed = await bot.server.press("7", question, "A")
        assert pressed.took < 3
        assert NOT_SAVED_YET.message in pressed.text
        store.release()
        await bot.server.until(lambda: "Answer saved" in pressed.text)
        assert answers(store) == 1


@pytest.mark.parametrize("lost", [lambda: web.Response(status=502), cut])
async def test_a_press_whose_acknowledgement_was_heard_but_not_answered_is_served(
    lost: Callable[[], web.Response | None],
) -> None:
    async with live() as bot:
        question = await bot.ask()
        bot.server.refusals.append(("POST", "/callback", acknowledged_then(bot, lost)))
        assert "Answer saved" in (await bot.server.press("7", question, "A")).text
        assert answers(bot.memory) == 1


async def test_a_form_whose_opening_was_heard_but_not_answered_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with live() as bot:
        question = await bot.ask()
        caplog.clear()
        caplog.set_level(logging.INFO)
        bot.server.refusals.append(("POST", "/callback", acknowledged_then(bot, cut)))
        asking = asyncio.create_task(bot.server.press("7", question, "In my own words"))
        await bot.server.until(lambda: "its response was lost" in caplog.text)
        asking.cancel()
        assert [r for r in caplog.records if r.levelname == "WARNING"] == []


async def test_a_receipt_without_a_body_still_counts_as_acknowledged() -> None:
    async with live() as bot:
        question = await bot.ask()
        empty = acknowledged_then(bot, lambda: web.Response(status=204))
        bot.server.refusals.append(("POST", "/callback", empty))
        assert "Answer saved" in (await bot.server.press("7", question, "A")).text


async def test_what_another_worker_acknowledged_is_left_to_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with live() as bot:
        question = await bot.ask()
        caplog.clear()
        bot.server.refusals.append(("POST", "/callback", lambda: refusal(400, 40060)))
        with pytest.raises(TimeoutError):
            await bot.server.press("7", question, "My answer", within=0.3)
        assert last_press(bot).answer is None
        assert [r for r in caplog.records if r.levelname == "WARNING"] == []


async def test_an_interaction_that_is_delivered_twice_has_one_effect_and_one_answer() -> None:
    async with live() as bot:
        question = await bot.ask()
        first = await bot.server.press("7", question, "A")
        await bot.server.press("7", question, "B")
        before = len(bot.server.requests)
        await bot.server.send("INTERACTION_CREATE", bot.server.sent[first.token])
        await bot.server.press("7", question, "B")
        assert "Your answer: B" in (await bot.server.press("7", question, "My answer")).text
        asked = [path for _, method, path in bot.server.requests[before:] if method == "POST"]
        assert not [path for path in asked if first.token in path]


async def test_a_press_that_was_acknowledged_too_late_is_saved_and_can_be_repeated() -> None:
    async with live() as bot:
        question = await bot.ask()
        bot.server.refusals.append(("POST", "/callback", lambda: refusal(404, 10062)))
        with pytest.raises(TimeoutError):
            await bot.server.press("7", question, "A", within=0.3)
        assert "Answer saved" in (await bot.server.press("7", question, "A")).text
        assert answers(bot.memory) == 1
