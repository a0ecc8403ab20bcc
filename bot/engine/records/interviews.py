"""A member's mock interview: whose it is, which step to show next, and the reviews at its end."""

from datetime import datetime

from bot.engine.errors import NotFound, Refused
from bot.engine.interview_commands import AtStep
from bot.engine.model.interviews import Interview, InterviewItem, Part
from bot.engine.model.people import Actor, Member
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import Inlines
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_member
from bot.engine.records.own_memory import own_parameters
from bot.engine.records.question_pool import open_anywhere, questions_of
from bot.engine.rules.interview_report import REVIEWS, counted, weakest_first, went_well
from bot.engine.rules.interviews import has_answers, leave_out, place_of
from bot.engine.rules.spaced_repetition import review

LEFT_OUT = "A question was left out: it's a question of the day right now."


def own_interview(tx: Transaction, actor: Actor, interview_id: int) -> tuple[Member, Interview]:
    """Return the actor's member and their interview; raises NotFound for any other.

    Raises Refused for one that somebody else leads, until it has ended.
    """
    member, interview = known_member(tx, actor), tx.interviews.get(interview_id)
    if member is None or interview is None or interview.member_id != member.id:
        raise NotFound("There's no such interview of yours.", "Start one with /interview.")
    if interview.led and interview.ended_at is None:
        raise Refused("Your interviewer leads this one.", "/interview shows the question.")
    return member, interview


def keep_without_live(
    ctx: Context, member: Member, before: Interview, after: Interview, at: datetime
) -> tuple[Interview, str]:
    """Save what an interview has become, past what nobody may see now; return a note on that.

    The note is empty unless a question is left out just now.
    """
    shown = _without_live(ctx.tx, after, at)
    note = LEFT_OUT if shown.items != after.items else ""
    return keep(ctx, member, before, shown), note


def past_live(ctx: Context, command: AtStep) -> tuple[Member, Interview, str]:
    """Return an interview past what nobody may see now, saved, and a note if that is new."""
    member, before = own_interview(ctx.tx, command.actor, command.interview_id)
    return member, *keep_without_live(ctx, member, before, before, command.at)


def item_to_tick(held: Interview, step: int) -> InterviewItem | None:
    """Return the item whose key points are shown; None if ``step`` is another one."""
    part, index = place_of(held)
    return held.items[index] if part is Part.POINTS and step == held.step else None


def _without_live(tx: Transaction, interview: Interview, at: datetime) -> Interview:
    """Return the interview past the questions that became questions of the day anywhere."""
    if interview.ended_at is not None:
        return interview
    return leave_out(interview, open_anywhere(tx), at)


def keep(ctx: Context, member: Member, before: Interview, after: Interview) -> Interview:
    """Save what an interview has become, before it is shown; plan the reviews when it ended."""
    if after != before:
        ctx.tx.interviews.save(after)
    if before.ended_at is None and after.ended_at is not None:
        _plan_reviews(ctx, member, after, after.ended_at)
    return after


def to_review(interview: Interview, questions: frozenset[str]) -> tuple[InterviewItem, ...]:
    """Return the items that come back as reviews: the weakest of those in ``questions``."""
    if not has_answers(interview):
        return ()
    items = [item for item in counted(interview) if item.question_id in questions]
    return weakest_first(items)[:REVIEWS]


def reviewable(ctx: Context, member: Member) -> frozenset[str]:
    """Return the questions that a review can ask: those with choices."""
    questions = questions_of(ctx.tx, ctx.bank, member.team_id).values()
    return frozenset(question.id for question in questions if question.choices)


def question_of(tx: Transaction, item: InterviewItem) -> Question:
    """Return an item's question as it was asked."""
    question = tx.questions.revision(item.question_id, item.revision)
    if question is None:
        raise NotFound(f"Question {item.question_id} no longer exists.", "End the interview here.")
    return question


def follow_up_of(question: Question, item: InterviewItem) -> Inlines:
    """Return the follow-up that is asked; empty without one."""
    number = item.follow_up
    if number is None or number >= len(question.follow_ups):
        return ()
    return question.follow_ups[number].question


def _plan_reviews(ctx: Context, member: Member, interview: Interview, at: datetime) -> None:
    practice, own = ctx.tx.practice, own_parameters(ctx.tx, member.id)
    for item in to_review(interview, reviewable(ctx, member)):
        before = practice.review(member.id, item.question_id)
        planned = review(
            member.id, item.question_id, before, at, right=went_well(item), parameters=own
        )
        practice.save_review(planned)
