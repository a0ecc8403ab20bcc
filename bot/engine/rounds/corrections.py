"""Correcting a question's right choice: everything it has graded is graded again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.model.moderation import Correction
from bot.engine.model.practice import Attempt
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.records.own_memory import own_parameters
from bot.engine.rounds.transitions import show_again
from bot.engine.rules.scoring import rescore
from bot.engine.rules.spaced_repetition import review


@dataclass(frozen=True, slots=True)
class Corrected:
    """How many past rounds were scored again, and how many results changed by it."""

    rounds: int
    results: int


def correct_key(
    tx: Transaction,
    team_id: int,
    question: Question,
    key: int,
    by: int,
    reason: str,
    at: datetime,
) -> Corrected:
    """Make the choice at ``key`` right for the team; logs the reason.

    Points of past rounds, statistics, quizzes and reviews follow. Open rounds are closed with the
    new key. ``by`` is the member who corrects it.
    """
    correction = Correction(team_id, question.id, question.revision, key, by, reason, at)
    tx.questions.correct(correction)
    seen = tx.suggestions.seen(question.revision)
    results = 0
    closed = tx.rounds.closed_with(team_id, question.id, question.revision)
    for asked in closed:
        fixed = show_again(replace(asked, right_choice=key))
        tx.rounds.save(fixed)
        entries = rescore(
            fixed,
            tx.responses.of_round(asked.id),
            tx.points.of_round(asked.id),
            f"answer corrected: {reason}",
            at,
            seen,
        )
        tx.points.add(entries)
        results += len(entries)
    for live in tx.rounds.live(team_id):
        if (live.question_id, live.revision) == (question.id, question.revision):
            tx.rounds.save(replace(live, right_choice=key))
    _grade_practice_again(tx, team_id, question, key, closed)
    return Corrected(len(closed), results)


def _grade_practice_again(
    tx: Transaction, team_id: int, question: Question, key: int, closed: Iterable[Round]
) -> None:
    """Grade what the statistics and reviews hold again, each member's in its order."""
    answered = {
        (response.member_id, asked.revealed_at): response.choice
        for asked in closed
        for response in tx.responses.of_round(asked.id)
    }
    by_member: dict[int, list[Attempt]] = {}
    for attempt in tx.practice.attempts_on(team_id, question.id):
        by_member.setdefault(attempt.member_id, []).append(attempt)
    for member_id, attempts in by_member.items():
        drilled = _DrillAnswers(tx, member_id, question)
        regraded: list[Attempt] = []
        for attempt in attempts:
            from_round = answered.get((member_id, attempt.at))
            chosen = from_round if attempt.source == "round" else drilled.chosen_at(attempt.at)
            regraded.append(attempt if chosen is None else replace(attempt, right=chosen == key))
        if regraded != attempts:
            for attempt in regraded:
                tx.practice.regrade(attempt)
            _replay_review(tx, member_id, question.id, regraded)


def _replay_review(
    tx: Transaction, member_id: int, question_id: str, attempts: Iterable[Attempt]
) -> None:
    """Work the member's review out again from everything they answered to the question."""
    state, own = None, own_parameters(tx, member_id)
    for attempt in attempts:
        state = review(
            member_id, question_id, state, attempt.at, right=attempt.right, parameters=own
        )
    if state is not None and tx.practice.review(member_id, question_id) is not None:
        tx.practice.save_review(state)


class _DrillAnswers:
    """What a member chose in their quizzes that asked this revision of the question."""

    def __init__(self, tx: Transaction, member_id: int, question: Question) -> None:
        self._asked = [
            (drill.started_at, drill.ended_at, item.chosen)
            for drill in tx.practice.drills_of(member_id)
            for item in drill.items
            if (item.question_id, item.revision) == (question.id, question.revision)
        ]

    def chosen_at(self, at: datetime) -> int | None:
        """Return the choice of the quiz that was going on at ``at``; None if none is known.

        A quiz asks a question once, but several may be open at a time: the latest counts.
        """
        found = [
            chosen
            for started_at, ended_at, chosen in self._asked
            if chosen is not None and started_at <= at and (ended_at is None or at <= ended_at)
        ]
        return found[-1] if found else None
