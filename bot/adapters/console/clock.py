"""The console's own time: it flows like the machine's, and jumps when a day is ended."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.engine.model.schedules import Plan
from bot.engine.rules.calendar import instant, local_date, next_slots, slot_instant


class ConsoleClock:
    """Aware UTC, from ``start`` on; never goes backward."""

    def __init__(self, start: datetime) -> None:
        self._base = start
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Return the console's time."""
        return self._base + timedelta(seconds=time.monotonic() - self._began)

    def jump(self, to: datetime) -> None:
        """Go forward to ``to``; does nothing if that has passed."""
        if to > self.now():
            self._base, self._began = to, time.monotonic()


def starting_time(real: datetime, plan: Plan, last: datetime | None) -> datetime:
    """Return the console's time at its start.

    The slot of today, or of the next working day, by the machine's date; or where the
    console stopped (``last``), if that is later.
    """
    midnight = instant(local_date(real, plan.zone), plan.at.replace(hour=0, minute=0), plan.zone)
    morning = next_slots(plan, midnight - timedelta(seconds=1))[0]
    return morning if last is None else max(last, morning)


def next_day(now: datetime, plan: Plan) -> datetime:
    """Return the slot of the next working day after the date of ``now``."""
    tomorrow = local_date(now, plan.zone) + timedelta(days=1)
    return next_slots(plan, slot_instant(plan, tomorrow) - timedelta(seconds=1))[0]


def local(at: datetime, zone: str) -> datetime:
    """Return ``at`` as wall time in ``zone``."""
    return at.astimezone(UTC).astimezone(ZoneInfo(zone))
