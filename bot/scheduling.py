"""APScheduler wakes the engine; the database is the truth.

A memory store and short interval jobs: nothing is scheduled by date here, so a clock
change, a restart or a sleeping laptop can neither lose nor repeat a slot.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.events import EVENT_JOB_SUBMITTED, JobSubmissionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.engine.errors import WarmupError

log = logging.getLogger(__name__)

WAKE_SECONDS = 5.0
COUNT_SECONDS = 3.0


class _Pulse(BaseTrigger):
    """Due again some seconds after it was last looked at.

    The library's own interval counts on from the last time it was due: after a clock that
    jumped by years it would go through every one of them, and stand still for minutes.
    """

    def __init__(self, every: timedelta) -> None:
        self.every = every

    def get_next_fire_time(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime:
        """Return when to fire next."""
        return now if previous_fire_time is None else now + self.every


class Waker:
    """Calls coroutines at short intervals, never two of the same at once."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_listener(self._submitted, EVENT_JOB_SUBMITTED)  # pyright: ignore[reportUnknownMemberType]
        self._every: dict[str, timedelta] = {}
        self._working: set[str] = set()
        self._again: set[str] = set()
        self._watching: asyncio.TimerHandle | None = None

    def every(self, seconds: float, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Call ``work`` every ``seconds``, first at once; an exception is logged, not fatal.

        One that says itself what is wrong (the database is away) is logged once while it lasts.
        """
        told = ""

        async def safely() -> None:
            nonlocal told
            try:
                await work()
                if told:
                    log.info("%s goes on", name)
                told = ""
                while name in self._again:
                    self._again.discard(name)
                    await work()
            except asyncio.CancelledError:  # the loop is closing; the library would log it
                log.debug("%s was cut short", name)
            except WarmupError as error:
                if str(error) != told:
                    log.error("%s failed: %s", name, error)  # noqa: TRY400  # no trace needed
                told = str(error)
            except Exception:  # the next call may do better
                log.exception("%s failed", name)
            finally:
                self._working.discard(name)

        self._every[name] = timedelta(seconds=seconds)
        self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]
            safely,
            _Pulse(self._every[name]),
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=self._now(),
        )

    def soon(self, name: str) -> None:
        """Call the work called ``name`` now rather than at its next time.

        Work that is going on may have looked already: it is done once more when it ends.
        """
        if name in self._working:
            self._again.add(name)
        elif self._scheduler.running:
            now = self._now()
            self._scheduler.modify_job(name, next_run_time=now)  # pyright: ignore[reportUnknownMemberType]

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()
        self._watch_the_clock()

    def stop(self) -> None:
        """Stop; work that has begun goes on."""
        if self._watching is not None:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _submitted(self, event: JobSubmissionEvent) -> None:
        self._working.add(str(event.job_id))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]

    def _watch_the_clock(self) -> None:
        """Let no work wait for a time that a clock set back has put far ahead."""
        now = self._now()
        for name, every in self._every.items():
            job = self._scheduler.get_job(name)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            if job is not None and job.next_run_time - now > every:  # pyright: ignore[reportUnknownMemberType]
                self.soon(name)
        shortest = min(self._every.values(), default=timedelta(seconds=WAKE_SECONDS))
        loop = asyncio.get_running_loop()
        self._watching = loop.call_later(shortest.total_seconds(), self._watch_the_clock)

    def _now(self) -> datetime:
        return datetime.now(self._scheduler.timezone)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
