"""A bot on a simulated Discord, with a team of people: what most tests here stand on."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import discord
import simcord
from simcord import InteractionResult, MemberActor

from bot.adapters.discord.client import DiscordClient
from bot.engine.dispatcher import Engine
from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.grader import Grader
from bot.engine.ports.runtime import Bank, Gateway, Store
from bot.engine.rounds.response_counts import ResponseCounts
from bot.engine.rounds.worker import RoundWorker
from content.exporters.anki_writer import AnkiDecks
from content.format.question_forms import FormParser
from tests.e2e.bank import FixtureBank
from tests.e2e.fortnight import MONDAY, at
from tests.support.discord.shown import told
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memory_store import MemoryStore

NINE = at(MONDAY, 9, 1)
FOUR = at(MONDAY, 16, 1)
SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "16:00"}


class Rig:
    """A server ``guild`` with ``channel``; ``ada`` manages it, ``ben`` does not."""

    def __init__(self, env: simcord.Env, clock: FakeClock, store: MemoryStore, bank: Bank) -> None:
        self.env = env
        self.clock = clock
        self.store = store
        self.bank = bank
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("prep")
        rights = discord.Permissions(manage_guild=True)
        self.managers = self.guild.create_role("managers", permissions=rights)
        self.ada = self.join("Ada", manager=True)
        self.ben = self.join("Ben")

    def wire(self, client: DiscordClient, engine: Engine) -> None:
        """Take the client that is running now."""
        self.client = client
        self.engine = engine
        gateways: dict[Any, Gateway] = {"discord": client.gateway}
        self.daily = RoundWorker(self.store, self.bank, gateways, "worker", self.clock)
        self.counter = ResponseCounts(self.store, self.bank, gateways)
        self.counting.append(self.counter.note_response)

    counting: list[Any]

    def join(self, name: str, *, manager: bool = False) -> MemberActor:
        """Let someone join the server."""
        user = self.env.create_user(f"user{len(name)}{abs(hash(name)) % 10**6}", global_name=name)
        return self.guild.add_member(user, roles=[self.managers] if manager else [])

    @property
    def here(self) -> ChannelRef:
        return ChannelRef("discord", str(self.guild.id), str(self.channel.id))

    async def work(self, when: datetime | None = None) -> None:
        """Let a time come, and do the day's work."""
        if when is not None:
            self.clock.now = when
        with self.env.time_context():
            await self.daily.wake()
            await self.daily.wait_until_idle()

    async def set_up(self, **more: str) -> None:
        """Give the channel a schedule."""
        preview = await self.ada.slash(self.channel, "daily setup", **{**SETUP, **more})
        assert preview.response is not None, preview
        saved = told(await self.ada.click(preview.response, label="Start asking"))
        assert "Done" in saved, saved

    def change_plan(self, **changes: Any) -> None:
        """Change what the channel's schedule wants."""
        schedules = self.store.tables.schedules
        for number, schedule in schedules.items():
            schedules[number] = replace(schedule, plan=replace(schedule.plan, **changes))

    async def open_question(self, **more: str) -> discord.Message:
        """Set the channel up, and let its first question be asked."""
        await self.set_up(**more)
        await self.work(NINE)
        return self.question

    async def reveal(self) -> None:
        """Let the afternoon come; the bot was up all day."""
        while self.clock.now < FOUR:
            self.clock.advance(timedelta(minutes=4))
            await self.work()

    @property
    def question(self) -> discord.Message:
        """The latest message of the channel that answers no other."""
        history = self.channel.history()
        return [said for said in history if said.components and said.reference is None][-1]

    def round(self) -> Round:
        """Return the latest round."""
        return list(self.store.tables.rounds.values())[-1]

    @property
    def asked(self) -> MessageRef:
        return MessageRef(self.here, str(self.question.id))

    async def restart(self, store: Store | None = None) -> None:
        """End the bot and start it again."""
        client, engine = build(self.store, self.bank, self.clock, self.counting, store)
        await self.env.restart_bot(client.bot)
        self.wire(client, engine)

    async def say(self, who: MemberActor, command: str, /, **options: Any) -> str:
        """Use a slash command; return what is shown."""
        return told(await self.slash(who, command, **options))

    async def slash(self, who: MemberActor, command: str, /, **options: Any) -> InteractionResult:
        """Use a slash command; its answer must be private."""
        result = await who.slash(self.channel, command, **options)
        assert result.modal or result.ephemeral, f"{command} answered in public"
        return result

    async def press(self, who: MemberActor, label: str, on: Any = None) -> str:
        """Press a button, by default of the question; return what is shown."""
        return told(await who.click(on or self.question, label=label))


def build(
    memory: MemoryStore,
    bank: Bank,
    clock: FakeClock,
    counting: list[Any],
    store: Store | None = None,
    wrap: Callable[[Engine], Engine] = lambda engine: engine,
    grader: Grader | None = None,
) -> tuple[DiscordClient, Engine]:
    """Return a client that has not been started."""

    def count(round_id: int) -> None:
        for heard in counting[-1:]:
            heard(round_id)

    engine = Engine(
        store or memory,
        bank,
        count,
        parser=FormParser(),
        decks=AnkiDecks(),
        grader=grader,
        grader_per_day=9,
    )
    engine = wrap(engine)
    return DiscordClient(engine, token="token", clock=clock), engine


@asynccontextmanager
async def running(
    bank: Bank | None = None,
    *,
    message_content: bool = False,
    check_errors: bool = True,
    engine: Callable[[Engine], Engine] = lambda engine: engine,
    grader: Grader | None = None,
) -> AsyncGenerator[Rig]:
    """Run the bot on a simulated Discord, at ten to nine on a Monday."""
    store, clock = MemoryStore(), FakeClock(at(MONDAY, 8, 50))
    questions: Bank = bank or FixtureBank()
    counting: list[Any] = []
    client, made = build(store, questions, clock, counting, wrap=engine, grader=grader)
    intents = discord.Intents.all() if message_content else discord.Intents.default()
    if message_content:  # the simulation has no application to ask
        flags = discord.ApplicationFlags(gateway_message_content_limited=True)
        client.bot._connection.application_flags = flags  # pyright: ignore[reportPrivateUsage]
    async with simcord.run(client.bot, approved_intents=intents, check_errors=check_errors) as env:
        rig = Rig(env, clock, store, questions)
        rig.counting = counting
        rig.wire(client, made)
        yield rig
