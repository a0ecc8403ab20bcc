"""The repository of interviews in pairs."""

from datetime import datetime
from typing import Protocol

from bot.engine.model.pairs import Pair, Waiting


class Pairs(Protocol):
    """Pairs, from the invitation on, and who waits for a partner."""

    def add(self, pair: Pair) -> Pair: ...
    def get(self, pair_id: int) -> Pair | None: ...
    def save(self, pair: Pair) -> None:
        """Write every field of a pair that exists."""
        ...

    def of_member(self, member_id: int) -> tuple[Pair, ...]:
        """All pairs that the member is in, oldest first."""
        ...

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` asked for before ``before``; tell how many."""
        ...

    def wait(self, waiting: Waiting) -> Waiting:
        """Add someone who waits, in place of an earlier wait of theirs."""
        ...

    def waiting(self, team_id: int) -> tuple[Waiting, ...]:
        """Everyone of the team who waits, the longest first, also those whose time is over."""
        ...

    def waiting_of(self, member_id: int) -> Waiting | None: ...
    def stop_waiting(self, member_id: int) -> None: ...
    def prune_waiting(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` that expired before ``before``; tell how many."""
        ...
