"""The console as a stage: its gateway, its inbound words, its renderer."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.console.commands.help import understand
from bot.adapters.console.commands.parser import Here, command_of
from bot.adapters.console.gateway import ConsoleGateway
from bot.adapters.shared.typed import AskedBy
from bot.engine.commands import AddSchedule, Command
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from bot.engine.rounds.worker import RoundWorker
from bot.engine.rules.schedule_text import PlanWords, parse_plan
from content.format.question_forms import FormParser
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.e2e.bank import TRACK, FixtureBank
from tests.e2e.clocks import walk
from tests.support.printing import printed

CHANNEL = ChannelRef("console", "local", "interview-prep")
PLAN = PlanWords(at="09:00", zone="Europe/Berlin", reveal_at="16:00")


class ConsoleStage:
    """Three people at one console, on a real SQLite file."""

    people = ("Ada", "Ben", "Cleo")

    def __init__(self, folder: Path) -> None:
        self._url = f"sqlite:///{folder / 'warmup.db'}"
        self._now = datetime(2026, 1, 1, tzinfo=UTC)
        self._printed: list[str] = []
        upgrade.upgrade(self._url)
        self._start()

    def _start(self) -> None:
        self._opened = SqlStore(self._url).open()
        bank = FixtureBank()
        gateway = ConsoleGateway(lambda card: self._printed.append(printed(card)))
        self._engine = Engine(self.store, bank, parser=FormParser())
        self._daily = RoundWorker(
            self.store, bank, {"console": gateway}, "worker", lambda: self._now
        )

    @property
    def store(self) -> Store:
        return self._opened

    async def set_up(self) -> None:
        plan = parse_plan(PLAN, {TRACK})
        await self._engine.handle(AddSchedule(self._actor("Ada"), self._now, CHANNEL, plan))

    async def go_to(self, at: datetime) -> None:
        for moment in walk(self._now, at):
            self._now = moment
            await self._daily.wake()
            await self._daily.wait_until_idle()

    async def choose(self, who: str, letter: str) -> str:
        return await self._type(who, letter)

    async def own_words(self, who: str, words: str) -> str:
        return await self._type(who, f"/answer {words}")

    async def channel(self) -> Sequence[str]:
        return self._printed

    async def leaderboard(self, who: str) -> str:
        return await self._type(who, "/leaderboard all")

    async def streak(self, who: str) -> str:
        return await self._type(who, "/streak")

    async def restart(self) -> None:
        self._opened.close()
        self._start()

    async def close(self) -> None:
        self._opened.close()

    async def _type(self, who: str, line: str) -> str:
        typed = understand(line)
        assert typed is not None

        def query(tx: Transaction) -> Here:
            round_id = tx.rounds.recent(CHANNEL, 1)[0].id
            by = AskedBy(self._actor(who), self._now, CHANNEL)
            return Here(by, round_id, None, {TRACK})

        here = await self.store.read(query)
        asked = command_of(typed, here)
        assert isinstance(asked, Command), "what is saved to a file is none"
        return printed(await self._engine.handle(asked))

    @staticmethod
    def _actor(who: str) -> Actor:
        return Actor("console", "local", who.lower(), who, manager=who == "Ada")
