"""Cards of mock interviews in pairs; no card of the candidate's has key points before the end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.engine.cards.rounds import KeyPointMark, Subject
from bot.engine.model.interviews import How
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Document, Inlines


class PairStage(StrEnum):
    """How far a pair is, as one of the two sees it."""

    INVITED = "invited"
    """They were asked, and haven't said yet."""
    SENT = "sent"
    """They have asked."""
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class PairCard:
    """An interview in pairs that hasn't begun.

    ``other`` is the other one's name. ``you_ask`` says whether whoever sees it interviews.
    ``topic`` is the track's title, empty for a mix. It can be accepted or started ``until`` then.
    """

    pair_id: int
    stage: PairStage
    other: str
    you_ask: bool
    topic: str
    level: Level | None
    minutes: int
    until: datetime
    zone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PairSheetCard:
    """What the interviewer sees of a question: key points to tick, follow-ups, when to move on.

    ``number`` of ``total`` counts questions, from 1. ``asked_at`` is when it was asked, ``until``
    when the suggested ``minutes`` are over. ``used`` is the minutes since the interview began.
    """

    pair_id: int
    step: int
    candidate: str
    number: int
    total: int
    subject: Subject
    prompt: Document
    options: tuple[Inlines, ...]
    points: tuple[KeyPointMark, ...]
    follow_ups: tuple[Inlines, ...]
    minutes: int
    asked_at: datetime
    until: datetime
    zone: str
    used: int
    planned: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class PairQuestionCard:
    """What the candidate sees of a question."""

    pair_id: int
    step: int
    interviewer: str
    number: int
    total: int
    subject: Subject
    prompt: Document
    options: tuple[Inlines, ...]
    minutes: int
    until: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class PairNote:
    """How a question went, as the interviewer noted it.

    ``seconds`` is None when they couldn't be measured.
    """

    title: str
    how: How
    points: tuple[KeyPointMark, ...]
    seconds: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class PairNotesCard:
    """The end of an interview for the interviewer: what they ticked."""

    pair_id: int
    candidate: str
    topic: str
    day: date
    covered: int
    points: int
    seconds: int | None
    minutes: int
    notes: tuple[PairNote, ...]


@dataclass(frozen=True, slots=True)
class PartnerWaitCard:
    """Someone waits for a partner, ``until`` then."""

    until: datetime
    zone: str
    note: str = ""
