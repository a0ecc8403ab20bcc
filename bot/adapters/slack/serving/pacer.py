"""Pacing: Slack takes about one message a second and channel, and answers more with 429."""

import asyncio
import time
from collections.abc import Awaitable, Callable

EVERY = 1.0
"""Seconds between two posts or edits in one channel."""

_MOST_CHANNELS = 1_000


class Pacer:
    """Gives each channel its turns, ``every`` seconds apart, first come first served."""

    def __init__(
        self,
        every: float = EVERY,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._every = every
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def turn(self, channel: str) -> None:
        """Return when it is the caller's turn in ``channel``."""
        now = self._clock()
        if len(self._free_at) > _MOST_CHANNELS:
            self._free_at = {c: free for c, free in self._free_at.items() if free > now}
        turn = max(now, self._free_at.get(channel, now))
        self._free_at[channel] = turn + self._every
        if turn > now:
            await self._sleep(turn - now)
