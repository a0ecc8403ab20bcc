"""The repository of what members' own histories have taught the reviews' scheduler."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.engine.model.review_fits import ReviewFit


class ReviewFits(Protocol):
    """At most one for each member."""

    def get(self, member_id: int) -> ReviewFit | None: ...
    def save(self, fit: ReviewFit) -> None:
        """Insert it, or replace the member's."""
        ...

    def due(self, now: datetime, attempts: int, limit: int) -> tuple[int, ...]:
        """At most ``limit`` members whose history may be looked at now, in the order of their ids.

        They have ``attempts`` or more, don't want the defaults, and weren't looked at lately.
        """
        ...

    def of_responders(self, round_id: int) -> Mapping[int, ReviewFit]:
        """By member: those of who responded to the round."""
        ...
