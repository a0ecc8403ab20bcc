"""Quizzes, attempts and reviews."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

DONT_KNOW = -1
PASSED_OVER = -2


class Focus(StrEnum):
    """What a quiz looks for."""

    MIX = "mix"
    HARDER = "harder"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class DrillItem:
    """One question of a drill: the revision asked, the shown order, and what was chosen.

    ``chosen`` is the choice's index in the question, DONT_KNOW, PASSED_OVER (it became the
    team's open question, so its answer can't be shown), or None while unanswered.
    """

    question_id: str
    revision: str
    order: tuple[int, ...]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Drill:
    """A private quiz session. ``position`` is the index of the item being asked."""

    id: int
    member_id: int
    items: tuple[DrillItem, ...]
    position: int
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewState:
    """When a member should see a question again.

    ``card`` is the scheduler's own state as JSON; only ``engine.reviews`` reads it.
    """

    member_id: int
    question_id: str
    due_at: datetime
    card: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answered question, in a drill or a round: feeds ``/stats``."""

    member_id: int
    question_id: str
    track: str
    right: bool
    source: Literal["round", "drill"]
    at: datetime
