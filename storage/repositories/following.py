"""Who follows a schedule: a member does from their first response on, as ``follows`` keeps it."""

from sqlalchemy import and_, bindparam, or_, select

from bot.engine.model.rounds import RoundState
from storage.repositories.sql import one_of
from storage.tables import follows, members, responses, rounds

CLOSED_STATES = (RoundState.REVEALING, RoundState.REVEALED)
_this = rounds.alias("this")

FOLLOWERS = (
    select(members.c.id)
    .join(follows, follows.c.member_id == members.c.id)
    .join(_this, _this.c.schedule_id == follows.c.schedule_id)
    .where(_this.c.id == bindparam("round_id"), members.c.left_at.is_(None))
    .order_by(members.c.id)
)

_firsts = (
    select(follows.c.schedule_id, follows.c.since.label("at"))
    .where(follows.c.member_id == bindparam("member_id"))
    .subquery("firsts")
)
_own = and_(responses.c.round_id == _this.c.id, responses.c.member_id == bindparam("member_id"))

# A round that closed at the exact time of the first response closed before it, unless it's
# the round they responded to.
FOLLOWED = (
    select(
        _this.c.id,
        _this.c.slot,
        _this.c.excuse,
        _this.c.revealed_at,
        responses.c.round_id.is_not(None),
    )
    .select_from(_this)
    .join(_firsts, _firsts.c.schedule_id == _this.c.schedule_id)
    .outerjoin(responses, _own)
    .where(one_of(_this.c.state, CLOSED_STATES), _this.c.slot >= bindparam("since"))
    .where(
        or_(
            _this.c.revealed_at.is_(None),
            _this.c.revealed_at > _firsts.c.at,
            responses.c.round_id.is_not(None),
        )
    )
    .order_by(_this.c.slot, _this.c.id)
)

# By the schedules, of which one follows a few: a join would go through all that is open.
LIVE_FOLLOWED = (
    select(_this)
    .where(_this.c.schedule_id.in_(select(_firsts.c.schedule_id)))
    .where(one_of(_this.c.state, (RoundState.SENDING, RoundState.OPEN)))
    .order_by(_this.c.id)
)
