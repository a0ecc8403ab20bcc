"""Repositories of schedules, and of plans that wait for a confirmation."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.engine.model.people import Platform
from bot.engine.model.schedules import ChannelRef, Schedule, WaitingPlan


class Schedules(Protocol):
    """Schedules, removed ones included (their rounds keep them)."""

    def add(self, schedule: Schedule) -> Schedule:
        """Insert ``schedule``; it gets its id, and its team's next number."""
        ...

    def get(self, schedule_id: int) -> Schedule | None: ...
    def save(self, schedule: Schedule) -> None: ...
    def of_team(self, team_id: int) -> tuple[Schedule, ...]:
        """The team's schedules that are not removed, oldest first."""
        ...

    def of_channel(self, channel: ChannelRef) -> tuple[Schedule, ...]:
        """The channel's schedules that are not removed, oldest first."""
        ...

    def active(self, platforms: Collection[Platform]) -> tuple[Schedule, ...]: ...
    def to_look_at(
        self, platforms: Collection[Platform], now: datetime, limit: int
    ) -> tuple[Schedule, ...]:
        """At most ``limit`` active schedules that may have a due slot, the longest due first.

        They are those that were never looked at since they were saved, and those whose time to
        look has come (or is so far ahead that a wrong clock set it). What another worker looks
        at in its open transaction is left out.
        """
        ...

    def looked_at(self, schedule_id: int, next_at: datetime) -> None:
        """Note that there is nothing to look for before ``next_at``; saving forgets that."""
        ...

    def look_again(self, now: datetime) -> None:
        """Look at every active schedule again, from ``now`` on."""
        ...

    def next_look(self, now: datetime) -> datetime | None:
        """The earliest time after ``now`` to look at an active schedule; None if there is none."""
        ...

    def to_alert(self, platforms: Collection[Platform], now: datetime) -> tuple[Schedule, ...]:
        """Paused schedules whose ``alert_at`` has come or is void, oldest first."""
        ...

    def refused(self) -> tuple[Schedule, ...]:
        """Paused schedules with a ``recheck_at``, oldest first."""
        ...

    def all(self) -> tuple[Schedule, ...]:
        """Every schedule that is not removed, oldest first."""
        ...

    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[Schedule, ...]:
        """The schedules the account owns, removed ones too, oldest first."""
        ...


class WaitingPlans(Protocol):
    """Plans that wait to be confirmed, so that they can be after a restart, too."""

    def put(self, plan: WaitingPlan) -> None:
        """Keep a plan, in place of an earlier one with its token."""
        ...

    def get(self, token: str, now: datetime) -> WaitingPlan | None:
        """Return the plan that waits under ``token``; None when it expired or is gone."""
        ...

    def remove(self, token: str) -> None: ...
    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[WaitingPlan, ...]:
        """The account's plans, by token."""
        ...

    def prune(self, now: datetime, limit: int) -> int:
        """Delete at most ``limit`` plans that expired; return how many."""
        ...
