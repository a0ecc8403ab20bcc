"""Points, boards, the streak log and uptime in memory: boards are summed again each time."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from bot.engine.model.people import Platform
from bot.engine.model.scores import BoardPlace, BoardRow, Outage, Period, PointEntry, TeamDay
from bot.engine.rules.calendar import period_key
from tests.support.fakes.memory.tables import Repository, aware, need


class MemoryPoints(Repository):
    def add(self, entries: Sequence[PointEntry]) -> None:
        for entry in entries:
            aware(entry)
            need(self.tables.teams, entry.team_id, "team")
            need(self.tables.members, entry.member_id, "member")
            need(self.tables.rounds, entry.round_id, "round")
            self.tables.entries[self.tables.new_id("entries")] = entry

    def of_round(self, round_id: int) -> tuple[PointEntry, ...]:
        return tuple(e for e in self.tables.entries.values() if e.round_id == round_id)

    def of_member(self, member_id: int) -> tuple[PointEntry, ...]:
        return tuple(e for e in self.tables.entries.values() if e.member_id == member_id)

    def board(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardRow, ...]:
        return self._board(team_id, period, track)[offset : offset + limit]

    def size(self, team_id: int, period: str, track: str) -> int:
        return len(self._board(team_id, period, track))

    def places(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardPlace, ...]:
        return self._places(team_id, period, track)[offset : offset + limit]

    def count_places(self, team_id: int, period: str, track: str) -> int:
        return len(self._places(team_id, period, track))

    def _places(self, team_id: int, period: str, track: str) -> tuple[BoardPlace, ...]:
        people = Counter((row.rank, row.points) for row in self._board(team_id, period, track))
        return tuple(BoardPlace(rank, points, people[rank, points]) for rank, points in people)

    def standing(self, member_id: int, period: str, track: str) -> BoardRow:
        need(self.tables.members, member_id, "member")
        member = self.tables.members[member_id]
        own = self._sums(member.team_id, period, track)[member_id]
        better = [row for row in self._board(member.team_id, period, track) if row.points > own]
        return BoardRow(len(better) + 1, member_id, member.name, own)

    def differences(self) -> tuple[str, ...]:
        return ()  # there are no sums to differ

    def _sums(self, team_id: int, period: str, track: str) -> Counter[int]:
        sums: Counter[int] = Counter()
        for entry in self.tables.entries.values():
            keys = [period_key(each, entry.on) for each in Period]
            if entry.team_id == team_id and period in keys and track in ("", entry.track):
                sums[entry.member_id] += entry.points
        return sums

    def _board(self, team_id: int, period: str, track: str) -> tuple[BoardRow, ...]:
        sums = {
            member_id: points
            for member_id, points in self._sums(team_id, period, track).items()
            if points > 0 and self._shown(member_id, team_id)
        }
        order = sorted(sums, key=lambda member_id: (-sums[member_id], member_id))
        return tuple(
            BoardRow(
                1 + sum(points > sums[member_id] for points in sums.values()),
                member_id,
                self.tables.members[member_id].name,
                sums[member_id],
            )
            for member_id in order
        )

    def _shown(self, member_id: int, team_id: int) -> bool:
        member = self.tables.members[member_id]
        return member.team_id == team_id and not member.hidden and member.left_at is None


class MemoryDays(Repository):
    def save(self, days: Sequence[TeamDay]) -> None:
        for day in days:
            need(self.tables.members, day.member_id, "member")
            self.tables.days[day.member_id, day.day] = day

    def of_member(self, member_id: int, since: date | None = None) -> tuple[TeamDay, ...]:
        first = since or date.min
        found = (d for d in self.tables.days.values() if d.member_id == member_id)
        return tuple(sorted((d for d in found if d.day >= first), key=lambda d: d.day))

    def before(self, member_id: int, day: date) -> TeamDay | None:
        return next((d for d in reversed(self.of_member(member_id)) if d.day < day), None)

    def of_day(self, team_id: int, day: date) -> tuple[TeamDay, ...]:
        members = (m.id for m in self.tables.members.values() if m.team_id == team_id)
        keys = ((member_id, day) for member_id in sorted(members))
        return tuple(self.tables.days[key] for key in keys if key in self.tables.days)

    def remove_from(self, member_id: int, day: date) -> None:
        for line in self.of_member(member_id, day):
            del self.tables.days[member_id, line.day]


class MemoryUptime(Repository):
    def beat(self, platform: Platform, at: datetime) -> None:
        aware(at)
        self.tables.beats[platform] = max(at, self.tables.beats.get(platform, at))

    def set_back(self, platform: Platform, at: datetime) -> None:
        aware(at)
        self.tables.beats[platform] = at
        self.tables.outages = {
            number: outage
            for number, outage in self.tables.outages.items()
            if outage.platform != platform or outage.ended_at <= at
        }

    def last_beat(self, platform: Platform) -> datetime | None:
        return self.tables.beats.get(platform)

    def add_outage(self, outage: Outage) -> None:
        aware(outage)
        self.tables.outages[self.tables.new_id("outages")] = outage

    def outages(self, platform: Platform, since: datetime, until: datetime) -> tuple[Outage, ...]:
        found = (
            outage
            for outage in self.tables.outages.values()
            if outage.platform == platform and outage.began_at < until and outage.ended_at > since
        )
        return tuple(sorted(found, key=lambda outage: outage.began_at))
