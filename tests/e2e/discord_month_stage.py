"""Discord as the stage of a month: a small Discord over real sockets."""

from collections.abc import Sequence
from datetime import datetime

from bot.engine.ports.runtime import Store
from storage.store import SqlStore
from tests.e2e.clocks import walk
from tests.support.discord.live import SETUP, Live
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_rules import walk as parts_of
from tests.support.fakes.discord_shapes import words as text_of

MANAGER = "1"
REPLY = 19


class DiscordMonthStage:
    """The channel of the small Discord; its people are called by their numbers."""

    def __init__(self, bot: Live, store: SqlStore) -> None:
        self.bot = bot
        self._store = store

    @property
    def store(self) -> Store:
        return self._store

    async def join(self, number: int, name: str) -> str:
        who = str(1000 + number)
        self.bot.server.api.names[who] = name
        return who

    async def set_up(self) -> None:
        server = self.bot.server
        preview = await server.slash(MANAGER, "daily setup", as_manager=True, **SETUP)
        assert preview.answer is not None
        await server.press(MANAGER, preview.answer, "Start asking", manager=True)

    async def remind(self, who: str) -> None:
        await self.bot.server.slash(who, "me remind", when="every")

    async def go_to(self, at: datetime) -> None:
        for moment in walk(self.bot.clock.now, at):
            self.bot.clock.now = moment
            await self.bot.work()
        await self.bot.send()

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start(self._store)

    async def choose(self, who: str, letter: str) -> str:
        return (await self.bot.server.press(who, self._question(), letter)).text

    async def write(self, who: str, words: str, *, shown: bool) -> str:
        form = await self.bot.server.press(who, self._question(), "In my own words")
        entered = {"words": words, "share": ["show"] if shown else []}
        return (await self.bot.server.submit(form, entered)).text

    async def applaud(self, words: str) -> str:
        answer = next(m for m in self._below() if words in text_of(m))
        labels = [str(p.get("label") or "") for p in parts_of(answer["components"])]
        label = next(each for each in labels if "Applaud" in each)
        return (await self.bot.server.press(MANAGER, answer, label)).text

    async def leaderboard(self) -> str:
        return (await self.bot.server.slash(MANAGER, "leaderboard", period="all")).text

    async def stats(self, who: str) -> str:
        return (await self.bot.server.slash(who, "stats")).text

    def above(self) -> Sequence[str]:
        return [text_of(m) for m in self.bot.server.messages()]

    def below(self) -> Sequence[str]:
        return [text_of(m) for m in self._below()]

    def reveals(self) -> Sequence[str]:
        return [text_of(m) for m in self.bot.server.messages() if m["type"] == REPLY]

    def direct_to(self, who: str) -> Sequence[str]:
        return [text_of(m) for m in self.bot.server.messages(f"6{who}")]

    def pings(self) -> Sequence[str]:
        return self.bot.server.problems

    def _question(self) -> Json:
        messages = self.bot.server.messages()
        return [m for m in messages if "What is asked in question" in text_of(m)][-1]

    def _below(self) -> list[Json]:
        server = self.bot.server
        return [m for thread in server.api.threads for m in server.messages(thread)]
