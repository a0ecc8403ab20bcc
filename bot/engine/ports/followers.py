"""What closing a round asks about everyone who follows its schedule, in one go each."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from bot.engine.model.people import Leave
from bot.engine.model.practice import ReviewState
from bot.engine.model.scores import TeamDay
from bot.engine.ports.rounds import FollowedRound


class Followers(Protocol):
    """The followers of a round's schedule: current members who have responded there.

    Mappings are by member and leave out those who have none.
    """

    def leaves(self, round_id: int) -> Mapping[int, tuple[Leave, ...]]: ...
    def pending_days(self, round_id: int, since: date) -> Mapping[int, frozenset[date]]:
        """Dates from ``since`` on with rounds that are being posted or open, where they follow."""
        ...

    def followed(self, round_id: int, since: date) -> Mapping[int, tuple[FollowedRound, ...]]:
        """Their closed rounds of ``since`` or later, in the order of ``Rounds.followed``."""
        ...

    def days_before(self, round_id: int, day: date) -> Mapping[int, TeamDay]:
        """The last entry of each one's streak log before ``day``."""
        ...

    def remove_days(self, round_id: int, since: date) -> None:
        """Delete their entries from ``since`` on, before they're written again."""
        ...

    def days_of_responders(self, round_id: int, day: date) -> tuple[TeamDay, ...]:
        """The entries of ``day`` of those who responded to the round, by member."""
        ...

    def reviews_of_responders(self, round_id: int, question_id: str) -> Mapping[int, ReviewState]:
        """When those who responded to the round should see the question again."""
        ...
