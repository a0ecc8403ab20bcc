"""A clock that stands until it is set."""

from datetime import datetime, timedelta


class FakeClock:
    """Returns the time it was last set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        """Move forward (or back)."""
        self.now += by
