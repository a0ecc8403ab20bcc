"""A bot of one platform with two channels, and the ways in which the platform fails it."""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import time, timedelta
from typing import Any

from bot.adapters.discord.client import DiscordClient
from bot.adapters.slack.client import SlackClient
from bot.engine import commands as c
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Actor, Platform
from bot.engine.model.schedules import ChannelRef, Schedule
from bot.engine.ports.runtime import Adapter, Gateway
from bot.engine.records import heartbeats
from bot.engine.rounds.lease import STANDARD, Timing
from bot.engine.rounds.worker import RoundWorker
from bot.ops.health import Health, Report
from bot.ops.metrics import Metrics
from tests.e2e.bank import FixtureBank
from tests.e2e.fortnight import MONDAY, at
from tests.outages.servers import Answer, Trouble, TroubledDiscord, TroubledSlack, told
from tests.support.builders import plan
from tests.support.fakes.block_kit import Json
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.discord_shapes import GUILD, words
from tests.support.fakes.memory_store import MemoryStore
from tests.support.fakes.slack_people import SlackPeople, plain
from tests.support.fakes.slack_things import TEAM

IMPATIENT = Timing(call=timedelta(seconds=0.3))
"""Gives up on a call after a moment, not after the time a real one may take."""

PLATFORMS: tuple[Platform, ...] = ("discord", "slack")
EIGHT = at(MONDAY, 9)  # 08:00 UTC, when the schedules post
ENOUGH = timedelta(minutes=5, seconds=1)
"""Longer than the engine ever waits before it tries again."""


class Scene:
    """Channels ``here`` and ``there``, each with a schedule of its own at 08:00 UTC."""

    here: ChannelRef
    there: ChannelRef
    server: Any

    def __init__(self, platform: Platform, timing: Timing) -> None:
        self.platform: Platform = platform
        self.clock = FakeClock(EIGHT - timedelta(minutes=10))
        self.store = MemoryStore()
        self.metrics = Metrics()
        self.gateways: dict[Platform, Gateway] = {}
        bank = FixtureBank()
        self.engine = Engine(self.store, bank)
        self.daily = RoundWorker(
            self.store, bank, self.gateways, "worker", self.clock, self.metrics, timing
        )

    @abstractmethod
    def made(self) -> Adapter: ...
    @abstractmethod
    def posts(self, channel: ChannelRef) -> list[str]:
        """Return the texts of a channel's questions."""

    @abstractmethod
    def told(self) -> list[str]:
        """Return what the owner was told in direct messages."""

    @abstractmethod
    def answer(self, kind: str) -> Answer | None:
        """Return how the platform puts a kind of trouble."""

    @abstractmethod
    async def press(self) -> str:
        """Press a choice of the question posted here; return what is shown."""

    @abstractmethod
    async def leave(self) -> None:
        """Be unreachable, every connection lost."""

    async def come_back(self) -> None:
        """Be in reach again, at the same address."""
        await self.server.start()

    async def begin(self) -> None:
        await self.server.start()
        self.adapter = self.made()
        self.running = asyncio.create_task(self.adapter.run())
        await asyncio.wait(
            {self.running, asyncio.ensure_future(self.adapter.ready())},
            return_when=asyncio.FIRST_COMPLETED,
            timeout=20,
        )
        self.gateways[self.platform] = self.adapter.gateway
        self.health = Health(
            self.store, {self.platform: self.adapter}, self.metrics, self.clock, 5.0
        )
        owner = Actor(self.platform, self.here.workspace, self.owner, "Ada", manager=True)
        for channel in (self.here, self.there):
            what = plan(at=time(8))
            await self.engine.handle(c.AddSchedule(owner, self.clock.now, channel, what))

    async def end(self) -> None:
        if self.server.trouble is not None:
            self.server.trouble.over.set()
        await self.adapter.close(8)
        await asyncio.gather(self.running, return_exceptions=True)
        await self.server.stop()

    owner: str

    def befall(self, kind: str, channel: ChannelRef | None = None, left: int = 1_000_000) -> Any:
        """Let trouble begin: in a channel, or with the token if none is given."""
        where = channel.channel if channel else ""
        self.server.trouble = Trouble(where, self.answer(kind), left)
        return self.server.trouble

    def fix(self) -> None:
        """Let it end."""
        if self.server.trouble is not None:
            self.server.trouble.over.set()
        self.server.trouble = None

    async def work(self, **after: float) -> None:
        """Let time pass, the bot running, and do what is due."""
        self.clock.advance(timedelta(**after))
        now = self.clock.now
        self.store.write_now(lambda tx: heartbeats.jump(tx, (self.platform,), now))
        await self.daily.wake()
        await self.daily.wait_until_idle()

    async def until_posted(self) -> None:
        """Let the slot come."""
        self.clock.now = EIGHT - timedelta(seconds=1)
        await self.work(seconds=2)

    async def check_health(self) -> Report:
        return await self.health.check()

    def schedules(self) -> tuple[Schedule, ...]:
        return self.store.write_now(lambda tx: tx.schedules.all())

    async def until(self, true: Callable[[], bool], seconds: float = 15) -> None:
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - a socket's state tells nobody
                await asyncio.sleep(0.01)


