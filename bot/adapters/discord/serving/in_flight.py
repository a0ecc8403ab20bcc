"""Knowing what is being served, so that closing can wait for it."""

import asyncio
from types import TracebackType


class Busy:
    """Counts what is being served. Used with ``with``."""

    def __init__(self) -> None:
        self.closing = False
        self._serving = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def __enter__(self) -> None:
        """Note that something is being served."""
        self._serving += 1
        self._idle.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Note that it is done."""
        self._serving -= 1
        if not self._serving:
            self._idle.set()

    async def finish(self, seconds: float) -> bool:
        """Take nothing new and wait for the rest; False when ``seconds`` were not enough."""
        self.closing = True
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True
