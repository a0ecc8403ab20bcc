"""Discord as a stage: the real client and library, and a Discord simulated in process."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import discord
import simcord

from bot.adapters.discord.client import DiscordClient
from bot.engine.dispatcher import Engine
from bot.engine.ports.runtime import Store
from bot.engine.rounds.worker import RoundWorker
from content.format.question_forms import FormParser
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.e2e.bank import FixtureBank
from tests.e2e.clocks import walk
from tests.support.discord.shown import message_words, told


class DiscordStage:
    """A server with one channel and three people, on a real SQLite file."""

    people = ("Ada", "Ben", "Cleo")

    def __init__(self, folder: Path) -> None:
        self._url = f"sqlite:///{folder / 'warmup.db'}"
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self._stack = AsyncExitStack()
        upgrade.upgrade(self._url)

    async def open(self) -> None:
        """Start the bot, and let everyone join."""
        self._env = await self._stack.enter_async_context(simcord.run(self._start()))
        guild = self._env.create_guild()
        self._channel = guild.create_text_channel("interview-prep")
        rights = discord.Permissions(manage_guild=True)
        managers = guild.create_role("managers", permissions=rights)
        self._actors = {
            who: guild.add_member(
                self._env.create_user(who.lower(), global_name=who),
                roles=[managers] if who == "Ada" else [],
            )
            for who in self.people
        }

    def _start(self) -> discord.Client:
        self._opened = SqlStore(self._url).open()
        bank = FixtureBank()
        engine = Engine(self._opened, bank, parser=FormParser())
        client = DiscordClient(engine, token="token", clock=lambda: self._now)
        gateways = {"discord": client.gateway}
        self._daily = RoundWorker(self._opened, bank, gateways, "worker", lambda: self._now)  # pyright: ignore[reportArgumentType]
        return client.bot

    @property
    def store(self) -> Store:
        return self._opened

    async def set_up(self) -> None:
        ada = self._actors["Ada"]
        form = await ada.slash(self._channel, "daily setup")
        typed = {
            "at": "9:00",
            "zone": "berlin",
            "reveal": "16:00",
            "days": ["mon", "tue", "wed", "thu", "fri"],
        }
        preview = await ada.submit_modal(form, typed)
        assert "First question: to" in told(preview)
        assert preview.response is not None
        assert "Done" in told(await ada.click(preview.response, label="Start asking"))

    async def go_to(self, at: datetime) -> None:
        for moment in walk(self._now, at):
            self._now = moment
            with self._env.time_context():
                await self._daily.wake()
                await self._daily.wait_until_idle()

    async def choose(self, who: str, letter: str) -> str:
        return told(await self._actors[who].click(self._latest(), label=letter))

    async def own_words(self, who: str, words: str) -> str:
        form = await self._actors[who].click(self._latest(), label="In my own words")
        return told(await self._actors[who].submit_modal(form, {"words": words, "share": ["show"]}))

    async def channel(self) -> Sequence[str]:
        threads = [message for thread in self._channel.threads for message in thread.history()]
        return [message_words(message) for message in (*self._channel.history(), *threads)]

    async def leaderboard(self, who: str) -> str:
        return told(await self._actors[who].slash(self._channel, "leaderboard", period="all"))

    async def streak(self, who: str) -> str:
        return told(await self._actors[who].slash(self._channel, "streak"))

    async def restart(self) -> None:
        self._opened.close()
        await self._env.restart_bot(self._start())

    async def close(self) -> None:
        await self._stack.aclose()
        self._opened.close()

    def _latest(self) -> discord.Message:
        return [message for message in self._channel.history() if message.components][-1]
