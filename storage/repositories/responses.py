"""Responses on a database connection."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Insert, Integer, bindparam, delete, func, select, update

from bot.engine.errors import StorageError
from bot.engine.model.rounds import Response
from storage import tables as db
from storage.repositories.sql import Repository, add_up, put, put_earliest, values
from storage.tables.types import UtcTime

_c = db.responses.c
_ONE = select(db.responses).where(
    _c.round_id == bindparam("round_id"), _c.member_id == bindparam("member_id")
)
_OF_ROUND = (
    select(db.responses)
    .where(_c.round_id == bindparam("round_id"))
    .order_by(_c.first_at, _c.member_id)
)
_OF_MEMBER = (
    select(db.responses).where(_c.member_id == bindparam("member_id")).order_by(_c.round_id)
)
_NTH = (
    select(_c.round_id)
    .where(_c.member_id == bindparam("member_id"))
    .limit(1)
    .offset(bindparam("before"))
)
_OF_TEAM_SINCE = (
    select(db.responses)
    .join(db.rounds, db.rounds.c.id == _c.round_id)
    .where(db.rounds.c.team_id == bindparam("team_id"), db.rounds.c.slot >= bindparam("since"))
    .order_by(_c.round_id, _c.member_id)
)
_REMOVE = delete(db.responses).where(
    _c.round_id == bindparam("round_id"), _c.member_id == bindparam("member_id")
)
_COUNT = select(func.count()).select_from(db.responses).where(_c.round_id == bindparam("round_id"))
_ANONYMOUS = select(db.anonymous_votes.c.choice, db.anonymous_votes.c.votes).where(
    db.anonymous_votes.c.round_id == bindparam("round_id")
)
_WORDS = -1
_FIRST = (
    select(db.rounds.c.schedule_id, _c.member_id, func.min(_c.first_at).label("since"))
    .join(db.rounds, db.rounds.c.id == _c.round_id)
    .where(_c.member_id == bindparam("member_id"))
    .where(db.rounds.c.schedule_id == bindparam("schedule_id"))
    .group_by(db.rounds.c.schedule_id, _c.member_id)
)
_SCHEDULE = select(db.rounds.c.schedule_id).where(db.rounds.c.id == bindparam("round_id"))
_UNFOLLOW = delete(db.follows).where(
    db.follows.c.schedule_id == bindparam("schedule_id"),
    db.follows.c.member_id == bindparam("member_id"),
)
_KEY = ("round_id", "member_id")
_CHANGED = ("choice", "text", "at", "covered", "reply", "private")  # first_at is kept
_CHANGE = update(db.responses).where(
    _c.round_id == bindparam("of_round"), _c.member_id == bindparam("of_member")
)


def _changed_row(response: Response) -> dict[str, Any]:
    row = {name: getattr(response, name) for name in _CHANGED}
    return {**row, "of_round": response.round_id, "of_member": response.member_id}


@cache
def _follow(dialect: str) -> Insert:
    """Return an insert of who follows a round's schedule; an earlier time of theirs stays."""
    following = select(
        db.rounds.c.schedule_id,
        bindparam("member", type_=Integer),
        bindparam("from", type_=UtcTime),
    ).where(db.rounds.c.id == bindparam("round_id"))
    return put_earliest(dialect, db.follows, "since", following)


class SqlResponses(Repository):
    """Members' answers to rounds: one per member and round."""

    def get(self, round_id: int, member_id: int) -> Response | None:
        """Return the member's response to the round, or None."""
        return self._one(Response, _ONE, round_id=round_id, member_id=member_id)

    def save(self, response: Response) -> None:
        """Insert or replace; ``first_at`` of an existing response is kept."""
        statement = put(self._runner.dialect, db.responses, _KEY, _CHANGED)
        self._runner.count(statement, values(response))
        self._runner.count(
            _follow(self._runner.dialect),
            {
                "round_id": response.round_id,
                "member": response.member_id,
                "from": response.first_at,
            },
        )

    def change(self, response: Response) -> None:
        """Replace a response that exists, but for its ``first_at``; who follows what stays.

        Raises ``StorageError`` if there's none.
        """
        if self._runner.count(_CHANGE, _changed_row(response)) == 0:
            raise StorageError("There's no such response: add it before changing it.")

    def remove(self, round_id: int, member_id: int) -> None:
        """Delete the member's response to the round, if there is one."""
        self._delete(_REMOVE, round_id=round_id, member_id=member_id)
        who = self._who(round_id, member_id)
        self._delete(_UNFOLLOW, **who)
        for schedule_id, of_member, since in self._rows(_FIRST, **who):
            row = {"schedule_id": schedule_id, "member_id": of_member, "since": since}
            self._put(db.follows, row)

    def of_round(self, round_id: int) -> tuple[Response, ...]:
        """Return the round's responses in the order of ``first_at``, then member id."""
        return self._many(Response, _OF_ROUND, round_id=round_id)

    def of_team_since(self, team_id: int, since: date) -> tuple[Response, ...]:
        """Return the responses to the team's rounds of ``since`` or later, by round and member."""
        return self._many(Response, _OF_TEAM_SINCE, team_id=team_id, since=since)

    def of_member(self, member_id: int) -> tuple[Response, ...]:
        """Return the member's responses, oldest round first."""
        return self._many(Response, _OF_MEMBER, member_id=member_id)

    def has_answered(self, member_id: int, rounds: int) -> bool:
        """Return whether the member responded to at least that many rounds (one or more)."""
        return bool(self._rows(_NTH, member_id=member_id, before=rounds - 1))

    def count(self, round_id: int) -> int:
        """Return how many responded to the round."""
        count: int = self._value(_COUNT, round_id=round_id)
        return count

    def add_anonymous(self, round_id: int, choice: int | None) -> None:
        """Count a forgotten member's response to a round; ``choice`` is None for words."""
        row = {"round_id": round_id, "choice": _WORDS if choice is None else choice, "votes": 1}
        self._runner.count(add_up(self._runner.dialect, db.anonymous_votes, "votes"), row)

    def anonymous(self, round_id: int) -> Mapping[int | None, int]:
        """Return how many of the round's responses came from forgotten members, by choice."""
        found = self._rows(_ANONYMOUS, round_id=round_id)
        return {None if choice == _WORDS else choice: votes for choice, votes in found}

    def _who(self, round_id: int, member_id: int) -> dict[str, int]:
        """Return the key of the member's following of the round's schedule."""
        schedule_id: int = self._value(_SCHEDULE, round_id=round_id)
        return {"schedule_id": schedule_id, "member_id": member_id}
