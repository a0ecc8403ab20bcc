"""APScheduler wakes the engine; the database is the truth.

A memory store and short interval jobs: nothing is scheduled by date here, so a clock
change, a restart or a sleeping laptop can neither lose nor repeat a slot.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

WAKE_SECONDS = 5.0
COUNT_SECONDS = 3.0


class Waker:
    """Calls coroutines at short intervals, never two of the same at once."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def every(self, seconds: float, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Call ``work`` every ``seconds``, first at once; an exception is logged, not fatal."""

        async def safely() -> None:
            try:
                await work()
            except asyncio.CancelledError:  # the loop is closing; the library would log it
                log.debug("%s was cut short", name)
            except Exception:  # the next call may do better
                log.exception("%s failed", name)

        self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]
            safely,
            "interval",
            seconds=seconds,
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(self._scheduler.timezone),  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        )

    def soon(self, name: str) -> None:
        """Call the work called ``name`` now rather than at its next time."""
        if self._scheduler.running:
            now = datetime.now(self._scheduler.timezone)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            self._scheduler.modify_job(name, next_run_time=now)  # pyright: ignore[reportUnknownMemberType]

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop; work that has begun goes on."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
