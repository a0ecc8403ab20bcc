"""Cards of mock interviews: the offer, each step, the report."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.engine.cards.rounds import KeyPointMark, Subject, Suggestion
from bot.engine.model.interviews import How
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Document, Inlines


@dataclass(frozen=True, slots=True)
class InterviewOfferCard:
    """An interview that can be started.

    ``topic`` is the track's title, empty for a mix. ``shorter`` is the length in minutes of the
    next shorter one, 0 if there is none.
    """

    interview_id: int
    topic: str
    level: Level | None
    questions: int
    minutes: int
    shorter: int


@dataclass(frozen=True, slots=True)
class InterviewQuestionCard:
    """A question of an interview, or its follow-up, being asked.

    ``number`` of ``total`` counts questions, from 1. ``options`` are the choices of a question
    that can't be understood without them. ``until`` is when the suggested ``minutes`` are over.
    ``note`` says what happened before, if anything did. ``written`` counts the direct messages
    that are part of its answer so far.
    """

    interview_id: int
    step: int
    number: int
    total: int
    subject: Subject
    prompt: Document
    options: tuple[Inlines, ...]
    follow_up: bool
    minutes: int
    until: datetime
    zone: str
    note: str = ""
    written: int = 0


@dataclass(frozen=True, slots=True)
class InterviewWrittenCard:
    """A direct message was taken as an answer, or as part of one; more may follow.

    ``messages`` counts what the answer consists of.
    """

    interview_id: int
    step: int
    number: int
    total: int
    follow_up: bool
    messages: int


@dataclass(frozen=True, slots=True)
class InterviewPointsCard:
    """The key points of a question to tick; ``words`` is what was written, if it was typed.

    ``suggestion`` is None where no model has to do with the boxes.
    """

    interview_id: int
    step: int
    number: int
    total: int
    subject: Subject
    points: tuple[KeyPointMark, ...]
    words: str
    note: str = ""
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """How a question of an interview went: key points covered, seconds used of the minutes.

    ``seconds`` is None when they couldn't be measured.
    """

    title: str
    how: How
    covered: int
    points: int
    seconds: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class InterviewTrack:
    """How a track went in an interview: key points covered of all."""

    title: str
    covered: int
    points: int


@dataclass(frozen=True, slots=True)
class InterviewReportCard:
    """The end of an interview.

    ``left_out`` counts questions that became questions of the day meanwhile. ``tracks`` is empty
    unless there are several. ``reviews`` are the local dates on which questions come back.
    ``pair_id`` is 0 and ``interviewer`` empty unless it was one in pairs, and they still are there.
    """

    interview_id: int
    topic: str
    day: date
    covered: int
    points: int
    seconds: int | None
    minutes: int
    lines: tuple[InterviewLine, ...]
    tracks: tuple[InterviewTrack, ...]
    missed: tuple[Inlines, ...]
    reading: tuple[str, ...]
    reviews: tuple[date, ...]
    left_out: int = 0
    pair_id: int = 0
    interviewer: str = ""


@dataclass(frozen=True, slots=True)
class InterviewAnswer:
    """What was said to a question of an interview, and to its follow-up if one was asked."""

    title: str
    how: How
    words: str
    follow_up: Inlines
    follow_how: How | None
    follow_words: str
    points: tuple[KeyPointMark, ...]


@dataclass(frozen=True, slots=True)
class InterviewAnswersCard:
    """What was said in an interview, question by question."""

    interview_id: int
    answers: tuple[InterviewAnswer, ...]
