"""Short ways to fill a store: values with what a test does not care about filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.engine.model.people import Member, Team
from bot.engine.model.questions import Choice, Level, Question
from bot.engine.model.rich_text import CodeBlock, Math, Paragraph, Strong, Text
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.schedules import ChannelRef, MessageRef, Plan, Schedule
from bot.engine.model.scores import PointEntry
from bot.engine.ports.repositories import Transaction

MONDAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
CHANNEL = ChannelRef("console", "local", "prep")
OTHER_CHANNEL = ChannelRef("slack", "T1", "C1")
HOUR = timedelta(hours=1)


def a_team(tx: Transaction, name: str = "Red") -> Team:
    return tx.teams.add(Team(0, name, "Europe/Berlin", NOON))


def a_member(tx: Transaction, team: Team, name: str = "Ada", **fields: Any) -> Member:
    return tx.members.add(Member(0, team.id, name, NOON, **fields))


def a_schedule(tx: Transaction, team: Team, **fields: Any) -> Schedule:
    plan = Plan(time(9, 0), "Europe/Berlin", reveal_after=7 * HOUR)
    schedule = Schedule(0, team.id, CHANNEL, plan, "boss", NOON, NOON)
    return tx.schedules.add(replace(schedule, **fields))


def a_round(tx: Transaction, schedule: Schedule, slot: date = MONDAY, **fields: Any) -> Round:
    """Claim a round; a question named in ``fields`` is remembered first."""
    if "question_id" in fields:
        fields.setdefault("revision", "r1")
        tx.questions.remember(a_question(fields["question_id"], fields["revision"]))
    due = datetime.combine(slot, time(8, 0), UTC)
    new = Round(
        id=0,
        schedule_id=schedule.id,
        team_id=schedule.team_id,
        channel=schedule.channel,
        slot=slot,
        by_hand_number=0,
        due_at=due,
        reveal_at=due + 7 * HOUR,
        format=schedule.plan.format,
        state=RoundState.CLAIMED,
    )
    claimed = tx.rounds.claim(replace(new, **fields))
    assert claimed is not None
    return claimed


def a_message(name: str, channel: ChannelRef = CHANNEL) -> MessageRef:
    return MessageRef(channel, name)


def a_response(asked: Round, member: Member, at: datetime = NOON, choice: int = 0) -> Response:
    return Response(asked.id, member.id, choice, None, at, at)


def some_points(
    asked: Round, member: Member, points: int, on: date = MONDAY, track: str = "pytorch"
) -> PointEntry:
    return PointEntry(member.team_id, member.id, asked.id, track, points, "right", on, NOON)


def a_question(question_id: str = "pytorch/autograd", revision: str = "r1") -> Question:
    """A question with rich text of several kinds."""
    return Question(
        id=question_id,
        title="Gradients",
        track=question_id.split("/", maxsplit=1)[0],
        level=Level.BASIC,
        prompt=(Paragraph((Text("What is "), Math("x^2", "x²"), Text("'s <slope>?"))),),
        choices=(
            Choice((Text("2x"),), True, (Text("yes"),)),
            Choice((Strong((Text("x"),)),), False, ()),
        ),
        key_points=((Text("the chain rule"),),),
        answer=(CodeBlock("x.backward()\n", "python", False),),
        revision=revision,
        tags=("calculus",),
        source=12,
        references=("https://pytorch.org",),
    )
