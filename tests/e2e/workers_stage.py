"""Several `warmup run` as processes, on one PostgreSQL and one fake Slack."""

import asyncio
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bot.engine.model.people import Team, Workspace
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_things import TEAM
from tests.support.process import ROOT, environment
from tests.support.slack.rig import ADA, BEN, CLEO, SlackRig

CHANNELS = tuple(f"C{number:05}" for number in range(8))
SECONDS = 120.0
"""How long a busy machine may take for anything."""
STRANGER = "U0STRANGER"


class House:
    """A PostgreSQL database with a question due in every channel."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = psycopg.connect(url, autocommit=True)

    def close(self) -> None:
        self._connection.close()

    def furnish(self, waits: Sequence[float] = (0.0,) * len(CHANNELS)) -> None:
        """Give each channel a schedule, due after so many seconds."""
        with SqlStore(self.url) as store:
            store.write_now(lambda tx: _furnish(tx, waits))

    def ask(self, statement: Any) -> list[Any]:
        """Look into the database, or change it."""
        done = self._connection.execute(statement)
        return [row[0] for row in done.fetchall()] if done.description else []

    async def until(self, statement: str, holds: Callable[[list[Any]], bool]) -> list[Any]:
        """Wait until what a query finds is so; return it."""
        async with asyncio.timeout(SECONDS):
            while not holds(found := self.ask(statement)):  # noqa: ASYNC110  # nothing tells us
                await asyncio.sleep(0.05)
        return found


def _furnish(tx: Transaction, waits: Sequence[float]) -> None:
    now = datetime.now(UTC)
    # Noon everywhere here, so that no test day ends while the test runs.
    east = 12 - now.hour
    zone = f"Etc/GMT{-east:+d}" if east else "Etc/GMT"
    team = tx.teams.add(Team(0, "Red", "UTC", now))
    tx.teams.attach(Workspace("slack", TEAM, team.id))
    six_hours = timedelta(hours=6)
    for name, wait in zip(CHANNELS, waits, strict=True):
        due = (now.replace(hour=12) + timedelta(seconds=wait)).time()
        plan = Plan(due, zone, tuple(range(7)), tracks=("pytorch",), reveal_after=six_hours)
        since = now - timedelta(minutes=1)
        channel = ChannelRef("slack", TEAM, name)
        tx.schedules.add(Schedule(0, team.id, channel, plan, ADA, since, since))


class Workers:
    """Bots as processes, by the number of their process."""

    def __init__(self, slack: SlackRig, url: str, folder: Path) -> None:
        self._slack = slack
        self._url = url
        self._folder = folder
        self._running: dict[int, asyncio.subprocess.Process] = {}
        self._logs: list[Path] = []

    async def start(self, count: int) -> None:
        """Start some at once, and wait until they are connected."""
        await self._start([("bot", "run")] * count, {})

    async def start_off(self, *ahead: float, **settings: str) -> list[int]:
        """Start one for each clock that is so many seconds ahead; return their numbers."""
        commands = [("tests.support.skewed", str(each), "run") for each in ahead]
        return await self._start(commands, settings)

    async def _start(self, commands: Sequence[Sequence[str]], more: dict[str, str]) -> list[int]:
        world = self._slack.world
        settings = {
            "DATABASE_URL": self._url,
            "SLACK_BOT_TOKEN": world.bot_token,
            "SLACK_APP_TOKEN": world.app_token,
            "SLACK_API_URL": self._slack.server.api_url,
        }
        numbers: list[int] = []
        for command in commands:
            self._logs.append(self._folder / f"bot-{len(self._logs)}.log")
            with self._logs[-1].open("ab") as log:
                running = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", *command),
                    cwd=ROOT,
                    env=environment(self._folder, **settings, **more),
                    stdout=log,
                    stderr=log,
                )
            self._running[running.pid] = running
            numbers.append(running.pid)
        server = self._slack.server
        await server.until(lambda: server.connected == len(self._running), SECONDS)
        return numbers

    async def end(self, number: int, sign: int = signal.SIGKILL) -> int:
        """End one; return its exit code."""
        running = self._running.pop(number)
        os.kill(number, sign)
        async with asyncio.timeout(SECONDS):
            return await running.wait()

    async def end_all(self, sign: int = signal.SIGKILL) -> list[int]:
        return list(await asyncio.gather(*(self.end(number, sign) for number in [*self._running])))

    def said(self, words: str) -> Counter[str]:
        """Count who (or what) the lines of a kind are about, in all logs."""
        told = Counter[str]()
        for place in range(len(self._logs)):
            told += self.said_by(place, words)
        return told

    def said_by(self, place: int, words: str) -> Counter[str]:
        """Count them in the log of the process that was started at that place."""
        return Counter(re.findall(words, self._logs[place].read_text()))


@asynccontextmanager
async def at_work(url: str, folder: Path) -> AsyncGenerator[tuple[House, SlackRig, Workers]]:
    async with AsyncExitStack() as stack:
        house = House(url)
        stack.callback(house.close)
        slack = SlackRig()
        for name in CHANNELS:
            slack.people.channel(name, ADA, BEN, CLEO)
        await slack.server.start()
        stack.push_async_callback(slack.server.stop)
        workers = Workers(slack, url, folder)
        stack.push_async_callback(workers.end_all)
        yield house, slack, workers
    assert slack.world.broken == []


async def someone_wakes(slack: SlackRig) -> None:
    """Let a worker look at once for what the test has changed in the database.

    Whoever serves a wish to be forgotten looks for names to take out of what is shown.
    """
    slack.world.add_user(STRANGER, "Stranger")
    slack.world.channels[CHANNELS[0]].members.add(STRANGER)
    await slack.people.command(STRANGER, CHANNELS[0], "/warmup", "me forget")


def top(slack: SlackRig, channel: str) -> list[Json]:
    """Return a channel's messages that are in no thread."""
    return [m for m in slack.world.channels[channel].messages if "thread_ts" not in m]
