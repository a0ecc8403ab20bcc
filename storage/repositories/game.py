"""The streak log and uptime on a database connection."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.engine.model.people import Platform
from bot.engine.model.scores import DayOutcome, DayRule, Outage, StreakState, TeamDay
from storage import tables as db
from storage.repositories.sql import Repository, put, put_latest, values
from storage.tables.types import UtcTime

_d = db.streak_days.c
_OF_MEMBER = (
    select(db.streak_days)
    .where(_d.member_id == bindparam("member_id"), _d.day >= bindparam("since"))
    .order_by(_d.day)
)
_BEFORE = (
    select(db.streak_days)
    .where(_d.member_id == bindparam("member_id"), _d.day < bindparam("before"))
    .order_by(_d.day.desc())
    .limit(1)
)
_OF_DAY = (
    select(db.streak_days)
    .join(db.members, db.members.c.id == _d.member_id)
    .where(db.members.c.team_id == bindparam("team_id"), _d.day == bindparam("day"))
    .order_by(_d.member_id)
)
_REMOVE_FROM = delete(db.streak_days).where(
    _d.member_id == bindparam("member_id"), _d.day >= bindparam("since")
)


class SqlDays(Repository):
    """The streak log: one entry per member and team day."""

    def save(self, days: Sequence[TeamDay]) -> None:
        """Write entries; an entry for the same member and day is replaced."""
        self._add_all(put(self._runner.dialect, db.streak_days), [_day_row(day) for day in days])

    def of_member(self, member_id: int, since: date | None = None) -> tuple[TeamDay, ...]:
        """Return the member's entries from ``since`` on, oldest first."""
        return self._many(day_of, _OF_MEMBER, member_id=member_id, since=since or date.min)

    def before(self, member_id: int, day: date) -> TeamDay | None:
        """Return the member's last entry before ``day``, or None."""
        return self._one(day_of, _BEFORE, member_id=member_id, before=day)

    def of_day(self, team_id: int, day: date) -> tuple[TeamDay, ...]:
        """Return the entries of that date of the team's members, by member."""
        return self._many(day_of, _OF_DAY, team_id=team_id, day=day)

    def remove_from(self, member_id: int, day: date) -> None:
        """Delete the entries from ``day`` on, before they're written again."""
        self._delete(_REMOVE_FROM, member_id=member_id, since=day)


def _day_row(day: TeamDay) -> dict[str, Any]:
    row = values(day)
    return {**row, **values(row.pop("after"))}


def day_of(member_id: int, day: date, outcome: DayOutcome, rule: DayRule, *after: int) -> TeamDay:
    """Return an entry of the streak log from its columns."""
    return TeamDay(member_id, day, outcome, rule, StreakState(*after))


_LAST_BEAT = select(db.beats.c.at).where(db.beats.c.platform == bindparam("platform"))
_OUTAGES = (
    select(db.outages.c.platform, db.outages.c.began_at, db.outages.c.ended_at)
    .where(db.outages.c.platform == bindparam("platform"))
    .where(db.outages.c.began_at < bindparam("until", type_=UtcTime))
    .where(db.outages.c.ended_at > bindparam("since", type_=UtcTime))
    .order_by(db.outages.c.began_at, db.outages.c.id)
)
_DROP_LATER = delete(db.outages).where(
    db.outages.c.platform == bindparam("platform"),
    db.outages.c.ended_at > bindparam("at", type_=UtcTime),
)


class SqlUptime(Repository):
    """When workers were running."""

    def beat(self, platform: Platform, at: datetime) -> None:
        """Record that a worker of ``platform`` is running at ``at``; ignores an earlier time."""
        statement = put_latest(self._runner.dialect, db.beats, "at")
        self._runner.count(statement, {"platform": platform, "at": at})

    def set_back(self, platform: Platform, at: datetime) -> None:
        """Set the last heartbeat to ``at`` and delete outages that end later."""
        self._put(db.beats, {"platform": platform, "at": at})
        self._delete(_DROP_LATER, platform=platform, at=at)

    def last_beat(self, platform: Platform) -> datetime | None:
        """Return when a worker of ``platform`` was last known to run, or None."""
        return self._value(_LAST_BEAT, platform=platform)

    def add_outage(self, outage: Outage) -> None:
        """Record a period in which no worker was running."""
        self._put(db.outages, values(outage))

    def outages(self, platform: Platform, since: datetime, until: datetime) -> tuple[Outage, ...]:
        """Return outages that overlap the period, earliest first."""
        return self._many(Outage, _OUTAGES, platform=platform, since=since, until=until)
