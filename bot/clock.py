"""The clock that work goes by, and whether this machine's own clock agrees with it.

Workers that share a database go by the server's clock, so they agree on leases and on what is
due, and a press gets the same time whichever worker it reached. A database in a file has no
clock of its own: its one process goes by the machine's.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store

log = logging.getLogger(__name__)

TOLERANCE = 5.0
"""Seconds a machine's clock may differ from the database's; beyond, it takes no work."""
SLOW_READING = 1.0
"""Seconds; a reading that took longer is used only if it is surely better than counting on."""

# Counts on while the machine sleeps, where the system has such a clock. On Linux, CLOCK_MONOTONIC
# stands still then; on macOS it is time.monotonic() that does.
_COUNTER: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def now() -> datetime:
    """Return the current time as a timezone-aware UTC datetime."""
    return datetime.now(UTC)


def counted_seconds() -> float:
    """Return the seconds since some moment, sleep included, by a clock that nobody can set."""
    return time.monotonic() if _COUNTER is None else time.clock_gettime(_COUNTER)


def clock_problem(ahead: float) -> str:
    """Return what is wrong with a clock that is ``ahead`` seconds ahead; empty if nothing is."""
    if abs(ahead) <= TOLERANCE:
        return ""
    where = "ahead of" if ahead > 0 else "behind"
    return (
        f"This worker's clock is {abs(ahead):.0f} s {where} the database's, so it takes no work: "
        "set it right (time synchronization may be off)."
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the database's clock said when ``counted`` seconds had been counted."""

    at: datetime
    counted: float
    took: float


class WorkClock:
    """Returns the time that work goes by, as aware UTC: the database's, or the machine's.

    Between two readings of the database's clock the seconds are counted, so setting the machine's
    clock changes nothing. Until the first ``check`` it's the machine's time.
    """

    def __init__(
        self,
        store: Store,
        own: Callable[[], datetime] = now,
        counter: Callable[[], float] = counted_seconds,
    ) -> None:
        self._store = store
        self._own = own
        self._counter = counter
        self._reading: _Reading | None = None
        self._logged = ""

    def __call__(self) -> datetime:
        """Return the time."""
        reading = self._reading
        if reading is None:
            return self._own()
        return reading.at + timedelta(seconds=self._counter() - reading.counted)

    def ahead(self) -> float:
        """Return how many seconds the machine's clock is ahead of the database's."""
        return 0.0 if self._reading is None else (self._own() - self()).total_seconds()

    def problem(self) -> str:
        """Return what is wrong with the machine's clock; empty if nothing is."""
        return clock_problem(self.ahead())

    async def check(self) -> str:
        """Read the database's clock; return what is wrong with the machine's, empty if nothing is.

        Logs when that changes. Raises StorageError when the database fails.
        """
        reading = await self._store.read(self._read)
        if reading is not None and self._is_better(reading):
            self._reading = reading
        problem = self.problem()
        if problem and not self._logged:
            log.error(problem)
        elif self._logged and not problem:
            log.info("this worker's clock is right again, so it takes work")
        self._logged = problem
        return problem

    def _read(self, tx: Transaction) -> _Reading | None:
        before = self._counter()
        at = tx.database_time()
        after = self._counter()
        return None if at is None else _Reading(at, (before + after) / 2, after - before)

    def _is_better(self, new: _Reading) -> bool:
        """Return whether to go by ``new``: it's off by half of what it took at most."""
        if self._reading is None or new.took <= SLOW_READING:
            return True
        expected = self._reading.at + timedelta(seconds=new.counted - self._reading.counted)
        return abs((new.at - expected).total_seconds()) > new.took
