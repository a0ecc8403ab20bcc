"""What quizzes ask: nothing that is open anywhere or shows its answer; and booking an answer."""

from collections.abc import Iterable
from datetime import datetime

from bot.engine.model.practice import Attempt
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import open_anywhere
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.spaced_repetition import review


def askable(tx: Transaction, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Leave out questions that are open in any team: a quiz would give their answers away.

    A member may belong to other teams, under accounts that nobody can connect. And leave out
    those whose prompt may show the answer.
    """
    live = open_anywhere(tx)
    return tuple(each for each in questions if each.id not in live and not sign_of_answer(each))


def book(tx: Transaction, member_id: int, question: Question, at: datetime, *, right: bool) -> None:
    """Let an answer count for stats and reviews."""
    tx.practice.add_attempts([Attempt(member_id, question.id, question.track, right, "drill", at)])
    before = tx.practice.review(member_id, question.id)
    tx.practice.save_review(review(member_id, question.id, before, at, right=right))
