"""A quiz that several people take together in a channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine.model.schedules import ChannelRef

QUESTIONS = 5
TIME_TO_ANSWER = timedelta(seconds=60)
PAUSE = timedelta(seconds=8)
"""Between an answer and the next question: time to read why."""
LONGEST = timedelta(hours=1)
"""A quiz that didn't end by then never will: the bot was away."""


@dataclass(frozen=True, slots=True)
class GroupItem:
    """A question of the quiz: the revision asked and the shown order.

    ``closes_at`` is known once people see it; ``booked`` says that it was closed, and counted.
    """

    question_id: str
    revision: str
    order: tuple[int, ...]
    closes_at: datetime | None = None
    booked: bool = False


@dataclass(frozen=True, slots=True)
class GroupQuiz:
    """The quiz of a channel. ``position`` is the index of the item that is being asked.

    ``started_by`` is None once that member is forgotten.
    """

    id: int
    team_id: int
    channel: ChannelRef
    started_by: int | None
    items: tuple[GroupItem, ...]
    position: int
    started_at: datetime
    ended_at: datetime | None = None

    @property
    def item(self) -> GroupItem:
        """The question that is being asked."""
        return self.items[self.position]


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """What a member chose, as an index of the question's choices."""

    quiz_id: int
    position: int
    member_id: int
    choice: int
    at: datetime
