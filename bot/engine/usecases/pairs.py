"""Agreeing on a mock interview in pairs: asked, accepted or not, sides swapped, called off.

Whoever asks is the candidate: they ask a colleague to interview them. Sides can be swapped until
it begins, and after the end. The interview itself is in ``pair_interviews``.
"""

from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card
from bot.engine.errors import Refused
from bot.engine.model.interviews import USUAL
from bot.engine.model.pairs import INVITATION_WAITS, Pair, PairState
from bot.engine.model.people import Member
from bot.engine.pair_commands import (
    AcceptPair,
    CallOffPair,
    DeclinePair,
    InviteMember,
    ProposeSwap,
    SwapSides,
)
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.interview_choice import chosen_items
from bot.engine.records.members import member_of
from bot.engine.records.pair_cards import pair_card
from bot.engine.records.pair_steps import resume_pair
from bot.engine.records.pairs import (
    AGREED,
    CALLED_OFF,
    DECLINED,
    EXPIRED,
    INVITED,
    engaged_in,
    is_only_sent,
    is_open,
    open_pairs,
    own_pair,
    tell,
    tell_if_unstarted,
)
from bot.engine.records.question_pool import tracks_of
from bot.engine.rules import schedule_text
from bot.engine.rules.interviews import check_minutes

ALREADY_ASKED = "You've been asked already."
_REFUSED = (PairState.DECLINED, PairState.WITHDRAWN)


def invite(ctx: Context, command: InviteMember) -> Card:
    """Ask a member to interview the actor; what is open between the two is shown instead."""
    tx, at = ctx.tx, command.at
    minutes = check_minutes(USUAL if command.minutes is None else command.minutes)
    member = member_of(tx, command.actor, at)
    other = tx.members.by_identity(command.actor.platform, command.actor.workspace, command.user)
    if other is not None and other.id == member.id:
        raise Refused("You can't interview yourself.", "Name somebody else, or try /interview.")
    if other is None or not _can_be_asked(other):
        raise _cant_be_asked()
    track = schedule_text.parse_track(command.track, tracks_of(tx, ctx.bank, member.team_id))
    wanted = Pair(
        0, member.team_id, member.id, other.id, member.id, track, command.level, minutes,
        PairState.INVITED, at, at + INVITATION_WAITS,
    )  # fmt: skip
    return _invite(ctx, member, other, wanted)


def propose_swap(ctx: Context, command: ProposeSwap) -> Card:
    """Invite the other one again, with the sides swapped."""
    member, pair = own_pair(ctx.tx, command.actor, command.pair_id)
    other = _other(ctx.tx, pair, member)
    if pair.state is not PairState.ENDED:
        return resume_pair(ctx, member, pair, command.at)
    if not _can_be_asked(other):
        raise _cant_be_asked()
    swapped = replace(
        pair,
        candidate_id=pair.interviewer_id,
        interviewer_id=pair.candidate_id,
        asked_by=member.id,
        state=PairState.INVITED,
        asked_at=command.at,
        expires_at=command.at + INVITATION_WAITS,
        interview_id=None,
    )
    return _invite(ctx, member, other, swapped)


def _invite(ctx: Context, member: Member, other: Member, wanted: Pair) -> Card:
    tx, at = ctx.tx, wanted.asked_at
    mine = open_pairs(tx, member.id, at)
    between = next((each for each in mine if other.id in each.members), None)
    if between is not None:
        note = "" if between.asked_by == member.id else ALREADY_ASKED
        return resume_pair(ctx, member, between, at, note)
    _refuse_engaged(tx, member, at)
    sent = next((each for each in mine if each.asked_by == member.id), None)
    if sent is not None:
        name = _other(tx, sent, member).name
        raise Refused(f"You've asked {name} already.", "Take that back first: /interview shows it.")
    if _was_refused(tx, wanted):
        raise Refused(f"You've asked {other.name} today.", "Ask tomorrow, or try /interview pair.")
    candidate = member if wanted.candidate_id == member.id else other
    chosen_items(ctx, candidate, wanted.track, wanted.level, wanted.minutes, at)  # is there any?
    pair = tx.pairs.add(replace(wanted, id=0))
    tell(tx, pair, other.id, INVITED, at, pair.expires_at)
    tell(tx, pair, member.id, EXPIRED, pair.expires_at)
    return pair_card(ctx, pair, member, at)


