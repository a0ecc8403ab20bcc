"""A member's result of a round: their answer, the right one, key points, and where they stand."""

from datetime import datetime, timedelta

from bot.engine.cards import KeyPointMark, MineCard, Standing
from bot.engine.model.coverage import ReadAnswer, Reader
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Response, Round
from bot.engine.model.scores import DayOutcome, Period, StreakState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import asked_in, subject
from bot.engine.records.reading import found_before, quote_of, reader_of, suggestion_of
from bot.engine.records.shared_words import are_words_shown
from bot.engine.rounds.cards import letter_of, reasoned_choices, right_choice
from bot.engine.rounds.pending_days import pending_days
from bot.engine.rules.calendar import local_date, period_key
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.streaks import to_next_freeze, without_pending_days

COUNTED = (DayOutcome.KEPT, DayOutcome.FREEZE, DayOutcome.MISSED)
"""Days of a week that count as ``4 of 5 answered``: those that nothing excused."""


def result_card(
    ctx: Context, asked: Round, member: Member | None, response: Response | None, at: datetime
) -> MineCard:
    """Return the member's result; without a response, of who didn't answer."""
    question = asked_in(ctx.tx, asked)
    choices = reasoned_choices(question, asked)
    letter = chosen_letter(asked, response)
    result = grade(response, asked.right_choice) if response else Grade.WORDS
    booked = ctx.tx.points.of_round(asked.id) if response else ()
    covered = response.covered if response else None
    words = (response.text if response else None) or ""
    reader = reader_for(ctx, asked, question, response)
    read = read_before(ctx.tx, question, response, reader)
    review = ctx.tx.practice.review(member.id, question.id) if member else None
    return MineCard(
        round_id=asked.id,
        subject=subject(ctx.bank, question),
        letter=letter,
        words=words,
        right=None if result is Grade.WORDS else result is Grade.RIGHT,
        points=sum(entry.points for entry in booked if member and entry.member_id == member.id),
        key_points=tuple(
            KeyPointMark(
                point,
                None if covered is None else index in covered,
                quote_of(index, words, read),
            )
            for index, point in enumerate(question.key_points)
        ),
        can_mark=response is not None and response.text is not None and bool(question.key_points),
        answered=response is not None,
        chosen=next((choice for choice in choices if choice.letter == letter), None),
        answer=right_choice(choices, asked),
        standing=_standing(ctx, asked, member, at) if member and response else None,
        freezes=_freezes_left(ctx.tx, asked, member) if member and not response else None,
        can_practice=can_practice(ctx.tx, asked, question),
        in_reviews=review is not None and review.due_at <= at,
        in_thread=response is not None and are_words_shown(ctx.tx, asked, response),
        suggestion=suggestion_of(reader, read),
    )


def reader_for(
    ctx: Context, asked: Round, question: Question, response: Response | None
) -> Reader | None:
    """Return the model that may read the response; None where none may, or nothing is to read.

    Once a member has ticked by themselves, there is nothing to suggest.
    """
    if response is None or not response.text or response.covered is not None:
        return None
    return reader_of(ctx, asked.team_id) if question.key_points else None


def read_before(
    tx: Transaction, question: Question, response: Response | None, reader: Reader | None
) -> ReadAnswer | None:
    """Return what the model has found in the response as it is now, if it has read it."""
    if response is None:
        return None
    words = response.text or ""
    return found_before(tx, response.member_id, question.revision, words, reader)


def chosen_letter(asked: Round, response: Response | None) -> str:
    """Return the letter under which the response's choice was shown, empty for none."""
    if response is None or response.choice is None:
        return ""
    return letter_of(asked.shown_order, response.choice)


def can_practice(tx: Transaction, asked: Round, question: Question) -> bool:
    """Tell whether the question can be asked in a review."""
    return (
        bool(question.choices)
        and not sign_of_answer(question)
        and question.id not in tx.questions.retired(asked.team_id)
    )


def _standing(ctx: Context, asked: Round, member: Member, at: datetime) -> Standing | None:
    """Return where the member stands this week, days that are still pending left out."""
    tx = ctx.tx
    team = tx.teams.get(asked.team_id)
    if team is None:
        return None
    today = local_date(at, team.zone)
    monday = today - timedelta(days=today.weekday())
    before = tx.days.before(member.id, monday)
    start = before.after if before else StreakState()
    log = tx.days.of_member(member.id, monday)
    week = without_pending_days(member.id, log, pending_days(tx, team, member, at), start)
    state = week[-1].after if week else start
    row = tx.points.standing(member.id, period_key(Period.WEEK, today), "")
    return Standing(
        week_points=row.points,
        place=row.rank if row.points and not member.hidden else 0,
        streak=state.current,
        answered=sum(line.outcome is DayOutcome.KEPT for line in week),
        days=sum(line.outcome in COUNTED for line in week),
        to_next_freeze=to_next_freeze(state),
    )


def _freezes_left(tx: Transaction, asked: Round, member: Member) -> int | None:
    """Return how many freezes are left if one saved the streak on the round's day."""
    line = next(iter(tx.days.of_member(member.id, asked.slot)), None)
    if line is None or line.day != asked.slot or line.outcome is not DayOutcome.FREEZE:
        return None
    return line.after.freezes
