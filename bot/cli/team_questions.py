"""A team's own questions: importing a list into them, looking at them, looking after them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.cli.question_states import state_of
from bot.cli.shared import opened_store, settings, shipped_bank, time_of
from bot.engine.errors import NotFound, Refused
from bot.engine.model.import_plan import Update
from bot.engine.model.people import Team
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.records.imports import keep_import, known_of
from bot.engine.records.question_pool import (
    approve,
    asked_as,
    own_of,
    put_team_question,
    remove_team_question,
    unchecked_of,
)
from bot.engine.rules.did_you_mean import closest, suggest
from bot.engine.rules.text import shorten
from content.importers.updates import update_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Owned:
    """A team's own questions by id, which of them are retired, and which it was asked."""

    questions: Mapping[str, Question]
    retired: frozenset[str]
    asked: frozenset[str]

    def own(self, question_id: str, team: str) -> Question:
        """Return a question of the ``team``'s own; raises Refused for a built-in one."""
        if question_id not in self.questions and question_id in shipped_bank().questions:
            raise built_in(question_id, team)
        return self.named(question_id)

    def state(self, question: Question) -> str:
        """Return whether the team is asked a question, or why not."""
        return state_of(question, self.retired)

    def named(self, question_id: str) -> Question:
        """Return a question; raises NotFound naming the nearest."""
        if question_id not in self.questions:
            raise _unknown(question_id, self.questions)
        return self.questions[question_id]


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
        keep_import(tx, team.id, planned, at, changes=changes)

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
        own = {each.id: each for each in asked_as(tx, team.id, tx.questions.of_team(team.id))}
        return Owned(own, tx.questions.retired(team.id), asked)

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


def retire_all(team_name: str, ids: Sequence[str], reason: str) -> tuple[str, ...]:
    """Never ask the team these again, its own or built-in; return those that are open now."""
    shipped = shipped_bank().questions

    def command(tx: Transaction, at: datetime) -> tuple[str, ...]:
        team = team_called(tx, team_name)
        retired, known = tx.questions.retired(team.id), {*shipped, *own_of(tx, team.id)}
        for question_id in ids:
            if question_id not in known:
                raise _unknown(question_id, known)
            if question_id in retired:
                raise Refused(f"{question_id} is retired already.", "Leave it out.")
            tx.questions.retire(team.id, question_id, reason, at)
            tx.suggestions.not_next(team.id, question_id)
        return _open_now(tx, team, ids)

    return _write(command)


def restore_all(team_name: str, ids: Sequence[str]) -> None:
    """Let the team be asked these again; raises NotFound for one that isn't retired."""

    def command(tx: Transaction, at: datetime) -> None:
        del at
        team = team_called(tx, team_name)
        retired = tx.questions.retired(team.id)
        unchecked = unchecked_of(tx, team.id)
        for question_id in ids:
            if question_id not in retired:
                raise _not_retired(question_id, team, retired, unchecked=question_id in unchecked)
            tx.questions.restore(team.id, question_id)

    _write(command)


def remove_all(team_name: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Delete questions of the team's own; return those that are open now."""
    shipped = shipped_bank().questions

    def command(tx: Transaction, at: datetime) -> tuple[str, ...]:
        del at
        team = team_called(tx, team_name)
        for question_id in ids:
            if question_id in shipped and tx.questions.in_team(team.id, question_id) is None:
                raise built_in(question_id, team_name)
            remove_team_question(tx, team.id, question_id)
        return _open_now(tx, team, ids)

    return _write(command)


def save_edit(team_name: str, before: Question, after: Question) -> bool:
    """Store the new revision of a question; tell whether the old one is open now.

    Raises Refused if the question isn't ``before`` any more.
    """

    def command(tx: Transaction, at: datetime) -> bool:
        team = team_called(tx, team_name)
        there = tx.questions.in_team(team.id, before.id)
        if there is None or asked_as(tx, team.id, [there])[0] != before:
            raise Refused(f"Somebody changed {before.id} meanwhile.", "Edit it again.")
        put_team_question(tx, team.id, after, at)
        return bool(_open_now(tx, team, [before.id]))

    return _write(command)


def built_in(question_id: str, team: str) -> Refused:
    """Return what to raise for changing a question that everyone has."""
    retire = f'warmup content retire {question_id} --team "{team}"'
    return Refused(f"{question_id} is a built-in question.", f"To stop asking it: {retire}")


def _unknown(question_id: str, known: Iterable[str]) -> NotFound:
    meant = closest(question_id, known)
    fix = f"Did you mean {meant}?" if meant else "List them with: warmup content list --team NAME"
    return NotFound(f'There is no question "{shorten(question_id)}".', fix)


def _not_retired(
    question_id: str, team: Team, retired: frozenset[str], *, unchecked: bool
) -> NotFound:
    if unchecked:
        fix = f'Look at it, then: warmup content approve {question_id} --team "{team.name}"'
        return NotFound(f"{question_id} isn't retired; it waits for a check.", fix)
    fix = suggest(question_id, retired) if retired else "Nothing is retired there."
    return NotFound(f"{shorten(question_id)} isn't retired.", fix)


def _open_now(tx: Transaction, team: Team, ids: Sequence[str]) -> tuple[str, ...]:
    live = tx.rounds.live_questions(team.id)
    return tuple(question_id for question_id in ids if question_id in live)


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
    return update_of(known_of(tx, team.id), questions, shipped)
