"""When Discord was last heard of, and whether it still knows the token."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import aiohttp

UNKNOWN_TOKEN = 401
REFUSED = (
    "Discord no longer accepts DISCORD_TOKEN. Make a new one: "
    "https://discord.com/developers/applications → your application → Bot → Reset Token."
)
OWN_TOKENS = ("/interactions/", "/webhooks/")
"""Paths that carry a token of their own: what they answer says nothing of the bot's."""


class Contact:
    """Notes every frame of the gateway and every answer of the API. ``clock`` is aware UTC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.last: datetime | None = None
        self.trouble = ""

    def heard(self) -> None:
        """Note that something came from Discord."""
        self.last = self._clock()

    def trace(self) -> aiohttp.TraceConfig:
        """Return what makes the library's session tell of each answer."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._answered)
        return config

    async def _answered(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        told: aiohttp.TraceRequestEndParams,
    ) -> None:
        status = told.response.status
        if status >= 500:
            return
        self.heard()
        if not any(path in told.url.path for path in OWN_TOKENS):
            self.trouble = REFUSED if status == UNKNOWN_TOKEN else ""
