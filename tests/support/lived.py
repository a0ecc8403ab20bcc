"""A team's two weeks that leave something in every table."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.engine import commands as c
from bot.engine.cards import DrillCard
from bot.engine.dispatcher import Engine
from bot.engine.model.coverage import Evidence, ReadAnswer
from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.group_quizzes import GroupAnswer, GroupItem, GroupQuiz
from bot.engine.model.interviews import How, Interview, InterviewItem, Said
from bot.engine.model.moderation import Proposal, ProposalState, Reviewers, Settlement, Verdict
from bot.engine.model.pairs import Pair, PairState, Waiting
from bot.engine.model.people import Actor, GrantKind, ManagerGrant
from bot.engine.model.practice import Attempt
from bot.engine.model.question_form import Draft, DraftPurpose, QuestionForm, WaitingImport
from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Format
from bot.engine.model.review_fits import ReviewFit
from bot.engine.model.schedules import ChannelRef, MessageRef, WaitingPlan
from bot.engine.model.scores import Outage
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from bot.engine.records import heartbeats
from bot.engine.records.members import member_of
from bot.engine.rounds.worker import RoundWorker
from storage.store import SqlStore
from tests.support.builders import CHANNEL, actor, at, bank, plan, question
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.gateway import FakeGateway

LEAD = actor("lead", manager=True)
ANN, BEN, EVE = actor("ann"), actor("ben"), actor("Ève")
OTHER = ChannelRef("console", "local", "other")
MONDAY = at("2026-11-02 00:00")


async def live(store: Store) -> None:
    """Let the team live from Monday, 2 November 2026 on."""
    clock, questions = FakeClock(MONDAY - timedelta(days=1)), bank()
    engine = Engine(store, questions)
    daily = RoundWorker(store, questions, {"console": FakeGateway()}, "worker", clock)
    await engine.handle(c.AddSchedule(LEAD, clock.now, CHANNEL, plan()))
    await engine.handle(c.AddSchedule(LEAD, clock.now, OTHER, plan(format=Format.OPEN)))
    for day in range(11):
        for hour in (9, 16):
            clock.now = now = MONDAY + timedelta(days=day, hours=hour)
            await store.write(lambda tx, now=now: heartbeats.jump(tx, ("console",), now))
            await daily.wake()
            await daily.wait_until_idle()
            if hour == 9:
                await _respond(store, engine, clock, day)
        if day == 3:
            await _manage(store, engine, clock)
    await store.write(_leave_traces)
    drill = await engine.handle(c.StartQuiz(ANN, clock.now, count=2))
    assert isinstance(drill, DrillCard)
    await engine.handle(c.AnswerDrill(ANN, clock.now, drill.drill_id, 0, "A"))


async def _respond(store: Store, engine: Engine, clock: FakeClock, day: int) -> None:
    for team in await store.read(lambda tx: tx.teams.all()):
        for asked in await store.read(lambda tx, team_id=team.id: tx.rounds.live(team_id)):
            for number, who in enumerate((ANN, BEN, EVE)):
                if (day + number) % 4 == 3:
                    continue
                if asked.shown_order:
                    letter = "ABCD"[(day + number) % 4]
                    await engine.handle(c.SubmitChoice(who, clock.now, asked.id, letter))
                else:
                    words = "it depends: 🙂 'quoted' \"twice\" \\ and\nmore"
                    await engine.handle(c.SubmitWords(who, clock.now, asked.id, words))


async def _manage(store: Store, engine: Engine, clock: FakeClock) -> None:
    now, ids = clock.now, list(bank().questions)
    tomorrow = now.date() + timedelta(days=1)
    await engine.handle(c.AddHoliday(LEAD, now, tomorrow, "Warmup day"))
    await engine.handle(c.TakeLeave(BEN, now, tomorrow, tomorrow + timedelta(days=4)))
    form = QuestionForm(title="Views", prompt="What is a view?", level="basic")
    await store.write(lambda tx: propose(tx, ANN, form, now))
    await engine.handle(c.FlagQuestion(ANN, now, ids[0], "It is wrong."))
    await engine.handle(c.RetireQuestion(LEAD, now, ids[1], "too easy"))
    await engine.handle(c.CorrectKey(LEAD, now, ids[2], 4, "the last one is right"))


def propose(tx: Transaction, who: Actor, form: QuestionForm, at: datetime) -> Proposal:
    """Let someone suggest a question."""
    member = member_of(tx, who, at)
    suggested = Proposal(0, member.team_id, member.id, "suggestion", "", "", at, form=form)
    return tx.questions.propose(suggested)


def _leave_traces(tx: Transaction) -> None:
    """What only adapters, imports and outages leave; and a member who is gone again."""
    now = MONDAY + timedelta(days=12)
    team = tx.teams.all()[0]
    tx.questions.put_team(team.id, question("own/one"), now)
    _leave_writing(tx, team.id)
    tx.settings.put(Setting.SLACK_ORIGIN, "here")
    tx.events.first_time("slack:event", now)
    tx.members.note_home("console", "local", ANN.user)
    asked, ann, ben = tx.rounds.closed(team.id)[0], *tx.members.of_team(team.id)[:2]
    tx.round_posts.note(asked.id, "answer", MessageRef(CHANNEL, "7"))
    tx.applause.add(asked.id, ann.id, ben.id)
    tx.responses.add_anonymous(tx.rounds.closed(team.id)[0].id, 0)
    later, kind = now + timedelta(hours=1), DeliveryKind.REMINDER
    tx.deliveries.add(Delivery("told", kind, CHANNEL, now, later, team.id, round_id=asked.id))
    waits = now + timedelta(hours=1)
    tx.waiting_plans.put(WaitingPlan("t1", CHANNEL, LEAD.user, plan(), 0, waits))
    tx.uptime.add_outage(Outage("console", now - timedelta(hours=1), now))
    said = Said(How.TYPED, "the split, then leakage: 'quoted' 🙂", 61)
    item = InterviewItem("maths/q01", "r1", 2, 3, 0, 1, said, None, (1,))
    tx.interviews.add(Interview(0, ann.id, "maths", None, 20, (item,), 4, now, now, now))
    led = Interview(0, ben.id, "", None, 20, (item,), 1, now, now, led=True)
    begun = Pair(0, team.id, ben.id, ann.id, ann.id, "", None, 20, PairState.BEGUN, now, now,
                 tx.interviews.add(led).id)  # fmt: skip
    tx.pairs.add(begun)
    tx.pairs.wait(Waiting(0, team.id, ben.id, now, now))
    asked_together = GroupItem("maths/q01", "r1", (1, 0), now, booked=True)
    together = GroupQuiz(0, team.id, CHANNEL, ann.id, (asked_together,), 0, now, now)
    together = tx.group_quizzes.add(together)
    tx.group_quizzes.answer(GroupAnswer(together.id, 0, ben.id, 1, now))
    tx.read_answers.save(ReadAnswer(ann.id, "f" * 64, (Evidence(0, 3, 9),), now))
    tx.read_answers.add_one(team.id, now.date())
    tx.review_fits.save(ReviewFit(ann.id, later, 640, (0.2172, 1.2931, 100.0), now))
    gone = tx.members.of_team(team.id)[0]
    tx.practice.add_attempts([Attempt(gone.id, "maths/q01", "maths", True, "drill", now)])
    tx.members.forget(tx.members.add(type(gone)(0, team.id, "Gone", now)).id)


def _leave_writing(tx: Transaction, team_id: int) -> None:
    now = MONDAY + timedelta(days=12)
    writer = tx.members.of_team(team_id)[0]
    form = QuestionForm(title="Views", prompt="What is a view?", level="basic")
    tx.suggestions.add_draft(Draft(0, team_id, writer.id, DraftPurpose.SUGGEST, form, now))
    body = to_plain(question("own/two"))
    tx.suggestions.add_import(WaitingImport(0, team_id, writer.id, (body,), now))
    suggested = tx.questions.proposals(team_id, ProposalState.WAITING)[0]
    tx.questions.save_proposal(replace(suggested, credited=False))
    tx.suggestions.settle(Settlement(suggested.id, Verdict.DECLINED, writer.id, "known", now))
    tx.suggestions.see(writer.id, "r1", now)
    tx.suggestions.set_reviewers(Reviewers(team_id, OTHER, "42"))
    roles = ManagerGrant(team_id, "console", "local", GrantKind.ROLE, "42")
    tx.teams.set_managers(team_id, "console", "local", [roles])
    tx.suggestions.ask_next(team_id, "own/one", now)


def sights(store: SqlStore) -> list[object]:
    """Return what people could see of it all."""

    def look(tx: Transaction) -> list[object]:
        team = tx.teams.all()[0]
        # What a release remembers of what it told people, an older schema has no room for.
        members = tuple(
            replace(each, told_day=None, reminders_offered=False)
            for each in tx.members.of_team(team.id)
        )
        return [
            tx.teams.all(),
            tx.teams.holidays(team.id),
            members,
            tx.schedules.all(),
            tx.rounds.closed(team.id),
            tx.rounds.live(team.id),
            tx.points.board(team.id, "all", "", 0, 99),
            tx.questions.of_team(team.id),
            tx.questions.retired(team.id),
            tx.questions.corrections(team.id),
            tx.practice.drill(1),
            tx.practice.last_seen(members[1].id),
            tx.uptime.last_beat("console"),
            *(tx.members.leaves(member.id) for member in members),
            *(tx.members.identities(member.id) for member in members),
            *(tx.responses.of_member(member.id) for member in members),
            *(tx.points.of_member(member.id) for member in members),
            *(tx.days.of_member(member.id, date.min) for member in members),
            *(tx.practice.accuracy(member.id) for member in members),
        ]

    return store.read_now(look)
