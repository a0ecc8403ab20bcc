"""Histories of people with a known memory, and the parameters of the reviews' scheduler."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS

from bot.engine.model.review_fits import Reviewed
from tests.support.builders import at

START = at("2026-01-05 09:00")
DEFAULTS: tuple[float, ...] = DEFAULT_PARAMETERS
LASTING = (100.0, 100.0, 100.0, 100.0, *DEFAULTS[4:])
"""Whoever sees a question once remembers it for months."""
FORGETFUL = (0.08, 1.29, 0.7, 8.3, *DEFAULTS[4:8], 1.4, *DEFAULTS[9:20], 0.4)
"""Remembers new things for a day, learns slowly, and forgets quickly at first."""


def remembered(questions: int = 4, days: int = 60) -> tuple[Reviewed, ...]:
    """Return a history of someone who still knows everything after so many days."""
    names = [f"maths/q{number:02}" for number in range(questions)]
    later = START + timedelta(days=days)
    return tuple(Reviewed(name, when, True) for when in (START, later) for name in names)


def forgotten(questions: int = 4, days: int = 60) -> tuple[Reviewed, ...]:
    """Return the same of someone who has forgotten everything."""
    first, later = remembered(questions, days)[:questions], remembered(questions, days)[questions:]
    return (*first, *(Reviewed(each.question_id, each.at, False) for each in later))


def scheduler(parameters: tuple[float, ...] = DEFAULTS) -> Scheduler:
    """Return the scheduler as Warmup uses it."""
    return Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass
class _Question:
    name: str
    planned: Card
    truth: Card


def simulated(
    memory: tuple[float, ...], repeats: int, seed: int = 1, new_a_day: int = 3
) -> tuple[Reviewed, ...]:
    """Return a history with so many repeats of someone whose memory follows ``memory``.

    They practice what the scheduler's defaults say is due, every day.
    """
    return tuple(_days(memory, repeats, Random(seed), new_a_day))  # noqa: S311  # no secret


def _days(
    memory: tuple[float, ...], repeats: int, chance: Random, new_a_day: int
) -> Iterator[Reviewed]:
    defaults, truth = scheduler(), scheduler(memory)
    questions: list[_Question] = []
    now, done = START, 0

    def answer(question: _Question, right: bool, when: datetime) -> Reviewed:
        rating = Rating.Good if right else Rating.Again
        question.planned, _ = defaults.review_card(question.planned, rating, when)
        question.truth, _ = truth.review_card(question.truth, rating, when)
        return Reviewed(question.name, when, right)

    while done < repeats:
        now += timedelta(days=1)
        for question in [each for each in questions if each.planned.due <= now]:
            known = truth.get_card_retrievability(question.truth, now)
            yield answer(question, chance.random() < known, now)
            done += 1
        for _ in range(new_a_day):
            number = len(questions)
            new = _Question(f"maths/q{number:04}", Card(number, due=now), Card(number, due=now))
            questions.append(new)
            yield answer(new, chance.random() < 0.6, now)
