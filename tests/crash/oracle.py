"""What should become of every slot, worked out another way than the engine does.

Instants are found by trying offsets, not by PEP 495; slots are judged one wake after the
other, by what a clock on the wall would show.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

WINDOW = timedelta(hours=6)
ON_TIME = timedelta(minutes=5)
Fate = Literal["posted", "late", "skipped"]


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    """Return what the clocks show."""
    return at.astimezone(zone).replace(tzinfo=None)


def due(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return when the clocks first show ``clock`` on ``day``; in a gap, what the old clocks say."""
    shown = datetime.combine(day, clock)
    around = [shown.replace(tzinfo=UTC) + timedelta(hours=h) for h in range(-30, 31, 3)]
    offsets = sorted({wall(at, zone) - at.replace(tzinfo=None) for at in around})
    tries = [shown.replace(tzinfo=UTC) - offset for offset in offsets]
    right = [at for at in tries if wall(at, zone) == shown]
    if right:
        return min(right)
    before = shown.replace(tzinfo=UTC) - timedelta(hours=30)
    return shown.replace(tzinfo=UTC) - (wall(before, zone) - before.replace(tzinfo=None))


@dataclass
class Oracle:
    """A schedule of workdays from ``since`` on, and what has become of its slots."""

    zone: ZoneInfo
    clock: time
    since: datetime
    fates: dict[date, Fate] = field(default_factory=dict[date, Fate])
    posted_at: dict[date, datetime] = field(default_factory=dict[date, datetime])
    _dues: dict[tuple[date, int], datetime] = field(
        default_factory=dict[tuple[date, int], datetime]
    )

    def wake(self, now: datetime) -> None:
        """Judge the slots that have come, as a bot that looks at its clock."""
        for day in self._days(now):
            if self.fates.get(day, "skipped") != "skipped":
                continue
            due_at = self._due(day)
            if not self.since <= due_at <= now:
                continue
            if now - due_at < WINDOW:
                self.fates[day] = "late" if now - due_at > ON_TIME else "posted"
                self.posted_at[day] = now
            else:
                self.fates[day] = "skipped"

    def _due(self, day: date) -> datetime:
        known = self._dues.get((day, id(self.zone)))
        if known is None:
            known = self._dues[day, id(self.zone)] = due(day, self.clock, self.zone)
        return known

    def _days(self, now: datetime) -> Iterable[date]:
        day = wall(self.since, self.zone).date() - timedelta(days=1)
        while day <= wall(now, self.zone).date():
            if day.weekday() < 5:
                yield day
            day += timedelta(days=1)
