"""When a platform was last heard from, and whether it still accepts the bot's token."""

from collections.abc import Callable
from datetime import datetime


class Contact:
    """Notes every event and every answer of the API. ``clock`` returns aware UTC.

    ``last`` is the time of the latest one, None before the first. ``trouble`` says why the
    token is refused, in words for an operator; empty while it is accepted.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.last: datetime | None = None
        self.trouble = ""

    def heard(self) -> None:
        """Note that something came from the platform."""
        self.last = self._clock()

    def answered(self, refusal: str = "") -> None:
        """Note an answer to a request with the bot's token; ``refusal`` if it was refused."""
        self.heard()
        self.trouble = refusal
