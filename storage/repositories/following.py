"""Who follows a schedule: a member does from their first response on, as ``follows`` keeps it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

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

_ONES_OWN = follows.c.member_id == bindparam("member_id")


def followed_by(who: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return a query for the closed rounds that some followers followed; a member's id comes first.

    A round that closed at the exact time of the first response closed before it, unless it's the
    round they responded to.
    """
    own = and_(responses.c.round_id == rounds.c.id, responses.c.member_id == follows.c.member_id)
    responded = responses.c.round_id.is_not(None)
    closed_at = rounds.c.revealed_at
    return (
        select(
            follows.c.member_id,
            rounds.c.id,
            rounds.c.slot,
            rounds.c.excuse,
            closed_at,
            responded,
        )
        .select_from(follows)
        .join(rounds, rounds.c.schedule_id == follows.c.schedule_id)
        .outerjoin(responses, own)
        .where(who, one_of(rounds.c.state, CLOSED_STATES), rounds.c.slot >= bindparam("since"))
        .where(or_(closed_at.is_(None), closed_at > follows.c.since, responded))
        .order_by(rounds.c.slot, rounds.c.id)
    )


FOLLOWED = followed_by(_ONES_OWN)

# By the schedules, of which one follows a few: a join would go through all that is open.
LIVE_FOLLOWED = (
    select(_this)
    .where(_this.c.schedule_id.in_(select(follows.c.schedule_id).where(_ONES_OWN)))
    .where(one_of(_this.c.state, (RoundState.SENDING, RoundState.OPEN)))
    .order_by(_this.c.id)
)
