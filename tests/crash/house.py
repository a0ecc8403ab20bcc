"""The database between two lives of the bot: schedules, responses, what is due."""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.engine.model.people import Actor, Platform, Team, Workspace
from bot.engine.model.questions import Choice, Format, Level, Question
from bot.engine.model.rich_text import Paragraph, Text
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.records import audit
from bot.engine.records.members import member_of
from bot.engine.rounds.slots import slots_to_claim
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.fakes.discord_shapes import GUILD
from tests.support.fakes.slack_world import TEAM

MONDAY = date(2026, 3, 2)
APART = timedelta(minutes=6)
OPEN_FOR = timedelta(minutes=50)
WORKSPACES: dict[Platform, str] = {"discord": GUILD, "slack": TEAM}
LONG = "long"
FORMATS = (Format.CHOICE, Format.OPEN, Format.THREAD, LONG)
"""What channels get in turn; a long one asks more than fits a message, of a team's own."""
PARTS = 24


@dataclass(frozen=True, slots=True)
class Due:
    """Rounds of a platform with work to do, by the step they wait for."""

    claim: int = 0
    send: int = 0
    look: int = 0
    reveal: int = 0
    look_in_thread: int = 0


class House:
    """A database file with a schedule for each channel."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "warmup.db"
        self.url = f"sqlite:///{self.file}"
        upgrade.upgrade(self.url)

    def furnish(self, channels: dict[Platform, Sequence[str]]) -> None:
        """Give each channel a schedule, some minutes after another's."""
        with SqlStore(self.url) as store:
            store.write_now(lambda tx: _furnish(tx, channels))

    def rounds(self) -> tuple[Round, ...]:
        """Return every round, by id."""
        with SqlStore(self.url) as store:
            return store.read_now(_rounds)

    def due(self, now: datetime) -> dict[Platform, Due]:
        """Return what there is to do at ``now``, by platform."""
        with SqlStore(self.url) as store:
            return store.read_now(lambda tx: {name: _due(tx, name, now) for name in WORKSPACES})

    def next_at(self, now: datetime) -> datetime | None:
        """Return when the next slot or reveal of the day comes; None when the day is over."""
        with SqlStore(self.url) as store:
            return store.read_now(lambda tx: _next_at(tx, now))

    def respond(self, now: datetime, chance: random.Random) -> None:
        """Let two people respond to each open round that is not due."""
        with SqlStore(self.url) as store:
            store.write_now(lambda tx: _respond(tx, now, chance))

    def differences(self) -> tuple[str, ...]:
        """Return what ``warmup db check`` finds."""
        with SqlStore(self.url) as store:
            return store.read_now(audit.differences)


class Peephole:
    """Looks into the database while a bot runs on it.

    By SQLite alone: opening a store reads the file's first bytes, and closing that would
    drop the locks that this process holds on it.
    """

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)

    def close(self) -> None:
        self._database.close()

    def quiet(self, now: datetime) -> bool:
        """Tell whether every slot that has come is open, and every reveal that has come done."""
        ((unclaimed,),) = self._database.execute(
            "select count(*) from schedules where at <= ? and id not in"
            " (select schedule_id from rounds where slot = ?)",
            (f"{now:%H:%M:%S.%f}", f"{now:%Y-%m-%d}"),
        )
        ((busy,),) = self._database.execute(
            "select count(*) from rounds where state in ('claimed', 'sending', 'revealing')"
            " or (state = 'open' and reveal_at <= ?)",
            (f"{now:%Y-%m-%d %H:%M:%S.%f}",),
        )
        return not (unclaimed or busy)

    def in_state(self, state: str) -> set[int]:
        """Return the ids of the rounds in a state."""
        rows = self._database.execute("select id from rounds where state = ?", (state,))
        return {number for (number,) in rows}


def morning(day: int) -> datetime:
    """Return nine o'clock of the ``day``-th working day."""
    weeks, days = divmod(day, 5)
    date_ = MONDAY + timedelta(weeks=weeks, days=days)
    return datetime.combine(date_, time(9), UTC)


