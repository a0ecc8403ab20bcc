"""Rounds on a database connection: claims, leases, and which ones are due."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.engine.model.people import PLATFORMS, Platform
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round, RoundState, Unseen
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.rounds import EVERYTHING, FollowedRound
from storage import tables as db
from storage.repositories.following import CLOSED_STATES, FOLLOWED, FOLLOWERS, LIVE_FOLLOWED
from storage.repositories.round_rows import as_round, message_row, round_row
from storage.repositories.sql import (
    Repository,
    expiry_params,
    lease_expired,
    one_of,
    put,
    put_latest,
    values,
)
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
_EXTEND = (
    update(db.rounds)
    .where(_c.id == bindparam("the_id"), _c.worker == bindparam("who"))
    .values(lease_until=bindparam("until", type_=UtcTime))
    .returning(db.rounds)
)
_ON_SLOT = _ROUND.where(
    _c.schedule_id == bindparam("schedule_id"), _c.slot == bindparam("slot")
).order_by(_c.by_hand_number)
_LAST_SLOT = (
    select(_c.slot)
    .where(_c.schedule_id == bindparam("schedule_id"), _c.by_hand_number == 0)
    .order_by(_c.slot.desc())
    .limit(1)
)
_latest_reveals = (
    select(_c.revealed_at)
    .where(_c.schedule_id == bindparam("schedule_id"), _c.revealed_at.is_not(None))
    .order_by(_c.slot.desc())
    .limit(10)  # one would do, but for a clock that was wrong and rounds asked by hand
    .subquery("latest_reveals")
)
_LAST_REVEAL = select(func.max(_latest_reveals.c.revealed_at))


def _due_in(
    state: RoundState, at: Column[datetime], *more: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Select the first due rounds in ``state``, by an index on (state, ``at``)."""
    page = (
        _ROUND.where(_c.state == state, *more)
        .where(or_(_over(_c.lease_until), _c.worker == bindparam("who")), _over(_c.retry_at))
        .where(or_(*(and_(_c.platform == name, bindparam(f"on_{name}")) for name in PLATFORMS)))
        .order_by(at, _c.id)
        .limit(bindparam("limit"))
    )
    return select(page.subquery())


_DUE = union_all(
    *(_due_in(state, _c.due_at, _c.due_at <= _NOW) for state in _UNSENT),
    _due_in(RoundState.OPEN, _c.reveal_at, _c.reveal_at <= _NOW),
    _due_in(RoundState.REVEALING, _c.reveal_at),
)


def _next(column: Column[datetime] | Column[datetime | None]) -> ColumnElement[datetime | None]:
    """The earliest time in ``column`` that is still to come."""
    return func.min(case((column > _NOW, column)))


