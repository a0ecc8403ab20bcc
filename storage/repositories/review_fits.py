"""What members' own histories have taught the reviews' scheduler, on a database connection."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select

from bot.engine.model.review_fits import ReviewFit
from storage import tables as db
from storage.repositories.sql import Repository, values
from storage.tables.types import UtcTime

_f, _a, _r = db.review_fits.c, db.attempts.c, db.responses.c
_GET = select(db.review_fits).where(_f.member_id == bindparam("member_id"))
_MAY_BE_LOOKED_AT = or_(
    _f.member_id.is_(None),
    and_(_f.next_at <= bindparam("now", type_=UtcTime), _f.wants_defaults.is_(False)),
)
_DUE = (
    select(_a.member_id)
    .outerjoin(db.review_fits, _f.member_id == _a.member_id)
    .where(_MAY_BE_LOOKED_AT)
    .group_by(_a.member_id)
    .having(func.count() >= bindparam("attempts"))
    .order_by(_a.member_id)
    .limit(bindparam("count"))
)
_OF_RESPONDERS = select(db.review_fits).where(
    _f.member_id.in_(select(_r.member_id).where(_r.round_id == bindparam("round_id")))
)


class SqlReviewFits(Repository):
    """At most one for each member."""

    def get(self, member_id: int) -> ReviewFit | None:
        """Return the member's, or None."""
        return self._one(ReviewFit, _GET, member_id=member_id)

    def save(self, fit: ReviewFit) -> None:
        """Insert it, or replace the member's."""
        self._put(db.review_fits, values(fit))

    def due(self, now: datetime, attempts: int, limit: int) -> tuple[int, ...]:
        """Return up to ``limit`` members whose history may be looked at now, by id."""
        rows = self._rows(_DUE, now=now, attempts=attempts, count=limit)
        return tuple(member_id for (member_id,) in rows)

    def of_responders(self, round_id: int) -> Mapping[int, ReviewFit]:
        """Return those of who responded to the round, by member."""
        found = self._many(ReviewFit, _OF_RESPONDERS, round_id=round_id)
        return {fit.member_id: fit for fit in found}
