"""What a member can review now: what is due, but for what they mustn't be asked."""

from collections.abc import Sequence
from datetime import datetime

from bot.engine.model.people import Member
from bot.engine.model.practice import ReviewState
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import questions_of
from bot.engine.records.quiz_questions import askable

MOST = 500
"""Reviews that are looked at: whoever has more due learns of so many."""


def due_questions(
    tx: Transaction, bank: Bank, member: Member, at: datetime
) -> tuple[Question, ...]:
    """Return the questions that the member can review now, the longest due first.

    Leaves out what is retired or has no choices, and what no quiz asks.
    """
    return _askable_of(tx, bank, member, tx.practice.due_reviews(member.id, at, MOST))


def due_counts(
    tx: Transaction, bank: Bank, member: Member, times: Sequence[datetime]
) -> tuple[int, ...]:
    """Return how many questions the member can review at each of ``times``, looked up once."""
    due = tx.practice.due_reviews(member.id, max(times), MOST) if times else ()
    due_at = {each.question_id: each.due_at for each in due}
    askable_then = [due_at[each.id] for each in _askable_of(tx, bank, member, due)]
    return tuple(sum(then <= at for then in askable_then) for at in times)


def _askable_of(
    tx: Transaction, bank: Bank, member: Member, due: Sequence[ReviewState]
) -> tuple[Question, ...]:
    if not due:
        return ()
    questions = questions_of(tx, bank, member.team_id)
    there = (questions[each.question_id] for each in due if each.question_id in questions)
    return askable(tx, (question for question in there if question.choices))
