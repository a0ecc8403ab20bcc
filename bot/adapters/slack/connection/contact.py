"""When Slack was last heard of, and whether it still knows the bot's token."""

from collections.abc import Callable
from datetime import UTC, datetime

REFUSALS = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
REFUSED = (
    "Slack no longer accepts SLACK_BOT_TOKEN ({code}). Install the app again and copy the "
    "Bot User OAuth Token (xoxb-…) from OAuth & Permissions."
)


def _now() -> datetime:
    return datetime.now(UTC)


class Contact:
    """Notes every event and every answer of the Web API. ``clock`` returns aware UTC."""

    def __init__(self, clock: Callable[[], datetime] = _now) -> None:
        self._clock = clock
        self.last: datetime | None = None
        self.trouble = ""

    def heard(self) -> None:
        """Note that something came from Slack."""
        self.last = self._clock()

    def answered(self, error: str = "") -> None:
        """Note an answer to a call that carried the bot's token; ``error`` is Slack's word."""
        self.heard()
        self.trouble = REFUSED.format(code=error) if error in REFUSALS else ""
