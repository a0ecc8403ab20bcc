"""Schedules over a database connection."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from bot.engine.model.people import Platform
from bot.engine.model.schedules import ChannelRef, Plan, Schedule, ScheduleState
from storage import tables as db
from storage.repositories.sql import Repository, at_moment, past_or_void, values

_c = db.schedules.c
_ADD = insert(db.schedules).returning(_c.id)
_ONE = select(db.schedules).where(_c.id == bindparam("id"))
_ALL = select(db.schedules).where(_c.state != ScheduleState.REMOVED).order_by(_c.id)
_OF_TEAM = _ALL.where(_c.team_id == bindparam("team_id"))
_OF_CHANNEL = _ALL.where(
    _c.platform == bindparam("platform"),
    _c.workspace == bindparam("workspace"),
    _c.channel == bindparam("channel"),
)
_ACTIVE = select(db.schedules).where(_c.state == ScheduleState.ACTIVE).order_by(_c.id)
_UNTOLD = (
    select(db.schedules)
    .where(_c.state == ScheduleState.PAUSED)
    .where(past_or_void(_c.tell_at))
    .order_by(_c.id)
)


class SqlSchedules(Repository):
    """Schedules, removed ones included (their rounds keep them)."""

    def add(self, schedule: Schedule) -> Schedule:
        """Insert ``schedule`` and return it with its id."""
        row = _row(schedule)
        return _schedule(self._add(_ADD, row), *row.values())

    def get(self, schedule_id: int) -> Schedule | None:
        """Return the schedule, a removed one too, or None."""
        return self._one(_schedule, _ONE, id=schedule_id)

    def save(self, schedule: Schedule) -> None:
        """Write every field of a schedule that exists."""
        self._change(db.schedules, schedule.id, _row(schedule))

    def of_team(self, team_id: int) -> tuple[Schedule, ...]:
        """Return the team's schedules that are not removed, oldest first."""
        return self._many(_schedule, _OF_TEAM, team_id=team_id)

    def of_channel(self, channel: ChannelRef) -> tuple[Schedule, ...]:
        """Return the channel's schedules that are not removed, oldest first."""
        return self._many(_schedule, _OF_CHANNEL, **values(channel))

    def active(self, platforms: Collection[Platform]) -> tuple[Schedule, ...]:
        """Return the schedules that post on one of ``platforms``, oldest first."""
        active = self._many(_schedule, _ACTIVE)
        return tuple(each for each in active if each.channel.platform in platforms)

    def untold(self, platforms: Collection[Platform], now: datetime) -> tuple[Schedule, ...]:
        """Return the paused schedules whose owner is to be told, oldest first."""
        untold = self._many(_schedule, _UNTOLD, **at_moment(now))
        return tuple(each for each in untold if each.channel.platform in platforms)

    def all(self) -> tuple[Schedule, ...]:
        """Return every schedule that is not removed, oldest first."""
        return self._many(_schedule, _ALL)


def _row(schedule: Schedule) -> dict[str, Any]:
    """Return the schedule's columns, in the table's order, without its id."""
    return {
        "team_id": schedule.team_id,
        **values(schedule.channel),
        **values(schedule.plan),
        "owner": schedule.owner,
        "created_at": schedule.created_at,
        "since": schedule.since,
        "state": schedule.state,
        "pause_reason": schedule.pause_reason,
        "tell_at": schedule.tell_at,
    }


def _schedule(schedule_id: int, team_id: int, *columns: Any) -> Schedule:  # noqa: ANN401
    """Make a schedule of its columns: three of the channel, eight of the plan, the rest."""
    return Schedule(
        schedule_id, team_id, ChannelRef(*columns[:3]), Plan(*columns[3:11]), *columns[11:]
    )
