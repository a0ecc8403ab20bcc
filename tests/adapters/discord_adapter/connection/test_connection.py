"""What only real sockets show: order, connections, closing."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

import discord
import discord.client
import pytest
from aiohttp import web

from bot.adapters.discord.connection import backoff
from bot.engine.dispatcher import Engine
from bot.engine.errors import StartRefused
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import NoteSentCommands
from tests.e2e.bank import FixtureBank
from tests.support.discord.live import FOUR, SETUP, Live, live
from tests.support.discord.refusals import refused
from tests.support.fakes.discord_shapes import GUILD, words
from tests.support.fakes.memory_store import MemoryStore

T = TypeVar("T")


class Slow(MemoryStore):
    """A store that answers only once it is let go; ``asked`` tells that it was."""

    def __init__(self, kept: MemoryStore) -> None:
        super().__init__()
        self.tables = kept.tables
        self.asked = asyncio.Event()
        self.let_go = asyncio.Event()

    async def write(self, command: Callable[[Transaction], T]) -> T:
        await self._wait()
        return await super().write(command)

    async def read(self, query: Callable[[Transaction], T]) -> T:
        await self._wait()
        return await super().read(query)

    async def _wait(self) -> None:
        self.asked.set()
        await self.let_go.wait()


async def _restarted(bot: Live) -> Slow:
    """Start the bot again on a store that is slow from now on."""
    await bot.stop()
    slow = Slow(bot.memory)
    slow.let_go.set()
    await bot.start(slow)
    slow.let_go.clear()
    slow.asked.clear()
    return slow


# --- forms ---------------------------------------------------------------------


async def test_a_form_opens_while_the_database_hangs() -> None:
    async with live() as bot:
        question = await bot.ask()
        slow = await _restarted(bot)
        opened = await bot.server.press("7", question, "In my own words")
        assert opened.form["title"]
        opened = await bot.server.press_id("7", question, "w1:f:1")
        assert opened.form["title"]
        slow.let_go.set()


async def test_the_setup_form_opens_while_the_database_hangs() -> None:
    async with live() as bot:
        slow = await _restarted(bot)
        opened = await bot.server.slash("1", "daily setup", as_manager=True)
        assert len(opened.form["components"]) == 5
        assert "Europe/Berlin" in str(opened.form), "guessed from the reader's language"
        slow.let_go.set()


# --- ids of any age --------------------------------------------------------------------


async def test_a_button_of_another_version_gets_a_friendly_answer() -> None:
    async with live() as bot:
        question = await bot.ask()
        for odd in ("w9:z:1", "w1:c:not-a-number:A", ""):
            pressed = await bot.server.press_id("7", question, odd)
            assert "another version" in pressed.text
            assert pressed.ephemeral


async def test_a_choice_pressed_after_the_reveal_is_told_so() -> None:
    async with live() as bot:
        question = await bot.ask()
        stale = f"w1:c:{bot.round().id}:A"
        bot.clock.now = FOUR
        await bot.work()
        assert "is already revealed" in (await bot.server.press_id("7", question, stale)).text


async def test_a_drills_buttons_serve_nobody_else() -> None:
    async with live() as bot:
        quiz = await bot.server.slash("7", "quiz")
        assert quiz.answer is not None
        pressed = await bot.server.press("8", quiz.answer, "A")
        assert "someone else's quiz" in pressed.text
        assert "1 of 5" in words(quiz.answer), "the owner's message stays as it was"


async def test_a_confirmation_serves_only_whoever_filled_the_form_and_once() -> None:
    async with live() as bot:
        setup = {"time": "9", "zone": "Europe/Berlin"}
        preview = await bot.server.slash("1", "daily setup", as_manager=True, **setup)
        assert preview.answer is not None
        other = await bot.server.press_id("2", preview.answer, f"w1:y:{preview.id}:1", manager=True)
        assert "Only the person who filled in the form" in other.text
        stays = dict(preview.answer)
        assert (
            "Done"
            in (await bot.server.press("1", preview.answer, "Start asking", manager=True)).text
        )
        assert (
            "Already saved"
            in (await bot.server.press("1", stays, "Start asking", manager=True)).text
        )
        assert len(bot.memory.read_now(lambda tx: tx.schedules.all())) == 1


# --- connections -----------------------------------------------------------------------


async def test_a_lost_connection_resumes_where_it_was_made_and_repeats_nothing() -> None:
    async with live() as bot:
        question = await bot.ask()
        await bot.server.drop()
        await bot.server.until(bot.server.connected.is_set)
        assert len(bot.server.resumed) == 1, "not at the address READY named"
        assert len(bot.server.identified) == 1
        await bot.work()
        assert "Answer saved" in (await bot.server.press("7", question, "A")).text
        assert len(bot.server.messages()) == 1
        assert len([r for r in bot.server.requests if r[1] == "PUT"]) == 1, "commands sent once"


async def test_a_discord_that_stays_away_is_told_in_lines_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "bot.adapters.discord")

    def said(words: str) -> list[logging.LogRecord]:
        return [record for record in caplog.records if words in record.getMessage()]

    async with live() as bot:
        await bot.server.drop()
        await bot.server.stop()
        await bot.server.until(lambda: said("Discord can't be reached (Cannot connect"))
        await bot.server.start()
        await bot.server.until(lambda: said("Discord: reconnected"), 60)
    assert said("; trying again in 1 s") or said("; trying again in 2 s")
    assert not [record for record in caplog.records if record.exc_info]
    assert said("Attempting") == []


async def test_presses_are_served_however_little_discord_tells_beside_them() -> None:
    async with live(terse=True) as bot:
        question = await bot.ask()
        pressed = await bot.server.press("7", question, "A")
        assert "Answer saved" in pressed.text
        form = await bot.server.press("8", question, "In my own words")
        assert "own words" in (await bot.server.submit(form, {"words": "It depends"})).text
        assert bot.server.problems == []


async def test_an_event_that_can_not_be_read_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with live() as bot:
        question = await bot.ask()
        await bot.server.send("GUILD_CREATE", {"id": GUILD, "channels": [{"id": "5", "type": 0}]})
        await bot.server.send("INTERACTION_CREATE", {"id": "5", "type": 3})
        assert "Answer saved" in (await bot.server.press("7", question, "A")).text
        told = [r.getMessage() for r in caplog.records if "couldn't be read" in r.getMessage()]
        assert len(told) == 2


async def test_the_gateway_of_another_api_is_asked_for_where_none_is_named() -> None:
    async with live(start=False) as bot:
        bot.gateway_url = ""
        await bot.start()
        assert "Answer saved" in (await bot.server.press("7", await bot.ask(), "A")).text


async def test_commands_are_sent_once_and_again_only_when_they_change() -> None:
    async with live() as bot:
        sent = lambda: len([r for r in bot.server.requests if r[1] == "PUT"])  # noqa: E731
        assert sent() == 1
        await bot.stop()
        await bot.start()
        assert sent() == 1
        await bot.stop()
        older = NoteSentCommands("discord", "900000000000000001", "as of an older version", {})
        await Engine(bot.memory, FixtureBank()).note(older)
        await bot.start()
        assert sent() == 2


async def test_refused_commands_do_not_stop_the_start(caplog: pytest.LogCaptureFixture) -> None:
    async with live(start=False) as bot:
        bot.server.refusals.append(("PUT", "commands", lambda: refused(400, 50035)))
        await bot.start()
        assert "doesn't have the latest commands" in caplog.text
        await bot.stop()
        await bot.start()
        assert bot.server.api.commands, "tried again at the next start"


async def test_a_wrong_token_names_the_fix() -> None:
    async with live(start=False) as bot:
        with pytest.raises(StartRefused, match="Reset Token"):
            await bot.start(token="wrong")


async def test_the_start_waits_for_a_network_that_is_not_there_yet(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with live(start=False, retry_seconds=(0.05,)) as bot:
        port = bot.server.port
        await bot.server.stop()
        starting = asyncio.create_task(bot.start())
        await bot.server.until(lambda: "trying again" in caplog.text)
        bot.server.port = port
        await bot.server.start()
        await starting
        assert bot.server.identified


@pytest.mark.parametrize("place", ["users/@me", "oauth2/applications/@me"])
@pytest.mark.parametrize("status", [403, 429, 502])
async def test_a_start_that_something_before_discord_refuses_is_tried_again(
    place: str, status: int
) -> None:

    def refusal() -> web.Response:
        headers = {"Retry-After": "0.05", "Content-Type": "text/html"}
        return web.Response(status=status, text="error code: 1015", headers=headers)

    async with live(start=False, retry_seconds=(0.05,)) as bot:
        bot.server.refusals.extend([("GET", place, refusal)] * 2)
        await bot.start()
        assert bot.server.identified
        assert not bot.server.refusals


def test_pauses_before_connecting_again_stay_short() -> None:
    backoff.bound_pauses()
    pauses = discord.client.ExponentialBackoff()  # pyright: ignore[reportPrivateImportUsage]
    waits = [pauses.delay() for _ in range(200)]
    assert backoff.MAX_PAUSE / 2 < max(waits) <= backoff.MAX_PAUSE


async def test_a_gateway_that_is_not_there_yet_is_told_with_the_reason(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:

    def at_once(_: object) -> float:
        return 0.01

    monkeypatch.setattr("discord.client.ExponentialBackoff.delay", at_once)
    async with live(start=False, retry_seconds=(0.05,)) as bot:
        nobody = "ws://127.0.0.1:1"
        starting = asyncio.create_task(bot.start(gateway=nobody))
        await bot.server.until(lambda: len(caplog.messages) > 4)
        starting.cancel()
        told = [line for line in caplog.messages if "trying again" in line]
        assert told
        assert all("can't be reached (Cannot connect to host 127.0.0.1:1" in line for line in told)


async def test_it_asks_for_message_content_only_where_it_is_allowed() -> None:
    for allowed in (False, True):
        async with live(message_content=allowed) as bot:
            (said,) = bot.server.identified
            assert bool(said["intents"] & 1 << 15) == allowed
            preview = await bot.server.slash("1", "daily setup", as_manager=True, **SETUP)
            assert preview.answer is not None
            opened = await bot.server.press("1", preview.answer, "Edit topics", manager=True)
            assert ("thread" in str(opened.form).lower()) == allowed


async def test_closing_finishes_what_was_acknowledged_and_takes_nothing_new() -> None:
    async with live() as bot:
        question = await bot.ask()
        slow = await _restarted(bot)
        pressing = asyncio.create_task(bot.server.press("7", question, "A"))
        await slow.asked.wait()
        closing = asyncio.create_task(bot.client.close(8))
        await asyncio.sleep(0)
        late = await bot.server.press("8", question, "B")
        assert "restarting" in late.text
        slow.let_go.set()
        await closing
        assert "Answer saved" in (await pressing).text
