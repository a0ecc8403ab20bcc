"""What a member can review now: what is due, but for what they mustn't be asked."""

from datetime import datetime

from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import open_anywhere, questions_of
from bot.engine.rules.leaks import sign_of_answer

MOST = 500
"""Reviews that are looked at: whoever has more due learns of so many."""


def due_questions(
    tx: Transaction, bank: Bank, member: Member, at: datetime
) -> tuple[Question, ...]:
    """Return the questions that the member can review now, the longest due first.

    Leaves out what is retired, has no choices or shows its answer, and what is open in any team.
    """
    due = tx.practice.due_reviews(member.id, at, MOST)
    if not due:
        return ()
    questions, secret = questions_of(tx, bank, member.team_id), open_anywhere(tx)
    return tuple(
        question
        for each in due
        if each.question_id not in secret
        and (question := questions.get(each.question_id)) is not None
        and question.choices
        and not sign_of_answer(question)
    )
