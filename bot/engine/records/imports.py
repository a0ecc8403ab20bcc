"""Importing a list into a team's own questions: what is there to compare with, and keeping it."""

from datetime import datetime

from bot.engine.model.import_plan import Known, Update
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import asked_as, put_team_question


def known_of(tx: Transaction, team_id: int) -> tuple[Known, ...]:
    """Return the team's own questions, each as it's kept, as it's asked, and as it was imported."""
    own = tx.questions.of_team(team_id)
    return tuple(
        Known(question, asked, _as_imported(tx, question))
        for question, asked in zip(own, asked_as(tx, team_id, own), strict=True)
    )


def keep_import(
    tx: Transaction, team_id: int, planned: Update, at: datetime, *, changes: bool
) -> None:
    """Store what is new, and with ``changes`` what is changed.

    The revisions before stay remembered, and so does what the list says: the next import sees
    by it what was edited here.
    """
    for question in planned.new:
        put_team_question(tx, team_id, question, at)
    for change in planned.changed if changes else ():
        put_team_question(tx, team_id, change.after, at)
        tx.questions.remember(change.listed)


def _as_imported(tx: Transaction, question: Question) -> Question | None:
    if question.imported_as in ("", question.revision):
        return question if question.imported_as else None
    return tx.questions.revision(question.id, question.imported_as)
