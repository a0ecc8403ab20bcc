"""A team's life at random: people, managers, faults, outages and crashes, and what stays true."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.engine import commands as c
from bot.engine.cards import (
    AnswerCard,
    Card,
    ChampionCard,
    DrillCard,
    NoticeCard,
    QuestionCard,
    RecapCard,
    RevealCard,
)
from bot.engine.errors import ChannelGone, NotPermitted, RateLimited, Transient
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.schedules import ChannelRef
from bot.engine.rounds.lease import STANDARD
from bot.engine.rounds.worker import RoundWorker
from tests.support.builders import actor, bank, plan, question
from tests.support.fakes.fuse import DyingGateway, DyingStore, Fuse, Killed
from tests.support.fakes.gateway import Call
from tests.support.naive_streaks import naive_freezes, naive_outcomes, naive_streak
from tests.support.world import LEAD, World, words_in

OTHER = ChannelRef("console", "local", "other")
people = st.sampled_from([actor(name) for name in ("ann", "ben", "cleo")])
schedules = st.sampled_from((1, 2))
numbers = st.integers(0, 3)
CLOSED = (RoundState.REVEALING, RoundState.REVEALED)
POINTS = {True: 10, False: 2}


class Life(RuleBasedStateMachine):
    """One team with a morning question by choice and a noon question in own words."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.world = World(bank(*(question(f"maths/q{n}", key=n % 4) for n in range(6))))
        self.restarts = 0

    def teardown(self) -> None:
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def do(self, command: c.Command) -> Card:
        return self.run(self.world.ask(command))

    @property
    def now(self) -> datetime:
        return self.world.clock.now

    @initialize()
    def set_up(self) -> None:
        noon = plan(at=time(12), reveal_at=time(18), format=Format.OPEN, days=(0, 1, 2, 3, 4, 5))
        self.run(self.world.schedule())
        self.run(self.world.schedule(OTHER, what=noon))
        self.run(self.world.to("2026-11-02 09:00"))

    # --- time ---

    @rule(hours=st.sampled_from((0.1, 1, 3, 3, 6)))
    def time_passes(self, hours: float) -> None:
        self.run(self.world.after(hours=hours))

    @rule()
    def the_next_morning_comes(self) -> None:
        tomorrow = self.now.date() + timedelta(days=1)
        self.run(self.world.to(f"{tomorrow} 00:00"))
        self.run(self.world.to(f"{tomorrow} 09:00"))

    @rule(hours=st.sampled_from((0.2, 2, 5, 20, 70)))
    def the_bot_is_down(self, hours: float) -> None:
        self.world.clock.advance(timedelta(hours=hours))
        self.run(self.world.work())

    @rule(step=st.integers(1, 16))
    def the_bot_is_killed_at_work_and_started_again(self, step: int) -> None:
        self.restarts += 1
        fuse = Fuse(step)
        store = DyingStore(self.world.store, fuse)
        gateway = DyingGateway(self.world.gateway, fuse)
        name = f"dying {self.restarts}"
        dying = RoundWorker(store, self.world.bank, {"console": gateway}, name, self.world.clock)

        async def work() -> None:
            with suppress(Killed):
                await dying.wake()
            with suppress(Killed):
                await dying.wait_until_idle()

        self.run(work())
        self.world.daily = self.world.worker(f"worker {self.restarts}")
        self.world.clock.advance(STANDARD.lease / 2)
        self.run(self.world.work())

    @rule(
        call=st.sampled_from(("post", "update", "find")),
        error=st.sampled_from(
            (Transient("down"), RateLimited(60), ChannelGone("gone"), NotPermitted("closed"))
        ),
        times=st.integers(1, 3),
    )
    def the_platform_refuses(self, call: Call, error: Exception, times: int) -> None:
        self.world.gateway.refuse(call, error, times=times)

    @rule(call=st.sampled_from(("post", "update")))
    def an_answer_is_lost(self, call: Call) -> None:
        self.world.gateway.lose_answer(call)

    # --- people ---

    def open_rounds(self) -> list[Round]:
        states = (RoundState.SENDING, RoundState.OPEN)
        return [each for each in self.world.rounds() if each.state in states]

    @precondition(lambda self: self.open_rounds())
    @rule(who=people, number=numbers, which=numbers)
    def someone_responds(self, who: Actor, number: int, which: int) -> None:
        rounds = self.open_rounds()
        asked = rounds[which % len(rounds)]
        if asked.format is Format.CHOICE and number < 3:
            self.do(c.SubmitChoice(who, self.now, asked.id, "ABC"[number]))
        else:
            self.do(c.SubmitWords(who, self.now, asked.id, f"words {number}"))

    @rule(who=people, first=st.integers(-3, 3), days=numbers)
    def someone_takes_leave(self, who: Actor, first: int, days: int) -> None:
        begin = self.now.date() + timedelta(days=first)
        self.do(c.TakeLeave(who, self.now, begin, begin + timedelta(days=days)))

    @rule(who=people)
    def someone_comes_back(self, who: Actor) -> None:
        self.do(c.EndLeave(who, self.now))

    @rule(who=people, forget=st.booleans())
    def someone_hides_or_is_forgotten(self, who: Actor, forget: bool) -> None:
        self.do(c.HideMe(who, self.now, hidden=True))
        if forget:
            self.do(c.ForgetMe(who, self.now, confirmed=True))

    @rule(who=people, letter=st.sampled_from("ABCD"))
    def someone_drills(self, who: Actor, letter: str) -> None:
        card = self.do(c.StartQuiz(who, self.now, count=2))
        secret = {each.question_id for each in self.open_rounds()}
        while isinstance(card, DrillCard):
            assert not any(f"Prompt of {asked}?" in words_in(card.prompt) for asked in secret)
            card = self.do(c.AnswerDrill(who, self.now, card.drill_id, card.position, letter))

    # --- managers ---

    @rule(schedule=schedules)
    def a_schedule_is_paused(self, schedule: int) -> None:
        self.do(c.PauseSchedule(LEAD, self.now, schedule))

    @rule(schedule=schedules)
    def a_schedule_is_resumed(self, schedule: int) -> None:
        self.do(c.ResumeSchedule(LEAD, self.now, schedule))

    @rule(schedule=schedules)
    def a_slot_is_skipped(self, schedule: int) -> None:
        self.do(c.SkipNext(LEAD, self.now, schedule))

    @rule(schedule=schedules)
    def a_question_is_asked_at_once(self, schedule: int) -> None:
        self.do(c.PostNow(LEAD, self.now, schedule))
        self.run(self.world.work())

    @rule(days=numbers)
    def a_holiday_is_named(self, days: int) -> None:
        self.do(c.AddHoliday(LEAD, self.now, self.now.date() + timedelta(days=days)))

    @rule(count=st.booleans())
    def weekends_are_set(self, count: bool) -> None:
        self.do(c.SetWeekends(LEAD, self.now, count))

    @rule(days=numbers)
    def a_past_day_is_made_a_holiday(self, days: int) -> None:
        self.do(c.AddHoliday(LEAD, self.now, self.now.date() - timedelta(days=days)))

    @rule(days=numbers)
    def a_holiday_is_removed(self, days: int) -> None:
        self.do(c.RemoveHoliday(LEAD, self.now, self.now.date() - timedelta(days=days)))

    @rule(zone=st.sampled_from(("UTC", "Asia/Tokyo", "America/Lima")))
    def the_team_moves(self, zone: str) -> None:
        self.do(c.SetZone(LEAD, self.now, zone))

    @rule(number=st.integers(0, 5), key=st.integers(1, 4))
    def a_key_is_corrected(self, number: int, key: int) -> None:
        self.do(c.CorrectKey(LEAD, self.now, f"maths/q{number}", key, "typo"))

    # --- what stays true ---

    @invariant()
    def every_round_is_shown_once_and_answered_once(self) -> None:
        for each in self.world.rounds():
            messages = [m for m in self.world.gateway.messages if m.key == each.post_key]
            answers = [m for m in self.world.gateway.messages if m.key == f"answer-{each.id}"]
            assert len(messages) <= 1
            assert len(answers) <= 1
            if each.state in (RoundState.OPEN, *CLOSED):
                assert [m.ref for m in messages] == [each.message]
            assert all(each.state in CLOSED and isinstance(m.card, AnswerCard) for m in answers)

    @invariant()
    def a_slot_has_one_round_and_is_on_a_day_of_its_schedule(self) -> None:
        own = [(r.schedule_id, r.slot) for r in self.world.rounds() if not r.posted_by_hand]
        assert len(own) == len(set(own))
        assert all(slot.weekday() < 4 + schedule for schedule, slot in own)

    @invariant()
    def nothing_is_told_before_the_reveal(self) -> None:
        for message in self.world.gateway.shown():
            asked = next((r for r in self.world.rounds() if r.post_key == message.key), None)
            if asked is None:  # a channel that refused works again
                assert isinstance(message.card, NoticeCard | RecapCard | ChampionCard)
                continue
            if asked.state not in CLOSED:
                assert isinstance(message.card, QuestionCard)
                assert "SECRET" not in words_in(message.card)
            assert isinstance(message.card, QuestionCard | RevealCard)

    @invariant()
    def points_are_what_the_responses_earn(self) -> None:
        tables = self.world.store.tables
        owed: dict[tuple[int, int], int] = {}
        for (round_id, member), given in tables.responses.items():
            asked = tables.rounds[round_id]
            if asked.state in CLOSED:
                words = given.choice is None
                owed[round_id, member] = 5 if words else POINTS[given.choice == asked.right_choice]
        booked: dict[tuple[int, int], int] = {}
        for entry in tables.entries.values():
            key = (entry.round_id, entry.member_id)
            booked[key] = booked.get(key, 0) + entry.points
            assert entry.on == tables.rounds[entry.round_id].slot
        assert booked == owed

    @invariant()
    def streaks_are_what_a_naive_look_at_the_rounds_gives(self) -> None:
        for member in self.world.store.tables.members:
            days = naive_days(self.world, member)
            outcomes = naive_outcomes([(responded, free) for _, responded, free in days])
            log = self.world.read(lambda tx, member=member: tx.days.of_member(member))
            waiting = first_day_to_come(self.world, member)
            kept = [line for line in log if line.day < waiting]
            assert [(line.day, line.outcome.value) for line in kept] == [
                (day, outcome)
                for (day, _, _), outcome in zip(days, outcomes, strict=True)
                if day < waiting
            ]
            for end, line in enumerate(kept, 1):
                assert line.after.current == naive_streak(outcomes[:end])
                assert line.after.freezes == naive_freezes(outcomes[:end])

    @invariant()
    def a_check_of_the_database_finds_nothing(self) -> None:
        assert self.world.differences() == ()


