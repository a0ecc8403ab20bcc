"""A member's interviews in pairs: whose they are, which one is on, and what the two are told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.engine.errors import NotFound
from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.interviews import Interview
from bot.engine.model.pairs import Pair, PairState
from bot.engine.model.people import Account, Actor, Member
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.interviews import keep
from bot.engine.records.members import known_member
from bot.engine.rules.interviews import end_led

WORTH_TELLING = timedelta(hours=12)
"""What couldn't be told of an interview in pairs for so long isn't told any more."""
INVITED, AGREED, DECLINED, CALLED_OFF = "invited", "agreed", "declined", "off"
EXPIRED, UNSTARTED, STEP, ENDED, LEFT = "expired", "unstarted", "step", "ended", "left"
"""What a message is about. A step is followed by its number, and what is left by the
interview's, for whoever was asked in it.
"""
_FIRST = (PairState.BEGUN, PairState.AGREED, PairState.INVITED)


def own_pair(tx: Transaction, actor: Actor, pair_id: int) -> tuple[Member, Pair]:
    """Return the actor's member and their pair; raises NotFound for any other."""
    member, pair = known_member(tx, actor), tx.pairs.get(pair_id)
    if member is None or pair is None or member.id not in pair.members:
        raise NotFound("There's no such interview of yours.", "Ask for one: /interview pair.")
    return member, pair


def interview_of(tx: Transaction, pair: Pair) -> Interview | None:
    """Return the pair's interview; None before it has begun."""
    return tx.interviews.get(pair.interview_id) if pair.interview_id else None


def is_open(tx: Transaction, pair: Pair, now: datetime) -> bool:
    """Tell whether something of the pair is still to come."""
    if pair.state is PairState.BEGUN:
        interview = interview_of(tx, pair)
        return interview is not None and interview.ended_at is None
    return pair.state in (PairState.AGREED, PairState.INVITED) and now < pair.expires_at


def is_only_sent(pair: Pair, member: Member) -> bool:
    """Tell whether a pair is an invitation of the member's that nobody has answered yet."""
    return pair.state is PairState.INVITED and pair.asked_by == member.id


def open_pairs(tx: Transaction, member_id: int, now: datetime) -> tuple[Pair, ...]:
    """Return the member's open pairs: one that has begun first, then what is agreed."""
    found = [each for each in tx.pairs.of_member(member_id) if is_open(tx, each, now)]
    return tuple(sorted(found, key=lambda each: _FIRST.index(each.state)))


def engaged_in(tx: Transaction, member_id: int, now: datetime) -> Pair | None:
    """Return the pair that the member has agreed on, or is in the middle of, or None."""
    engaged = (PairState.BEGUN, PairState.AGREED)
    found = open_pairs(tx, member_id, now)
    return next((pair for pair in found if pair.state in engaged), None)


def is_in_pair(tx: Transaction, member_id: int, now: datetime) -> bool:
    """Tell whether the member is in the middle of an interview in pairs."""
    engaged = engaged_in(tx, member_id, now)
    return engaged is not None and engaged.state is PairState.BEGUN


# --- messages ---------------------------------------------------------------------------


def message_key(pair_id: int, what: str, member_id: int) -> str:
    """Return what makes a message to one of the two one."""
    return f"pair-{pair_id}-{what}-{member_id}"


def tell(
    tx: Transaction,
    pair: Pair,
    member_id: int,
    what: str,
    at: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Plan a private message to one of the two; what was told before is shown again."""
    account = _account(tx, pair, member_id)
    if account is None:
        return
    key = message_key(pair.id, what, member_id)
    told = tx.deliveries.add(
        Delivery(
            key=key,
            kind=DeliveryKind.PAIR,
            target=account,
            due_at=at,
            expires_at=expires_at or at + WORTH_TELLING,
            team_id=pair.team_id,
            member_id=member_id,
        )
    )
    if not told:
        tx.deliveries.show_again(key, at)


def tell_if_unstarted(tx: Transaction, agreed: Pair) -> None:
    """Let both be told if nobody starts what they have agreed on."""
    for member_id in agreed.members:
        tell(tx, agreed, member_id, UNSTARTED, agreed.expires_at)


def _account(tx: Transaction, pair: Pair, member_id: int) -> Account | None:
    """Return the member's account to write to: on a platform of the other one's first."""
    theirs = {each.platform for each in tx.members.identities(pair.other(member_id))}
    accounts = sorted(
        tx.members.identities(member_id), key=lambda each: each.platform not in theirs
    )
    return next((Account(a.platform, a.workspace, a.user) for a in accounts), None)


# --- leaving ----------------------------------------------------------------------------


def end_pairs_of(ctx: Context, members: Iterable[Member], at: datetime) -> None:
    """End what members who are about to be forgotten have with others, and tell these."""
    for member in members:
        for pair in open_pairs(ctx.tx, member.id, at):
            interview, other = interview_of(ctx.tx, pair), ctx.tx.members.get(pair.other(member.id))
            if other is None:
                continue
            if interview is not None and interview.member_id == other.id:
                keep(ctx, other, interview, end_led(interview, at))
                tell(ctx.tx, pair, other.id, f"{LEFT}{interview.id}", at)
            else:
                tell(ctx.tx, pair, other.id, LEFT, at)
