"""Cards of boards, weeks, months, what was asked, and streaks."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.engine.model.schedules import MessageRef
from bot.engine.model.scores import BoardRow, DayRule, Period


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A place on a board, with everyone who shares it: two names, and how many more.

    ``streaks`` are the days in a row of those who are named; it is empty where none are told.
    """

    rank: int
    member_ids: tuple[int, ...]
    names: tuple[str, ...]
    more: int
    points: int
    streaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaderboardCard:
    """A page of a board. ``mine`` is the reader's own row, also when it is on the page.

    ``ahead`` is the row with the fewest points of those before the reader. ``first`` and ``last``
    are the local dates covered so far (None for all time). ``note`` says why the reader is not on
    the board, if they are not. ``track`` is the id of the track the board is of, empty for all:
    what turning a page asks for again.
    """

    period: Period
    track_title: str
    lines: tuple[BoardLine, ...]
    mine: BoardRow | None
    page: int
    pages: int
    people: int
    first: date | None
    last: date | None
    ahead: BoardRow | None = None
    note: str = ""
    track: str = ""


@dataclass(frozen=True, slots=True)
class PostedLeaderboardCard:
    """A board that a member posts to the channel: nothing on it is the reader's own.

    ``posted_by`` is empty for someone who is hidden.
    """

    board: LeaderboardCard
    posted_by: str


@dataclass(frozen=True, slots=True)
class NamedCount:
    """Someone, and how many of something: days in a row, applause."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class HardestQuestion:
    """The question that the fewest got right, and where it was asked."""

    title: str
    message: MessageRef | None
    right: int
    answers: int


@dataclass(frozen=True, slots=True)
class RecapCard:
    """A channel's week on one page.

    ``first`` and ``last`` are the local dates that were asked on. ``right`` counts if ``graded``:
    when there were choices. ``favorite`` had the most applause. ``next_tracks`` is empty for all.
    """

    first: date
    last: date
    people: int
    answers: int
    right: int
    graded: bool
    lines: tuple[BoardLine, ...]
    streaks: tuple[NamedCount, ...]
    hardest: HardestQuestion | None
    favorite: NamedCount | None
    next_at: datetime | None
    next_tracks: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class ChampionCard:
    """Who had the most points in a month; ``month`` is its first day.

    ``answered`` and ``days`` are those of a champion who shares the place with nobody, else 0.
    """

    month: date
    lines: tuple[BoardLine, ...]
    answered: int
    days: int


class HistoryMark(StrEnum):
    """What became of the reader's part in a question that was asked."""

    OPEN = "open"
    ANSWERED_OPEN = "answered"
    RIGHT = "right"
    WRONG = "wrong"
    WORDS = "own words"
    NONE = "not answered"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question the team was asked, on a local date, and the reader's own result.

    ``link`` leads to its message; a platform whose links need to know the workspace fills it in.
    """

    day: date
    title: str
    track_title: str
    mark: HistoryMark
    message: MessageRef | None
    link: str = ""


@dataclass(frozen=True, slots=True)
class HistoryCard:
    """A page of what a team was asked, newest first; ``more`` if older ones follow."""

    questions: tuple[AskedQuestion, ...]
    page: int
    more: bool


class DayMark(StrEnum):
    """What a date shows in the streak's calendar."""

    KEPT = "kept"
    FREEZE = "freeze"
    LEAVE = "leave"
    EXCUSED = "excused"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StreakDay:
    """A team day in the streak's calendar, and why it is what it is.

    ``reason`` says in words what ``rule`` decided; a day that is still open has no rule yet, and
    ``answered_open`` says whether it was answered.
    """

    day: date
    mark: DayMark
    reason: str
    rule: DayRule | None = None
    answered_open: bool = False

    @property
    def so_far(self) -> DayMark:
        """The mark as of now: a day that is still open is kept as soon as it's answered."""
        return DayMark.KEPT if self.answered_open else self.mark


@dataclass(frozen=True, slots=True)
class StreakLine:
    """Why a day is what it is, or several plain days in a row, from ``first`` to ``last``."""

    first: date
    last: date
    mark: DayMark
    reason: str


@dataclass(frozen=True, slots=True)
class WeekSoFar:
    """Of this week's ``days`` that were to be answered, how many were."""

    answered: int
    days: int


@dataclass(frozen=True, slots=True)
class StreakCard:
    """A member's streak and why: ``days`` one by one, ``lines`` to read, oldest first.

    ``since`` is the first day of the weeks looked at; the days may begin later.
    """

    current: int
    best: int
    freezes: int
    to_next_freeze: int
    week: WeekSoFar
    days: tuple[StreakDay, ...]
    lines: tuple[StreakLine, ...]
    today: date
    since: date
