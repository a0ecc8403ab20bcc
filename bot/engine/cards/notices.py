"""Cards that tell or ask something: schedules, confirmations, problems, help."""

from dataclasses import dataclass
from datetime import datetime

from bot.engine.model.schedules import ChannelRef


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule in words: ``summary`` has days, time, zone, reveal, tracks, levels, format.

    People call it by its ``number``; buttons carry ``schedule_id``.
    """

    schedule_id: int
    number: int
    channel: str
    summary: str
    next_at: datetime | None
    zone: str
    paused: str


@dataclass(frozen=True, slots=True)
class SchedulesCard:
    """A channel's or a team's schedules; ``note`` says what else happens, if anything."""

    title: str
    lines: tuple[ScheduleLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmCard:
    """Something to confirm before it happens: a title, what will happen, line by line.

    ``also`` holds further answers to choose from, each with its label and token.
    """

    title: str
    lines: tuple[str, ...]
    confirm: str
    token: str
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """Something went as asked, or is worth knowing: a title and lines of plain text.

    ``posting`` is the round that is being posted because of it, if one is: whoever asked for it
    is to hear when that fails; ``starting`` is likewise the quiz for everyone that is starting.
    ``channel`` is named by a link, below the title. The first ``quoted`` lines hold what people
    wrote, such as the titles of questions: what looks like a command there isn't one.
    """

    title: str
    lines: tuple[str, ...] = ()
    posting: int = 0
    starting: int = 0
    channel: ChannelRef | None = None
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """Something can't be done: what, and the fix; ``words`` gives back what they typed."""

    message: str
    fix: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class AlertCard:
    """Something a manager has to know about a channel, which is named by links.

    ``server`` is the name of its server or workspace, filled in by the platform.
    """

    title: str
    channel: ChannelRef
    lines: tuple[str, ...] = ()
    server: str = ""


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A command and what it does; without a command, a heading."""

    command: str
    about: str


@dataclass(frozen=True, slots=True)
class HelpCard:
    """The commands; ``more`` offers what members can do, where managers' come first."""

    title: str
    entries: tuple[HelpEntry, ...]
    more: bool = False
