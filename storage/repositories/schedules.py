"""Schedules on a database connection."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from bot.engine.model.people import PLATFORMS, Platform
from bot.engine.model.schedules import ChannelRef, Plan, Schedule, ScheduleState
from storage import tables as db
from storage.repositories.sql import (
    Repository,
    columns_of,
    expiry_params,
    fields_of,
    lease_expired,
    values,
)
from storage.tables.types import UtcTime

TOO_FAR = timedelta(days=2)
"""Nobody waits that long to look at a schedule: a wrong clock said so."""
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)

_c = db.schedules.c
_ADD = insert(db.schedules).returning(_c.id)
_ONE = select(db.schedules).where(_c.id == bindparam("id"))
_ALL = select(db.schedules).where(_c.state != ScheduleState.REMOVED).order_by(_c.id)
_OF_TEAM = _ALL.where(_c.team_id == bindparam("team_id"))
_HIGHEST_NUMBER = select(func.max(_c.number)).where(_c.team_id == bindparam("team_id"))
_OF_CHANNEL = _ALL.where(
    _c.platform == bindparam("platform"),
    _c.workspace == bindparam("workspace"),
    _c.channel == bindparam("channel"),
)
_ACTIVE = select(db.schedules).where(_c.state == ScheduleState.ACTIVE).order_by(_c.id)
_OF_OWNER = (
    select(db.schedules)
    .where(
        _c.platform == bindparam("platform"),
        _c.workspace == bindparam("workspace"),
        _c.owner == bindparam("user"),
    )
    .order_by(_c.id)
)
_REFUSED = (
    select(db.schedules)
    .where(_c.state == ScheduleState.PAUSED, _c.recheck_at.is_not(None))
    .order_by(_c.id)
)
_TO_ALERT = (
    select(db.schedules)
    .where(_c.state == ScheduleState.PAUSED)
    .where(lease_expired(_c.alert_at))
    .order_by(_c.id)
)

_SOMEWHERE = or_(*(and_(_c.platform == name, bindparam(f"on_{name}")) for name in PLATFORMS))
_LOOK = (
    select(db.schedules)
    .where(_c.state == ScheduleState.ACTIVE, _SOMEWHERE)
    .order_by(_c.look_at, _c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)  # SQLite has one writer, and leaves this out
)
_TO_LOOK_AT = _LOOK.where(_c.look_at <= bindparam("now", type_=UtcTime))
_PUT_OFF = _LOOK.where(_c.look_at > bindparam("now", type_=UtcTime))
_LOOKED_AT = (
    update(db.schedules)
    .where(_c.id == bindparam("the_id"))
    .values(look_at=bindparam("next_at", type_=UtcTime))
)
_LOOK_AGAIN = (
    update(db.schedules)
    .where(_c.state == ScheduleState.ACTIVE, _c.look_at > bindparam("now", type_=UtcTime))
    .values(look_at=bindparam("now", type_=UtcTime))
)
_NEXT_LOOK = select(func.min(_c.look_at)).where(
    _c.state == ScheduleState.ACTIVE, _c.look_at > bindparam("now", type_=UtcTime)
)


class SqlSchedules(Repository):
    """Schedules, including removed ones (their rounds still refer to them)."""

    def add(self, schedule: Schedule) -> Schedule:
        """Insert ``schedule`` and return it with its id and its team's next number."""
        highest = self._value(_HIGHEST_NUMBER, team_id=schedule.team_id) or 0
        numbered = replace(schedule, number=highest + 1)
        return replace(numbered, id=self._add(_ADD, _row(numbered)))

    def get(self, schedule_id: int) -> Schedule | None:
        """Return the schedule, even if it was removed, or None."""
        return self._shared(_schedule, _ONE, id=schedule_id)

    def save(self, schedule: Schedule) -> None:
        """Write every field of a schedule that exists; it is due for a look."""
        self._change(db.schedules, schedule.id, _row(schedule))

    def of_team(self, team_id: int) -> tuple[Schedule, ...]:
        """Return the team's schedules that weren't removed, oldest first."""
        return self._many(_schedule, _OF_TEAM, team_id=team_id)

    def of_channel(self, channel: ChannelRef) -> tuple[Schedule, ...]:
        """Return the channel's schedules that weren't removed, oldest first."""
        return self._many(_schedule, _OF_CHANNEL, **values(channel))

    def active(self, platforms: Collection[Platform]) -> tuple[Schedule, ...]:
        """Return the schedules that post on one of ``platforms``, oldest first."""
        active = self._many(_schedule, _ACTIVE)
        return tuple(each for each in active if each.channel.platform in platforms)

    def to_look_at(
        self, platforms: Collection[Platform], now: datetime, limit: int
    ) -> tuple[Schedule, ...]:
        """Return schedules that may have a due slot, the longest due first; locks them."""
        chosen = {f"on_{name}": name in platforms for name in PLATFORMS}
        due = self._many(_schedule, _TO_LOOK_AT, now=now, limit=limit, **chosen)
        put_off = self._many(_schedule, _PUT_OFF, now=now + TOO_FAR, limit=limit, **chosen)
        return (*due, *put_off)[:limit]

    def looked_at(self, schedule_id: int, next_at: datetime) -> None:
        """Note when to look at the schedule next."""
        self._runner.count(_LOOKED_AT, {"the_id": schedule_id, "next_at": next_at})

    def look_again(self, now: datetime) -> None:
        """Look at every active schedule again."""
        self._runner.count(_LOOK_AGAIN, {"now": now})

    def next_look(self, now: datetime) -> datetime | None:
        """Return when the next active schedule is to be looked at."""
        next_at: datetime | None = self._value(_NEXT_LOOK, now=now)
        return next_at

    def to_alert(self, platforms: Collection[Platform], now: datetime) -> tuple[Schedule, ...]:
        """Return the paused schedules whose owner has to be notified by ``now``, oldest first."""
        paused = self._many(_schedule, _TO_ALERT, **expiry_params(now))
        return tuple(each for each in paused if each.channel.platform in platforms)

    def refused(self) -> tuple[Schedule, ...]:
        """Return the schedules paused by a refusal that may end, oldest first."""
        return self._many(_schedule, _REFUSED)

    def all(self) -> tuple[Schedule, ...]:
        """Return every schedule that wasn't removed, oldest first."""
        return self._many(_schedule, _ALL)

    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[Schedule, ...]:
        """Return the schedules the account owns, including removed ones, oldest first."""
        return self._many(_schedule, _OF_OWNER, platform=platform, workspace=workspace, user=user)


def _row(schedule: Schedule) -> dict[str, Any]:
    """Return the schedule's columns without its id."""
    return {
        "team_id": schedule.team_id,
        **values(schedule.channel),
        **values(schedule.plan),
        "owner": schedule.owner,
        "created_at": schedule.created_at,
        "since": schedule.since,
        "state": schedule.state,
        "pause_reason": schedule.pause_reason,
        "alert_at": schedule.alert_at,
        "number": schedule.number,
        "recheck_at": schedule.recheck_at,
        "look_at": AT_ONCE,
    }


_channel = columns_of(db.schedules, "platform", "workspace", "channel")
_plan = columns_of(db.schedules, *(field.name for field in fields(Plan)))
_fields = fields_of(db.schedules, Schedule, ("channel", "plan"))


def _schedule(*columns: Any) -> Schedule:  # noqa: ANN401 - a row of any types
    """Return the schedule in a row with all columns of the table, in order."""
    composed = (ChannelRef(*_channel(columns)), Plan(*_plan(columns)))
    return Schedule(*_fields((*columns, *composed)))
