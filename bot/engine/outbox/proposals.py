"""What reviewers are shown, and what whoever wrote is told of their decision."""

from datetime import datetime

from bot.engine.cards import Card, NoticeCard, VerdictCard
from bot.engine.model.deliveries import Delivery
from bot.engine.model.moderation import ProposalState, Verdict
from bot.engine.ports.context import Context
from bot.engine.records.proposals import review_card
from bot.engine.records.question_forms import name_of, title_of

GONE = "the suggestion is gone"
CREDITED = "and the reveal says that you suggested it"


def review_message(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return a suggestion or report, or what became of it where it was shown before."""
    del now
    proposal = ctx.tx.questions.proposal_by_id(delivery.proposal_id or 0)
    if proposal is None:
        return GONE
    if proposal.state is not ProposalState.WAITING and delivery.message is None:
        return "it was settled before anyone was told"
    return review_card(ctx, proposal, None)


def verdict_message(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return what became of someone's suggestion or report."""
    del now
    proposal = ctx.tx.questions.proposal_by_id(delivery.proposal_id or 0)
    settled = ctx.tx.suggestions.settlement(proposal.id) if proposal else None
    if proposal is None or settled is None:
        return GONE
    title, who = title_of(ctx, proposal), name_of(ctx.tx, settled.by)
    match settled.verdict:
        case Verdict.ACCEPTED:
            named = f", {CREDITED}" if proposal.credited else ""
            line = f"{who} accepted it. It will be asked within the next weeks{named}. Thank you."
            told = f"Your question is in: {title}"
            return VerdictCard(proposal.id, told, (line,), named=proposal.credited)
        case Verdict.DECLINED:
            lines = (f"{who} left a reason:", settled.reason)
            return VerdictCard(proposal.id, f"Not this time: {title}", lines, named=False)
        case Verdict.CORRECTED:
            what = "the right choice was changed"
        case Verdict.EDITED:
            what = "the question was edited"
        case Verdict.RETIRED:
            what = "the question won't be asked again"
        case Verdict.NOTHING_WRONG:
            what = "the question stays as it is"
    told = f"{who} looked at your report: {what}."
    return NoticeCard(f"Your report on {title}", (told, settled.reason), quoted=2)
