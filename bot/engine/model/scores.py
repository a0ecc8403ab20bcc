"""Points, streaks, team days and boards."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.engine.model.people import Platform


@dataclass(frozen=True, slots=True)
class PointEntry:
    """One line of the points log. ``points`` is a change, so a correction can be negative.

    ``on`` is the local date the question was asked on: boards of a week or a month sum the
    entries of its dates.
    """

    team_id: int
    member_id: int
    round_id: int
    track: str
    points: int
    reason: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class WeekScore:
    """How a member's answers of the week from ``monday`` went: ``right`` of ``total``."""

    monday: date
    right: int
    total: int


class DayOutcome(StrEnum):
    """What a team day was for a member."""

    KEPT = "kept"
    FREEZE = "freeze"
    LEAVE = "leave"
    EXCUSED = "excused"
    MISSED = "missed"


class DayRule(StrEnum):
    """The rule that decided a team day; ``docs/rules.md`` explains each, with an example."""

    ANSWERED = "answered"
    FREEZE_EARNED = "freeze earned"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    OFF_DAY = "off day"
    SHORT = "short"
    OUTAGE = "outage"
    PAUSE = "pause"
    FREEZE_USED = "freeze used"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class StreakState:
    """A streak after a day: kept days since the last miss, the best so far, freezes held."""

    current: int = 0
    best: int = 0
    freezes: int = 0


@dataclass(frozen=True, slots=True)
class TeamDay:
    """One line of a member's streak log: a team day, what it was and by which rule.

    ``day`` is the local date the day's questions were asked on; ``after`` is the streak then.
    """

    member_id: int
    day: date
    outcome: DayOutcome
    rule: DayRule
    after: StreakState


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which no worker of ``platform`` was running."""

    platform: Platform
    began_at: datetime
    ended_at: datetime


class Period(StrEnum):
    """The time a board covers."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """A rank on a board, its points, and how many people share it."""

    rank: int
    points: int
    people: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A place on a board. Ties share a rank and the next rank skips."""

    rank: int
    member_id: int
    name: str
    points: int
