"""The rules of the game once more, written from ``docs/rules.md`` alone, and a life to try them on.

``Life`` lets a team live on any store and notes what happened, by the clock. ``days_by_the_page``
says from these notes what the page promises each member; nothing of the engine's rules is used.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from bot.engine import commands as c
from bot.engine.cards import ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Actor
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import WORKING_DAYS
from bot.engine.model.scores import TeamDay
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from bot.engine.records import audit, heartbeats
from bot.engine.rounds.worker import RoundWorker
from tests.support.builders import CHANNEL, actor, at, bank, plan
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.gateway import FakeGateway
from tests.support.naive_streaks import naive_freezes, naive_outcomes, naive_streak

LEAD = actor("lead", manager=True)
PEOPLE = (actor("ann"), actor("ben"))
FIRST = date(2026, 11, 2)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass
class Asked:
    """A question as the channel saw it."""

    day: date
    opened: datetime
    closes: datetime
    free: str = ""
    revealed: datetime | None = None
    out: timedelta = timedelta(0)
    answers: dict[Actor, datetime] = field(default_factory=dict[Actor, datetime])


@dataclass
class Notes:
    """What happened, as far as the page needs it."""

    asked: list[Asked] = field(default_factory=list[Asked])
    holidays: set[date] = field(default_factory=set[date])
    leaves: dict[Actor, list[tuple[date, date]]] = field(
        default_factory=dict[Actor, list[tuple[date, date]]]
    )


def first_answer(notes: Notes, who: Actor) -> datetime | None:
    """Return since when someone follows the schedule."""
    return min((q.answers[who] for q in notes.asked if who in q.answers), default=None)


def followed(notes: Notes, who: Actor) -> list[Asked]:
    """Return the questions of someone's team days, revealed or not."""
    since = first_answer(notes, who)
    if since is None:
        return []
    return [q for q in notes.asked if q.revealed is None or q.revealed > since]


def earliest_leave(notes: Notes, who: Actor, today: date) -> date:
    """Return the first day that may still be covered."""
    own = followed(notes, who)
    revealed = [(q.revealed, q.day) for q in own if q.revealed and q.day >= today - 31 * DAY]
    still_open = [q.day for q in own if q.revealed is None]
    return min([today, *still_open, *(day for _, day in sorted(revealed)[-1:])])


def days_by_the_page(notes: Notes, who: Actor) -> list[tuple[date, str, str, int, int]]:
    """Return someone's days: the date, what it was, why it cost nothing, the streak, freezes."""
    own = followed(notes, who)
    pending = {q.day for q in own if q.revealed is None}
    days: list[date] = []
    history: list[tuple[bool, str]] = []
    for day in sorted({q.day for q in own if q.revealed}):
        questions = [q for q in own if q.day == day and q.revealed]
        answered = any(who in q.answers for q in questions)
        if not answered and day in pending:
            continue
        away = any(first <= day <= last for first, last in notes.leaves.get(who, []))
        free = "holiday" if day in notes.holidays else "leave" if away else ""
        if not free and all(q.free for q in questions):
            free = questions[0].free
        days.append(day)
        history.append((answered, free))
    outcomes = naive_outcomes(history)
    return [
        (
            day,
            outcomes[n],
            "" if outcomes[n] in ("kept", "freeze", "missed") else history[n][1],
            naive_streak(outcomes[: n + 1]),
            naive_freezes(outcomes[: n + 1]),
        )
        for n, day in enumerate(days)
    ]


def as_told(lines: tuple[TeamDay, ...]) -> list[tuple[date, str, str, int, int]]:
    """Return a streak log in the form of ``days_by_the_page``."""
    costing = ("kept", "freeze", "missed")
    return [
        (
            line.day,
            line.outcome.value,
            "" if line.outcome.value in costing else line.rule.value,
            line.after.current,
            line.after.freezes,
        )
        for line in lines
    ]


def is_work_left(tx: Transaction, now: datetime) -> bool:
    """Return whether a slot or a round is due; on a database, a claim may end after a wake."""
    here = ("console",)
    return bool(tx.schedules.to_look_at(here, now, 1) or tx.rounds.due(here, now, None))


