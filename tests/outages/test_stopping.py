"""SIGTERM, and a token revoked while the bot runs: the real process, slow and failing servers."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.outages.process import ADA, CHANNEL, both
from tests.outages.servers import Trouble

pytestmark = pytest.mark.slow


async def test_a_shutdown_finishes_what_was_acknowledged(
    tmp_path: Path,
) -> None:
    async with both(tmp_path) as bot:
        await bot.ask()
        question = bot.discord.messages()[0]
        assert (await bot.ready())[0] == 200
        users = [str(user) for user in range(20, 40)]
        await asyncio.gather(*(bot.discord.press(user, question, "A", within=20) for user in users))
        slow = bot.discord.slow("@original")
        presses = [
            asyncio.create_task(bot.discord.press(user, question, "My answer", within=20))
            for user in users
        ]
        await bot.discord.until(lambda: slow.hits == 20)  # acknowledged, the answers are slow
        ending = asyncio.create_task(bot.stopped())
        await asyncio.sleep(1.0)
        assert not ending.done(), "what was acknowledged is waited for"
        slow.over.set()
        code, seconds = await ending
        assert (code, seconds < 10) == (0, True)
        shown = [press.text for press in await asyncio.gather(*presses)]
        assert all("Your answer: A" in text for text in shown)
        assert bot.rows("select count(*) from responses") == [(20,)]
        assert bot.lines("didn't disconnect") == []


async def test_a_platform_that_hangs_does_not_delay_shutdown_and_its_round_is_posted_once(
    tmp_path: Path,
) -> None:
    async with both(tmp_path) as bot:
        await bot.ask()
        hanging = bot.discord.trouble = Trouble("700000000000000001", None)
        await bot.discord.slash("1", "daily now", as_manager=True)
        await bot.discord.until(lambda: hanging.hits)
        code, seconds = await bot.stopped()
        assert (code, seconds < 10) == (0, True)
        assert bot.lines("interrupted, will resume")[0]["round"] == 2
        assert bot.rows("select state, worker from rounds where id = 2") == [("sending", "")]
        hanging.over.set()
        bot.discord.trouble = None
        await bot.start()
        await bot.discord.until(
            lambda: bot.rows("select 1 from rounds where id = 2 and state = 'open'")
        )
        assert len(bot.discord.messages()) == 2, "each round was posted once"


async def test_every_answer_saved_during_shutdown_was_acknowledged(tmp_path: Path) -> None:
    async with both(tmp_path) as bot:
        await bot.ask_on_slack()
        message = bot.slack.world.channels[CHANNEL].messages[-1]
        users = [f"U{number:05}" for number in range(300)]
        for user in users:
            bot.slack.world.add_user(user, user)
        before = len(bot.slack.ack_seconds)
        presses = [
            asyncio.create_task(bot.people.press(user, message, "A", CHANNEL)) for user in users
        ]
        await bot.slack.until(lambda: len(bot.slack.ack_seconds) - before >= 20)
        code, seconds = await bot.stopped()
        assert (code, seconds < 10) == (0, True)
        await asyncio.gather(*presses)
        ((kept,),) = bot.rows("select count(*) from responses")
        assert 20 <= kept <= len(bot.slack.ack_seconds) - before
        assert bot.lines("Failed to") == []


async def test_a_shutdown_while_the_database_is_locked_answers_everyone_in_time(
    tmp_path: Path,
) -> None:
    async with both(tmp_path) as bot:
        await bot.ask()
        question = bot.discord.messages()[0]
        with closing(sqlite3.connect(tmp_path / "warmup.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            presses = [
                asyncio.create_task(bot.discord.press(str(user), question, "A", within=20))
                for user in range(20, 120)
            ]
            acknowledged = bot.discord.api.presses
            await bot.discord.until(
                lambda: sum(p.callback is not None for p in acknowledged.values()) >= 100
            )
            code, seconds = await bot.stopped()
        assert (code, seconds < 10) == (0, True)
        shown = [press.text for press in await asyncio.gather(*presses)]
        assert all("wasn't saved" in text for text in shown)
        assert bot.rows("select count(*) from responses") == [(0,)]


async def test_a_shutdown_before_anyone_is_served_is_not_a_failure(tmp_path: Path) -> None:
    async with both(tmp_path) as bot:
        await bot.stopped()
        with closing(sqlite3.connect(tmp_path / "warmup.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")  # so that it does not come far
            starting = await bot.started()
            await bot.discord.until((tmp_path / "warmup.db-lock").exists, 60)
            starting.terminate()
            async with asyncio.timeout(20):
                assert await starting.wait() == 0
        assert "Traceback" not in bot.log.read_text()


async def test_a_token_revoked_while_running_stops_only_that_platform(tmp_path: Path) -> None:
    async with both(tmp_path) as bot:
        bot.discord.token = "another"
        await bot.discord.drop()
        await bot.discord.until(lambda: bot.lines("stopped serving discord"))
        (told,) = bot.lines("stopped serving discord")
        assert (told["level"], "Reset Token" in told["message"]) == ("ERROR", True)
        status, health = await bot.ready()
        assert status == 200, "a restart would be refused"
        assert "no longer accepts DISCORD_TOKEN" in health["platforms"]["discord"]["problem"]
        assert health["platforms"]["slack"]["ok"]
        await bot.people.command(ADA, CHANNEL, "/leaderboard")
        await bot.slack.until(lambda: bot.people.shown_to(ADA))
        assert (await bot.stopped())[0] == 0
