"""What a model finds in the words of a mock interview, next to the key points to tick."""

from bot.engine.model.coverage import GradingTask, ReadAnswer, Reader
from bot.engine.model.interviews import InterviewItem
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from bot.engine.ports.context import Context
from bot.engine.records.interviews import follow_up_of
from bot.engine.records.reading import found_before, reader_of
from bot.engine.rules.interviews import words_in


def reader_for(ctx: Context, member: Member, item: InterviewItem) -> Reader | None:
    """Return the model that may read what was written; None where none may, or nothing was.

    Once the member has ticked by themselves, there is nothing to suggest.
    """
    if not words_in(item) or not item.points or item.covered is not None:
        return None
    return reader_of(ctx, member.team_id)


def read_before(
    ctx: Context, member: Member, item: InterviewItem, reader: Reader | None
) -> ReadAnswer | None:
    """Return what the model has found in the words as they are now, if it has read them."""
    return found_before(ctx.tx, member.id, item.revision, words_in(item), reader)


def ticked_in(ctx: Context, member: Member, item: InterviewItem) -> set[int]:
    """Return the key points whose boxes are ticked: by the member, or else as suggested."""
    if item.covered is not None:
        return {*item.covered}
    read = read_before(ctx, member, item, reader_for(ctx, member, item))
    return {one.point for one in read.evidence} if read else set()


def task_of(question: Question, item: InterviewItem) -> GradingTask:
    """Return what a model is given: the question with its follow-up if that was answered in words.

    Nothing in it says who wrote the answer.
    """
    asked = [plain_text(question.prompt)]
    if item.reply is not None and item.reply.words:
        asked.append(plain_inlines(follow_up_of(question, item)))
    points = tuple(plain_inlines(point) for point in question.key_points)
    return GradingTask("\n\n".join(asked), points, words_in(item))
