"""Rounds on a database connection: claims, leases, and which ones are due."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, not_, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.engine.model.people import Platform
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round, RoundState, Unseen
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.rounds import FollowedRound
from storage import tables as db
from storage.repositories.following import CLOSED_STATES, FOLLOWED, FOLLOWERS, LIVE_FOLLOWED
from storage.repositories.round_rows import as_round, message_row, round_row
from storage.repositories.sql import Repository, expiry_params, lease_expired, one_of, put, values
from storage.tables.types import UtcTime

_c = db.rounds.c
_ROUND = select(db.rounds)
_ONE = _ROUND.where(_c.id == bindparam("id"))
_UNSENT = (RoundState.CLAIMED, RoundState.SENDING)
_LIVE_STATES = (*_UNSENT, RoundState.OPEN, RoundState.REVEALING)
_NOW = bindparam("now", type_=UtcTime)


def _over(column: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    """Return whether a lease or pause is unset, over or invalid."""
    return or_(column.is_(None), lease_expired(column))


_ACQUIRE = (
    update(db.rounds)
    .where(_c.id == bindparam("the_id"))
    .where(or_(_over(_c.lease_until), _c.worker == bindparam("who")))
    .values(worker=bindparam("who"), lease_until=bindparam("until", type_=UtcTime))
    .returning(db.rounds)
)
_ON_SLOT = _ROUND.where(
    _c.schedule_id == bindparam("schedule_id"), _c.slot == bindparam("slot")
).order_by(_c.by_hand_number)
_LAST_SLOT = select(func.max(_c.slot)).where(
    _c.schedule_id == bindparam("schedule_id"), _c.by_hand_number == 0
)
_latest_reveals = (
    select(_c.revealed_at)
    .where(_c.schedule_id == bindparam("schedule_id"), _c.revealed_at.is_not(None))
    .order_by(_c.slot.desc())
    .limit(10)  # one would do, but for a clock that was wrong and rounds asked by hand
    .subquery("latest_reveals")
)
_LAST_REVEAL = select(func.max(_latest_reveals.c.revealed_at))
_DUE = (
    _ROUND.where(one_of(_c.state, _LIVE_STATES))
    .where(or_(_over(_c.lease_until), _c.worker == bindparam("who")), _over(_c.retry_at))
    .where(or_(_c.state != RoundState.OPEN, _c.reveal_at <= _NOW))
    .where(or_(not_(one_of(_c.state, _UNSENT)), _c.due_at <= _NOW))
    .order_by(case((one_of(_c.state, _UNSENT), _c.due_at), else_=_c.reveal_at), _c.id)
)
_OF_TEAM = _ROUND.where(_c.team_id == bindparam("team_id")).order_by(_c.id)
_LIVE = _OF_TEAM.where(one_of(_c.state, _LIVE_STATES))
_OPEN_QUESTIONS = (
    select(_c.question_id)
    .where(one_of(_c.state, _LIVE_STATES), _c.question_id.is_not(None))
    .where(_c.unseen != Unseen.REVEAL)
    .distinct()
)
_CLOSED = _OF_TEAM.where(one_of(_c.state, CLOSED_STATES))
_CLOSED_WITH = _CLOSED.where(
    _c.question_id == bindparam("question_id"), _c.revision == bindparam("revision")
)
_LAST_ASKED = (
    select(_c.question_id, func.max(_c.id).label("round_id"))
    .where(_c.team_id == bindparam("team_id"), _c.question_id.is_not(None))
    .where(_c.state != RoundState.SKIPPED, _c.state != RoundState.FAILED)
    .group_by(_c.question_id)
)
_HIGHEST_NUMBER = select(func.max(_c.number)).where(_c.team_id == bindparam("team_id"))
_RECENT = (
    _ROUND.where(
        _c.platform == bindparam("platform"),
        _c.workspace == bindparam("workspace"),
        _c.channel == bindparam("channel"),
        _c.message.is_not(None),
    )
    .order_by(_c.id.desc())
    .limit(bindparam("count"))
)
_BY_MESSAGE = (
    _ROUND.where(and_(*(_c[name] == bindparam(name) for name in message_row(None))))
    .order_by(_c.id.desc())
    .limit(1)
)
_OPEN_THREADS = (
    _ROUND.where(_c.state == RoundState.OPEN, _c.format == Format.THREAD)
    .where(_c.platform == bindparam("platform"))
    .order_by(_c.id)
)


@cache
def _claim(dialect: str) -> ReturningInsert[*tuple[Any, ...]]:
    return put(dialect, db.rounds, ("schedule_id", "slot", "by_hand_number"), ()).returning(
        db.rounds
    )


class SqlRounds(Repository):
    """Rounds, from claim to reveal."""

    def claim(self, new: Round) -> Round | None:
        """Insert ``new``; None if that slot already has a round."""
        return self._one(as_round, _claim(self._runner.dialect), **round_row(new))

    def acquire(
        self, round_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Round | None:
        """Give ``worker`` the lease if it's free, expired, invalid or already theirs; else None."""
        lease = {"the_id": round_id, "who": worker, "until": lease_until}
        return self._one(as_round, _ACQUIRE, **lease, **expiry_params(now))

    def get(self, round_id: int) -> Round | None:
        """Return the round, or None."""
        return self._one(as_round, _ONE, id=round_id)

    def save(self, changed: Round) -> None:
        """Write every field of a round that exists."""
        self._change(db.rounds, changed.id, round_row(changed))

    def of_schedule_on(self, schedule_id: int, slot: date) -> tuple[Round, ...]:
        """Return the rounds of that local date, the scheduled one first."""
        return self._many(as_round, _ON_SLOT, schedule_id=schedule_id, slot=slot)

    def last_slot(self, schedule_id: int) -> date | None:
        """Return the latest local date that has a scheduled round."""
        slot: date | None = self._value(_LAST_SLOT, schedule_id=schedule_id)
        return slot

    def last_reveal(self, schedule_id: int) -> datetime | None:
        """Return when the last of the schedule's rounds closed, or None."""
        closed: datetime | None = self._value(_LAST_REVEAL, schedule_id=schedule_id)
        return closed

    def due(
        self, platforms: Collection[Platform], now: datetime, worker: str | None
    ) -> tuple[Round, ...]:
        """Return due rounds whose lease ``worker`` may acquire, the most overdue first."""
        due = self._many(as_round, _DUE, who=worker, **expiry_params(now))
        return tuple(each for each in due if each.channel.platform in platforms)

    def live(self, team_id: int) -> tuple[Round, ...]:
        """Return the team's rounds that aren't revealed, skipped or failed."""
        return self._many(as_round, _LIVE, team_id=team_id)

    def open_questions(self) -> frozenset[str]:
        """Return the ids of the questions of live rounds, of all teams."""
        return frozenset(row[0] for row in self._rows(_OPEN_QUESTIONS))

    def last_asked(self, team_id: int) -> Mapping[str, int]:
        """Return the id of each question's latest round that wasn't skipped and didn't fail."""
        return dict(self._rows(_LAST_ASKED, team_id=team_id))

    def next_number(self, team_id: int) -> int:
        """Return one more than the team's highest round number."""
        return (self._value(_HIGHEST_NUMBER, team_id=team_id) or 0) + 1

    def closed_with(self, team_id: int, question_id: str, revision: str) -> tuple[Round, ...]:
        """Return the team's closed rounds that asked this revision, oldest first."""
        where: dict[str, Any] = {"question_id": question_id, "revision": revision}
        return self._many(as_round, _CLOSED_WITH, team_id=team_id, **where)

    def recent(self, channel: ChannelRef, limit: int) -> tuple[Round, ...]:
        """Return the channel's latest rounds that were posted, newest first."""
        return self._many(as_round, _RECENT, **values(channel), count=limit)

    def by_message(self, message: MessageRef) -> Round | None:
        """Return the round whose question ``message`` shows, or None."""
        return self._one(as_round, _BY_MESSAGE, **message_row(message))

    def open_threads(self, platform: Platform) -> tuple[Round, ...]:
        """Return the platform's open rounds that are answered in their threads, oldest first."""
        return self._many(as_round, _OPEN_THREADS, platform=platform)

    def closed(self, team_id: int) -> tuple[Round, ...]:
        """Return every closed round of the team, oldest first."""
        return self._many(as_round, _CLOSED, team_id=team_id)

    def followers(self, round_id: int) -> tuple[int, ...]:
        """Return current members who have responded to any round of its schedule."""
        return self._many(int, FOLLOWERS, round_id=round_id)

    def followed(self, member_id: int, since: date | None = None) -> tuple[FollowedRound, ...]:
        """Return closed rounds the member followed, by ``closes_on`` and id."""
        first = since or date.min
        return self._many(FollowedRound, FOLLOWED, member_id=member_id, since=first)

    def live_followed(self, member_id: int) -> tuple[Round, ...]:
        """Return sending and open rounds of schedules the member responded to, oldest first."""
        return self._many(as_round, LIVE_FOLLOWED, member_id=member_id)
