"""Who follows a schedule: a member does from their first response on."""

from sqlalchemy import and_, bindparam, exists, func, or_, select

from bot.engine.model.rounds import RoundState
from storage.repositories.sql import one_of
from storage.tables import members, responses, rounds

CLOSED_STATES = (RoundState.REVEALING, RoundState.REVEALED)
_this = rounds.alias("this")
_other = rounds.alias("other")

# For each member of the team: did they ever respond? Their first response (found by an
# index) answers that, so the time doesn't grow with the number of rounds.
FOLLOWERS = (
    select(members.c.id)
    .join(_this, _this.c.team_id == members.c.team_id)
    .where(_this.c.id == bindparam("round_id"), members.c.left_at.is_(None))
    .where(
        exists()
        .where(responses.c.member_id == members.c.id)
        .where(_other.c.id == responses.c.round_id)
        .where(_other.c.schedule_id == _this.c.schedule_id)
    )
    .order_by(members.c.id)
)

_firsts = (
    select(rounds.c.schedule_id, func.min(responses.c.first_at).label("at"))
    .join(responses, responses.c.round_id == rounds.c.id)
    .where(responses.c.member_id == bindparam("member_id"))
    .group_by(rounds.c.schedule_id)
    .subquery("firsts")
)
_own = and_(responses.c.round_id == _this.c.id, responses.c.member_id == bindparam("member_id"))

# A round that closed at the exact time of the first response closed before it, unless it's
# the round they responded to.
FOLLOWED = (
    select(_this.c.id, _this.c.closes_on, _this.c.excuse, responses.c.round_id.is_not(None))
    .select_from(_this)
    .join(_firsts, _firsts.c.schedule_id == _this.c.schedule_id)
    .outerjoin(responses, _own)
    .where(one_of(_this.c.state, CLOSED_STATES), _this.c.closes_on >= bindparam("since"))
    .where(
        or_(
            _this.c.revealed_at.is_(None),
            _this.c.revealed_at > _firsts.c.at,
            responses.c.round_id.is_not(None),
        )
    )
    .order_by(_this.c.closes_on, _this.c.id)
)

LIVE_FOLLOWED = (
    select(_this)
    .join(_firsts, _firsts.c.schedule_id == _this.c.schedule_id)
    .where(one_of(_this.c.state, (RoundState.SENDING, RoundState.OPEN)))
    .order_by(_this.c.id)
)
