"""Answers that a model has read, on a database connection."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select, tuple_

from bot.engine.model.coverage import Evidence, ReadAnswer
from storage import tables as db
from storage.repositories.sql import Repository, add_up
from storage.tables.types import UtcTime

_r, _u = db.read_answers.c, db.grader_uses.c
_MEMBER: BindParameter[int] = bindparam("member_id")
_GET = select(db.read_answers).where(
    _r.member_id == _MEMBER, _r.fingerprint == bindparam("fingerprint")
)
_OF_MEMBER = select(db.read_answers).where(_r.member_id == _MEMBER).order_by(_r.at, _r.fingerprint)
_OLD = (
    select(_r.member_id, _r.fingerprint)
    .where(_r.at < bindparam("before", type_=UtcTime))
    .limit(bindparam("limit"))
)
_PRUNE = delete(db.read_answers).where(tuple_(_r.member_id, _r.fingerprint).in_(_OLD))
_COUNT = select(_u.answers).where(_u.team_id == bindparam("team_id"), _u.day == bindparam("day"))
_FORGET_DAYS = delete(db.grader_uses).where(
    _u.team_id == bindparam("team_id"), _u.day < bindparam("day")
)


class SqlReadAnswers(Repository):
    """What a model found in members' answers, and how many were sent."""

    def get(self, member_id: int, fingerprint: str) -> ReadAnswer | None:
        """Return what was found in the answer, or None."""
        return self._one(_read, _GET, member_id=member_id, fingerprint=fingerprint)

    def save(self, read: ReadAnswer) -> None:
        """Insert it, or replace the one with its member and fingerprint."""
        self._put(db.read_answers, _row(read))

    def of_member(self, member_id: int) -> tuple[ReadAnswer, ...]:
        """Return all of the member's, oldest first."""
        return self._many(_read, _OF_MEMBER, member_id=member_id)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` that were read before ``before``; return how many."""
        return self._runner.count(_PRUNE, {"before": before, "limit": limit})

    def count(self, team_id: int, day: date) -> int:
        """Return how many answers of the team were sent on that day."""
        return self._value(_COUNT, team_id=team_id, day=day) or 0

    def add_one(self, team_id: int, day: date) -> None:
        """Count one more, and delete what was counted on earlier days."""
        self._delete(_FORGET_DAYS, team_id=team_id, day=day)
        row = {"team_id": team_id, "day": day, "answers": 1}
        self._runner.count(add_up(self._runner.dialect, db.grader_uses, "answers"), row)


def _row(read: ReadAnswer) -> dict[str, Any]:
    return {
        "member_id": read.member_id,
        "fingerprint": read.fingerprint,
        "evidence": [[one.point, one.start, one.end] for one in read.evidence],
        "at": read.at,
    }


def _read(
    member_id: int, fingerprint: str, evidence: Sequence[Sequence[int]], at: datetime
) -> ReadAnswer:
    return ReadAnswer(member_id, fingerprint, tuple(Evidence(*one) for one in evidence), at)
