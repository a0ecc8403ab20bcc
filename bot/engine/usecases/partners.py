"""Finding a partner for a mock interview: paired with who waits, or waiting for who comes."""

from datetime import datetime

from bot.engine.cards import Card, NoticeCard, PartnerWaitCard
from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.interviews import USUAL
from bot.engine.model.pairs import INVITATION_WAITS, WAITING_LASTS, Pair, PairState, Waiting
from bot.engine.model.people import Account, Actor, Member
from bot.engine.pair_commands import FindPartner, StopWaiting
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import member_of, zone_of
from bot.engine.records.pair_steps import resume_pair
from bot.engine.records.pairs import (
    AGREED,
    WORTH_TELLING,
    is_only_sent,
    open_pairs,
    tell,
    tell_if_unstarted,
)
from bot.engine.rules.pairing import Meeting, match_all

WAITS_NO_MORE = NoticeCard("You're not waiting any more.", ("/interview pair whenever you like.",))
_MET = (PairState.AGREED, PairState.BEGUN, PairState.ENDED)


def find(ctx: Context, command: FindPartner) -> Card:
    """Pair the actor with who waits longest, or let them wait; what they have open is shown."""
    tx, at = ctx.tx, command.at
    member = member_of(tx, command.actor, at)
    mine = [each for each in open_pairs(tx, member.id, at) if not is_only_sent(each, member)]
    if mine:
        return resume_pair(ctx, member, mine[0], at)
    waits = tx.pairs.waiting_of(member.id)
    if waits is None or waits.expires_at <= at:
        waits = _wait(tx, member, command.actor, at)
    pairs = _pair_up(tx, member.team_id, at)
    for pair in pairs:
        tell_if_unstarted(tx, pair)
        for each in pair.members - {member.id}:
            tell(tx, pair, each, AGREED, at)
    ours = next((pair for pair in pairs if member.id in pair.members), None)
    if ours is not None:
        return resume_pair(ctx, member, ours, at)
    return PartnerWaitCard(waits.expires_at, zone_of(tx, member))


def stop_waiting(ctx: Context, command: StopWaiting) -> Card:
    """Wait no more, in any team: in direct messages nobody knows which one is meant."""
    actor = command.actor
    for account in ctx.tx.members.everywhere(actor.platform, actor.user):
        ctx.tx.pairs.stop_waiting(account.member_id)
    return WAITS_NO_MORE


def _waiting(tx: Transaction, team_id: int, now: datetime) -> list[int]:
    """Return the members who wait, the longest first, and haven't left the team meanwhile."""
    found = [tx.members.get(each.member_id) for each in tx.pairs.waiting(team_id)
             if now < each.expires_at]  # fmt: skip
    return [each.id for each in found if each is not None and each.left_at is None]


def _wait(tx: Transaction, member: Member, actor: Actor, at: datetime) -> Waiting:
    """Let the member wait, and be told if nobody comes."""
    until = at + WAITING_LASTS
    waits = tx.pairs.wait(Waiting(0, member.team_id, member.id, at, until))
    home = actor.account(member.id)
    tx.deliveries.add(
        Delivery(
            key=f"partner-{waits.id}",
            kind=DeliveryKind.PARTNER,
            target=Account(home.platform, home.workspace, home.user),
            due_at=until,
            expires_at=until + WORTH_TELLING,
            team_id=member.team_id,
            member_id=member.id,
        )
    )
    return waits


def _pair_up(tx: Transaction, team_id: int, at: datetime) -> list[Pair]:
    """Pair everyone who can be; whoever waited longest is the candidate."""
    waiting = _waiting(tx, team_id, at)
    theirs = {pair.id: pair for each in waiting for pair in tx.pairs.of_member(each)}
    meetings = [
        Meeting(pair.members, pair.asked_at)
        for pair in theirs.values()
        if pair.state in _MET or pair.asked_by is None
    ]
    made: list[Pair] = []
    for candidate, interviewer in match_all(waiting, meetings, at):
        for each in (candidate, interviewer):
            tx.pairs.stop_waiting(each)
        agreed = (PairState.AGREED, at, at + INVITATION_WAITS)
        made.append(
            tx.pairs.add(Pair(0, team_id, candidate, interviewer, None, "", None, USUAL, *agreed))
        )
    return made
