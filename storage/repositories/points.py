"""The points log and the leaderboards, on a database connection.

The totals are updated in the transaction that writes the log: an entry adds to six of them
(week, month, all time; its track, all tracks). A leaderboard reads only totals.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select

from bot.engine.errors import StorageError
from bot.engine.model.scores import BoardPlace, BoardRow, Period, PointEntry
from bot.engine.rules.calendar import period_key
from bot.engine.rules.text import count_of
from storage import tables as db
from storage.repositories.sql import Repository, add_up, values

Bucket = tuple[int, int, str, str]  # member, team, period, track

_entries, _totals, _members = db.point_entries.c, db.point_totals.c, db.members.c
_LOG_COLUMNS = [column for column in db.point_entries.columns if column.name != "id"]
_LOG = select(*_LOG_COLUMNS).order_by(_entries.id)
_OF_ROUND = _LOG.where(_entries.round_id == bindparam("round_id"))
_OF_MEMBER = _LOG.where(_entries.member_id == bindparam("member_id"))
_ADD = insert(db.point_entries)

# Who is on a leaderboard: members of the team with points who haven't left and aren't hidden.
_ON_BOARD = (
    select(_totals.member_id, _members.name, _totals.points)
    .join(db.members, _members.id == _totals.member_id)
    .where(_totals.team_id == bindparam("team_id"), _totals.period == bindparam("period"))
    .where(_totals.track == bindparam("track"), _totals.points > bindparam("above"))
    .where(_members.team_id == _totals.team_id)
    .where(_members.hidden.is_(False), _members.left_at.is_(None))
)
_PAGE = (
    _ON_BOARD.order_by(_totals.points.desc(), _totals.member_id)
    .offset(bindparam("skip"))
    .limit(bindparam("count"))
)
_PLACES = (
    _ON_BOARD.with_only_columns(_totals.points, func.count())
    .group_by(_totals.points)
    .order_by(_totals.points.desc())
    .offset(bindparam("skip"))
    .limit(bindparam("count"))
)
_COUNT_PLACES = _ON_BOARD.with_only_columns(func.count(_totals.points.distinct()))
_COUNT = _ON_BOARD.with_only_columns(func.count())
_OWN = (
    select(_members.team_id, _members.name, func.coalesce(_totals.points, 0).label("points"))
    .outerjoin(
        db.point_totals,
        (_totals.member_id == _members.id)
        & (_totals.team_id == _members.team_id)
        & (_totals.period == bindparam("period"))
        & (_totals.track == bindparam("track")),
    )
    .where(_members.id == bindparam("member_id"))
)
_ALL_TOTALS = select(db.point_totals)


class _Own(NamedTuple):
    team_id: int
    name: str
    points: int


class SqlPoints(Repository):
    """The points log, and the leaderboards computed from it."""

    def add(self, entries: Sequence[PointEntry]) -> None:
        """Append to the log and update the totals."""
        self._add_all(_ADD, [_row(entry) for entry in entries])
        names: list[str] = ["member_id", "team_id", "period", "track", "points"]
        rows = [
            dict(zip(names, (*bucket, points), strict=True)) for bucket, points in _sums(entries)
        ]
        self._add_all(add_up(self._runner.dialect, db.point_totals, "points"), rows)

    def of_round(self, round_id: int) -> tuple[PointEntry, ...]:
        """Return the round's entries in log order."""
        return self._many(PointEntry, _OF_ROUND, round_id=round_id)

    def of_member(self, member_id: int) -> tuple[PointEntry, ...]:
        """Return the member's entries in log order."""
        return self._many(PointEntry, _OF_MEMBER, member_id=member_id)

    def board(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardRow, ...]:
        """Return a page of the leaderboard; ranks count the whole of it."""
        where = {"team_id": team_id, "period": period, "track": track}
        page = {**where, "above": 0, "skip": offset, "count": limit}
        found = self._rows(_PAGE, **page)
        rows: list[BoardRow] = []
        for place, (member_id, name, points) in enumerate(found, offset + 1):
            if not rows:
                rank = 1 + self._count({**where, "above": points})
            else:
                rank = rows[-1].rank if points == rows[-1].points else place
            rows.append(BoardRow(rank, member_id, name, points))
        return tuple(rows)

    def size(self, team_id: int, period: str, track: str) -> int:
        """Return how many people are on the leaderboard."""
        return self._count({"team_id": team_id, "period": period, "track": track, "above": 0})

    def places(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardPlace, ...]:
        """Return a page of the leaderboard's places, each with all who share it."""
        where = {"team_id": team_id, "period": period, "track": track}
        found = self._rows(_PLACES, **where, above=0, skip=offset, count=limit)
        places: list[BoardPlace] = []
        for points, people in found:
            if places:
                rank = places[-1].rank + places[-1].people
            else:
                rank = 1 + self._count({**where, "above": points})
            places.append(BoardPlace(rank, points, people))
        return tuple(places)

    def count_places(self, team_id: int, period: str, track: str) -> int:
        """Return how many places the leaderboard has, ties counted once."""
        where = {"team_id": team_id, "period": period, "track": track, "above": 0}
        count: int = self._value(_COUNT_PLACES, **where)
        return count

    def standing(self, member_id: int, period: str, track: str) -> BoardRow:
        """Return the member's own row, even if they have no points, are hidden or have left."""
        where: dict[str, Any] = {"period": period, "track": track}
        own = self._one(_Own, _OWN, **where, member_id=member_id)
        if own is None:
            raise StorageError(f"No member {member_id} in the database: add them before asking.")
        better = self._count({**where, "team_id": own.team_id, "above": max(own.points, 0)})
        return BoardRow(better + 1, member_id, own.name, own.points)

    def differences(self) -> tuple[str, ...]:
        """Recompute every total from the log; return a sentence for each one that differs."""
        logged: defaultdict[Bucket, int] = defaultdict(int)
        for bucket, points in _sums(PointEntry(*row) for row in self._rows(_LOG)):
            logged[bucket] += points
        kept: dict[Bucket, int] = {
            (member_id, team_id, period, track): points
            for member_id, team_id, period, track, points in self._rows(_ALL_TOTALS)
        }
        return tuple(
            _difference(bucket, kept.get(bucket, 0), logged[bucket])
            for bucket in sorted(logged.keys() | kept.keys())
            if kept.get(bucket, 0) != logged[bucket]
        )

    def _count(self, where: dict[str, Any]) -> int:
        count: int = self._value(_COUNT, **where)
        return count


def _sums(entries: Iterable[PointEntry]) -> Iterable[tuple[Bucket, int]]:
    """Return what the entries add to each total, sorted by total."""
    sums: defaultdict[Bucket, int] = defaultdict(int)
    for entry in entries:
        for period in Period:
            key = period_key(period, entry.on)
            sums[entry.member_id, entry.team_id, key, ""] += entry.points
            sums[entry.member_id, entry.team_id, key, entry.track] += entry.points
    return sorted(sums.items())


def _row(entry: PointEntry) -> dict[str, Any]:
    row = values(entry)
    row["day"] = row.pop("on")
    return row


def _difference(bucket: Bucket, kept: int, logged: int) -> str:
    member_id, team_id, period, track = bucket
    return (
        f"Member {member_id} of team {team_id} has {count_of(kept, 'point')} on the leaderboard "
        f"(period {period}, {track or 'all tracks'}), but the log adds up to {logged}."
    )
