"""Two processes with a shard each on one PostgreSQL: between them, everything happens once."""

import asyncio
import re
import signal
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest

from bot.engine.model.people import Team, Workspace
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from tests.support.discord.running import BotProcess, serving
from tests.support.fakes.discord_shapes import CHANNEL, GUILD

pytestmark = pytest.mark.slow

COUNT = 2
OWNER = (int(GUILD) >> 22) % COUNT
"""The shard that hears of the test's server."""
QUESTIONS = 6
SECONDS = 120.0
"""How long a busy machine may take for anything."""


def furnish(tx: Transaction, schedules: int) -> None:
    """Give the channel so many schedules whose question is due."""
    now = datetime.now(UTC)
    # Noon everywhere here, so that no test day ends while the test runs.
    east = 12 - now.hour
    zone = f"Etc/GMT{-east:+d}" if east else "Etc/GMT"
    team = tx.teams.by_workspace("discord", GUILD)
    if team is None:
        team = tx.teams.add(Team(0, "Red", "UTC", now))
        tx.teams.attach(Workspace("discord", GUILD, team.id))
    for _ in range(schedules):
        due = now.replace(hour=12).time()
        six_hours = timedelta(hours=6)
        plan = Plan(due, zone, tuple(range(7)), tracks=("pytorch",), reveal_after=six_hours)
        since = now - timedelta(minutes=1)
        where = ChannelRef("discord", GUILD, CHANNEL)
        tx.schedules.add(Schedule(0, team.id, where, plan, "1", since, since))


def said(workers: list[BotProcess], words: str) -> Counter[str]:
    """Count who the lines of a kind are about, in all logs."""
    return Counter(match for each in workers for match in re.findall(words, each.log.read_text()))


async def test_two_processes_post_once_divide_presses_and_lose_nothing_to_a_kill(
    postgresql_url: str, tmp_path: Path
) -> None:
    connection = psycopg.connect(postgresql_url, autocommit=True)

    def found(query: LiteralString) -> list[Any]:
        return [row[0] for row in connection.execute(query)]

    def add(schedules: int) -> None:
        with SqlStore(postgresql_url) as store:
            store.write_now(lambda tx: furnish(tx, schedules))

    workers: list[BotProcess] = []
    async with serving() as discord:
        for number in range(COUNT):
            folder = tmp_path / str(number)
            folder.mkdir()
            shard = {"DISCORD_SHARD_COUNT": str(COUNT), "DISCORD_SHARD_IDS": str(number)}
            workers.append(BotProcess(discord, folder, database=postgresql_url, more=shard))
        owner, other = workers[OWNER], workers[1 - OWNER]
        async with owner, other:
            add(QUESTIONS)
            await asyncio.gather(*(worker.launch() for worker in workers))
            await discord.until(lambda: discord.gate.open() == {(0, COUNT), (1, COUNT)}, SECONDS)
            opened: LiteralString = "select id from rounds where state = 'open'"
            await discord.until(lambda: len(found(opened)) == QUESTIONS, SECONDS)
            questions = list(discord.messages())
            assert len(questions) == QUESTIONS
            presses = await asyncio.gather(
                *(discord.press(str(user), questions[0], "A") for user in range(10, 20))
            )
            assert all("Answer saved" in press.text for press in presses)

            await owner.end(signal.SIGKILL)
            await discord.until(lambda: discord.gate.open() == {(1 - OWNER, COUNT)}, SECONDS)
            add(1)  # asked by the one that never hears of the server
            await discord.until(lambda: len(found(opened)) == QUESTIONS + 1, SECONDS)
            assert len(discord.messages()) == QUESTIONS + 1

            await owner.launch()
            await discord.until(lambda: len(discord.gate.open()) == COUNT, SECONDS)
            late = await discord.press("20", questions[0], "A")
            assert "Answer saved" in late.text
            first = "(select min(id) from rounds)"
            connection.execute(f"update rounds set reveal_at = now() where id = {first}")
            revealed: LiteralString = "select id from rounds where state = 'revealed'"
            await discord.until(lambda: found(revealed), SECONDS)
            assert found("select count(*) from responses") == [11]
            assert found("select count(*) from point_entries") == [11]
            ends = [await worker.end(signal.SIGTERM) for worker in workers]
            assert ends == [0, 0]
    connection.close()
    heard = {shard for shard, event, _ in discord.told if event == "INTERACTION_CREATE"}
    assert heard == {(OWNER, COUNT)}
    assert set(said(workers, r"round (\d+) posted").values()) == {1}
    assert set(said(workers, r"round (\d+) revealed").values()) == {1}
    assert discord.problems == []
    assert not said(workers, "Traceback")
