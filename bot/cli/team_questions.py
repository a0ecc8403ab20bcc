"""Store imported questions as a team's own."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cli.shared import opened_store, settings, shipped_bank, time_of
from bot.engine.errors import NotFound
from bot.engine.model.people import Team
from bot.engine.model.questions import Question
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import approve, put_team_question
from bot.engine.rules.did_you_mean import suggest


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an import: ids of questions that are new, unchanged, or different.

    Different ones have the id of a stored question whose text isn't the same; the stored
    one was kept. ``unchecked`` are those of the new ones that wait for a person.
    """

    new: tuple[str, ...]
    unchanged: tuple[str, ...]
    differing: tuple[str, ...]
    unchecked: tuple[str, ...] = ()


def store(team_name: str, questions: Sequence[Question], *, dry_run: bool) -> Report:
    """Store ``questions`` for the team called ``team_name`` without overwriting any.

    Raises NotFound, with a suggestion, if there's no such team.
    """
    shipped = shipped_bank().questions

    def command(tx: Transaction, at: datetime) -> Report:
        team = team_called(tx, team_name)
        known = _own(tx, team)
        own = [_with_free_id(question, shipped) for question in questions]
        report = _compare(known, own)
        for question in () if dry_run else own:
            if question.id not in known:
                put_team_question(tx, team.id, question, at)
        return report

    with opened_store(settings()) as opened:
        at = time_of(opened)
        return opened.write_now(lambda tx: command(tx, at))


def team_called(tx: Transaction, name: str) -> Team:
    """Return the team of that name; raises NotFound, with a suggestion, if there's none."""
    team = tx.teams.by_name(name)
    if team is None:
        names = [team.name for team in tx.teams.all()]
        fix = suggest(name, names) or "Create the team first: add a schedule, or run `warmup run`."
        raise NotFound(f'There\'s no team "{name}".', fix)
    return team


def own_questions(team_name: str) -> Mapping[str, Question]:
    """Return the team's own questions by id, the unchecked ones too."""

    def query(tx: Transaction) -> dict[str, Question]:
        return _own(tx, team_called(tx, team_name))

    with opened_store(settings()) as opened:
        return opened.read_now(query)


def team_with_questions(team_name: str) -> tuple[Team, tuple[Question, ...]]:
    """Return the team of that name and its own questions, the unchecked ones too."""

    def query(tx: Transaction) -> tuple[Team, tuple[Question, ...]]:
        team = team_called(tx, team_name)
        return team, tuple(_own(tx, team).values())

    with opened_store(settings()) as opened:
        return opened.read_now(query)


def approve_all(team_name: str, ids: Sequence[str]) -> None:
    """Let unchecked questions be asked: a person has looked at them."""

    def command(tx: Transaction, at: datetime) -> None:
        team = team_called(tx, team_name)
        for question_id in ids:
            approve(tx, team.id, question_id, at)

    with opened_store(settings()) as opened:
        at = time_of(opened)
        opened.write_now(lambda tx: command(tx, at))


def _own(tx: Transaction, team: Team) -> dict[str, Question]:
    return {question.id: question for question in tx.questions.of_team(team.id)}


def _with_free_id(question: Question, shipped: Container[str]) -> Question:
    """Return ``question``, with another id if a shipped question has the same one."""
    if question.id not in shipped:
        return question
    return replace(question, id=f"{question.id}-own")


def _compare(known: dict[str, Question], questions: Sequence[Question]) -> Report:
    new = tuple(q.id for q in questions if q.id not in known)
    same = tuple(q.id for q in questions if q.id in known and known[q.id].revision == q.revision)
    fresh = {*new, *same}
    waiting = tuple(q.id for q in questions if q.id not in known and q.unchecked)
    return Report(new, same, tuple(q.id for q in questions if q.id not in fresh), waiting)