def _furnish(tx: Transaction, channels: dict[Platform, Sequence[str]]) -> None:
    made = morning(0) - timedelta(hours=1)
    for platform, names in channels.items():
        team = tx.teams.add(Team(0, f"on {platform}", "UTC", made))
        tx.teams.attach(Workspace(platform, WORKSPACES[platform], team.id))
        for number in range(10):
            tx.questions.put_team(team.id, _long_question(number), made)
        for number, name in enumerate(names):
            kind = FORMATS[number % len(FORMATS)]
            at = (morning(0) + number * APART).time()
            plan = Plan(
                at,
                "UTC",
                tracks=(LONG,) if kind == LONG else ("pytorch",),
                format=Format.CHOICE if kind == LONG else Format(kind),
                reveal_after=OPEN_FOR,
            )
            channel = ChannelRef(platform, WORKSPACES[platform], name)
            tx.schedules.add(Schedule(0, team.id, channel, plan, "1", made, made))


def _long_question(number: int) -> Question:
    def many(what: str) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph((Text(f"¶{what}{part:02}¶ " + "words and words " * 40),))
            for part in range(PARTS)
        )

    return Question(
        id=f"{LONG}/question-{number}",
        title=f"A long question, {number}",
        track=LONG,
        level=Level.BASIC,
        prompt=many("prompt"),
        choices=tuple(
            Choice((Text(f"choice {index}"),), index == 0, (Text("why"),)) for index in range(3)
        ),
        key_points=((Text("a key point"),),),
        answer=many("answer"),
        revision=f"revision-{number}",
    )


def _rounds(tx: Transaction) -> tuple[Round, ...]:
    found = [
        made
        for schedule in tx.schedules.all()
        for day in range(200)
        for made in tx.rounds.of_schedule_on(schedule.id, morning(day).date())
    ]
    return tuple(sorted(found, key=lambda made: made.id))


def _due(tx: Transaction, platform: Platform, now: datetime) -> Due:
    """Look past leases: those of a killed bot are freed when the next one starts."""
    live = [
        made
        for team in tx.teams.all()
        for made in tx.rounds.live(team.id)
        if made.channel.platform == platform
    ]
    states = [made.state for made in live]
    opened = [made for made in live if made.state is RoundState.OPEN and made.reveal_at <= now]
    active = tx.schedules.active((platform,))
    claims = sum(bool(slots_to_claim(tx, schedule, now)) for schedule in active)
    looking = states.count(RoundState.SENDING)
    in_thread = states.count(RoundState.REVEALING)
    return Due(
        claim=claims,
        send=claims + states.count(RoundState.CLAIMED) + looking,
        look=looking,
        reveal=len(opened) + in_thread,
        look_in_thread=in_thread,
    )


def _next_at(tx: Transaction, now: datetime) -> datetime | None:
    """Look at the day's slots and at rounds that are not over."""
    coming: list[datetime] = []
    for schedule in tx.schedules.all():
        slot = datetime.combine(now.date(), schedule.plan.at, UTC)
        if not tx.rounds.of_schedule_on(schedule.id, now.date()):
            coming.append(slot)
    for team in tx.teams.all():
        for live in tx.rounds.live(team.id):
            when = live.reveal_at if live.state is RoundState.OPEN else live.due_at
            coming.append(max(when, live.retry_at or when))
    return min(coming, default=None)


def _respond(tx: Transaction, now: datetime, chance: random.Random) -> None:
    for team in tx.teams.all():
        for live in tx.rounds.live(team.id):
            if live.state is not RoundState.OPEN or live.reveal_at <= now:
                continue
            for user in ("11", "12"):
                platform = live.channel.platform
                who = Actor(platform, live.channel.workspace, user, f"user-{user}")
                member = member_of(tx, who, now)
                choice = chance.choice((0, 1)) if live.format is Format.CHOICE else None
                words = None if choice is not None else "words"
                tx.responses.save(Response(live.id, member.id, choice, words, now, now))
