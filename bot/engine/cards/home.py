"""The home of a member: everything of theirs on one page, with the way on from each."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.engine.cards.boards import HistoryMark, StreakCard
from bot.engine.cards.notices import ScheduleLine
from bot.engine.cards.rounds import ShownChoice, Subject
from bot.engine.model.people import Remind
from bot.engine.model.questions import Format
from bot.engine.model.rich_text import Document
from bot.engine.model.schedules import ChannelRef, MessageRef


@dataclass(frozen=True, slots=True)
class HomeQuestion:
    """A question that is open; ``mine`` is the reader's answer (its letter is empty for words)."""

    round_id: int
    subject: Subject
    channel: ChannelRef
    message: MessageRef | None
    format: Format
    prompt: Document
    choices: tuple[ShownChoice, ...]
    until: datetime
    zone: str
    overnight: bool
    mine: ShownChoice | None


@dataclass(frozen=True, slots=True)
class HomeResult:
    """How the reader did in a question that is revealed."""

    day: date
    title: str
    mark: HistoryMark
    points: int


@dataclass(frozen=True, slots=True)
class HomeManager:
    """What managers look after: schedules, how many more there are, and what is to review."""

    schedules: tuple[ScheduleLine, ...]
    more: int
    suggestions: int
    reports: int


@dataclass(frozen=True, slots=True)
class HomeCard:
    """All of it. ``results`` are the latest first, ``weak`` is a track's title or empty.

    ``streak`` is None for someone who hasn't taken part yet. ``leave`` is the time off that is on,
    or the next one. ``manager`` is None for everyone else. ``alone`` says that there's no team
    around: no daily question, streak or leaderboard, and nobody who'd see a name. ``practiced``
    says that there are stats to look at.
    """

    name: str
    today: tuple[HomeQuestion, ...]
    streak: StreakCard | None
    due_reviews: int
    weak: str
    results: tuple[HomeResult, ...]
    remind: Remind
    remind_at: time | None
    leave: tuple[date, date] | None
    hidden: bool
    manager: HomeManager | None
    alone: bool = False
    practiced: bool = False
