"""Reviewing suggestions and reports: who decides, what becomes of it, and who hears of it."""

from dataclasses import replace

from bot.engine.cards import Card, NoticeCard
from bot.engine.cards.questions import ReviewCard
from bot.engine.commands import ReviewQueue
from bot.engine.errors import NotFound, Refused
from bot.engine.model.moderation import (
    Proposal,
    ProposalState,
    Settlement,
    Verdict,
)
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.ports.context import Context
from bot.engine.question_commands import (
    AcceptSuggestion,
    CorrectReported,
    Decline,
    OnProposal,
    RetireReported,
    ShowProposal,
)
from bot.engine.records.members import known_team, member_of
from bot.engine.records.proposal_messages import note_told, tell_author
from bot.engine.records.proposals import question_of, review_card
from bot.engine.records.question_forms import (
    form_of,
    free_id,
    is_secret,
    require_look,
    title_of,
)
from bot.engine.records.question_pool import put_team_question
from bot.engine.records.rights import require_reviewer
from bot.engine.rounds.corrections import correct_key
from bot.engine.rules.text import count_of

QUEUE_SHOWN = 10
REASON_LENGTH = 1000


def queue(ctx: Context, command: ReviewQueue) -> Card:
    """Show the suggestions and reports to review, oldest first; the only one in full."""
    team = known_team(ctx.tx, command.actor)
    require_reviewer(ctx.tx, command.actor, team.id, command.channel)
    waiting = ctx.tx.questions.proposals(team.id, ProposalState.WAITING)
    if not waiting:
        return NoticeCard("Nothing to review.", ("Suggestions and reports appear here.",))
    lines = tuple(_line(ctx, proposal) for proposal in waiting[:QUEUE_SHOWN])
    more = len(waiting) - len(lines)
    end = ("Look at one by its number: /question review 1.",)
    rest = ((f"and {more} more",) if more else ()) + end
    return NoticeCard(f"{len(waiting)} to review", lines + rest, quoted=len(lines))


def show(ctx: Context, command: ShowProposal) -> Card:
    """Show a suggestion or report with all that a reviewer needs."""
    member, proposal = _meant(ctx, command)
    question = question_of(ctx, proposal)
    if command.look and question is not None:
        require_look(ctx, member, question, command.at)
    elif proposal.kind == "suggestion" and question is not None:
        ctx.tx.suggestions.see(member.id, question.revision, command.at)
    return review_card(ctx, proposal, member)


def accept(ctx: Context, command: AcceptSuggestion) -> Card:
    """Make a suggestion a question of the team, credited to its author."""
    member, proposal = _meant(ctx, command)
    if proposal.kind == "flag":
        raise Refused("A report isn't accepted.", "Correct, edit or retire its question.")
    if proposal.state is not ProposalState.WAITING:
        return review_card(ctx, proposal, member)
    form = form_of(proposal)
    read = ctx.parser.read(form, free_id(ctx, proposal.team_id, form))
    if read.question is None or not form.track:
        raise Refused("This suggestion isn't complete.", "Use Edit first.")
    put_team_question(ctx.tx, proposal.team_id, read.question, command.at)
    for who in {member.id, proposal.member_id} - {0}:
        ctx.tx.suggestions.see(who, read.question.revision, command.at)
    note_told(ctx.tx, proposal, read.question.revision, command.at)
    accepted = replace(proposal, state=ProposalState.ACCEPTED, question_id=read.question.id)
    return _settle(ctx, accepted, member, Verdict.ACCEPTED, "", command)


def decline(ctx: Context, command: Decline) -> Card:
    """Decline a suggestion with a reason, or find nothing wrong with what was reported."""
    member, proposal = _meant(ctx, command)
    if proposal.state is not ProposalState.WAITING:
        return review_card(ctx, proposal, member)
    reason = command.reason.strip()[:REASON_LENGTH]
    if proposal.kind == "suggestion" and not reason:
        raise Refused("Why not?", "Write a sentence to the author.")
    verdict = Verdict.NOTHING_WRONG if proposal.kind == "flag" else Verdict.DECLINED
    declined = replace(proposal, state=ProposalState.DECLINED)
    return _settle(ctx, declined, member, verdict, reason, command)


def correct_reported(ctx: Context, command: CorrectReported) -> Card:
    """Make another choice the right one; everything graded by the old one is graded again."""
    member, proposal = _meant(ctx, command)
    if proposal.state is not ProposalState.WAITING:
        return review_card(ctx, proposal, member)
    question = _reported(ctx, proposal)
    key = command.choice - 1
    if not 0 <= key < len(question.choices):
        raise Refused("That isn't one of its choices.", f"Choose 1 to {len(question.choices)}.")
    # While it is open, the answer is the same for every choice: trying them tells nothing.
    secret = is_secret(ctx, member.team_id, question.id)
    if key == question.key and not secret:
        raise Refused("That choice is already the right one.", "Choose another.")
    reason = command.reason.strip()[:REASON_LENGTH] or "corrected after a report"
    told, at = reason, command.at
    if key != question.key:
        done = correct_key(ctx.tx, member.team_id, question, key, member.id, reason, at)
        told = reason if secret else f"{reason} ({count_of(done.results, 'result')} changed)"
    accepted = replace(proposal, state=ProposalState.ACCEPTED)
    return _settle(ctx, accepted, member, Verdict.CORRECTED, told, command)


def retire_reported(ctx: Context, command: RetireReported) -> Card:
    """Never ask the reported question again."""
    member, proposal = _meant(ctx, command)
    if proposal.state is not ProposalState.WAITING:
        return review_card(ctx, proposal, member)
    question = _reported(ctx, proposal)
    reason = command.reason.strip()[:REASON_LENGTH] or "after a report"
    ctx.tx.questions.retire(member.team_id, question.id, reason, command.at)
    accepted = replace(proposal, state=ProposalState.ACCEPTED)
    return _settle(ctx, accepted, member, Verdict.RETIRED, reason, command)


def _settle(
    ctx: Context,
    settled: Proposal,
    by: Member,
    verdict: Verdict,
    reason: str,
    command: OnProposal,
) -> ReviewCard:
    ctx.tx.questions.save_proposal(settled)
    ctx.tx.suggestions.settle(Settlement(settled.id, verdict, by.id, reason, command.at))
    tell_author(ctx.tx, settled, command.at)
    return review_card(ctx, settled, by)


def _meant(ctx: Context, command: OnProposal) -> tuple[Member, Proposal]:
    team = known_team(ctx.tx, command.actor)
    require_reviewer(ctx.tx, command.actor, team.id, command.channel)
    found = (
        ctx.tx.questions.proposal_by_id(command.proposal_id)
        if command.proposal_id
        else ctx.tx.questions.proposal(team.id, command.number)
    )
    if found is None or found.team_id != team.id:
        what = f"item {command.number}" if command.number else "such item"
        raise NotFound(f"There's no {what} here.", "/question review lists them.")
    return member_of(ctx.tx, command.actor, command.at), found


def _reported(ctx: Context, proposal: Proposal) -> Question:
    question = question_of(ctx, proposal) if proposal.kind == "flag" else None
    if question is None:
        raise Refused("There is no question to change.", "It may have been retired.")
    return question


def _line(ctx: Context, proposal: Proposal) -> str:
    title = title_of(ctx, proposal)
    if proposal.kind == "flag":
        return f"{proposal.number}. Problem with {title}: {proposal.text}"
    return f"{proposal.number}. {title}"
