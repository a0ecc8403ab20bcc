"""``python -m tests.support.skewed SECONDS run``: ``warmup`` on a machine whose clock is off.

Everything in the process sees the wrong time, as on a machine set wrong. SIGUSR1 sets the clock
right, SIGUSR2 sets it an hour ahead.
"""

import signal
import sys
import time
from datetime import UTC, datetime, timedelta

import time_machine

from bot.cli import main

HOUR = timedelta(hours=1)


class _Clock:
    """The clock of this process."""

    def __init__(self) -> None:
        self._off: time_machine.travel | None = None

    def set_right(self, *_: object) -> None:
        """Show the machine's time."""
        if self._off is not None:
            self._off.stop()
            self._off = None

    def set_ahead(self, *_: object) -> None:
        """Show an hour more."""
        self.set_off(HOUR)

    def set_off(self, by: timedelta) -> None:
        """Show another time, which passes like time."""
        self.set_right()
        right = time.time() - time.monotonic()
        self._off = time_machine.travel(datetime.now(UTC) + by, tick=True)
        started = self._off.start()
        # Starting takes a while, seconds on a busy machine.
        started.shift(by.total_seconds() - (time.time() - time.monotonic() - right))


if __name__ == "__main__":
    clock = _Clock()
    signal.signal(signal.SIGUSR1, clock.set_right)
    signal.signal(signal.SIGUSR2, clock.set_ahead)
    clock.set_off(timedelta(seconds=float(sys.argv[1])))
    main(sys.argv[2:])
