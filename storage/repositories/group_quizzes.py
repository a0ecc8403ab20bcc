"""Quizzes that several people take together, on a database connection."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from bot.engine.model.group_quizzes import GroupAnswer, GroupItem, GroupQuiz
from bot.engine.model.people import Platform
from bot.engine.model.schedules import ChannelRef
from storage import tables as db
from storage.repositories.sql import Repository, first_rows, values, without_id
from storage.tables.types import UtcTime

_q, _a = db.group_quizzes.c, db.group_answers.c
_ADD = insert(db.group_quizzes).returning(_q.id)
_GET = select(db.group_quizzes).where(_q.id == bindparam("id"))
_RUNNING = (
    select(db.group_quizzes)
    .where(_q.channel == bindparam("channel"), _q.workspace == bindparam("workspace"))
    .where(_q.platform == bindparam("platform"), _q.ended_at.is_(None))
    .where(_q.started_at >= bindparam("since", type_=UtcTime))
    .order_by(_q.id.desc())
    .limit(1)
)
_ANSWERS = (
    select(db.group_answers)
    .where(_a.quiz_id == bindparam("quiz_id"))
    .order_by(_a.position, _a.at, _a.member_id)
)
_ANSWERS_OF = (
    select(db.group_answers)
    .where(_a.member_id == bindparam("member_id"))
    .order_by(_a.quiz_id, _a.position)
)
_OLD = first_rows(db.group_quizzes, _q.started_at < bindparam("before", type_=UtcTime))


class SqlGroupQuizzes(Repository):
    """Quizzes of channels, and what people chose in them."""

    def add(self, quiz: GroupQuiz) -> GroupQuiz:
        """Insert ``quiz`` and return it with its id."""
        row = _row(quiz)
        return _quiz(self._add(_ADD, row), *row.values())

    def get(self, quiz_id: int) -> GroupQuiz | None:
        """Return the quiz, or None."""
        return self._one(_quiz, _GET, id=quiz_id)

    def save(self, quiz: GroupQuiz) -> None:
        """Write every field of a quiz that exists."""
        self._change(db.group_quizzes, quiz.id, _row(quiz))

    def running(self, channel: ChannelRef, since: datetime) -> GroupQuiz | None:
        """Return the channel's quiz that hasn't ended and began at ``since`` or later, or None."""
        return self._one(_quiz, _RUNNING, **values(channel), since=since)

    def answer(self, answer: GroupAnswer) -> None:
        """Insert the answer, or replace the member's answer to the same question."""
        self._put(db.group_answers, values(answer))

    def answers(self, quiz_id: int) -> tuple[GroupAnswer, ...]:
        """Return all answers of the quiz, question by question, the first answer first."""
        return self._many(GroupAnswer, _ANSWERS, quiz_id=quiz_id)

    def answers_of(self, member_id: int) -> tuple[GroupAnswer, ...]:
        """Return all that a member answered, in the order of quizzes and questions."""
        return self._many(GroupAnswer, _ANSWERS_OF, member_id=member_id)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` quizzes started before ``before``; return how many."""
        return self._runner.count(_OLD, {"before": before, "limit": limit})


def _row(quiz: GroupQuiz) -> dict[str, Any]:
    row = without_id(quiz)
    where = values(row.pop("channel"))
    items = [_plain(item) for item in quiz.items]
    return {"team_id": row.pop("team_id"), **where, **row, "items": items}


def _plain(item: GroupItem) -> dict[str, Any]:
    at = item.closes_at
    return {**values(item), "closes_at": at.isoformat() if at else None}


def _quiz(
    quiz_id: int,
    team_id: int,
    platform: Platform,
    workspace: str,
    channel: str,
    started_by: int | None,
    items: Sequence[Mapping[str, Any]],
    *rest: Any,  # noqa: ANN401
) -> GroupQuiz:
    where = ChannelRef(platform, workspace, channel)
    return GroupQuiz(quiz_id, team_id, where, started_by, tuple(map(_item, items)), *rest)


def _item(plain: Mapping[str, Any]) -> GroupItem:
    at = plain["closes_at"]
    return GroupItem(
        plain["question_id"],
        plain["revision"],
        tuple(plain["order"]),
        datetime.fromisoformat(at) if at else None,
        plain["booked"],
    )
