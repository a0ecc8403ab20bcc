"""The real Slack client against the fake Slack, and what a test does with the two."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.adapters.slack.client import SlackClient
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef
from bot.engine.outbox.worker import OutboxWorker
from bot.engine.ports.grader import Grader
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, Store
from bot.engine.rounds.response_counts import ResponseCounts
from bot.engine.rounds.worker import RoundWorker
from content.exporters.anki_writer import AnkiDecks
from content.format.question_forms import FormParser
from tests.e2e.bank import FixtureBank
from tests.support.fakes.block_kit import Json
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memory_store import MemoryStore
from tests.support.fakes.slack_people import SlackPeople, buttons_of, plain
from tests.support.fakes.slack_server import SIGNING_SECRET, SlackServer
from tests.support.fakes.slack_things import TEAM

MORNING = datetime(2026, 3, 23, 7, 50, tzinfo=UTC)  # a Monday, 08:50 in Berlin
CHANNEL = "C0PREP"
_MORE = {"format", "levels", "title", "intro", "notify", "extra"}
_ASKED = {"My answer", "My result"}
ADA, BEN, CLEO = "U0ADA", "U0BEN", "U0CLEO"


class SlackRig:
    """One bot and one workspace: a channel, Ada (an admin), Ben and Cleo."""

    def __init__(self, store: Store | None = None, bank: Bank | None = None) -> None:
        self.clock = FakeClock(MORNING)
        self.server = SlackServer(now=self.clock)
        self.people = SlackPeople(self.server)
        self.world = self.server.world
        self.world.add_user(ADA, "Ada", admin=True, tz="Europe/Berlin")
        self.world.add_user(BEN, "Ben", tz="America/New_York")
        self.world.add_user(CLEO, "Cleo")
        self.people.channel(CHANNEL, ADA, BEN, CLEO)
        self.store: Store = store or MemoryStore()
        self.bank: Bank = bank or FixtureBank()
        self.arguments: dict[str, Any] = {"app_token": self.world.app_token}
        self.running: asyncio.Task[None] | None = None
        self.grader: Grader | None = None

    def make(self) -> SlackClient:
        """Make the bot on the store, connected to nothing yet."""
        gateways: dict[Platform, Gateway] = {}
        self.counter = ResponseCounts(self.store, self.bank, gateways)
        self.engine = Engine(
            self.store,
            self.bank,
            self.counter.note_response,
            parser=FormParser(),
            decks=AnkiDecks(),
            grader=self.grader,
            grader_per_day=9,
        )
        self.client = SlackClient(
            self.engine,
            bot_token="xoxb-test",
            api_url=self.server.api_url,
            clock=self.clock,
            pace=0,
            **self.arguments,
        )
        gateways["slack"] = self.client.gateway
        self.daily = RoundWorker(self.store, self.bank, gateways, "worker", self.clock)
        self.outbox = OutboxWorker(self.store, self.bank, gateways, "worker", self.clock)
        return self.client

    async def connect(self) -> None:
        """Start the bot and wait until it is ready."""
        self.make()
        self.running = asyncio.create_task(self.client.run())
        ready = asyncio.create_task(self.client.ready())
        await asyncio.wait({self.running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self.running.done():
            ready.cancel()
            await self.running

    async def disconnect(self) -> None:
        """Close the bot as it is closed on a stop."""
        await self.client.close(8)
        if self.running is not None:
            await self.running

    async def kill(self) -> None:
        """End the bot in the middle of whatever it does."""
        if self.running is not None:
            self.running.cancel()
            await asyncio.gather(self.running, return_exceptions=True)

    async def work(self, at: datetime | None = None) -> None:
        """Do the daily work that is due (at a time)."""
        if at is not None:
            self.clock.now = at
        await self.daily.wake()
        await self.daily.wait_until_idle()

    # --- acting, and what comes of it --------------------------------------------------

    async def send(self) -> None:
        """Send what is in the outbox."""
        await self.outbox.wake()
        await self.outbox.wait_until_idle()

    async def command(
        self, user: str, command: str, text: str = "", channel: str = CHANNEL
    ) -> Json:
        """Type a slash command; return the private answer."""
        return await self.private(user, self.people.command(user, channel, command, text))

    async def press(self, user: str, message: Json, label: str) -> Json:
        """Press a button; return the private answer."""
        return await self.private(user, self.people.press(user, message, label, CHANNEL))

    async def press_for_form(self, user: str, message: Json, label: str) -> str:
        """Press a button that opens a form; return the form's id."""
        return await self.form(user, self.people.press(user, message, label, CHANNEL))

    async def look(self, user: str, message: Json, label: str) -> Json:
        """Press a button whose answer opens as a modal; return the modal, once it's filled."""
        view_id = await self.press_for_form(user, message, label)
        return await self.filled(view_id, lambda shown: "One moment" not in plain(shown))

    async def press_in_form(self, user: str, view_id: str, label: str) -> Json:
        """Press a button in an open modal; return the modal when it has changed."""
        before = self.world.views[view_id].version
        await self.people.press_in_form(user, view_id, label)
        await self.server.until(lambda: self.world.views[view_id].version > before)
        return self.world.views[view_id].content

    async def command_for_form(self, user: str, command: str, text: str) -> str:
        """Type a command that opens a form; return the form's id."""
        return await self.form(user, self.people.command(user, CHANNEL, command, text))

    async def submit(self, user: str, view_id: str, **entered: Any) -> Json:
        """Submit a form that is in order; return the private answer."""

        async def act() -> None:
            assert await self.people.submit(user, view_id, **entered) == {}

        return await self.private(user, act())

    async def refused(self, user: str, view_id: str, **entered: Any) -> str:
        """Submit a form that isn't in order; return what it says, still open and filled in."""
        errors = await self.people.submit(user, view_id, **entered)
        return " ".join(errors.values())

    async def form(self, user: str, acting: Any) -> str:
        before = set(self.world.views)
        await acting

        def opened() -> list[str]:
            new = [view_id for view_id in self.world.views if view_id not in before]
            return [view_id for view_id in new if self.world.views[view_id].user == user]

        found: list[str] = await self.server.until(opened)
        return found[0]

    async def filled(self, view_id: str, holds: Callable[[Json], bool]) -> Json:
        """Wait until an open form shows what it should; return it."""
        await self.server.until(lambda: holds(self.world.views[view_id].content))
        return self.world.views[view_id].content

    async def set_up(self, **entered: Any) -> Json:
        """Give the channel a schedule by the form: 09:00 Berlin, mon-fri, reveal at 16:00."""
        view_id = await self.command_for_form(ADA, "/daily", "setup")
        if _MORE & entered.keys():
            await self.people.press_in_form(ADA, view_id, "More options")
            await self.filled(view_id, lambda shown: "format" in str(shown["blocks"]))
        return await self.save(ADA, view_id, **{"reveal": "16:00", **entered})

    async def refused_setup(self, **entered: Any) -> str:
        """Fill in the form of ``set_up`` so that it's refused; return what it says."""
        view_id = await self.command_for_form(ADA, "/daily", "setup")
        return await self.refused(ADA, view_id, **{"reveal": "16:00", **entered})

    async def save(self, user: str, view_id: str, **entered: Any) -> Json:
        """Submit a schedule's form; return the answer."""
        return await self.submit(user, view_id, **entered)

    @property
    def messages(self) -> list[Json]:
        """The channel's messages, oldest first."""
        return self.world.channels[CHANNEL].messages

    @property
    def question(self) -> Json:
        """The latest message with a question's buttons that answers no other."""
        return next(m for m in self.above() if _ASKED & set(buttons_of(m)))

    def above(self) -> Iterator[Json]:
        """Yield what stands in the channel and hangs below nothing, the latest first."""
        return (m for m in reversed(self.messages) if m.get("thread_ts") in (None, m["ts"]))

    def below(self) -> list[Json]:
        """Return what hangs below a message, in order."""
        return [m for m in self.messages if m.get("thread_ts") not in (None, m["ts"])]

    async def change_plan(self, **changes: Any) -> None:
        """Change what the channel's schedule wants."""

        def change(tx: Transaction) -> None:
            for schedule in tx.schedules.all():
                tx.schedules.save(replace(schedule, plan=replace(schedule.plan, **changes)))

        await self.store.write(change)

    async def latest_round(self) -> Round:
        """Return the channel's latest round."""
        channel = ChannelRef("slack", TEAM, CHANNEL)
        return await self.store.read(lambda tx: tx.rounds.recent(channel, 1)[0])

    async def private(self, user: str, acting: Any) -> Json:
        before = {shown["ts"] for shown in self.people.shown_to(user)}
        await acting

        def new() -> list[Json]:
            return [shown for shown in self.people.shown_to(user) if shown["ts"] not in before]

        found: list[Json] = await self.server.until(new)
        return found[-1]


@asynccontextmanager
async def rig(
    store: Store | None = None,
    bank: Bank | None = None,
    made: SlackRig | None = None,
    **arguments: Any,
) -> AsyncGenerator[SlackRig]:
    """Run a bot (or the one made) against a fake Slack; nothing may have been shown wrongly."""
    made = made or SlackRig(store, bank)
    await made.server.start()
    made.arguments = arguments or made.arguments
    try:
        await made.connect()
        yield made
        await made.disconnect()
    finally:
        await made.kill()
        await made.server.stop()
    assert made.world.broken == [], made.world.broken
    assert made.server.late == []


def free_port() -> int:
    """Return a port on which nothing listens."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


HTTP: dict[str, Any] = {"signing_secret": SIGNING_SECRET}
