"""A small world to test use cases in: a store, a platform, a clock, the engine, a worker."""

import asyncio
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from string import ascii_uppercase
from typing import TypeVar, cast

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import Card, NoticeCard, PlanSavedCard
from bot.engine.cards.questions import DraftCard
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Actor, Platform
from bot.engine.model.question_form import QuestionForm
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.model.scores import StreakState
from bot.engine.outbox.builders import Builders, builders_with
from bot.engine.outbox.worker import OutboxWorker
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, Monitor, NullMonitor
from bot.engine.records import audit, heartbeats
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import STANDARD, Timing
from bot.engine.rounds.worker import RoundWorker
from content.exporters.anki_writer import AnkiDecks
from content.format.question_forms import FormParser
from tests.support.builders import CHANNEL, SmallBank, actor, at, bank, plan
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.gateway import FakeGateway
from tests.support.fakes.memory_store import MemoryStore

T = TypeVar("T")

LEAD = actor("lead", manager=True)
BUILDERS = builders_with(FormParser())
SUNDAY_NIGHT = "2026-11-01 20:00"


class World:
    """Monday is 2 November 2026; times are UTC and written as ``2026-11-02 09:00``."""

    def __init__(
        self,
        questions: SmallBank | None = None,
        start: str = SUNDAY_NIGHT,
        monitor: Monitor | None = None,
        timing: Timing = STANDARD,
        builders: Builders = BUILDERS,
    ) -> None:
        self.builders = builders
        self.monitor = monitor
        self.timing = timing
        self.bank = questions or bank()
        self.store = MemoryStore()
        self.clock = FakeClock(at(start))
        self.gateway = FakeGateway()
        self.due = 0
        self.answered: list[int] = []
        self.engine = Engine(
            self.store,
            self.bank,
            self.answered.append,
            self._note_due,
            monitor,
            FormParser(),
            AnkiDecks(),
        )
        self.daily = self.worker("first")
        self.outbox = self.outbox_worker("first")

    def worker(self, name: str) -> RoundWorker:
        """Return a worker of that name, as after a start of the bot."""
        return RoundWorker(
            self.store,
            self.bank,
            {"console": self.gateway},
            name,
            self.clock,
            self.monitor,
            self.timing,
        )

    def outbox_worker(self, name: str) -> OutboxWorker:
        """Return a worker of that name that sends messages."""
        gateways: dict[Platform, Gateway] = {"console": self.gateway}
        return OutboxWorker(
            self.store, self.bank, gateways, name, self.clock, self.timing, self.builders
        )

    def context(self, worker: str) -> WorkerContext:
        """Return what a worker of that name works with."""
        return WorkerContext(
            self.store,
            self.bank,
            {"console": self.gateway},
            worker,
            self.clock,
            self.monitor or NullMonitor(),
            self.timing,
        )

    # --- time ---

    async def to(self, when: str) -> None:
        """Let the time come, the bot having run all the while, and do the work of it."""
        self.clock.now = at(when)
        now = self.clock.now
        self.store.write_now(lambda tx: heartbeats.jump(tx, ("console",), now))
        await self.work()

    async def out_until(self, when: str) -> None:
        """Let the time come, the bot having been down all the while."""
        self.clock.now = at(when)
        await self.work()

    async def after(self, **span: float) -> None:
        """Let a while pass, and do the work."""
        self.clock.advance(timedelta(**span))
        now = self.clock.now
        self.store.write_now(lambda tx: heartbeats.jump(tx, ("console",), now))
        await self.work()

    async def work(self) -> None:
        """Do the work there is."""
        await self.daily.wake()
        await self.daily.wait_until_idle()
        await self.outbox.wake()
        await self.outbox.wait_until_idle()

    async def until(self, true: Callable[[], bool]) -> None:
        """Let others run until something is so; fails when it never is."""
        for _ in range(1000):
            if true():
                return
            await asyncio.sleep(0)
        raise AssertionError("it never came true")

    # --- people ---

    async def ask(self, command: c.Command) -> Card:
        """Serve a command."""
        return await self.engine.handle(command)

    async def schedule(
        self, channel: ChannelRef = CHANNEL, by: Actor = LEAD, what: Plan | None = None
    ) -> Schedule:
        """Give a channel a schedule: by default 09:00 to 16:00 UTC on workdays."""
        card = await self.ask(c.AddSchedule(by, self.clock.now, channel, what or plan()))
        assert isinstance(card, PlanSavedCard), card
        return self.read(lambda tx: tx.schedules.all()[-1])

    async def choose(self, who: Actor, right: bool = True, round_id: int | None = None) -> Card:
        """Answer the latest (or a given) round, right or wrong."""
        asked = self.round(round_id)
        assert asked.right_choice is not None
        place = asked.shown_order.index(asked.right_choice)
        letter = ascii_uppercase[place if right else (place + 1) % len(asked.shown_order)]
        return await self.ask(c.SubmitChoice(who, self.clock.now, asked.id, letter))

    async def say(self, who: Actor, words: str, round_id: int | None = None) -> Card:
        """Answer in own words."""
        asked = self.round(round_id)
        return await self.ask(c.SubmitWords(who, self.clock.now, asked.id, words))

    async def day(self, date: str, *right: Actor, wrong: tuple[Actor, ...] = ()) -> Round:
        """Live through a day of the usual schedule; returns its round."""
        await self.to(f"{date} 09:00")
        for who in right:
            await self.choose(who)
        for who in wrong:
            await self.choose(who, right=False)
        await self.to(f"{date} 16:00")
        return self.round()

    # --- looking ---

    def read(self, query: Callable[[Transaction], T]) -> T:
        """Ask the database."""
        return self.store.read_now(query)

    def rounds(self) -> list[Round]:
        """Return every round there is, by id."""
        return list(self.store.tables.rounds.values())

    def round(self, round_id: int | None = None) -> Round:
        """Return a round, by default the latest that asked something."""
        if round_id is not None:
            return self.store.tables.rounds[round_id]
        return [each for each in self.rounds() if each.state is not RoundState.SKIPPED][-1]

    def member(self, who: Actor) -> int:
        """Return the id of someone's member."""
        found = self.read(lambda tx: tx.members.by_identity(who.platform, who.workspace, who.user))
        assert found is not None
        return found.id

    def points(self, who: Actor) -> int:
        """Return the sum of someone's points log."""
        member = self.member(who)
        return sum(entry.points for entry in self.read(lambda tx: tx.points.of_member(member)))

    def streak(self, who: Actor) -> StreakState:
        """Return someone's streak."""
        member = self.member(who)
        latest = self.read(lambda tx: tx.days.before(member, date.max))
        return latest.after if latest else StreakState()

    def outcomes(self, who: Actor) -> list[str]:
        """Return someone's streak log as ``2 kept``: the day of the month and what it was."""
        member = self.member(who)
        log = self.read(lambda tx: tx.days.of_member(member))
        return [f"{line.day.day} {line.outcome.value}" for line in log]

    def differences(self) -> tuple[str, ...]:
        """Return what ``warmup db check`` finds."""
        return self.read(audit.differences)

    def _note_due(self) -> None:
        self.due += 1


