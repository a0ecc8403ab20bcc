"""The repository of quizzes, reviews and attempts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.model.practice import Attempt, Drill, ReviewState


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a member does in a track: ``right`` of ``total`` attempts."""

    track: str
    right: int
    total: int


class Practice(Protocol):
    """Drills, reviews and attempts."""

    def add_drill(self, drill: Drill) -> Drill: ...
    def drill(self, drill_id: int) -> Drill | None: ...
    def save_drill(self, drill: Drill) -> None: ...
    def drills_of(self, member_id: int) -> tuple[Drill, ...]:
        """The member's drills, oldest first."""
        ...

    def prune_drills(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` unfinished drills begun before ``before``; return how many."""
        ...

    def review(self, member_id: int, question_id: str) -> ReviewState | None: ...
    def save_reviews(self, reviews: Sequence[ReviewState]) -> None:
        """``save_review`` for several."""
        ...

    def save_review(self, review: ReviewState) -> None: ...
    def due_reviews(self, member_id: int, now: datetime, limit: int) -> tuple[ReviewState, ...]:
        """Reviews due at ``now``, the longest due first."""
        ...

    def next_review(self, member_id: int) -> datetime | None: ...
    def reviews_of(self, member_id: int) -> tuple[ReviewState, ...]:
        """All of the member's reviews, the first due first."""
        ...

    def add_attempts(self, attempts: Sequence[Attempt]) -> None: ...
    def attempts_of(self, member_id: int) -> tuple[Attempt, ...]:
        """The member's attempts, in the order they were added."""
        ...

    def latest_attempts(self, member_id: int, limit: int) -> tuple[Attempt, ...]:
        """At most ``limit`` of the member's latest attempts, oldest first."""
        ...

    def attempts_on(self, team_id: int, question_id: str) -> tuple[Attempt, ...]:
        """What the team's members answered to a question, in the order it was added."""
        ...

    def regrade(self, attempt: Attempt) -> None:
        """Set whether an attempt was right: that of the same member, question, source and time."""
        ...

    def accuracy(self, member_id: int) -> tuple[Accuracy, ...]:
        """By track, in the order of the tracks' ids."""
        ...

    def graded_since(self, member_id: int, since: datetime) -> tuple[tuple[datetime, bool], ...]:
        """When the member answered at ``since`` or later, and whether it was right, unsorted."""
        ...

    def last_seen(self, member_id: int) -> Mapping[str, datetime]:
        """For each question the member attempted: when they last did."""
        ...
