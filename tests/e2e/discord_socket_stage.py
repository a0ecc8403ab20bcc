"""Discord as a stage over real sockets: the real client, a small Discord, a tapped wire."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.discord.client import DiscordClient
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Platform
from bot.engine.ports.runtime import Bank, Gateway, Store
from bot.engine.rounds.worker import RoundWorker
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.e2e.bank import FixtureBank
from tests.e2e.clocks import walk
from tests.e2e.tap import Wire
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.discord_shapes import words

ACCOUNTS = {f"user-{number}": str(number) for number in (11, 12, 13)}
MANAGER = "11"
SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "16:00"}


class DiscordSocketStage:
    """A server with one channel and three people, on a real SQLite file."""

    people = tuple(ACCOUNTS)

    def __init__(self, folder: Path, bank: Bank | None = None) -> None:
        self._url = f"sqlite:///{folder / 'warmup.db'}"
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self._bank = bank or FixtureBank()
        self.server = DiscordServer()
        self.server.token = "MTk4NjIyNDgzNDcx.the-token.of-a-bot-of-discord"
        self.wire = Wire()
        upgrade.upgrade(self._url)

    async def open(self) -> None:
        await self.server.start()
        await self.wire.open(self.server.port)
        await self._start()

    async def _start(self) -> None:
        self._opened = SqlStore(self._url).open()
        there = f"127.0.0.1:{self.wire.port}"
        self._client = DiscordClient(
            Engine(self._opened, self._bank),
            token=self.server.token,
            api_url=f"http://{there}/api/v10",
            gateway_url=f"ws://{there}/gateway",
            clock=lambda: self._now,
        )
        gateways: dict[Platform, Gateway] = {"discord": self._client.gateway}
        self._daily = RoundWorker(self._opened, self._bank, gateways, "worker", lambda: self._now)
        self._running = asyncio.create_task(self._client.run())
        await self._client.ready()

    async def _stop(self) -> None:
        await self._client.close(8)
        await asyncio.gather(self._running, return_exceptions=True)
        self._opened.close()

    async def close(self) -> None:
        await self._stop()
        await self.wire.close()
        await self.server.stop()

    async def restart(self) -> None:
        await self._stop()
        self.server.connected.clear()
        await self._start()

    @property
    def store(self) -> Store:
        return self._opened

    async def set_up(self) -> None:
        preview = await self.server.slash(MANAGER, "daily setup", as_manager=True, **SETUP)
        assert preview.answer is not None
        saved = await self.server.press(MANAGER, preview.answer, "Start asking", manager=True)
        assert "Done" in saved.text

    async def go_to(self, at: datetime) -> None:
        for moment in walk(self._now, at):
            self._now = moment
            await self._daily.wake()
            await self._daily.wait_until_idle()

    async def choose(self, who: str, letter: str) -> str:
        return (await self.server.press(ACCOUNTS[who], self._question, letter)).text

    async def own_words(self, who: str, words: str) -> str:
        form = await self.server.press(ACCOUNTS[who], self._question, "In my own words")
        return (await self.server.submit(form, {"words": words})).text

    async def channel(self) -> Sequence[str]:
        threads = [m for thread in self.server.api.threads for m in self.server.messages(thread)]
        return [words(message) for message in (*self.server.messages(), *threads)]

    async def leaderboard(self, who: str) -> str:
        return (await self.server.slash(ACCOUNTS[who], "leaderboard", period="all")).text

    async def streak(self, who: str) -> str:
        return (await self.server.slash(ACCOUNTS[who], "streak")).text

    @property
    def _question(self) -> Json:
        return self.server.messages()[-1]
