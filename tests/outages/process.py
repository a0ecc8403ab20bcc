"""``warmup run`` as a process on both platforms, with its health served."""

import asyncio
import json
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp

from tests.outages.servers import TroubledDiscord
from tests.support.fakes.slack_people import SlackPeople
from tests.support.fakes.slack_server import SlackServer
from tests.support.ports import free_port
from tests.support.process import environment

ADA, CHANNEL = "U0ADA", "C0PREP"
SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "6h", "tracks": "pytorch"}


class Bot:
    """``warmup run`` on both platforms, its database and its log in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.discord = TroubledDiscord()
        self.slack = SlackServer()
        self.people = SlackPeople(self.slack)
        self.slack.world.add_user(ADA, "Ada", admin=True)
        self.people.channel(CHANNEL, ADA)
        self.log = folder / "bot.log"
        self._folder = folder
        self._health = free_port()

    async def start(self) -> None:
        """Start it, and wait until both platforms are served."""
        self.process = await self.started()
        await self.discord.until(lambda: self.lines("serving discord"), 60)
        await self.discord.until(lambda: self.lines("serving slack"), 60)

    async def started(self) -> asyncio.subprocess.Process:
        """Start it."""
        settings = {
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.api_url,
            "DISCORD_GATEWAY_URL": self.discord.gateway_url,
            "SLACK_BOT_TOKEN": self.slack.world.bot_token,
            "SLACK_APP_TOKEN": self.slack.world.app_token,
            "SLACK_API_URL": self.slack.api_url,
            "WARMUP_HEALTH_PORT": str(self._health),
            "LOG_FORMAT": "json",
        }
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=environment(self._folder, **settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ask(self) -> None:
        """Set Discord's channel up, and have its question asked."""
        preview = await self.discord.slash("1", "daily setup", as_manager=True, **SETUP)
        assert preview.answer is not None
        await self.discord.press("1", preview.answer, "Start asking", manager=True)
        await self.discord.slash("1", "daily now", as_manager=True)
        await self.discord.until(lambda: self.rows("select 1 from rounds where state = 'open'"))

    async def ask_on_slack(self) -> None:
        """Set Slack's channel up, and have its question asked."""
        await self.people.command(ADA, CHANNEL, "/daily", "setup")
        view_id = await self.slack.until(lambda: next(iter(self.slack.world.views), ""), 20)
        await self.people.submit(ADA, view_id)
        await self.slack.until(lambda: "Done" in str(self.people.shown_to(ADA)), 20)
        await self.people.command(ADA, CHANNEL, "/daily", "now")
        opened = "select 1 from rounds where state = 'open' and platform = 'slack'"
        await self.discord.until(lambda: self.rows(opened))  # looks now and then

    def lines(self, words: str) -> list[dict[str, Any]]:
        told = [json.loads(line) for line in self.log.read_text().splitlines() if line[0] == "{"]
        return [line for line in told if words in line["message"]]

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._folder / "warmup.db")) as opened:
            return opened.execute(statement).fetchall()

    async def ready(self) -> tuple[int, Any]:
        url = f"http://127.0.0.1:{self._health}/readyz"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.json()

    async def stopped(self) -> tuple[int, float]:
        """Send SIGTERM; return the exit code and how many seconds the end took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            return await self.process.wait(), time.monotonic() - began

    async def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@asynccontextmanager
async def both(folder: Path) -> AsyncGenerator[Bot]:
    bot = Bot(folder)
    await bot.discord.start()
    await bot.slack.start()
    try:
        await bot.start()
        yield bot
    finally:
        await bot.end()
        await bot.discord.stop()
        await bot.slack.stop()
