"""The repository of answers that a model has read, and of how many were."""

from datetime import date, datetime
from typing import Protocol

from bot.engine.model.coverage import ReadAnswer


class ReadAnswers(Protocol):
    """What a model found in members' answers; places in them, never their words."""

    def get(self, member_id: int, fingerprint: str) -> ReadAnswer | None: ...
    def save(self, read: ReadAnswer) -> None:
        """Insert it, or replace the one with its member and fingerprint."""
        ...

    def of_member(self, member_id: int) -> tuple[ReadAnswer, ...]:
        """All of the member's, oldest first."""
        ...

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` that were read before ``before``; return how many."""
        ...

    def count(self, team_id: int, day: date) -> int:
        """Return how many answers of the team were sent to a model on a local date."""
        ...

    def add_one(self, team_id: int, day: date) -> None:
        """Count one more; earlier days of the team are forgotten."""
        ...
