"""Two bots with one token: Discord tells both everything, and everything happens once."""

import asyncio
import signal
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from tests.support.discord.running import BotProcess, serving

pytestmark = pytest.mark.slow

SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "6h", "tracks": "pytorch"}


async def test_each_press_and_command_is_served_by_one_of_two_workers(
    postgresql_url: str, tmp_path: Path
) -> None:
    def found(query: LiteralString) -> list[Any]:
        with psycopg.connect(postgresql_url) as connection:
            return [row[0] for row in connection.execute(query)]

    one = (tmp_path / "one", tmp_path / "two")
    for folder in one:
        folder.mkdir()
    async with serving() as discord:
        workers = [BotProcess(discord, folder, database=postgresql_url) for folder in one]
        async with workers[0], workers[1]:
            await asyncio.gather(*(worker.launch() for worker in workers))
            await discord.until(lambda: len(discord.identified) == 2)
            preview = await discord.slash("1", "daily setup", as_manager=True, **SETUP)
            assert preview.answer is not None
            await discord.press("1", preview.answer, "Start asking", manager=True)
            await discord.slash("1", "daily now", as_manager=True)
            await discord.until(lambda: found("select state from rounds") == ["open"])

            (question,) = discord.messages()
            presses = await asyncio.gather(
                *(discord.press(str(user), question, "AB"[user % 2]) for user in range(10, 40))
            )
            assert all("Answer saved" in press.text for press in presses)
            form = await discord.press("9", question, "In my own words")
            assert "own words" in (await discord.submit(form, {"words": "It depends."})).text
            form = await discord.slash("9", "question suggest")
            await discord.submit(form, {"title": "Views", "prompt": "What is a view?"})
            assert len(found("select id from question_drafts")) == 1
            assert len(found("select member_id from responses")) == 31
            assert len(found("select id from schedules")) == 1
            assert len(discord.messages()) == 1
            assert [await worker.end(signal.SIGTERM) for worker in workers] == [0, 0]
    assert {"40060" in problem or "already been" in problem for problem in discord.problems} == {
        True
    }, "the other one was told that it came second, and nothing else"
    for worker in workers:
        told = worker.log.read_text()
        assert "WARNING" not in told.split("serving discord")[-1], "which is nothing to warn of"
        assert "Traceback" not in told
