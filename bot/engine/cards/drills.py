"""Cards of quizzes and reviews, and of how someone does over time."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.engine.cards.rounds import ShownChoice, Subject
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.model.scores import WeekScore


@dataclass(frozen=True, slots=True)
class DrillFeedback:
    """How the last answer of a drill was. ``chosen`` is empty for "I don't know"."""

    subject: Subject
    chosen: str
    right: bool
    right_letter: str
    right_text: Inlines
    why_right: Inlines
    why_wrong: Inlines
    skipped: str = ""
    chosen_text: Inlines = ()


@dataclass(frozen=True, slots=True)
class DrillCard:
    """A drill: feedback on the last answer (if any), and the question being asked."""

    drill_id: int
    position: int
    total: int
    subject: Subject
    prompt: Document
    choices: tuple[ShownChoice, ...]
    feedback: DrillFeedback | None = None


@dataclass(frozen=True, slots=True)
class TrackScore:
    """Right answers of all answers in a track."""

    track: str
    title: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class DrillResult:
    """A question of a drill, and whether it was answered right."""

    title: str
    right: bool


@dataclass(frozen=True, slots=True)
class DrillSummaryCard:
    """The end of a drill: feedback on the last answer, the score, each question, what next.

    ``due_reviews`` counts what can be reviewed now; ``next_review`` is when the next one comes,
    None if none does; ``zone`` is the team's, for platforms that can't show the reader's own.
    """

    drill_id: int
    right: int
    total: int
    tracks: tuple[TrackScore, ...]
    weakest: str
    next_review: datetime | None
    zone: str
    due_reviews: int = 0
    feedback: DrillFeedback | None = None
    asked: tuple[DrillResult, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewScore:
    """How a mock interview went on a local date: key points covered of all."""

    day: date
    covered: int
    points: int


@dataclass(frozen=True, slots=True)
class OwnMemory:
    """That the reviews follow the member's own memory: fitted when, and from how many reviews."""

    fitted_on: date
    reviews: int


@dataclass(frozen=True, slots=True)
class StatsCard:
    """A member's accuracy by track, in rounds and drills together.

    ``weeks`` are the last ones, oldest first, those without an answer included; ``rising`` says
    that clearly more is right in the later ones. ``interviews`` are the last ones, oldest first.
    ``memory`` is None while the reviews follow the usual rules.
    """

    name: str
    tracks: tuple[TrackScore, ...]
    points: int
    due_reviews: int
    weeks: tuple[WeekScore, ...] = ()
    rising: bool = False
    interviews: tuple[InterviewScore, ...] = ()
    memory: OwnMemory | None = None
