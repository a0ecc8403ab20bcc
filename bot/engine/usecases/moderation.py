"""Suggestions, reports, corrected answers and retired questions."""

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import (
    CorrectKey,
    FlagQuestion,
    RetireQuestion,
)
from bot.engine.errors import NotFound, Refused
from bot.engine.model.moderation import Proposal
from bot.engine.ports.context import Context
from bot.engine.records.members import member_of
from bot.engine.records.proposal_messages import tell_reviewers
from bot.engine.records.question_pool import find
from bot.engine.records.rights import require_manager
from bot.engine.rounds.corrections import correct_key
from bot.engine.rules.text import count_of

TEXT_LENGTH = 4000
QUEUE_SHOWN = 10


def flag(ctx: Context, command: FlagQuestion) -> Card:
    """Put a report of a bad question into the managers' queue."""
    member = member_of(ctx.tx, command.actor, command.at)
    question_id = command.question_id
    about = question_id
    if command.round_id is not None:
        asked = ctx.tx.rounds.get(command.round_id)
        if asked is None or asked.team_id != member.team_id:
            raise NotFound("That question belongs to another team.")
        question_id = asked.question_id
        about = _shown_id(question_id, ctx.tx.rounds.live_questions(member.team_id))
    else:
        about = question_id = find(ctx.tx, ctx.bank, member.team_id, question_id).id
    text = _text(command.text, "report")
    made = ctx.tx.questions.propose(
        Proposal(0, member.team_id, member.id, "flag", question_id, text, command.at)
    )
    tell_reviewers(ctx.tx, made, command.at)
    return NoticeCard(
        "Thank you.", (f"Report {made.number} on {about} has been sent to the managers.",)
    )


def correct(ctx: Context, command: CorrectKey) -> Card:
    """Correct a question's right choice for the team and rescore its rounds; logs the reason.

    While the team is asked the question, the answer is the same for every choice: a manager who
    tries them must not find out which one is right.
    """
    require_manager(ctx.tx, command.actor)
    member = member_of(ctx.tx, command.actor, command.at)
    question = find(ctx.tx, ctx.bank, member.team_id, command.question_id)
    reason = _text(command.reason, "reason")
    key = command.number - 1
    if not 0 <= key < len(question.choices):
        count = len(question.choices)
        raise Refused(
            f"{question.id} has {count} choices.", f"Name one by its number, 1 to {count}."
        )
    open_now = question.id in ctx.tx.rounds.live_questions(member.team_id)
    if key == question.key and not open_now:
        return NoticeCard(f"Choice {command.number} of {question.id} is already the right one.")
    corrected = correct_key(ctx.tx, member.team_id, question, key, member.id, reason, command.at)
    if open_now:
        return _corrected_unseen(question.id, command.number, reason)
    return NoticeCard(
        f"Corrected {question.id}.",
        (
            f"Rescored {count_of(corrected.rounds, 'past question')}.",
            f"{count_of(corrected.results, 'result')} changed.",
            reason,
        ),
        quoted=3,
    )


def retire(ctx: Context, command: RetireQuestion) -> Card:
    """Never ask the team this question again; an open round continues."""
    require_manager(ctx.tx, command.actor)
    member = member_of(ctx.tx, command.actor, command.at)
    question = find(ctx.tx, ctx.bank, member.team_id, command.question_id)
    ctx.tx.questions.retire(
        member.team_id, question.id, _text(command.reason, "reason"), command.at
    )
    return NoticeCard(f"{question.id} won't be asked here again.")


def _corrected_unseen(question_id: str, number: int, reason: str) -> Card:
    """Return what is said while the question is open, whether or not the choice was right."""
    until = "It's open just now, so what changes shows at the reveal."
    return NoticeCard(
        f"Choice {number} of {question_id} is the right one.", (until, reason), quoted=2
    )


def _shown_id(question_id: str, live: frozenset[str]) -> str:
    """Return how a question is named: an open one not by its id, which may give a hint."""
    return "the open question" if question_id in live else question_id


def _text(text: str, what: str) -> str:
    clean = text.strip()
    if not clean:
        raise Refused(f"The {what} is empty.", "Write a sentence.")
    if len(clean) > TEXT_LENGTH:
        raise Refused(f"The {what} is too long.", f"Keep it under {TEXT_LENGTH:,} characters.")
    return clean