async def suggest(
    world: World, who: Actor, title: str = "Views", track: str = "maths"
) -> NoticeCard:
    """Let someone write a question in the form and send it to the reviewers."""
    form = QuestionForm(
        title, f"What does {title} mean?", "* this | it is\nthat", "- one", "So.", track, "basic"
    )
    now = world.clock.now
    draft = the(DraftCard, await world.ask(qc.CheckQuestion(who, now, form)))
    return the(NoticeCard, await world.ask(qc.SendDraft(who, now, draft.draft_id)))


def the(kind: type[T], card: object) -> T:
    """Return ``card``, which is of that kind."""
    assert isinstance(card, kind), card
    return card


def words_in(value: object) -> str:
    """Return every string inside a card, field by field."""
    if isinstance(value, str):
        return value + "\n"
    if is_dataclass(value):
        return "".join(words_in(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return "".join(words_in(item) for item in cast("tuple[object, ...]", value))
    return ""


def names_in(value: object) -> set[str]:
    """Return the name of every field inside a card."""
    if is_dataclass(value):
        inside = [names_in(getattr(value, field.name)) for field in fields(value)]
        return {field.name for field in fields(value)}.union(*inside)
    if isinstance(value, tuple):
        return set[str]().union(*(names_in(item) for item in cast("tuple[object, ...]", value)))
    return set()
