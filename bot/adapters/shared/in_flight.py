"""Counting what is being served, so that a stop can wait for it."""

import asyncio
from types import TracebackType


class InFlight:
    """Counts what is being served; used with ``with``. ``closing`` says to take nothing new."""

    def __init__(self) -> None:
        self.closing = False
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def __enter__(self) -> None:
        """Count one more."""
        self._count += 1
        self._idle.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Count one less."""
        self._count -= 1
        if not self._count:
            self._idle.set()

    async def finish(self, seconds: float) -> bool:
        """Take nothing new and wait for the rest; False if ``seconds`` were not enough."""
        self.closing = True
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True