def accept(ctx: Context, command: AcceptPair) -> Card:
    """Accept an invitation; the one who asked is told, and the interviewer can start it."""
    tx, at = ctx.tx, command.at
    member, pair = own_pair(tx, command.actor, command.pair_id)
    if not _can_answer(tx, pair, member, at):
        return resume_pair(ctx, member, pair, at)
    other = _other(tx, pair, member)
    _refuse_engaged(tx, member, at)
    if other.left_at is not None:
        raise Refused(f"{other.name} has left the team.", "Find a partner with /interview pair.")
    if engaged_in(tx, other.id, at) is not None:
        raise Refused(f"{other.name} is in another interview.", "Accept when it's over.")
    agreed = replace(pair, state=PairState.AGREED, expires_at=at + INVITATION_WAITS)
    tx.pairs.save(agreed)
    for each in pair.members:
        tx.pairs.stop_waiting(each)
    tell(tx, agreed, other.id, AGREED, at)
    tell_if_unstarted(tx, agreed)
    return pair_card(ctx, agreed, member, at)


def decline(ctx: Context, command: DeclinePair) -> Card:
    """Decline an invitation; the one who asked is told."""
    member, pair = own_pair(ctx.tx, command.actor, command.pair_id)
    if not _can_answer(ctx.tx, pair, member, command.at):
        return resume_pair(ctx, member, pair, command.at)
    declined = replace(pair, state=PairState.DECLINED)
    ctx.tx.pairs.save(declined)
    tell(ctx.tx, declined, pair.other(member.id), DECLINED, command.at)
    return pair_card(ctx, declined, member, command.at)


def call_off(ctx: Context, command: CallOffPair) -> Card:
    """Take an invitation back, or call off what was agreed; the other one is told."""
    tx, at = ctx.tx, command.at
    member, pair = own_pair(tx, command.actor, command.pair_id)
    other, agreed = pair.other(member.id), pair.state is PairState.AGREED
    if not is_open(tx, pair, at) or not (agreed or is_only_sent(pair, member)):
        return resume_pair(ctx, member, pair, at)
    until = at if agreed else pair.expires_at  # who took an invitation back asks again tomorrow
    off = replace(pair, state=PairState.WITHDRAWN, expires_at=until)
    tx.pairs.save(off)
    tell(tx, off, other, CALLED_OFF if agreed else INVITED, at)
    return pair_card(ctx, off, member, at)


def swap(ctx: Context, command: SwapSides) -> Card:
    """Swap the sides of what was agreed and hasn't begun; the other one is told."""
    member, pair = own_pair(ctx.tx, command.actor, command.pair_id)
    asks = pair.interviewer_id == member.id
    agreed = pair.state is PairState.AGREED and is_open(ctx.tx, pair, command.at)
    if not agreed or asks == command.interviewer:
        return resume_pair(ctx, member, pair, command.at)
    sides = (pair.interviewer_id, pair.candidate_id)
    swapped = replace(pair, candidate_id=sides[0], interviewer_id=sides[1])
    ctx.tx.pairs.save(swapped)
    tell(ctx.tx, swapped, pair.other(member.id), AGREED, command.at)
    return pair_card(ctx, swapped, member, command.at)


def _can_answer(tx: Transaction, pair: Pair, member: Member, at: datetime) -> bool:
    invited = pair.state is PairState.INVITED and pair.asked_by != member.id
    return invited and is_open(tx, pair, at)


def _can_be_asked(member: Member) -> bool:
    return not member.hidden and member.left_at is None


def _cant_be_asked() -> Refused:
    """Return the one error for strangers, the hidden and who left: nobody learns which it is."""
    return Refused(
        "That person can't be asked.",
        "Name someone who uses Warmup here and isn't hidden, or try /interview pair.",
    )


def _refuse_engaged(tx: Transaction, member: Member, at: datetime) -> None:
    """Raise Refused for someone who has agreed on another one, or is in the middle of it."""
    engaged = engaged_in(tx, member.id, at)
    if engaged is not None:
        name = _other(tx, engaged, member).name
        raise Refused(f"You're in an interview with {name}.", "End it first: /interview shows it.")


def _was_refused(tx: Transaction, wanted: Pair) -> bool:
    """Tell whether the same was asked lately, and declined or withdrawn."""
    return any(
        each.asked_by == wanted.asked_by
        and each.members == wanted.members
        and each.state in _REFUSED
        and wanted.asked_at < each.expires_at
        for each in tx.pairs.of_member(wanted.candidate_id)
    )


def _other(tx: Transaction, pair: Pair, member: Member) -> Member:
    other = tx.members.get(pair.other(member.id))
    if other is None:  # a pair goes with either of the two
        raise LookupError(f"the other one of pair {pair.id} is gone")
    return other
