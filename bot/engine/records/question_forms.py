"""What the use cases around a team's questions share: reading and showing."""

from datetime import datetime
from string import ascii_uppercase

from bot.engine.cards.questions import Whole, WholeChoice
from bot.engine.errors import Refused
from bot.engine.model.moderation import Proposal
from bot.engine.model.people import Member
from bot.engine.model.question_form import QuestionForm
from bot.engine.model.questions import Question
from bot.engine.model.rounds import RoundState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import open_anywhere, track_title
from bot.engine.rules.text import clean_text

SOMEONE = "someone"
FIELD_LENGTH = 4000
FIELD_NAMES = {
    "title": "Title",
    "prompt": "Question",
    "choices": "Choices",
    "points": "Key points",
    "answer": "Model answer",
    "track": "Track",
    "level": "Level",
}
OPEN_HERE = (RoundState.SENDING, RoundState.OPEN, RoundState.CLAIMED)


def clean_form(form: QuestionForm) -> QuestionForm:
    """Return ``form`` with every text cleaned; raises Refused for one that is far too long."""
    texts = {name: clean_text(getattr(form, name)).strip() for name in FIELD_NAMES}
    for name, text in texts.items():
        if len(text) > FIELD_LENGTH:
            raise Refused(f"{FIELD_NAMES[name]} is too long.", f"Keep it under {FIELD_LENGTH:,}.")
    return QuestionForm(**texts)


def free_id(ctx: Context, team_id: int, form: QuestionForm) -> str:
    """Return an id for a new question of the team that nothing there or in the bank has."""
    slug = ctx.parser.slug(form.title) or "question"
    taken = {*ctx.bank.questions, *(each.id for each in ctx.tx.questions.of_team(team_id))}
    taken |= ctx.tx.questions.retired(team_id)
    base = name = f"{form.track}/{slug}"
    number = 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def whole(ctx: Context, question: Question, *, hidden: bool = False) -> Whole:
    """Return all of a question to be shown; ``hidden`` leaves out what gives its answer away."""
    return Whole(
        title=question.title,
        track_title=track_title(ctx.bank, question.track),
        level=question.level,
        prompt=question.prompt,
        choices=tuple(
            WholeChoice(
                ascii_uppercase[index],
                choice.text,
                None if hidden else choice.right,
                () if hidden else choice.why,
            )
            for index, choice in enumerate(question.choices)
        ),
        key_points=() if hidden else question.key_points,
        answer=() if hidden else question.answer,
        hidden=hidden,
    )


def is_secret(ctx: Context, team_id: int, question_id: str) -> bool:
    """Tell whether a question is open in the team, or a shipped one in any team."""
    if question_id in ctx.bank.questions and question_id in open_anywhere(ctx.tx):
        return True
    return is_open_here(ctx.tx, team_id, question_id)


def is_open_here(tx: Transaction, team_id: int, question_id: str) -> bool:
    """Tell whether one of the team's rounds asks the question right now."""
    return question_id in open_here(tx, team_id)


def open_here(tx: Transaction, team_id: int) -> frozenset[str]:
    """Return the ids of the questions that the team's rounds ask right now."""
    return frozenset(
        live.question_id for live in tx.rounds.live(team_id) if live.state in OPEN_HERE
    )


def require_look(ctx: Context, member: Member, question: Question, at: datetime) -> None:
    """Let a member see the answer of a question that may be open: it earns them no points.

    Raises Refused while another team is being asked the shipped question.
    """
    if is_secret(ctx, member.team_id, question.id) and not is_open_here(
        ctx.tx, member.team_id, question.id
    ):
        raise Refused("Another team is being asked this one right now.", "Look after its reveal.")
    ctx.tx.suggestions.see(member.id, question.revision, at)


def has_looked(tx: Transaction, member: Member | None, question: Question) -> bool:
    """Tell whether the member has seen the answer of this revision."""
    return member is not None and member.id in tx.suggestions.seen(question.revision)


def name_of(tx: Transaction, member_id: int) -> str:
    """Return a member's name; "someone" for who was forgotten or hides."""
    member = tx.members.get(member_id) if member_id else None
    return member.name if member is not None and not member.hidden else SOMEONE


def form_of(proposal: Proposal) -> QuestionForm:
    """Return the form of a suggestion; an old one of free words has them as its question."""
    return proposal.form or QuestionForm(prompt=proposal.text)


def title_of(ctx: Context, proposal: Proposal) -> str:
    """Return what a suggestion or report is about, in a few words."""
    if proposal.kind == "suggestion":
        return form_of(proposal).title or f"Suggestion {proposal.number}"
    known = {
        **ctx.bank.questions,
        **{each.id: each for each in ctx.tx.questions.of_team(proposal.team_id)},
    }
    question = known.get(proposal.question_id)
    return question.title if question else proposal.question_id
