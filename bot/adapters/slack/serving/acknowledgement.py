"""Telling Slack that something arrived: once, within its 3 seconds."""

import asyncio

from bot.adapters.shared.save_first import SAVE_WITHIN
from bot.adapters.slack.limits import Json


class Acknowledgement:
    """What Slack is told about one delivery, as soon as it's known; made when that arrives."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self._due = loop.time() + SAVE_WITHIN
        self._given: asyncio.Future[Json] = loop.create_future()

    @property
    def seconds_left(self) -> float:
        """How long saving may still take before Slack is told that nothing is saved yet."""
        return max(self._due - asyncio.get_running_loop().time(), 0.0)

    def give(self, **words: object) -> None:
        """Acknowledge it, with ``words`` for an open form; only the first call counts."""
        if not self._given.done():
            self._given.set_result(words)

    async def given(self) -> Json:
        """Wait for it; return its words."""
        return await self._given
