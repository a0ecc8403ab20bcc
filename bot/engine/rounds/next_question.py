"""Which question a schedule asks next, for many schedules in one unit of work."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from bot.engine.model.questions import Question
from bot.engine.model.schedules import Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import questions_of
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.selection import choose, pool

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leak:
    """A question that isn't asked, and what in its prompt gives the answer away."""

    question_id: str
    revision: str
    sign: str


class NextQuestions:
    """Chooses questions; reads what a team has, was asked and is being asked only once.

    Good for one unit of work: what is claimed in it counts as asked right away. ``left_out`` has,
    by schedule, all that would give their answers away, once one of them would have been asked.
    """

    def __init__(self, tx: Transaction, bank: Bank) -> None:
        self._tx = tx
        self._bank = bank
        self._teams: dict[int, _TeamQuestions] = {}
        self.left_out: dict[int, tuple[Leak, ...]] = {}

    def next_of(self, schedule: Schedule) -> Question | None:
        """Return the question that ``schedule`` asks next, or None when none fits."""
        team = self._team(schedule.team_id)
        candidates = self._candidates(schedule)
        fresh = [question for question in candidates if question.id not in team.live]
        if (wanted := team.wanted_of(fresh)) is not None:
            return wanted
        left, seed = list(fresh or candidates), f"team {schedule.team_id}"
        while (question := choose(left, team.last_asked, seed)) is not None:
            if not (sign := sign_of_answer(question)):
                return question
            log.warning("%s isn't asked: its prompt shows %s", question.id, sign)
            left.remove(question)
            if schedule.id not in self.left_out:
                self.left_out[schedule.id] = leaks_in(candidates)
        return None

    def note_asked(self, team_id: int, question: Question) -> None:
        """Note that ``question`` is about to be asked: it is the team's latest."""
        team = self._team(team_id)
        team.last_asked[question.id] = 1 + max(team.last_asked.values(), default=0)
        team.live.add(question.id)
        if question.id in team.asked_next:
            team.asked_next.remove(question.id)
            self._tx.suggestions.not_next(team_id, question.id)

    def leaks(self, schedule: Schedule) -> tuple[Leak, ...]:
        """Return which of the questions that match ``schedule`` are left out."""
        return leaks_in(self._candidates(schedule))

    def _candidates(self, schedule: Schedule) -> tuple[Question, ...]:
        plan, team = schedule.plan, self._team(schedule.team_id)
        return tuple(pool(team.questions, plan.tracks, plan.levels, plan.format))

    def _team(self, team_id: int) -> "_TeamQuestions":
        known = self._teams.get(team_id)
        if known is None:
            known = self._teams[team_id] = _TeamQuestions(self._tx, self._bank, team_id)
        return known


def leaks_in(questions: Iterable[Question]) -> tuple[Leak, ...]:
    """Return which of the questions give their answers away."""
    return tuple(
        Leak(question.id, question.revision, sign)
        for question in questions
        if (sign := sign_of_answer(question))
    )


class _TeamQuestions:
    """What a team can be asked, when it was asked what, and what is open there."""

    def __init__(self, tx: Transaction, bank: Bank, team_id: int) -> None:
        self.questions = tuple(questions_of(tx, bank, team_id).values())
        self.last_asked = dict(tx.rounds.last_asked(team_id))
        self.live = set(tx.rounds.live_questions(team_id))
        self.asked_next = list(tx.suggestions.asked_next(team_id))

    def wanted_of(self, candidates: Iterable[Question]) -> Question | None:
        """Return the first of the questions that managers want asked next, if one fits."""
        by_id = {question.id: question for question in candidates}
        wanted = (by_id[each] for each in self.asked_next if each in by_id)
        return next((each for each in wanted if not sign_of_answer(each)), None)
