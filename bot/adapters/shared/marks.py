"""The ✅ on the reply that counts: set and taken away in the background, slower than answers."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.adapters.shared.in_order import InOrder
from bot.engine.errors import GatewayError, NotPermitted, RateLimited
from bot.engine.model.schedules import MessageRef

log = logging.getLogger(__name__)

EMOJI = "✅"
TRIES = 5
"""Rate limits waited out for one mark; the next look at its thread sets what is still missing."""
ASK_AGAIN_AFTER = timedelta(hours=1)
"""How long a channel that refuses reactions is left alone."""


class CanMark(Protocol):
    """A platform that can put our ✅ on a reply, or take it away."""

    async def set_mark(self, question: MessageRef, reply: str, *, on: bool) -> None:
        """Do it; nothing happens for a reply that is gone. Raises GatewayError."""
        ...


class Marks:
    """Shows which replies count; of several wishes for a reply, only the last is carried out."""

    def __init__(self, platform: CanMark, clock: Callable[[], datetime]) -> None:
        self._platform = platform
        self._clock = clock
        self._in_order = InOrder()
        self._wanted: dict[tuple[MessageRef, str], bool] = {}
        self._refused: dict[str, datetime] = {}

    def want(self, question: MessageRef, reply: str, *, on: bool) -> None:
        """Have the ✅ on a reply, or off it, soon."""
        if (question, reply) not in self._wanted:
            self._in_order.add(question.message, lambda: self._set(question, reply))
        self._wanted[question, reply] = on

    async def close(self, seconds: float) -> None:
        """Stop; what is missing then is set when the threads are read at the next start."""
        await self._in_order.close(seconds)

    async def _set(self, question: MessageRef, reply: str) -> None:
        channel = question.channel.channel
        for _ in range(TRIES):
            on = self._wanted.pop((question, reply), None)
            if on is None or self._is_refused(channel):
                return
            try:
                await self._platform.set_mark(question, reply, on=on)
            except RateLimited as limit:
                self._wanted.setdefault((question, reply), on)
                await asyncio.sleep(limit.retry_after)
            except NotPermitted as refused:
                if channel not in self._refused:
                    log.warning("no %s in channel %s: %s", EMOJI, channel, refused)
                self._refused[channel] = self._clock()
                return
            except GatewayError as error:
                log.info("couldn't set %s on a reply in channel %s: %s", EMOJI, channel, error)
                return
            else:
                self._refused.pop(channel, None)
                return
        self._wanted.pop((question, reply), None)

    def _is_refused(self, channel: str) -> bool:
        refused_at = self._refused.get(channel)
        return refused_at is not None and self._clock() - refused_at < ASK_AGAIN_AFTER
