"""What a terminal asks and notes, whose day goes as fast as its one person likes."""

from dataclasses import dataclass
from datetime import datetime

from bot.engine.cards import Card, QuestionCard
from bot.engine.model.people import Actor
from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.queries import Note, Query


@dataclass(frozen=True, slots=True)
class LiveRounds(Query[tuple[Round, ...]]):
    """List the rounds of the actor's team that are being posted or are open."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class ResponseCount(Query[int]):
    """Return how many people have answered a round."""

    round_id: int


@dataclass(frozen=True, slots=True)
class CountDueReviews(Query[tuple[int, ...]]):
    """Return how many of the actor's reviews are due at each of ``times``, which are aware UTC.

    What they mustn't be asked just now counts at none of them.
    """

    actor: Actor
    times: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class LatestRound(Query[int | None]):
    """Return the id of the round that was posted to a channel last."""

    channel: ChannelRef


@dataclass(frozen=True, slots=True)
class ShowQuestion(Query[QuestionCard]):
    """Return the question of an open round, as it was posted."""

    round_id: int


@dataclass(frozen=True, slots=True)
class ShowReveal(Query[tuple[Card, ...]]):
    """Return the messages of a round's reveal, in the order in which they are read.

    Empty until the round is revealed.
    """

    round_id: int


@dataclass(frozen=True, slots=True)
class StoppedAt(Query[datetime | None]):
    """Return the terminal's own time at its last stop; None before its first start."""


@dataclass(frozen=True, slots=True)
class NoteTime(Note[None]):
    """Remember the terminal's own time, which never goes back.

    ``jumped`` says that its person moved the clock: the time between isn't an outage.
    """

    at: datetime
    jumped: bool


@dataclass(frozen=True, slots=True)
class StartPracticeTeam(Note[Schedule]):
    """Return the schedule of the actor's channel; make it, and its team, where there is none.

    ``since`` is the first time the schedule may ask at. Raises Refused when no question
    matches ``plan``.
    """

    actor: Actor
    channel: ChannelRef
    plan: Plan
    since: datetime
    at: datetime
