"""A suggestion or report as reviewers see it."""

from bot.engine.cards.questions import ReviewCard, Settled
from bot.engine.model.moderation import Proposal
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.ports.context import Context
from bot.engine.records.question_forms import (
    form_of,
    has_looked,
    is_secret,
    name_of,
    title_of,
    whole,
)
from bot.engine.records.question_pool import questions_of


def review_card(ctx: Context, proposal: Proposal, viewer: Member | None) -> ReviewCard:
    """Return a suggestion or report; without what gives an open question's answer away.

    ``viewer`` is None where several people read it.
    """
    question = question_of(ctx, proposal)
    hidden = (
        question is not None
        and proposal.kind == "flag"
        and is_secret(ctx, proposal.team_id, question.id)
        and not has_looked(ctx.tx, viewer, question)
    )
    settlement = ctx.tx.suggestions.settlement(proposal.id)
    author = name_of(ctx.tx, proposal.member_id)
    return ReviewCard(
        proposal_id=proposal.id,
        number=proposal.number,
        report=proposal.kind == "flag",
        author=author,
        title=title_of(ctx, proposal),
        question_id=proposal.question_id,
        whole=whole(ctx, question, hidden=hidden) if question else None,
        text=proposal.text,
        facts=() if proposal.form is None else ctx.parser.read(proposal.form).notes,
        settled=settlement
        and Settled(settlement.verdict, name_of(ctx.tx, settlement.by), settlement.reason, author),
    )


def question_of(ctx: Context, proposal: Proposal) -> Question | None:
    """Return the question suggested or reported; None if it can't be read or isn't asked here."""
    if proposal.kind == "flag":
        known = questions_of(ctx.tx, ctx.bank, proposal.team_id)
        return known.get(proposal.question_id)
    form = form_of(proposal)
    return ctx.parser.read(form, f"{form.track or 'new'}/new").question