_NEXT_REVEAL = select(func.min(_c.reveal_at)).where(
    _c.state == RoundState.OPEN, _c.reveal_at > _NOW
)
_NEXT_REVEAL_TRY = select(_next(_c.retry_at), _next(_c.lease_until)).where(
    _c.state == RoundState.OPEN, _c.reveal_at <= _NOW
)
_NEXT_STEP = select(_next(_c.due_at), _next(_c.retry_at), _next(_c.lease_until)).where(
    one_of(_c.state, (*_UNSENT, RoundState.REVEALING))
)
_OF_TEAM = _ROUND.where(_c.team_id == bindparam("team_id")).order_by(_c.id)
_LIVE = _OF_TEAM.where(one_of(_c.state, _LIVE_STATES))
_LIVE_OF_SCHEDULE = _ROUND.where(
    _c.schedule_id == bindparam("schedule_id"), one_of(_c.state, _LIVE_STATES)
).order_by(_c.id)
_OPEN_QUESTIONS = (
    select(_c.question_id)
    .where(one_of(_c.state, _LIVE_STATES), _c.question_id.is_not(None))
    .where(_c.unseen != Unseen.REVEAL)
    .distinct()
)
_CLOSED = _OF_TEAM.where(one_of(_c.state, CLOSED_STATES))
_CLOSED_SINCE = _CLOSED.where(_c.slot >= bindparam("since"))
_ASKED = (
    select(db.rounds)
    .where(_c.team_id == bindparam("team_id"))
    .where(one_of(_c.state, (RoundState.OPEN, *CLOSED_STATES)))
    .order_by(_c.id.desc())
    .offset(bindparam("skip"))
    .limit(bindparam("count"))
)
_CLOSED_WITH = _CLOSED.where(
    _c.question_id == bindparam("question_id"), _c.revision == bindparam("revision")
)
_asked = db.asked_questions.c
# Question by question, since there are many fewer questions than a large team has channels.
_LIVE_QUESTIONS = select(_asked.question_id).where(
    _asked.team_id == bindparam("team_id"),
    exists()
    .where(_c.team_id == _asked.team_id)
    .where(_c.question_id == _asked.question_id)
    .where(one_of(_c.state, _LIVE_STATES)),
)
_LAST_ASKED = select(_asked.question_id, _asked.round_id).where(
    _asked.team_id == bindparam("team_id")
)
_ASKED_IN = select(_asked.question_id).where(_asked.round_id == bindparam("round_id"))
_UNASKED = delete(db.asked_questions).where(
    _asked.team_id == bindparam("team_id"), _asked.question_id == bindparam("question_id")
)
_ASKED_BEFORE = (
    select(func.max(_c.id))
    .where(_c.team_id == bindparam("team_id"), _c.question_id == bindparam("question_id"))
    .where(_c.state != RoundState.SKIPPED, _c.state != RoundState.FAILED)
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
        claimed = self._one(as_round, _claim(self._runner.dialect), **round_row(new))
        if claimed is not None:
            self._note_asked(claimed)
        return claimed

    def acquire(
        self, round_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Round | None:
        """Give ``worker`` the lease if it's free, expired, invalid or already theirs; else None."""
        lease = {"the_id": round_id, "who": worker, "until": lease_until}
        return self._one(as_round, _ACQUIRE, **lease, **expiry_params(now))

    def extend(self, round_id: int, worker: str, lease_until: datetime) -> Round | None:
        """Let the lease that ``worker`` has end at ``lease_until``; None when it has none."""
        return self._one(as_round, _EXTEND, the_id=round_id, who=worker, until=lease_until)

    def get(self, round_id: int) -> Round | None:
        """Return the round, or None."""
        return self._shared(as_round, _ONE, id=round_id)

    def save(self, changed: Round) -> None:
        """Write every field of a round that exists."""
        self._change(db.rounds, changed.id, round_row(changed))
        if changed.state is RoundState.CLAIMED:
            self._note_not_asked(changed)
        self._note_asked(changed)

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
        self,
        platforms: Collection[Platform],
        now: datetime,
        worker: str | None,
        limit: int = EVERYTHING,
    ) -> tuple[Round, ...]:
        """Return due rounds whose lease ``worker`` may acquire, the most overdue first."""
        chosen = {f"on_{name}": name in platforms for name in PLATFORMS}
        due = self._many(as_round, _DUE, who=worker, limit=limit, **expiry_params(now), **chosen)
        return tuple(sorted(due, key=_overdue_since)[:limit])

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the next round is due that isn't due yet; None if none waits for a time."""
        queries = (_NEXT_REVEAL, _NEXT_REVEAL_TRY, _NEXT_STEP)
        times = [at for query in queries for at in self._rows(query, now=now)[0]]
        return min((at for at in times if at is not None), default=None)

    def live_questions(self, team_id: int) -> frozenset[str]:
        """Return the ids of the questions of the team's live rounds."""
        return frozenset(row[0] for row in self._rows(_LIVE_QUESTIONS, team_id=team_id))

    def live(self, team_id: int) -> tuple[Round, ...]:
        """Return the team's rounds that aren't revealed, skipped or failed."""
        return self._many(as_round, _LIVE, team_id=team_id)

    def live_of_schedule(self, schedule_id: int) -> tuple[Round, ...]:
        """Return the schedule's rounds that aren't revealed, skipped or failed."""
        return self._many(as_round, _LIVE_OF_SCHEDULE, schedule_id=schedule_id)

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

    def closed_since(self, team_id: int, since: date) -> tuple[Round, ...]:
        """Return the team's closed rounds asked on ``since`` or later, oldest first."""
        return self._many(as_round, _CLOSED_SINCE, team_id=team_id, since=since)

    def asked(self, team_id: int, offset: int, limit: int) -> tuple[Round, ...]:
        """Return a page of the team's rounds that are open or closed, newest first."""
        return self._many(as_round, _ASKED, team_id=team_id, skip=offset, count=limit)

    def followers(self, round_id: int) -> tuple[int, ...]:
        """Return current members who have responded to any round of its schedule."""
        return self._many(int, FOLLOWERS, round_id=round_id)

    def followed(self, member_id: int, since: date | None = None) -> tuple[FollowedRound, ...]:
        """Return closed rounds the member followed, by ``slot`` and id."""
        first = since or date.min
        rows = self._rows(FOLLOWED, member_id=member_id, since=first)
        return tuple(FollowedRound(*row[1:]) for row in rows)

    def live_followed(self, member_id: int) -> tuple[Round, ...]:
        """Return sending and open rounds of schedules the member responded to, oldest first."""
        return self._many(as_round, LIVE_FOLLOWED, member_id=member_id)

    def _note_asked(self, changed: Round) -> None:
        """Keep the latest round of each question right when a round gets or loses its question."""
        if not changed.question_id:
            return
        asked = {"team_id": changed.team_id, "question_id": changed.question_id}
        if changed.state is RoundState.CLAIMED:
            self._put_asked(changed.id, asked)
        elif changed.state in (RoundState.SKIPPED, RoundState.FAILED):
            self._recount_asked(asked)

    def _note_not_asked(self, changed: Round) -> None:
        """Forget that the round asked another question, which nobody saw."""
        for (question_id,) in self._rows(_ASKED_IN, round_id=changed.id):
            if question_id != changed.question_id:
                self._recount_asked({"team_id": changed.team_id, "question_id": question_id})

    def _recount_asked(self, asked: Mapping[str, Any]) -> None:
        self._delete(_UNASKED, **asked)
        before: int | None = self._value(_ASKED_BEFORE, **asked)
        if before is not None:
            self._put_asked(before, asked)

    def _put_asked(self, round_id: int, asked: Mapping[str, Any]) -> None:
        statement = put_latest(self._runner.dialect, db.asked_questions, "round_id")
        self._runner.count(statement, {**asked, "round_id": round_id})


def _overdue_since(due: Round) -> tuple[datetime, int]:
    return (due.due_at if due.state in _UNSENT else due.reveal_at, due.id)
