"""What a team's report counts: answers by week, track, question, and person who agreed."""

from dataclasses import dataclass
from datetime import date

from bot.engine.model.rounds import Response, Round


@dataclass(frozen=True, slots=True)
class Asked:
    """A closed round, and its answers."""

    round: Round
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """So many answers; ``chosen`` of them picked a choice, and ``right`` picked the right one."""

    answers: int = 0
    chosen: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class WeekResult:
    """A week from Monday to Sunday: questions asked, people who answered any, their answers."""

    first: date
    last: date
    questions: int
    people: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class TrackResult:
    """How a track's questions were answered."""

    track: str
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """How a question was answered, wherever it was asked; ``asked_on`` is the last date."""

    question_id: str
    title: str
    asked_on: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class PersonResult:
    """How someone answered who agreed to be named."""

    name: str
    tally: Tally
