"""The nouns of Warmup, as frozen values. Words as in the design: team, round, response, streak."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from bot.engine.richtext import Document, Inlines

Platform = Literal["console", "discord", "slack"]
PLATFORMS: tuple[Platform, ...] = ("console", "discord", "slack")

Weekday = int  # 0 is Monday, as in datetime.date.weekday()
WORKING_DAYS: tuple[Weekday, ...] = (0, 1, 2, 3, 4)


class Level(StrEnum):
    """How deep a question goes."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Format(StrEnum):
    """How a round is answered."""

    CHOICE = "choice"
    OPEN = "open"
    THREAD = "thread"


# --- questions -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the one-tap answers, and why it is right or wrong."""

    text: Inlines
    right: bool
    why: Inlines


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the bank, or of a team's own questions.

    ``id`` is ``track/slug``. ``revision`` is a hash of the content. ``source`` is the line
    of the notes the question covers, if any. ``choices`` is empty for a question that can
    only be asked in ``open`` and ``thread`` rounds; otherwise exactly one is right.
    """

    id: str
    title: str
    track: str
    level: Level
    prompt: Document
    choices: tuple[Choice, ...]
    key_points: tuple[Inlines, ...]
    answer: Document
    revision: str
    tags: tuple[str, ...] = ()
    source: int | None = None
    references: tuple[str, ...] = ()

    @property
    def key(self) -> int | None:
        """The index of the right choice, or None for a question without choices."""
        return next((i for i, choice in enumerate(self.choices) if choice.right), None)

    def fits(self, round_format: Format) -> bool:
        """Tell whether the question can be asked in ``round_format``."""
        return round_format is not Format.CHOICE or bool(self.choices)


@dataclass(frozen=True, slots=True)
class Track:
    """A subject: its id (the folder's name), its title for people, and a line about it."""

    id: str
    title: str
    about: str = ""


# --- people ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, as the platform tells it: an account, its shown name, its rights."""

    platform: Platform
    workspace: str
    user: str
    name: str
    manager: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """Who shares streaks, boards, schedules and custom questions."""

    id: int
    name: str
    zone: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Workspace:
    """One Discord guild, one Slack workspace, or the console."""

    platform: Platform
    workspace: str
    team_id: int


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a team. ``hidden`` opts out of boards; ``left_at`` is set on leaving."""

    id: int
    team_id: int
    name: str
    joined_at: datetime
    hidden: bool = False
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """The account a member speaks through."""

    platform: Platform
    workspace: str
    user: str
    member_id: int


@dataclass(frozen=True, slots=True)
class Leave:
    """A member's holiday: local dates ``first`` to ``last``, both included."""

    member_id: int
    first: date
    last: date


# --- schedules and rounds --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """A channel on a platform."""

    platform: Platform
    workspace: str
    channel: str


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message the bot sent: where, and the platform's id of it."""

    channel: ChannelRef
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule asks, when, and how: everything a manager chooses.

    ``at`` is local wall time in ``zone``. Exactly one of ``reveal_after`` (a duration from
    the post) and ``reveal_at`` (local time, the same date if later than ``at``, else the
    next date) is set. Empty ``tracks`` or ``levels`` mean all of them.
    """

    at: time
    zone: str
    days: tuple[Weekday, ...] = WORKING_DAYS
    tracks: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    format: Format = Format.CHOICE
    reveal_after: timedelta | None = None
    reveal_at: time | None = None


class ScheduleState(StrEnum):
    """Whether a schedule posts."""

    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A channel's standing order.

    ``owner`` is the platform's id of whoever set it up. Slots due before ``since`` are not
    the schedule's (it did not exist, was edited, or was paused then). ``pause_reason`` is
    empty unless paused. ``tell_at`` is when to tell the owner that it was paused, None when
    they know.
    """

    id: int
    team_id: int
    channel: ChannelRef
    plan: Plan
    owner: str
    created_at: datetime
    since: datetime
    state: ScheduleState = ScheduleState.ACTIVE
    pause_reason: str = ""
    tell_at: datetime | None = None


class RoundState(StrEnum):
    """A round's life: claimed, sending, open, revealing, revealed; or skipped or failed."""

    CLAIMED = "claimed"
    SENDING = "sending"
    OPEN = "open"
    REVEALING = "revealing"
    REVEALED = "revealed"
    SKIPPED = "skipped"
    FAILED = "failed"


class Skip(StrEnum):
    """Why a slot got no question."""

    OUTAGE = "outage"
    HOLIDAY = "holiday"
    BY_HAND = "by hand"
    NO_QUESTION = "no question"


class Excuse(StrEnum):
    """Why a revealed round is nobody's team day."""

    SHORT = "open for under an hour"
    HOLIDAY = "a holiday"
    OFF_DAY = "not a working day of the schedule"
    OUTAGE = "the bot was out of reach"


LONGEST_HOLD = timedelta(hours=1)
"""A lease or a pause that would last longer was set by a wrong clock, since put right: void."""


def holds(until: datetime | None, now: datetime) -> bool:
    """Tell whether a lease or a pause until ``until`` is set, and neither past nor void."""
    return until is not None and now < until <= now + LONGEST_HOLD


@dataclass(frozen=True, slots=True)
class Round:
    """The question posted for a slot (or by ``/daily now``), from claim to reveal.

    ``slot`` is the local date; ``extra`` is 0 for the slot's own round and counts up for
    rounds posted by hand that day. ``due_at`` is the slot's instant, ``reveal_at`` the
    planned reveal, ``closes_on`` the team's local date of ``reveal_at``. ``order`` maps a
    shown position to a choice's index in the question; ``key`` is the right index (it may
    be corrected after the reveal). ``number`` counts the team's rounds from 1.
    """

    id: int
    schedule_id: int
    team_id: int
    channel: ChannelRef
    slot: date
    extra: int
    due_at: datetime
    reveal_at: datetime
    closes_on: date
    format: Format
    state: RoundState
    number: int = 0
    question_id: str = ""
    revision: str = ""
    track: str = ""
    order: tuple[int, ...] = ()
    key: int | None = None
    reason: str = ""
    late: bool = False
    opened_at: datetime | None = None
    revealed_at: datetime | None = None
    message: MessageRef | None = None
    excuse: Excuse | None = None
    worker: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
    retry_at: datetime | None = None

    @property
    def post_key(self) -> str:
        """The key the question's message carries, by which it can be found again."""
        return f"round-{self.id}"

    @property
    def thread_key(self) -> str:
        """The key of the answer's message in the question's thread."""
        return f"answer-{self.id}"


@dataclass(frozen=True, slots=True)
class Response:
    """A member's answer to a round: a choice (its index in the question) or words.

    ``first_at`` stays when the response is changed; ``at`` is the last change. ``covered``
    are the key points the member marked after the reveal, or None if not marked yet.
    """

    round_id: int
    member_id: int
    choice: int | None
    text: str | None
    first_at: datetime
    at: datetime
    covered: tuple[int, ...] | None = None


# --- points and streaks ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PointEntry:
    """One line of the points log. ``points`` is a change, so a correction can be negative.

    ``on`` is the team's local date the points belong to: boards of a week or a month sum
    the entries of its dates.
    """

    team_id: int
    member_id: int
    round_id: int
    track: str
    points: int
    reason: str
    on: date
    at: datetime


class DayOutcome(StrEnum):
    """What a team day was for a member."""

    KEPT = "kept"
    FREEZE = "freeze"
    LEAVE = "leave"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class StreakState:
    """A streak after a day: kept days since the last miss, the best so far, freezes held."""

    current: int = 0
    best: int = 0
    freezes: int = 0


@dataclass(frozen=True, slots=True)
class TeamDay:
    """One line of a member's streak log: a team day, what it was, the streak after it."""

    member_id: int
    day: date
    outcome: DayOutcome
    reason: str
    after: StreakState


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which no worker of ``platform`` was running."""

    platform: Platform
    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A place on a board. Ties share a rank and the next rank skips."""

    rank: int
    member_id: int
    name: str
    points: int


# --- practising alone ------------------------------------------------------------------


DONT_KNOW = -1
PASSED_OVER = -2


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
    purpose: Literal["quiz", "practice"] = "quiz"
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


# --- mending the bank ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Correction:
    """A mended key, for one team and one revision of a question."""

    team_id: int
    question_id: str
    revision: str
    key: int
    by: int
    reason: str
    at: datetime


class ProposalState(StrEnum):
    """Where a suggestion or a flag stands in the managers' queue."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A member's suggestion of a question (Markdown) or report of a bad one."""

    id: int
    team_id: int
    member_id: int
    kind: Literal["suggestion", "flag"]
    question_id: str
    text: str
    at: datetime
    state: ProposalState = ProposalState.WAITING


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, what, and the mend."""

    file: str
    line: int
    code: str
    message: str
    mend: str = ""
