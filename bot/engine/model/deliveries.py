"""A message in the outbox: what it is, for whom, when, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.engine.model.people import Account, Platform
from bot.engine.model.schedules import ChannelRef, MessageRef


class DeliveryKind(StrEnum):
    """What a message is: ``outbox/builders.py`` has a builder for each kind."""

    REMINDER = "reminder"
    """To a member, before the reveal of a round they haven't answered."""
    REVIEW = "review"
    """To reviewers: a suggestion or report, and once it's settled, what became of it."""
    VERDICT = "verdict"
    """To whoever suggested or reported something: what became of it."""

    RECAP = "recap"
    """To a schedule's channel, after its week."""

    CHAMPION = "champion"
    """To a schedule's channel, after its month."""

    GROUP_QUIZ = "group_quiz"
    """To a channel: a question of a quiz that people take together, or its board."""

    PAIR = "pair"
    """To a member: what becomes of their interview in pairs."""
    PARTNER = "partner"
    """To a member: nobody came to be their partner in time."""

    WELCOME = "welcome"
    """To the channel or server that invited the bot."""


class DeliveryState(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    SENDING = "sending"
    """A try has begun: the message may have reached people."""
    SENT = "sent"
    DROPPED = "dropped"
    """It wasn't needed any more, or couldn't be sent: ``note`` says why."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that reaches its channel or account once, or is dropped with a reason.

    ``key`` says what the message is, once and for all (``reminder-812-44``): asking for it again
    changes nothing. What it shows is built from the database when it is sent, by its ``kind``, so
    it refers to what it is about: a team always, and a member, round, schedule or proposal where
    the kind has one. It goes with whichever of them is deleted. It is sent at ``due_at`` or soon
    after, and never from ``expires_at`` on.

    ``worker``, ``lease_until``, ``attempts``, ``retry_at`` and ``refused_at`` are as in a round.
    ``message`` is what people see once it was sent. A delivery that has a message and waits again
    is shown in its place.
    """

    key: str
    kind: DeliveryKind
    target: ChannelRef | Account
    due_at: datetime
    expires_at: datetime
    team_id: int
    member_id: int | None = None
    round_id: int | None = None
    schedule_id: int | None = None
    proposal_id: int | None = None
    id: int = 0
    state: DeliveryState = DeliveryState.WAITING
    worker: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
    retry_at: datetime | None = None
    refused_at: datetime | None = None
    note: str = ""
    message: MessageRef | None = None

    @property
    def platform(self) -> Platform:
        """The platform it is sent on."""
        return self.target.platform
