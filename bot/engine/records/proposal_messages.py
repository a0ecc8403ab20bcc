"""Who is told of a suggestion or report, and of what became of it: messages for the outbox."""

from datetime import datetime, timedelta

from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.moderation import Proposal
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction

TOLD_WITHIN = timedelta(days=7)
MOST_TOLD = 5
"""So many managers are told where no channel was chosen for reviewers."""


def tell_reviewers(tx: Transaction, proposal: Proposal, at: datetime) -> None:
    """Show the proposal in the reviewers' channel; without one, to who set schedules up."""
    for number, target in enumerate(_reviewers(tx, proposal)):
        key = _key(proposal, number)
        tx.deliveries.add(_delivery(key, DeliveryKind.REVIEW, target, proposal, at))


def tell_author(tx: Transaction, proposal: Proposal, at: datetime) -> None:
    """Tell whoever suggested or reported it what became of it, and settle what others see."""
    for number in range(MOST_TOLD):
        tx.deliveries.show_again(_key(proposal, number), at)
    accounts = tx.members.identities(proposal.member_id) if proposal.member_id else ()
    if accounts:
        account = Account(accounts[0].platform, accounts[0].workspace, accounts[0].user)
        key = f"verdict-{proposal.id}"
        tx.deliveries.add(_delivery(key, DeliveryKind.VERDICT, account, proposal, at))


def note_told(tx: Transaction, proposal: Proposal, revision: str, at: datetime) -> None:
    """Note that whoever was shown the suggestion by themselves has seen its answer."""
    for number in range(MOST_TOLD):
        told = tx.deliveries.by_key(_key(proposal, number))
        if told is None or told.message is None or not isinstance(told.target, Account):
            continue
        account = told.target
        member = tx.members.by_identity(account.platform, account.workspace, account.user)
        if member is not None:
            tx.suggestions.see(member.id, revision, at)


def _reviewers(tx: Transaction, proposal: Proposal) -> tuple[ChannelRef | Account, ...]:
    chosen = tx.suggestions.reviewers(proposal.team_id)
    if chosen is not None:
        return (chosen.channel,)
    owners = dict.fromkeys(
        Account(each.channel.platform, each.channel.workspace, each.owner)
        for each in tx.schedules.of_team(proposal.team_id)
        if each.owner
    )
    return tuple(owners)[:MOST_TOLD]


def _key(proposal: Proposal, number: int) -> str:
    return f"review-{proposal.id}-{number}"


def _delivery(
    key: str, kind: DeliveryKind, target: ChannelRef | Account, proposal: Proposal, at: datetime
) -> Delivery:
    return Delivery(
        key, kind, target, at, at + TOLD_WITHIN, proposal.team_id, proposal_id=proposal.id
    )
