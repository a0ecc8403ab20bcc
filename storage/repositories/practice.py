"""Drills, reviews and attempts, on a database connection."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    and_,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)

from bot.engine.model.practice import Attempt, Drill, DrillItem, ReviewState
from bot.engine.ports.practice import Accuracy
from storage import tables as db
from storage.repositories.sql import Repository, first_rows, put, values, without_id
from storage.tables.types import UtcTime

_MEMBER: BindParameter[int] = bindparam("member_id")
_ADD_DRILL = insert(db.drills).returning(db.drills.c.id)
_DRILL = select(db.drills).where(db.drills.c.id == bindparam("id"))
_DRILLS_OF = select(db.drills).where(db.drills.c.member_id == _MEMBER).order_by(db.drills.c.id)
_ABANDONED = first_rows(
    db.drills,
    and_(
        db.drills.c.ended_at.is_(None),
        db.drills.c.started_at < bindparam("before", type_=UtcTime),
    ),
)
_r = db.reviews.c
_REVIEW = select(db.reviews).where(
    _r.member_id == _MEMBER, _r.question_id == bindparam("question_id")
)
_DUE = (
    select(db.reviews)
    .where(_r.member_id == _MEMBER, _r.due_at <= bindparam("now", type_=UtcTime))
    .order_by(_r.due_at, _r.question_id)
    .limit(bindparam("count"))
)
_REVIEWS_OF = select(db.reviews).where(_r.member_id == _MEMBER).order_by(_r.due_at, _r.question_id)
_NEXT = select(func.min(_r.due_at)).where(_r.member_id == _MEMBER)
_a = db.attempts.c
_ADD_ATTEMPT = insert(db.attempts)
_ATTEMPT_COLUMNS = [column for column in db.attempts.columns if column.name != "id"]
_ATTEMPTS_OF = select(*_ATTEMPT_COLUMNS).where(_a.member_id == _MEMBER).order_by(_a.id)
_LATEST_OF = (
    select(*_ATTEMPT_COLUMNS)
    .where(_a.member_id == _MEMBER)
    .order_by(_a.id.desc())
    .limit(bindparam("limit"))
)
_ATTEMPTS_ON = (
    select(*_ATTEMPT_COLUMNS)
    .join(db.members, db.members.c.id == _a.member_id)
    .where(db.members.c.team_id == bindparam("team_id"), _a.question_id == bindparam("question_id"))
    .order_by(_a.id)
)
_REGRADE = (
    update(db.attempts)
    .where(
        _a.member_id == bindparam("who"),
        _a.question_id == bindparam("what"),
        _a.source == bindparam("how"),
        _a.at == bindparam("when", type_=UtcTime),
    )
    .values(right=bindparam("is_right"))
)
_ACCURACY = (
    select(_a.track, func.sum(cast(_a.right, Integer)), func.count())
    .where(_a.member_id == _MEMBER)
    .group_by(_a.track)
    .order_by(_a.track)
)
_GRADED_SINCE = select(_a.at, _a.right).where(
    _a.member_id == _MEMBER, _a.at >= bindparam("since", type_=UtcTime)
)
_LAST_SEEN = (
    select(_a.question_id, func.max(_a.at).label("at"))
    .where(_a.member_id == _MEMBER)
    .group_by(_a.question_id)
)


class SqlPractice(Repository):
    """Drills, reviews and attempts."""

    def add_drill(self, drill: Drill) -> Drill:
        """Insert ``drill`` and return it with its id."""
        row = _drill_row(drill)
        return _drill(self._add(_ADD_DRILL, row), *row.values())

    def drill(self, drill_id: int) -> Drill | None:
        """Return the drill, or None."""
        return self._one(_drill, _DRILL, id=drill_id)

    def save_drill(self, drill: Drill) -> None:
        """Write every field of a drill that exists."""
        self._change(db.drills, drill.id, _drill_row(drill))

    def drills_of(self, member_id: int) -> tuple[Drill, ...]:
        """Return the member's drills, oldest first."""
        return self._many(_drill, _DRILLS_OF, member_id=member_id)

    def prune_drills(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` unfinished drills started before ``before``; return how many."""
        return self._runner.count(_ABANDONED, {"before": before, "limit": limit})

    def review(self, member_id: int, question_id: str) -> ReviewState | None:
        """Return when the member should see the question again, or None."""
        return self._one(ReviewState, _REVIEW, member_id=member_id, question_id=question_id)

    def save_review(self, review: ReviewState) -> None:
        """Insert the review, or replace the one of the same member and question."""
        self._put(db.reviews, values(review))

    def save_reviews(self, reviews: Sequence[ReviewState]) -> None:
        """Insert reviews, or replace those of the same member and question."""
        self._add_all(put(self._runner.dialect, db.reviews), [values(each) for each in reviews])

    def due_reviews(self, member_id: int, now: datetime, limit: int) -> tuple[ReviewState, ...]:
        """Return the reviews due at ``now``, the most overdue first."""
        return self._many(ReviewState, _DUE, member_id=member_id, now=now, count=limit)

    def next_review(self, member_id: int) -> datetime | None:
        """Return when the member's next review is due, or None if there are none."""
        return self._value(_NEXT, member_id=member_id)

    def reviews_of(self, member_id: int) -> tuple[ReviewState, ...]:
        """Return all of the member's reviews, the earliest due first."""
        return self._many(ReviewState, _REVIEWS_OF, member_id=member_id)

    def add_attempts(self, attempts: Sequence[Attempt]) -> None:
        """Add answered questions."""
        self._add_all(_ADD_ATTEMPT, [values(attempt) for attempt in attempts])

    def attempts_of(self, member_id: int) -> tuple[Attempt, ...]:
        """Return the member's attempts, in the order they were added."""
        return self._many(Attempt, _ATTEMPTS_OF, member_id=member_id)

    def latest_attempts(self, member_id: int, limit: int) -> tuple[Attempt, ...]:
        """Return at most ``limit`` of the member's latest attempts, oldest first."""
        return self._many(Attempt, _LATEST_OF, member_id=member_id, limit=limit)[::-1]

    def attempts_on(self, team_id: int, question_id: str) -> tuple[Attempt, ...]:
        """Return what the team's members answered to a question, in the order it was added."""
        return self._many(Attempt, _ATTEMPTS_ON, team_id=team_id, question_id=question_id)

    def regrade(self, attempt: Attempt) -> None:
        """Set whether an attempt was right: that of the same member, question, source and time."""
        row = {
            "who": attempt.member_id,
            "what": attempt.question_id,
            "how": attempt.source,
            "when": attempt.at,
            "is_right": attempt.right,
        }
        self._runner.count(_REGRADE, row)

    def accuracy(self, member_id: int) -> tuple[Accuracy, ...]:
        """Return the member's accuracy by track, sorted by track id."""
        return self._many(Accuracy, _ACCURACY, member_id=member_id)

    def graded_since(self, member_id: int, since: datetime) -> tuple[tuple[datetime, bool], ...]:
        """Return when the member answered from ``since`` on, and whether it was right."""
        rows = self._rows(_GRADED_SINCE, member_id=member_id, since=since)
        return tuple((at, right) for at, right in rows)

    def last_seen(self, member_id: int) -> Mapping[str, datetime]:
        """Return when the member last attempted each question."""
        return dict(self._rows(_LAST_SEEN, member_id=member_id))


def _drill_row(drill: Drill) -> dict[str, Any]:
    row = without_id(drill)
    row["items"] = [values(item) for item in drill.items]
    return row


def _drill(drill_id: int, member_id: int, items: Sequence[Any], *rest: Any) -> Drill:  # noqa: ANN401
    return Drill(drill_id, member_id, tuple(map(_item, items)), *rest)


def _item(plain: Mapping[str, Any]) -> DrillItem:
    order = tuple(plain["order"])
    return DrillItem(plain["question_id"], plain["revision"], order, plain["chosen"])
