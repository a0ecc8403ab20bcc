"""A problem that everyone runs into is one line in the log, not one for each of them."""

import logging
from datetime import datetime, timedelta

FORGET_AFTER = timedelta(minutes=5)
"""A problem that nobody ran into for so long is over; the next time it is logged again."""


class LogOnce:
    """Logs a problem to ``log`` once while it lasts."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._last_seen: dict[str, datetime] = {}

    def error(self, problem: str, at: datetime) -> None:
        """Log ``problem``, unless someone ran into it a moment ago. ``at`` is aware UTC."""
        recent = {
            known: last for known, last in self._last_seen.items() if at - last < FORGET_AFTER
        }
        if problem not in recent:
            self._log.error("%s", problem)
        self._last_seen = {**recent, problem: at}
