"""Signed requests that come again: Slack's signature is good for five minutes, for anybody.

A request is served once for each signature. One that comes again, from whoever captured it or
from Slack itself, gets the first one's answer; if that failed, it is served after all. What saves
something is moreover kept by its content in the database (see ``Engine.handle``), so a restart
opens no gap.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from slack_bolt.response import BoltResponse

log = logging.getLogger(__name__)

SIGNATURE_SECONDS = 2 * 300.0
"""How long signatures are remembered: Slack's clock may be five minutes before ours, or after."""


class Replays:
    """Remembers signatures; ``clock`` returns seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._answers: OrderedDict[str, tuple[float, asyncio.Task[BoltResponse]]] = OrderedDict()

    async def once(
        self, signature: str, serve: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Return the answer to a request, which is served if it is the first of its signature."""
        self._forget_old()
        known = self._answers.get(signature)
        if known is not None:
            log.info("a request came with a signature that was used before; not served again")
            return await asyncio.shield(known[1])
        task = asyncio.ensure_future(_served(serve))
        self._answers[signature] = (self._clock(), task)
        task.add_done_callback(lambda done: self._keep_if_served(signature, done))
        return await asyncio.shield(task)

    def _keep_if_served(self, signature: str, task: asyncio.Task[BoltResponse]) -> None:
        failed = task.cancelled() or task.exception() is not None
        if failed or task.result().status != HTTPStatus.OK:
            self._answers.pop(signature, None)

    def _forget_old(self) -> None:
        before = self._clock() - SIGNATURE_SECONDS
        while self._answers and next(iter(self._answers.values()))[0] < before:
            self._answers.popitem(last=False)


async def _served(serve: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
    return await serve()
