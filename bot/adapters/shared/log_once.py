"""A trouble that everybody meets is one line in the log, not one for each who meets it."""

import logging
from datetime import datetime, timedelta

OVER = timedelta(minutes=5)
"""A trouble that nobody has met for so long is over; met again, it is another."""


class Lasting:
    """Says to ``log`` what goes wrong: once while it lasts."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._met: dict[str, datetime] = {}

    def met(self, trouble: str, at: datetime) -> None:
        """Say ``trouble``, unless it was met a moment ago. ``at`` is aware UTC."""
        self._met = {known: last for known, last in self._met.items() if at - last < OVER}
        if trouble not in self._met:
            self._log.error("%s", trouble)
        self._met[trouble] = at
