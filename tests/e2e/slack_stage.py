"""Slack as a stage: the real client, a fake workspace, a real SQLite file."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.engine.ports.runtime import Bank, Store
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.e2e.clocks import walk
from tests.e2e.tap import Wire
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import plain
from tests.support.slack.rig import ADA, BEN, CHANNEL, CLEO, SlackRig

ACCOUNTS = {"Ada": ADA, "Ben": BEN, "Cleo": CLEO}


class SlackStage:
    """Three people in one channel of a workspace."""

    people = ("Ada", "Ben", "Cleo")

    def __init__(self, folder: Path, bank: Bank | None = None) -> None:
        self._url = f"sqlite:///{folder / 'warmup.db'}"
        upgrade.upgrade(self._url)
        self._opened = SqlStore(self._url).open()
        self._rig = SlackRig(self._opened, bank)
        self.world = self._rig.world
        self.wire: Wire | None = None

    async def open(self) -> None:
        """Connect; through the wire, if there is one."""
        await self._rig.server.start()
        if self.wire is not None:
            await self.wire.open(self._rig.server.port)
            self.world.base = f"http://127.0.0.1:{self.wire.port}"
        await self._rig.connect()

    async def close(self) -> None:
        await self._rig.kill()
        if self.wire is not None:
            await self.wire.close()
        await self._rig.server.stop()
        self._opened.close()

    @property
    def store(self) -> Store:
        return self._opened

    @property
    def broken(self) -> list[str]:
        """What Slack would have shown wrongly."""
        return self._rig.world.broken + self._rig.server.late

    async def set_up(self) -> None:
        await self._rig.set_up()

    async def go_to(self, at: datetime) -> None:
        for moment in walk(self._rig.clock.now, at):
            await self._rig.work(moment)
        await self._rig.counter.flush()

    async def choose(self, who: str, letter: str) -> str:
        return plain(await self._rig.press(ACCOUNTS[who], self._rig.question, letter))

    async def own_words(self, who: str, words: str) -> str:
        question = self._rig.question
        form = await self._rig.press_for_form(ACCOUNTS[who], question, "In my own words")
        return plain(await self._rig.submit(ACCOUNTS[who], form, words=words))

    async def channel(self) -> Sequence[str]:
        return [plain(message) for message in self._messages()]

    async def leaderboard(self, who: str) -> str:
        return plain(await self._rig.command(ACCOUNTS[who], "/leaderboard", "all"))

    async def streak(self, who: str) -> str:
        return plain(await self._rig.command(ACCOUNTS[who], "/streak"))

    async def restart(self) -> None:
        await self._rig.kill()
        self._opened.close()
        self._opened = self._rig.store = SqlStore(self._url).open()
        await self._rig.connect()

    def _messages(self) -> list[Json]:
        return self._rig.world.channels[CHANNEL].messages
