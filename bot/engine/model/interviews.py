"""Mock interviews: what is asked, what was said, and where someone is in them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.engine.model.questions import Level

SHORTEST, LONGEST = 10, 60
"""Minutes that an interview takes."""
USUAL = 20
"""Minutes of an interview when nobody says how long."""
LONGEST_WORDS = 4000
"""Characters of an answer that are kept: more than any form takes."""


class How(StrEnum):
    """How a question of an interview was dealt with."""

    TYPED = "typed"
    SPOKEN = "spoken"
    SKIPPED = "skipped"


class Part(StrEnum):
    """What a step of an interview shows."""

    OFFER = "offer"
    QUESTION = "question"
    FOLLOW_UP = "follow-up"
    POINTS = "points"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Message:
    """A direct message that is part of an answer, by the platform's id of it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: how it was given, its words if it was typed, and the seconds it took.

    ``seconds`` is None when nobody can tell: the question was left open over a pause.
    ``messages`` are what ``words`` were put together from, if they were direct messages. Until
    the question's step is over, more may follow.
    """

    how: How
    words: str = ""
    seconds: int | None = None
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class InterviewItem:
    """A question of an interview: the revision asked, its times, and what was said.

    ``points`` counts its key points. ``follow_up`` is the index of the follow-up that is asked,
    None without one. ``minutes`` and ``follow_minutes`` are what is suggested. ``covered`` has the
    indexes of the ticked key points, None until they are saved. ``left_out`` is set when it became
    a question of the day somewhere: nothing more of it is shown.
    """

    question_id: str
    revision: str
    points: int
    minutes: int
    follow_up: int | None = None
    follow_minutes: int = 0
    answer: Said | None = None
    reply: Said | None = None
    covered: tuple[int, ...] | None = None
    left_out: bool = False

    @property
    def track(self) -> str:
        """The track of the question."""
        return self.question_id.partition("/")[0]

    @property
    def answered(self) -> bool:
        """Whether something was said to the question."""
        return self.answer is not None and self.answer.how is not How.SKIPPED


@dataclass(frozen=True, slots=True)
class Interview:
    """A mock interview of one member. ``step`` says where they are: see ``rules.interviews``.

    ``shown_at`` is when the current step was shown. ``started_at`` is None while it is only
    offered. ``track`` and ``level`` are what was asked for; empty and None for any.
    ``led`` says that somebody else leads it, who listens and ticks: see ``model/pairs``.
    """

    id: int
    member_id: int
    track: str
    level: Level | None
    minutes: int
    items: tuple[InterviewItem, ...]
    step: int
    shown_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    led: bool = False
