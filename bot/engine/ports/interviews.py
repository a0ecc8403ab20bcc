"""The repository of mock interviews."""

from datetime import datetime
from typing import Protocol

from bot.engine.model.interviews import Interview


class Interviews(Protocol):
    """Mock interviews, from the offer to the report."""

    def add(self, interview: Interview) -> Interview: ...
    def get(self, interview_id: int) -> Interview | None: ...
    def save(self, interview: Interview) -> None:
        """Write every field of an interview that exists."""
        ...

    def delete(self, interview_id: int) -> None: ...
    def unfinished(self, member_id: int) -> Interview | None:
        """The member's latest interview alone that hasn't ended, or None."""
        ...

    def shown_since(self, since: datetime) -> tuple[Interview, ...]:
        """The interviews alone that haven't ended and whose step was shown since then, by id."""
        ...

    def latest(self, member_id: int, limit: int) -> tuple[Interview, ...]:
        """At most ``limit`` of the member's interviews that ended, oldest first."""
        ...

    def of_member(self, member_id: int) -> tuple[Interview, ...]:
        """All of the member's interviews, oldest first."""
        ...

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` unfinished ones last shown before ``before``; tell how many."""
        ...
