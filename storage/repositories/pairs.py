"""Mock interviews in pairs and who waits for a partner, on a database connection."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, or_, select

from bot.engine.model.pairs import Pair, Waiting
from storage import tables as db
from storage.repositories.sql import Repository, first_rows, without_id
from storage.tables.types import UtcTime

_p, _w = db.interview_pairs.c, db.interview_waits.c
_ADD = insert(db.interview_pairs).returning(_p.id)
_GET = select(db.interview_pairs).where(_p.id == bindparam("id"))
_OF_MEMBER = (
    select(db.interview_pairs)
    .where(
        or_(_p.candidate_id == bindparam("member_id"), _p.interviewer_id == bindparam("member_id"))
    )
    .order_by(_p.id)
)
_OLD = first_rows(db.interview_pairs, _p.asked_at < bindparam("before", type_=UtcTime))
_WAIT = insert(db.interview_waits).returning(_w.id)
_WAITING = (
    select(db.interview_waits).where(_w.team_id == bindparam("team_id")).order_by(_w.since, _w.id)
)
_WAITING_OF = select(db.interview_waits).where(_w.member_id == bindparam("member_id"))
_STOP = delete(db.interview_waits).where(_w.member_id == bindparam("member_id"))
_OVER = first_rows(db.interview_waits, _w.expires_at < bindparam("before", type_=UtcTime))


class SqlPairs(Repository):
    """Pairs, from the invitation on, and who waits for a partner."""

    def add(self, pair: Pair) -> Pair:
        """Insert ``pair`` and return it with its id."""
        row = without_id(pair)
        return Pair(self._add(_ADD, row), **row)

    def get(self, pair_id: int) -> Pair | None:
        """Return the pair, or None."""
        return self._one(Pair, _GET, id=pair_id)

    def save(self, pair: Pair) -> None:
        """Write every field of a pair that exists."""
        self._change(db.interview_pairs, pair.id, without_id(pair))

    def of_member(self, member_id: int) -> tuple[Pair, ...]:
        """Return all pairs that the member is in, oldest first."""
        return self._many(Pair, _OF_MEMBER, member_id=member_id)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` asked for before ``before``; return how many."""
        return self._runner.count(_OLD, {"before": before, "limit": limit})

    def wait(self, waiting: Waiting) -> Waiting:
        """Insert someone who waits, in place of an earlier wait of theirs."""
        self.stop_waiting(waiting.member_id)
        row = without_id(waiting)
        return Waiting(self._add(_WAIT, row), **row)

    def waiting(self, team_id: int) -> tuple[Waiting, ...]:
        """Return everyone of the team who waits, the longest first."""
        return self._many(Waiting, _WAITING, team_id=team_id)

    def waiting_of(self, member_id: int) -> Waiting | None:
        """Return since when and until when the member waits, or None."""
        return self._one(Waiting, _WAITING_OF, member_id=member_id)

    def stop_waiting(self, member_id: int) -> None:
        """Delete the member's wait, if there is one."""
        self._delete(_STOP, member_id=member_id)

    def prune_waiting(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` that expired before ``before``; return how many."""
        return self._runner.count(_OVER, {"before": before, "limit": limit})
