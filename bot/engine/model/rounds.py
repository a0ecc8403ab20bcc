"""A round, the question posted for a slot, and the responses to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, MessageRef


class RoundState(StrEnum):
    """Where a round is in its life; ``rounds/transitions.py`` draws it."""

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


class Unseen(StrEnum):
    """What people have not seen yet of a round's reveal."""

    ALL = "all"
    """Neither the reveal nor, in the thread, the answer."""

    REVEAL = "reveal"
    """The thread has the answer; only the question's message has to show the reveal again."""

    NOTHING = "nothing"


class Excuse(StrEnum):
    """Why a round costs nobody a day. Whoever answers it keeps the day all the same."""

    WEEKEND = "weekend"
    """Saturday or Sunday of a schedule that asks every day, in a team that doesn't count them."""

    OFF_DAY = "off day"
    """Posted by hand on a day on which the schedule doesn't ask."""

    HOLIDAY = "holiday"
    SHORT = "short"
    """Open for under an hour."""

    OUTAGE = "outage"
    """The bot was out of reach for more than half of the open time."""

    PAUSE = "pause"
    """The schedule was paused or removed while the round was open."""


MAX_LEASE = timedelta(hours=1)
"""The longest a lease or a wait may last. A longer one was set by a wrong clock: it is void."""


def is_held(until: datetime | None, now: datetime) -> bool:
    """Return whether a lease or a wait is set and at ``now`` neither over nor void."""
    return until is not None and now < until <= now + MAX_LEASE


@dataclass(frozen=True, slots=True)
class Round:
    """The question posted for a slot (or by ``/daily now``), from claim to reveal.

    ``slot`` is the local date, in the schedule's zone, on which the question is asked: the team
    day, leave, holidays and points go by it. ``by_hand_number`` is 0 for the slot's own round;
    rounds posted by hand that day are numbered from 1. ``due_at`` is the slot's instant,
    ``reveal_at`` the planned reveal. ``excuse`` may be known from the claim on, or from a pause,
    and is decided when the round closes. ``shown_order`` maps
    a shown position to a choice's index in the question; ``right_choice`` is the right index
    (it may be corrected after the reveal). ``number`` counts the team's questions
    from 1; it is 0 for a round that nobody saw.

    ``skip_reason`` is set while the round is skipped. ``note`` says for people what went wrong
    last; nothing depends on its wording. ``unseen`` matters from the reveal on.

    ``worker`` holds the round until ``lease_until``. After ``attempts`` tries that failed,
    the next one is made at ``retry_at``. ``refused_at`` is when the platform first gave a refusal
    that usually lasts: it is looked at once more before anything is given up.
    """

    id: int
    schedule_id: int
    team_id: int
    channel: ChannelRef
    slot: date
    by_hand_number: int
    due_at: datetime
    reveal_at: datetime
    format: Format
    state: RoundState
    number: int = 0
    question_id: str = ""
    revision: str = ""
    track: str = ""
    shown_order: tuple[int, ...] = ()
    right_choice: int | None = None
    skip_reason: Skip | None = None
    note: str = ""
    unseen: Unseen = Unseen.ALL
    late: bool = False
    opened_at: datetime | None = None
    revealed_at: datetime | None = None
    message: MessageRef | None = None
    excuse: Excuse | None = None
    worker: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
    retry_at: datetime | None = None
    refused_at: datetime | None = None

    @property
    def posted_by_hand(self) -> bool:
        """Whether ``/daily now`` asked for it, and not a slot of the schedule."""
        return self.by_hand_number > 0

    @property
    def post_key(self) -> str:
        """The key in the question's message, by which it can be found again."""
        return f"round-{self.id}"


@dataclass(frozen=True, slots=True)
class Response:
    """A member's answer to a round: a choice (its index in the question) or words.

    ``first_at`` stays when the response is changed; ``at`` is the last change. ``covered``
    are the key points the member marked after the reveal, or None if not marked yet.
    ``reply`` is the platform's id of the thread reply that holds the response, if one does.
    Words that are ``private`` stay out of the thread at the reveal.
    """

    round_id: int
    member_id: int
    choice: int | None
    text: str | None
    first_at: datetime
    at: datetime
    covered: tuple[int, ...] | None = None
    reply: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that someone wrote in a round's thread, as it reads now.

    ``id`` is the platform's, and grows with time; ``at`` is when it was written.
    """

    id: str
    text: str
    at: datetime
