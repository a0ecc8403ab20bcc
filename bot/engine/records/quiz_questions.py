"""What quizzes ask: nothing that is open anywhere or shows its answer; what an answer counts."""

from collections.abc import Iterable
from datetime import datetime

from bot.engine.model.practice import Attempt
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.own_memory import own_parameters
from bot.engine.records.question_pool import open_anywhere, questions_of, with_key
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.spaced_repetition import review


def askable(tx: Transaction, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Leave out questions that are open in any team: a quiz would give their answers away.

    A member may belong to other teams, under accounts that nobody can connect. And leave out
    those whose prompt may show the answer.
    """
    live = open_anywhere(tx)
    return tuple(each for each in questions if each.id not in live and not sign_of_answer(each))


def as_corrected(tx: Transaction, bank: Bank, team_id: int, asked: Question) -> Question:
    """Return the revision ``asked`` with its key as the team has corrected it since."""
    current = questions_of(tx, bank, team_id).get(asked.id)
    if current is not None and current.revision == asked.revision:
        return with_key(asked, current.key)
    return asked


def book(tx: Transaction, member_id: int, question: Question, at: datetime, *, right: bool) -> None:
    """Let an answer count for stats and reviews."""
    tx.practice.add_attempts([Attempt(member_id, question.id, question.track, right, "drill", at)])
    before = tx.practice.review(member_id, question.id)
    own = own_parameters(tx, member_id)
    tx.practice.save_review(review(member_id, question.id, before, at, right=right, parameters=own))
