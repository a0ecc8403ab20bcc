"""Pacing requests: the library waits out what Discord refuses, but never holds back itself.

Answers to interactions do not pass here: Discord does not count them, so they go first.
"""

import asyncio

from bot.adapters.discord.limits import REQUESTS_A_SECOND

OURS_A_SECOND = REQUESTS_A_SECOND * 0.8
"""Leaves room for what the library asks on its own."""


class Pace:
    """Gives each caller a turn, first come first served, at most ``a_second`` a second."""

    def __init__(self, a_second: float = OURS_A_SECOND) -> None:
        self._apart = 1 / a_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the caller's turn."""
        now = asyncio.get_running_loop().time()
        mine = max(self._next, now)
        self._next = mine + self._apart
        if mine > now:
            await asyncio.sleep(mine - now)
