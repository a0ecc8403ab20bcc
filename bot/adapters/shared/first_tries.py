"""Telling whoever used ``/daily now`` or ``/quiz together`` when nothing could be posted."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.adapters.shared.background import Background
from bot.engine import queries as q
from bot.engine.cards import NoticeCard, ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import StorageError

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
LOOKS = 120
"""A minute long: a first try takes half of that at most, and both platforms let us answer."""

Tell = Callable[[ProblemCard], Awaitable[None]]
FirstLook = q.FirstTry | q.FirstGroupTry


class FirstTries:
    """Looks how posts went that people asked for; ``look_every`` is in seconds."""

    def __init__(self, engine: Engine, look_every: float = LOOK_EVERY) -> None:
        self._engine = engine
        self._look_every = look_every
        self._background = Background()

    def follow(self, shown: object, tell: Tell) -> None:
        """If a question is being posted because of what was ``shown``, tell when that fails.

        Nothing waits for that: a process that stops leaves it to the alert of the owner.
        """
        if isinstance(shown, NoticeCard) and shown.posting:
            self._background.start(self._tell(q.FirstTry(shown.posting), tell))
        elif isinstance(shown, NoticeCard) and shown.starting:
            self._background.start(self._tell(q.FirstGroupTry(shown.starting), tell))

    async def close(self) -> None:
        """Stop looking."""
        await self._background.close()

    async def _tell(self, query: FirstLook, tell: Tell) -> None:
        try:
            went = await self._first_try(query)
            if isinstance(went, ProblemCard):
                await tell(went)
        except StorageError as error:
            log.info("%s: nobody knows how its post went: %s", query, error)
        except Exception:  # a bug of ours must not end silently
            log.exception("%s: couldn't tell how its post went", query)

    async def _first_try(self, query: FirstLook) -> ProblemCard | bool:
        for _ in range(LOOKS):
            if (went := await self._engine.ask(query)) is not False:
                return went
            await asyncio.sleep(self._look_every)
        return False