def responses_of(world: World, member: int) -> list[Response]:
    return [r for r in world.store.tables.responses.values() if r.member_id == member]


def naive_days(world: World, member: int) -> list[tuple[date, bool, str]]:
    """Return a member's decided team days: when, whether they responded, why a miss is free."""
    tables = world.store.tables
    given = responses_of(world, member)
    waiting = {r.slot for r in live(world, member)}
    days: dict[date, bool] = {}
    costs: set[date] = set()
    firsts: dict[int, datetime] = {}
    for response in sorted(given, key=lambda held: held.first_at):
        firsts.setdefault(tables.rounds[response.round_id].schedule_id, response.first_at)
    for each in tables.rounds.values():
        since = firsts.get(each.schedule_id)
        if each.state not in CLOSED or since is None:
            continue
        responded = any(g.round_id == each.id for g in given)
        if each.revealed_at and each.revealed_at <= since and not responded:
            continue
        days[each.slot] = days.get(each.slot, False) or responded
        if each.excuse is None:
            costs.add(each.slot)
    leaves = [leave for leave in tables.leaves if leave.member_id == member]
    holidays = {day for _, day in tables.holidays}
    found: list[tuple[date, bool, str]] = []
    for day, responded in sorted(days.items()):
        away = any(leave.first <= day <= leave.last for leave in leaves)
        free = "holiday" if day in holidays else "leave" if away else ""
        if responded or day not in waiting:
            found.append((day, responded, free or ("" if day in costs else "excused")))
    return found


def live(world: World, member: int) -> list[Round]:
    """Return the rounds a member may still respond to, of schedules they follow."""
    tables = world.store.tables
    followed = {tables.rounds[g.round_id].schedule_id for g in responses_of(world, member)}
    states = (RoundState.SENDING, RoundState.OPEN)
    return [r for r in tables.rounds.values() if r.schedule_id in followed and r.state in states]


def first_day_to_come(world: World, member: int) -> date:
    return min((each.slot for each in live(world, member)), default=date.max)


Life.TestCase.settings = settings(max_examples=30, stateful_step_count=30)
TestLife = Life.TestCase
