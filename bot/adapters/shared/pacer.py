"""Pacing requests: a platform refuses what comes too fast, and counts refusals against us."""

import asyncio
from collections.abc import Awaitable, Callable

_KEYS_KEPT = 1_000


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


class Pacer:
    """Gives each key (a channel, or the whole bot) its turns, ``every`` seconds apart.

    First come, first served. ``clock`` returns seconds; ``sleep`` waits for some.
    """

    def __init__(
        self,
        every: float,
        clock: Callable[[], float] = _loop_time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._every = every
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def turn(self, key: str = "") -> None:
        """Return when it is the caller's turn at ``key``."""
        now = self._clock()
        if len(self._free_at) > _KEYS_KEPT:
            self._free_at = {known: free for known, free in self._free_at.items() if free > now}
        turn = max(now, self._free_at.get(key, now))
        self._free_at[key] = turn + self._every
        if turn > now:
            await self._sleep(turn - now)