class DiscordScene(Scene):
    owner = "1"
    here = ChannelRef("discord", GUILD, "700000000000000001")
    there = ChannelRef("discord", GUILD, "700000000000000002")
    server: TroubledDiscord

    def __init__(self, timing: Timing) -> None:
        super().__init__("discord", timing)
        self.server = TroubledDiscord()
        self.server.api.channels[self.there.channel] = []

    def made(self) -> Adapter:
        return DiscordClient(
            self.engine,
            token=self.server.token,
            api_url=self.server.api_url,
            gateway_url=self.server.gateway_url,
            clock=self.clock,
        )

    def posts(self, channel: ChannelRef) -> list[str]:
        shown = self.server.messages(channel.channel)
        return [words(message) for message in shown if not message.get("message_reference")]

    def told(self) -> list[str]:
        return [words(message) for message in self.server.messages(f"6{self.owner}")]

    def answer(self, kind: str) -> Answer | None:
        return {
            "limited": told(
                429,
                {"retry_after": 120.0, "global": False, "message": "slow down"},
                Retry_After="120",
                Via="1.1 google",
            ),
            "broken": told(500, {"message": "500: Internal Server Error"}),
            "hangs": None,
            "gone": told(404, {"code": 10003, "message": "Unknown Channel"}),
            "kicked": told(403, {"code": 50001, "message": "Missing Access"}),
            "revoked": told(401, {"code": 0, "message": "401: Unauthorized"}),
        }[kind]

    async def press(self) -> str:
        message: Json = self.server.messages(self.here.channel)[-1]
        return (await self.server.press("7", message, "A")).text

    async def leave(self) -> None:
        await self.server.drop()
        await self.server.stop()


class SlackScene(Scene):
    owner = "U0ADA"
    here = ChannelRef("slack", TEAM, "C0HERE")
    there = ChannelRef("slack", TEAM, "C0THERE")
    server: TroubledSlack

    def __init__(self, timing: Timing) -> None:
        super().__init__("slack", timing)
        self.server = TroubledSlack(now=self.clock)
        self.people = SlackPeople(self.server)
        self.server.world.add_user(self.owner, "Ada", admin=True)
        self.server.world.add_user("U0BEN", "Ben")
        for channel in (self.here, self.there):
            self.people.channel(channel.channel, self.owner, "U0BEN")

    def made(self) -> Adapter:
        world = self.server.world
        return SlackClient(
            self.engine,
            bot_token=world.bot_token,
            app_token=world.app_token,
            api_url=self.server.api_url,
            clock=self.clock,
            seconds=lambda: self.clock().timestamp(),
            pace=0,
            ping_every=0.1,  # so that a lost connection is noticed soon
        )

    async def come_back(self) -> None:
        await self.server.start(self.server.port)

    def posts(self, channel: ChannelRef) -> list[str]:
        messages = self.server.world.channels[channel.channel].messages
        return [plain(message) for message in messages if "thread_ts" not in message]

    def told(self) -> list[str]:
        kept = self.server.world.channels.get(f"D{self.owner}")
        return [plain(message) for message in kept.messages] if kept else []

    def answer(self, kind: str) -> Answer | None:
        return {
            "limited": told(429, {"ok": False, "error": "ratelimited"}, Retry_After="120"),
            "broken": told(500, {"ok": False, "error": "internal_error"}),
            "hangs": None,
            "gone": told(200, {"ok": False, "error": "channel_not_found"}),
            "kicked": told(200, {"ok": False, "error": "not_in_channel"}),
            "revoked": told(200, {"ok": False, "error": "token_revoked"}),
        }[kind]

    async def press(self) -> str:
        message = self.server.world.channels[self.here.channel].messages[-1]
        seen = len(self.people.shown_to("U0BEN"))
        await self.people.press("U0BEN", message, "A", self.here.channel)
        await self.server.until(lambda: len(self.people.shown_to("U0BEN")) > seen)
        return plain(self.people.shown_to("U0BEN")[-1])

    async def leave(self) -> None:
        await self.server.pause()


@asynccontextmanager
async def scene(platform: str, timing: Timing = STANDARD) -> AsyncGenerator[Scene]:
    """Run a bot of ``platform``; at the end nothing may have been shown wrongly."""
    made = DiscordScene(timing) if platform == "discord" else SlackScene(timing)
    await made.begin()
    try:
        yield made
    finally:
        await made.end()
    if isinstance(made, SlackScene):
        assert made.server.world.broken == []
    if isinstance(made, DiscordScene):
        # A thread that may or may not exist is looked into after a try that failed.
        wrong = [each for each in made.server.problems if "404 10003" not in each]
        assert wrong == [], wrong