class Life:
    """Two weeks of a team of two, decided by chance; ``notes`` says what happened."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.chance = Random(seed)  # noqa: S311 - a test's
        self.clock = FakeClock(at("2026-11-01 20:00"))
        questions = bank()
        self.engine = Engine(store, questions)
        self.worker = RoundWorker(
            store, questions, {"console": FakeGateway()}, "worker", self.clock
        )
        self.notes = Notes()
        self.days = self.chance.choice((WORKING_DAYS, EVERY_DAY, EVERY_DAY, (6, 0, 1, 2, 3)))
        self.open_for = self.chance.choice((7 * HOUR, 7 * HOUR, 25 * HOUR, HOUR / 2))
        self.weekends_count = False
        self.paused = False

    async def live(self) -> None:
        """Let the two weeks pass."""
        what = plan(days=self.days, reveal_after=self.open_for)
        await self.engine.handle(c.AddSchedule(LEAD, self.clock.now, CHANNEL, what))
        for n in range(14):
            await self._day(FIRST + n * DAY)
        await self._to(datetime.combine(FIRST + 14 * DAY, at("2026-11-02 08:00").timetz()))

    async def differences(self) -> list[object]:
        """Return how the stored log differs from the page, and what the database's check finds."""
        found: list[object] = []
        for who in PEOPLE:
            expected, told = days_by_the_page(self.notes, who), await self._log(who)
            if told != expected:
                found.append((who.user, told, expected, self.notes))
        return [*found, *await self.store.read(audit.differences)]

    async def _log(self, who: Actor) -> list[tuple[date, str, str, int, int]]:
        def read(tx: Transaction) -> tuple[TeamDay, ...]:
            member = tx.members.by_identity(who.platform, who.workspace, who.user)
            return tx.days.of_member(member.id) if member else ()

        return as_told(await self.store.read(read))

    async def _day(self, day: date) -> None:
        morning = datetime.combine(day, at("2026-11-02 08:00").timetz())
        await self._to(morning)
        if self.paused and self._now_and_then(0.7):
            await self._ask(c.ResumeSchedule(LEAD, self.clock.now, 1))
            self.paused = False
        if self._now_and_then(0.15):
            self.weekends_count = not self.weekends_count
            await self._ask(c.SetWeekends(LEAD, self.clock.now, self.weekends_count))
        await self._to(morning + HOUR)
        await self._answer(day, 0.7)
        if self._now_and_then(0.15):
            await self._outage(morning + HOUR + 6 * MINUTE)
        else:
            await self._to(morning + 90 * MINUTE)
        await self._to(max(self.clock.now, morning + 100 * MINUTE))
        await self._answer(day - DAY, 0.3)  # of a question that is open for longer than a day
        if self._now_and_then(0.15):
            await self._leave(day)
        await self._to(max(self.clock.now, morning + 4 * HOUR))
        if self._now_and_then(0.2):
            await self._holiday(day)
        if not self.paused and self._now_and_then(0.1):
            await self._pause()
        if self.paused and self._now_and_then(0.4):
            await self._ask(c.ResumeSchedule(LEAD, self.clock.now, 1))
            self.paused = False
        elif not self.paused and self._now_and_then(0.1):
            await self._by_hand(day)
        await self._to(max(self.clock.now, morning + 14 * HOUR))

    def _now_and_then(self, likely: float) -> bool:
        return self.chance.random() < likely

    async def _ask(self, command: c.Command) -> bool:
        return not isinstance(await self.engine.handle(command), ProblemCard)

    async def _to(self, when: datetime) -> None:
        """Let the time come, stopping at every reveal on the way."""
        stops = [q.closes for q in self.notes.asked if self.clock.now < q.closes < when]
        for stop in sorted({*stops, when}):
            self.clock.now = stop
            await self.store.write(lambda tx, stop=stop: heartbeats.jump(tx, ("console",), stop))
            await self._work()

    async def _work(self) -> None:
        now = self.clock.now
        for _ in range(20):
            await self.worker.wake()
            await self.worker.wait_until_idle()
            if not await self.store.read(lambda tx: is_work_left(tx, now)):
                break
        for q in self.notes.asked:
            if q.revealed is None and q.closes <= now:
                q.revealed = now
                open_for = q.closes - q.opened
                if not q.free and q.day in self.notes.holidays:
                    q.free = "holiday"
                elif not q.free and open_for < HOUR:
                    q.free = "short"
                elif not q.free and q.out > open_for / 2:
                    q.free = "outage"
        day = now.date()
        is_time = now == datetime.combine(day, at("2026-11-02 09:00").timetz())
        asks = day.weekday() in self.days and day not in self.notes.holidays and not self.paused
        if is_time and asks:
            weekend = self.days == EVERY_DAY and day.weekday() > 4 and not self.weekends_count
            free = "weekend" if weekend else ""
            self.notes.asked.append(Asked(day, now, now + self.open_for, free))

    async def _answer(self, day: date, likely: float) -> None:
        states = (RoundState.OPEN,)
        for q in self.notes.asked:
            if q.day != day or q.revealed is not None:
                continue
            rounds = await self.store.read(lambda tx: tx.rounds.live(1))
            live = [r for r in rounds if r.state in states and r.opened_at == q.opened]
            assert len(live) == 1, (q, rounds)
            for who in PEOPLE:
                if self._now_and_then(likely):
                    assert await self._ask(
                        c.SubmitWords(who, self.clock.now, live[0].id, "in my words")
                    )
                    q.answers.setdefault(who, self.clock.now)

    async def _outage(self, began: datetime) -> None:
        await self._to(began)
        ended = began + self.chance.choice((1, 2, 3, 4, 5, 6, 12, 20)) * HOUR
        for q in self.notes.asked:
            if q.revealed is None:
                q.out += max(min(ended, q.closes) - began, timedelta(0))
        self.clock.now = min(ended, began + 20 * HOUR)
        await self._work()

    async def _leave(self, day: date) -> None:
        who = self.chance.choice(PEOPLE)
        first = day + self.chance.choice((-2, -1, -1, 0, 1)) * DAY
        last = first + self.chance.choice((0, 1, 2)) * DAY
        today = self.clock.now.date()
        allowed = first >= earliest_leave(self.notes, who, today)
        taken = await self._ask(c.TakeLeave(who, self.clock.now, first, last))
        assert taken == allowed, (who.user, first, today, self.notes)
        if taken:
            self.notes.leaves.setdefault(who, []).append((first, last))

    async def _holiday(self, day: date) -> None:
        coming = sorted(self.notes.holidays)
        if coming and self._now_and_then(0.4):
            gone = self.chance.choice(coming)
            assert await self._ask(c.RemoveHoliday(LEAD, self.clock.now, gone))
            self.notes.holidays.remove(gone)
            return
        named = day + self.chance.choice((-3, -1, 0, 0, 1)) * DAY
        assert await self._ask(c.AddHoliday(LEAD, self.clock.now, named))
        self.notes.holidays.add(named)

    async def _pause(self) -> None:
        assert await self._ask(c.PauseSchedule(LEAD, self.clock.now, 1))
        self.paused = True
        for q in self.notes.asked:
            if q.revealed is None:
                q.free = q.free or "pause"

    async def _by_hand(self, day: date) -> None:
        now = self.clock.now
        if now.date() != day:
            return
        assert await self._ask(c.PostNow(LEAD, now, 1))
        await self._work()
        weekend = self.days == EVERY_DAY and day.weekday() > 4 and not self.weekends_count
        free = "off day" if day.weekday() not in self.days else "weekend" if weekend else ""
        self.notes.asked.append(Asked(day, now, now + self.open_for, free))
        self.clock.advance(2 * MINUTE)
        await self._work()
        await self._answer_by_hand()

    async def _answer_by_hand(self) -> None:
        q = self.notes.asked[-1]
        rounds = await self.store.read(lambda tx: tx.rounds.live(1))
        live = [r for r in rounds if r.posted_by_hand and r.opened_at == q.opened]
        assert len(live) == 1, (q, rounds)
        for who in PEOPLE:
            if self._now_and_then(0.4):
                assert await self._ask(
                    c.SubmitWords(who, self.clock.now, live[0].id, "in my words")
                )
                q.answers.setdefault(who, self.clock.now)
