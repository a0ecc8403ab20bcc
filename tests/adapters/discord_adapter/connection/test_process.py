"""The bot as people run it: a process, a database file, Discord over sockets, kill -9."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import __version__
from storage.migrations import HEAD
from tests.support.discord.running import BotProcess, serving
from tests.support.fakes.discord_shapes import CHANNEL, words

pytestmark = pytest.mark.slow

SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "6h", "tracks": "pytorch"}


def database(folder: Path, statement: str, *values: str) -> list[tuple[str, ...]]:
    """Look into the bot's database file, or change it while the bot is down."""
    with closing(sqlite3.connect(folder / "warmup.db", isolation_level=None)) as opened:
        return opened.execute(statement, values).fetchall()


def make_the_reveal_due(folder: Path) -> None:
    """Let the open round's reveal be a minute ago: no test waits for an afternoon."""
    then = datetime.now(UTC) - timedelta(minutes=1)
    database(folder, "update rounds set reveal_at = ?", f"{then:%Y-%m-%d %H:%M:%S.%f}")


async def test_a_day_with_the_bot_killed_between_its_hours(tmp_path: Path) -> None:
    async with serving() as discord, BotProcess(discord, tmp_path) as bot:
        await bot.start()
        preview = await discord.slash("1", "daily setup", as_manager=True, **SETUP)
        assert "Every working day" in preview.text
        assert preview.answer is not None
        saved = await discord.press("1", preview.answer, "Start asking", manager=True)
        assert "Done" in saved.text
        asked = await discord.slash("1", "daily now", as_manager=True)
        assert "on its way" in asked.text
        opened = [("open",)]
        await discord.until(lambda: database(tmp_path, "select state from rounds") == opened)
        await bot.end()

        await bot.start()  # an old button answers
        (question,) = discord.messages()
        presses = await asyncio.gather(
            *(discord.press(str(user), question, "AB"[user % 2]) for user in range(10, 60))
        )
        assert all(press.ephemeral and "Answer saved" in press.text for press in presses)
        form = await discord.press("9", question, "In my own words")
        kept = await discord.submit(form, {"words": "@everyone, it depends"})
        assert "own words" in kept.text
        await bot.end()  # right after the last receipt

        make_the_reveal_due(tmp_path)
        await bot.start()
        await discord.until(lambda: "· revealed" in words(discord.messages()[0]))
        revealed = discord.messages()[0]
        told = "50 chose, 1 used their own words"
        assert told in words(revealed), "every receipt is in the database"
        assert "Key points" in words(discord.messages(question["id"])[0])
        mine = await discord.press("9", revealed, "My result")
        assert "5\u00a0points" in mine.text
        board = await discord.slash("10", "leaderboard")
        assert "user-" in board.text
        assert "1 day" in (await discord.slash("10", "streak")).text, (
            "whoever answers keeps the day, however short it was open"
        )
        assert await bot.end(signal.SIGTERM) == 0

        assert discord.problems == [], "everything sent was as Discord wants it"
        synced = [path for _, method, path in discord.requests if method == "PUT"]
        assert len(synced) == 1, "three starts, one sync"
        posts = [
            p for _, m, p in discord.requests if (m, p) == ("POST", f"channels/{CHANNEL}/messages")
        ]
        assert len(posts) == 2, "the question was posted once, and its reveal"


async def test_a_wrong_token_ends_in_one_message_that_names_the_fix(tmp_path: Path) -> None:
    async with serving() as discord, BotProcess(discord, tmp_path, "wrong-token") as bot:
        await bot.launch()
        assert await bot.ended() == 1
        told = bot.log.read_text()
        assert "Reset Token" in told
        assert "Traceback" not in told
        assert "wrong-token" not in told


async def test_what_dies_before_it_is_saved_was_never_acknowledged(tmp_path: Path) -> None:
    async with serving() as discord, BotProcess(discord, tmp_path) as bot:
        await bot.start()
        preview = await discord.slash("1", "daily setup", as_manager=True, **SETUP)
        assert preview.answer is not None
        await discord.press("1", preview.answer, "Start asking", manager=True)
        await discord.slash("1", "daily now", as_manager=True)
        opened = [("open",)]
        await discord.until(lambda: database(tmp_path, "select state from rounds") == opened)
        (question,) = discord.messages()
        form = await discord.press("9", question, "In my own words")
        with closing(sqlite3.connect(tmp_path / "warmup.db", isolation_level=None)) as lock:
            lock.execute("begin immediate")  # nothing can be saved
            sending = [
                discord.press("8", question, "A", within=0.5),
                discord.submit(form, {"words": "It depends."}, within=0.5),
            ]
            await asyncio.gather(*sending, return_exceptions=True)
            await bot.end()
        unsaved = list(discord.api.presses.values())[-2:]
        assert [press.callback for press in unsaved] == [None, None]

        await bot.start()
        for press in unsaved:  # nothing hinders either from being sent once more
            await discord.send("INTERACTION_CREATE", discord.sent[press.token])
        texts = [("It depends.",), (None,)]
        saved = "select text from responses order by text desc"
        await discord.until(lambda: database(tmp_path, saved) == texts)


async def test_the_log_begins_with_what_runs_and_ends_with_a_goodbye(tmp_path: Path) -> None:
    async with serving() as discord, BotProcess(discord, tmp_path) as bot:
        await bot.start()
        assert await bot.end(signal.SIGTERM) == 0
    first, second, third, *_, last = bot.log.read_text().splitlines()
    assert f"INFO bot.cli.run: Warmup {__version__} starts, for Discord" in first
    assert f"created the database warmup.db (revision {HEAD})" in second
    assert f"database: warmup.db, revision {HEAD}" in third
    assert last.endswith("Goodbye!")
