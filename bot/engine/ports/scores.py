"""Repositories of points, streaks and the times the bot was running."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.engine.model.people import Platform
from bot.engine.model.scores import BoardPlace, BoardRow, Outage, PointEntry, TeamDay


class Points(Protocol):
    """The points log, and the boards summed from it.

    ``period`` is a key made by ``calendar.period_key``; ``track`` is a track's id, or empty
    for all. Boards hold members of the team with more than no points in the period who have
    not left and are not hidden, by points (most first), then member id.
    """

    def add(self, entries: Sequence[PointEntry]) -> None: ...
    def of_round(self, round_id: int) -> tuple[PointEntry, ...]: ...
    def of_member(self, member_id: int) -> tuple[PointEntry, ...]: ...
    def board(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardRow, ...]: ...
    def size(self, team_id: int, period: str, track: str) -> int: ...
    def places(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardPlace, ...]:
        """A page of the board's places, each with all who share it."""
        ...

    def count_places(self, team_id: int, period: str, track: str) -> int: ...
    def standing(self, member_id: int, period: str, track: str) -> BoardRow:
        """The member's own row, also with no points, hidden or left.

        The rank is one more than the number of people on the board with more points.
        """
        ...

    def differences(self) -> tuple[str, ...]:
        """Recompute every sum from the log; a sentence for each that differs."""
        ...


class Days(Protocol):
    """The streak log: one entry per member and team day."""

    def save(self, days: Sequence[TeamDay]) -> None: ...
    def of_member(self, member_id: int, since: date | None = None) -> tuple[TeamDay, ...]: ...
    def before(self, member_id: int, day: date) -> TeamDay | None:
        """The member's last line before ``day``."""
        ...

    def of_day(self, team_id: int, day: date) -> tuple[TeamDay, ...]:
        """The lines of that date of the team's members, by member."""
        ...

    def remove_from(self, member_id: int, day: date) -> None:
        """Drop the lines of ``day`` and later, to be written again."""
        ...


class Uptime(Protocol):
    """When workers were running."""

    def beat(self, platform: Platform, at: datetime) -> None:
        """Note that a worker runs at ``at``; an earlier time than the last changes nothing."""
        ...

    def set_back(self, platform: Platform, at: datetime) -> None:
        """Make ``at`` the last beat, however late the last one was; drop outages that end later."""
        ...

    def last_beat(self, platform: Platform) -> datetime | None: ...
    def add_outage(self, outage: Outage) -> None: ...
    def outages(self, platform: Platform, since: datetime, until: datetime) -> tuple[Outage, ...]:
        """Outages that overlap the time between ``since`` and ``until``."""
        ...
