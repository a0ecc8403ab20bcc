"""All that the screens of a day show, looked up after each thing that happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.engine.cards import (
    AnswerCard,
    FollowUpCard,
    HistoryCard,
    LeaderboardCard,
    MineCard,
    QuestionCard,
    ReceiptCard,
    RevealCard,
    StreakCard,
    WordsCard,
)


@dataclass(frozen=True, slots=True)
class Reveal:
    """A revealed day: the reveal and its thread, and one's own result."""

    card: RevealCard
    answer: AnswerCard
    words: tuple[WordsCard, ...]
    follow_up: FollowUpCard | None
    mine: MineCard


@dataclass(frozen=True, slots=True)
class Standings:
    """This week's leaderboard as it was at the reveal of a date."""

    day: date
    board: LeaderboardCard


@dataclass(frozen=True, slots=True)
class Day:
    """The day as it is: its question while that is open, else its reveal, and where one stands.

    ``here`` is the terminal's own time and ``next_at`` that of the next working day's question,
    both local. ``streak`` is None before the first answer. ``due`` counts the reviews that are
    due, ``due_next`` those that will be at ``next_at``. ``history`` are the latest questions,
    ``tracks`` the titles of all tracks by id, ``standings`` this week's earlier leaderboards.
    """

    here: datetime
    next_at: datetime
    channel: str
    board: LeaderboardCard
    history: HistoryCard
    question: QuestionCard | None = None
    receipt: ReceiptCard | None = None
    reveal: Reveal | None = None
    streak: StreakCard | None = None
    due: int = 0
    due_next: int = 0
    tracks: Mapping[str, str] = field(default_factory=dict[str, str])
    standings: tuple[Standings, ...] = ()

    @property
    def round_id(self) -> int:
        """The round that the day is about; 0 while there is none."""
        if self.question is not None:
            return self.question.round_id
        return self.reveal.card.round_id if self.reveal else 0

    @property
    def number(self) -> int:
        """How many questions the team was asked, this one included."""
        if self.question is not None:
            return self.question.number
        return self.reveal.card.number if self.reveal else 0

    @property
    def ends_week(self) -> bool:
        """Whether the day is over, and the next question belongs to another week."""
        return self.question is None and not same_week(self.here, self.next_at)

    @property
    def marks_points(self) -> bool:
        """Whether one's own words can be compared with the key points."""
        return self.reveal is not None and self.reveal.mine.can_mark


def same_week(one: date, other: date) -> bool:
    """Tell whether two days, or times, are in one week, which begins on a Monday."""
    return one.isocalendar()[:2] == other.isocalendar()[:2]
