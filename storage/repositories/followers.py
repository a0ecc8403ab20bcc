"""What closing a round asks about everyone who follows its schedule, on a connection."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    String,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    type_coerce,
)

from bot.engine.model.people import Leave
from bot.engine.model.practice import ReviewState
from bot.engine.model.scores import TeamDay
from bot.engine.ports.rounds import FollowedRound
from storage import tables as db
from storage.repositories.following import FOLLOWERS, followed_by
from storage.repositories.game import day_of
from storage.repositories.sql import Repository, one_of

T = TypeVar("T")

_ROUND: BindParameter[int] = bindparam("round_id")
_ids = FOLLOWERS.order_by(None)
_responders = select(db.responses.c.member_id).where(db.responses.c.round_id == _ROUND)
_f, _r, _d = db.follows.c, db.rounds.c, db.streak_days.c

_LEAVES = (
    select(db.leaves)
    .where(db.leaves.c.member_id.in_(_ids))
    .order_by(db.leaves.c.member_id, db.leaves.c.first_day, db.leaves.c.last_day)
)
_SCHEDULES = select(_f.member_id, _f.schedule_id).where(_f.member_id.in_(_ids))
# The state is wrapped so that no index of it is used: in a rush thousands are open, which the
# server's statistics of calmer hours don't know. By schedule and day there are a few.
_LIVE = (
    select(_r.schedule_id, _r.slot)
    .where(_r.schedule_id.in_(select(_f.schedule_id).where(_f.member_id.in_(_ids))))
    .where(_r.slot >= bindparam("since"))
    .where(one_of(func.nullif(type_coerce(_r.state, String), ""), ("sending", "open")))
)
_FOLLOWED = followed_by(_f.member_id.in_(_ids))
_DAYS_BEFORE = select(db.streak_days).where(
    tuple_(_d.member_id, _d.day).in_(
        select(_d.member_id, func.max(_d.day))
        .where(_d.member_id.in_(_ids), _d.day < bindparam("day"))
        .group_by(_d.member_id)
    )
)
_REMOVE = delete(db.streak_days).where(_d.member_id.in_(_ids), _d.day >= bindparam("since"))
_DAYS_OF_RESPONDERS = (
    select(db.streak_days)
    .where(_d.member_id.in_(_responders), _d.day == bindparam("day"))
    .order_by(_d.member_id)
)
_REVIEWS = select(db.reviews).where(
    db.reviews.c.member_id.in_(_responders),
    db.reviews.c.question_id == bindparam("question_id"),
)


class SqlFollowers(Repository):
    """The followers of a round's schedule: current members who have responded there."""

    def leaves(self, round_id: int) -> Mapping[int, tuple[Leave, ...]]:
        """Return their leaves, in the order of their first day."""
        rows = self._rows(_LEAVES, round_id=round_id)
        return _by_member(((row[0], row) for row in rows), Leave)

    def pending_days(self, round_id: int, since: date) -> Mapping[int, frozenset[date]]:
        """Return the dates from ``since`` on of what is being posted or open where they follow."""
        live: dict[int, set[date]] = {}
        for schedule_id, slot in self._rows(_LIVE, round_id=round_id, since=since):
            live.setdefault(schedule_id, set()).add(slot)
        if not live:
            return {}
        days: dict[int, frozenset[date]] = {}
        for member_id, schedule_id in self._rows(_SCHEDULES, round_id=round_id):
            if schedule_id in live:
                days[member_id] = days.get(member_id, frozenset()) | live[schedule_id]
        return days

    def followed(self, round_id: int, since: date) -> Mapping[int, tuple[FollowedRound, ...]]:
        """Return their closed rounds of ``since`` or later, by ``slot`` and id."""
        rows = self._rows(_FOLLOWED, round_id=round_id, since=since)
        return _by_member(((row[0], row[1:]) for row in rows), FollowedRound)

    def days_before(self, round_id: int, day: date) -> Mapping[int, TeamDay]:
        """Return the last entry of each one's streak log before ``day``."""
        found = self._many(day_of, _DAYS_BEFORE, round_id=round_id, day=day)
        return {line.member_id: line for line in found}

    def remove_days(self, round_id: int, since: date) -> None:
        """Delete their entries from ``since`` on."""
        self._delete(_REMOVE, round_id=round_id, since=since)

    def days_of_responders(self, round_id: int, day: date) -> tuple[TeamDay, ...]:
        """Return the entries of ``day`` of those who responded to the round, by member."""
        return self._many(day_of, _DAYS_OF_RESPONDERS, round_id=round_id, day=day)

    def reviews_of_responders(self, round_id: int, question_id: str) -> Mapping[int, ReviewState]:
        """Return when those who responded should see the question again."""
        found = self._many(ReviewState, _REVIEWS, round_id=round_id, question_id=question_id)
        return {review.member_id: review for review in found}


def _by_member(
    rows: Iterable[tuple[int, Iterable[Any]]], make: Callable[..., T]
) -> dict[int, tuple[T, ...]]:
    grouped: dict[int, list[T]] = {}
    for member_id, columns in rows:
        grouped.setdefault(member_id, []).append(make(*columns))
    return {member_id: tuple(made) for member_id, made in grouped.items()}
