"""A channel's standing order: what it asks, when and how."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.engine.model.people import Platform
from bot.engine.model.questions import Format, Level

Weekday = int  # 0 is Monday, as in datetime.date.weekday()


WORKING_DAYS: tuple[Weekday, ...] = (0, 1, 2, 3, 4)


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
    next date) is set. Empty ``tracks`` or ``levels`` mean all of them. With ``reveal_next_day``
    the answer comes at ``reveal_at`` on the schedule's next day.

    ``title`` and ``intro`` stand above the question. ``notify`` is the platform's id of the one
    role or user group that the question pings. ``pin`` pins the open question. ``quiet`` reveals
    by an edit alone, without a new message in the channel.
    """

    at: time
    zone: str
    days: tuple[Weekday, ...] = WORKING_DAYS
    tracks: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    format: Format = Format.CHOICE
    reveal_after: timedelta | None = None
    reveal_at: time | None = None
    title: str = ""
    intro: str = ""
    notify: str = ""
    pin: bool = False
    quiet: bool = False
    reveal_next_day: bool = False


class ScheduleState(StrEnum):
    """Whether a schedule posts."""

    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A channel's standing order.

    ``owner`` is the platform's id of whoever set it up, or empty when they were forgotten: the
    next manager who changes the schedule becomes its owner. Slots due before ``since`` are not
    the schedule's (it did not exist, was edited, or was paused then). ``number`` is what people
    call it by: it counts the team's schedules from 1, removed ones too. ``pause_reason`` is
    empty unless paused. ``alert_at`` is when to tell the owner that it was paused, None when
    they know. ``recheck_at`` is when to try whether the channel works again, None unless the
    schedule was paused by a refusal that someone may end.
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
    alert_at: datetime | None = None
    number: int = 0
    recheck_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaitingPlan:
    """A plan that waits under ``token`` to be confirmed, until ``expires_at``.

    ``user`` is the platform's id of whoever previewed it; ``schedule_id`` is 0 for a new
    schedule.
    """

    token: str
    channel: ChannelRef
    user: str
    plan: Plan
    schedule_id: int
    expires_at: datetime
