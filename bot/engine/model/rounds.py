"""A round, the question posted for a slot, and the responses to it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, MessageRef


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
