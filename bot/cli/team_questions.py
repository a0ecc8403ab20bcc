"""A team's own questions: importing a list into them, looking at them, looking after them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.cli.shared import opened_store, settings, shipped_bank, time_of
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import Team
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import (
    approve,
    own_of,
    put_team_question,
    with_key,
)
from bot.engine.rules.did_you_mean import suggest
from content.importers.updates import Known, Update, update_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Owned:
    """A team's own questions by id, which of them are retired, and which it was asked."""

    questions: Mapping[str, Question]
    retired: frozenset[str]
    asked: frozenset[str]


def planned_import(team_name: str, questions: Sequence[Question]) -> Update:
    """Return what storing ``questions`` would do to the team's own.

    Raises NotFound, with a suggestion, if there's no such team.
    """
    shipped = shipped_bank().questions
    return _read(lambda tx: _update(tx, team_called(tx, team_name), questions, shipped))


def store_import(
    team_name: str, questions: Sequence[Question], planned: Update, *, changes: bool
) -> None:
    """Store what is new in ``questions``, and with ``changes`` what is changed.

    Raises Refused if that isn't what was ``planned``: somebody has changed a question meanwhile.
    """
    shipped = shipped_bank().questions

    def command(tx: Transaction, at: datetime) -> None:
        team = team_called(tx, team_name)
        if _update(tx, team, questions, shipped) != planned:
            raise Refused("Somebody changed a question meanwhile.", "Import again.")
        for question in planned.new:
            put_team_question(tx, team.id, question, at)
        for change in planned.changed if changes else ():
            put_team_question(tx, team.id, change.after, at)
            tx.questions.remember(change.listed)

    _write(command)


def team_called(tx: Transaction, name: str) -> Team:
    """Return the team of that name; raises NotFound, with a suggestion, if there's none."""
    team = tx.teams.by_name(name)
    if team is None:
        names = [team.name for team in tx.teams.all()]
        fix = suggest(name, names) or "Create the team first: add a schedule, or run `warmup run`."
        raise NotFound(f'There\'s no team "{name}".', fix)
    return team


def own_questions(team_name: str) -> Owned:
    """Return the team's own questions, the unchecked and retired ones too."""

    def query(tx: Transaction) -> Owned:
        team = team_called(tx, team_name)
        asked = frozenset(tx.rounds.last_asked(team.id))
        return Owned(own_of(tx, team.id), tx.questions.retired(team.id), asked)

    return _read(query)


def team_with_questions(team_name: str) -> tuple[Team, tuple[Question, ...]]:
    """Return the team of that name and its own questions, the unchecked ones too."""

    def query(tx: Transaction) -> tuple[Team, tuple[Question, ...]]:
        team = team_called(tx, team_name)
        return team, tx.questions.of_team(team.id)

    return _read(query)


def approve_all(team_name: str, ids: Sequence[str]) -> None:
    """Let unchecked questions be asked: a person has looked at them."""

    def command(tx: Transaction, at: datetime) -> None:
        team = team_called(tx, team_name)
        for question_id in ids:
            approve(tx, team.id, question_id, at)

    _write(command)


def _read(query: Callable[[Transaction], T]) -> T:
    with opened_store(settings()) as opened:
        return opened.read_now(query)


def _write(command: Callable[[Transaction, datetime], T]) -> T:
    with opened_store(settings()) as opened:
        at = time_of(opened)
        return opened.write_now(lambda tx: command(tx, at))


def _update(
    tx: Transaction, team: Team, questions: Sequence[Question], shipped: Mapping[str, Question]
) -> Update:
    corrected = {(c.question_id, c.revision): c.key for c in tx.questions.corrections(team.id)}
    known = [
        Known(
            question,
            with_key(question, corrected.get((question.id, question.revision))),
            _as_imported(tx, question),
        )
        for question in tx.questions.of_team(team.id)
    ]
    return update_of(known, questions, shipped)


def _as_imported(tx: Transaction, question: Question) -> Question | None:
    if question.imported_as in ("", question.revision):
        return question if question.imported_as else None
    return tx.questions.revision(question.id, question.imported_as)
