"""The key points at the end of a mock interview, the model answers, and what one said."""

from bot.engine.cards import AnswerCard, Card
from bot.engine.cards.interviews import InterviewAnswer, InterviewAnswersCard
from bot.engine.errors import Refused
from bot.engine.interview_commands import (
    SaveInterviewPoints,
    ShowInterviewAnswer,
    ShowInterviewAnswers,
    TickInterviewPoint,
    TickInterviewPoints,
)
from bot.engine.model.interviews import How, InterviewItem, Part
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import Document, Paragraph, Strong, Text
from bot.engine.ports.context import Context
from bot.engine.records.interview_cards import (
    current_card,
    marks_of,
    words_of,
)
from bot.engine.records.interview_reading import ticked_in
from bot.engine.records.interviews import (
    follow_up_of,
    item_to_tick,
    keep,
    own_interview,
    past_live,
    question_of,
)
from bot.engine.records.question_pool import open_anywhere, subject
from bot.engine.rules.interview_report import counted
from bot.engine.rules.interviews import move_on, place_of, with_ticks

NOT_YET = "That comes with the key points."


def tick(ctx: Context, command: TickInterviewPoint) -> Card:
    """Tick or untick one key point of the question that is shown.

    The first tick keeps what was suggested of the others: the member saw it next to this one.
    """
    member, held, note = past_live(ctx, command)
    ticked = held
    if (item := item_to_tick(held, command.step)) is not None:
        covered = ticked_in(ctx, member, item)
        changed = covered | {command.index} if command.covered else covered - {command.index}
        ticked = with_ticks(held, changed)
    return current_card(ctx, member, keep(ctx, member, held, ticked), note)


def tick_all(ctx: Context, command: TickInterviewPoints) -> Card:
    """Tick exactly these key points of the question that is shown."""
    member, held, note = past_live(ctx, command)
    ticked = with_ticks(held, command.covered) if item_to_tick(held, command.step) else held
    return current_card(ctx, member, keep(ctx, member, held, ticked), note)


def save(ctx: Context, command: SaveInterviewPoints) -> Card:
    """Keep the ticks, suggested ones too, and show the next question's points or the report."""
    member, held, note = past_live(ctx, command)
    item = item_to_tick(held, command.step)
    if item is None:
        return current_card(ctx, member, held, note)
    moved = move_on(with_ticks(held, ticked_in(ctx, member, item)), command.at)
    return current_card(ctx, member, keep(ctx, member, held, moved), note)


def show_answer(ctx: Context, command: ShowInterviewAnswer) -> Card:
    """Show the model answer of a question whose key points are, or were, shown."""
    _, held = own_interview(ctx.tx, command.actor, command.interview_id)
    part, index = place_of(held, command.step)
    if part is not Part.POINTS or command.step > held.step:
        raise Refused(NOT_YET, "Answer first, or skip the question.")
    item = held.items[index]
    if item.left_out or item.question_id in open_anywhere(ctx.tx):
        raise Refused("That's a question of the day right now.", "See it after its reveal.")
    question = question_of(ctx.tx, item)
    return AnswerCard(
        round_id=0,
        subject=subject(ctx.bank, question),
        answer=(*question.answer, *_next_answer(question, item)),
        key_points=(),
        references=question.references,
    )


def show_answers(ctx: Context, command: ShowInterviewAnswers) -> Card:
    """Show what the member said, next to the key points of what nobody is asked right now."""
    _, held = own_interview(ctx.tx, command.actor, command.interview_id)
    if held.ended_at is None:
        raise Refused("Your answers come with the report.", "/interview shows what is next.")
    live = open_anywhere(ctx.tx)
    answers = tuple(
        _answer(question_of(ctx.tx, item), item, secret=item.question_id in live)
        for item in counted(held)
    )
    return InterviewAnswersCard(held.id, answers)


def _next_answer(question: Question, item: InterviewItem) -> Document:
    """Return the follow-up that was asked, with its answer."""
    asked = follow_up_of(question, item)
    if not asked or item.follow_up is None:
        return ()
    return (
        Paragraph((Strong((Text("Follow-up: "), *asked)),)),
        Paragraph(question.follow_ups[item.follow_up].answer),
    )


def _answer(question: Question, item: InterviewItem, *, secret: bool) -> InterviewAnswer:
    return InterviewAnswer(
        title=question.title,
        how=item.answer.how if item.answer else How.SKIPPED,
        words=words_of(item.answer),
        follow_up=follow_up_of(question, item) if item.reply and not secret else (),
        follow_how=item.reply.how if item.reply else None,
        follow_words=words_of(item.reply),
        points=() if secret else marks_of(question, item),
    )
