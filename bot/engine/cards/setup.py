"""What people see while they set a daily question up."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WelcomeCard:
    """What the bot says when it is invited: what it does, who may set it up, and how."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """What a plan would do, to be confirmed or edited part by part; ``token`` is the plan's.

    ``title`` says it in a sentence, ``where`` whose time it is, ``first`` when the first question
    comes. ``when``, ``what`` and ``how`` are the parts that can be edited. ``notes`` are what
    else there is to know. ``is_new`` is false for a change of a schedule.
    """

    token: str
    channel: str
    title: str
    where: str
    first: str
    when: str
    what: str
    how: str
    notes: tuple[str, ...] = ()
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class PlanSavedCard:
    """A schedule was saved: when its next question comes (None: in no month to come), and what.

    ``title`` says when in words, ``summary`` is the plan in a sentence, ``pool`` how long its
    questions last, ``note`` what else happens, if anything.
    """

    schedule_id: int
    channel: str
    title: str
    summary: str
    pool: str
    next_at: datetime | None
    zone: str
    note: str = ""
    is_new: bool = True
