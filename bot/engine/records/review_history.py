"""What there is to learn a member's memory from: all that their reviews were scheduled by."""

from bot.engine.model.people import Member
from bot.engine.model.review_fits import Reviewed
from bot.engine.ports.context import Context
from bot.engine.records.interviews import reviewable, to_review
from bot.engine.rules.interview_report import went_well


def history_of(ctx: Context, member: Member) -> tuple[Reviewed, ...]:
    """Return the member's answers as the scheduler was told of them, by time.

    That is every attempt, as it is graded now, and the questions of interviews that came back as
    reviews; where one was retired since, the interview's next weakest stands in for it.
    """
    attempts = [
        Reviewed(each.question_id, each.at, each.right)
        for each in ctx.tx.practice.attempts_of(member.id)
    ]
    questions = reviewable(ctx, member)
    interviewed = [
        Reviewed(item.question_id, interview.ended_at, went_well(item))
        for interview in ctx.tx.interviews.of_member(member.id)
        if interview.ended_at is not None
        for item in to_review(interview, questions)
    ]
    return tuple(sorted((*attempts, *interviewed), key=lambda each: each.at))
