"""APScheduler wakes the engine; the database is the truth.

Jobs run at short intervals and live in memory only. Nothing is scheduled by date here, so
a clock change, a restart or a sleeping laptop can't lose or repeat a slot.
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

WAKE_SECONDS = 20.0
"""How often to check for work that nobody announced; what is known to come due has its own time."""
COUNT_SECONDS = 3.0
"""How often to update the response counts of open rounds."""


class _EverySeconds(BaseTrigger):
    """Fires again a fixed time after it was last checked.

    APScheduler's own interval trigger counts up from the last due time: after the clock
    jumps by years it would step through every missed run and block for minutes.
    """

    def __init__(self, every: timedelta) -> None:
        self.every = every

    def get_next_fire_time(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime:
        """Return when to fire next."""
        return now if previous_fire_time is None else now + self.every


class Waker:
    """Runs jobs (coroutines) at short intervals; the same job never runs twice at once."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_listener(self._submitted, EVENT_JOB_SUBMITTED)  # pyright: ignore[reportUnknownMemberType]
        self._every: dict[str, timedelta] = {}
        self._running: set[str] = set()
        self._run_again: set[str] = set()
        self._clock_check: asyncio.TimerHandle | None = None

    def every(self, seconds: float, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Call ``work`` right away and then every ``seconds``.

        An exception is logged, and the next call is made as usual. A WarmupError that
        repeats (the database is down) is logged once until it's over.
        """
        last_problem = ""

        async def safely() -> None:
            nonlocal last_problem
            try:
                await work()
                if last_problem:
                    log.info("%s works again", name)
                last_problem = ""
                while name in self._run_again:
                    self._run_again.discard(name)
                    await work()
            except asyncio.CancelledError:  # the loop is closing; APScheduler would log an error
                log.debug("%s interrupted", name)
            except WarmupError as error:
                if str(error) != last_problem:
                    log.error("%s failed: %s", name, error)  # noqa: TRY400  # no trace needed
                last_problem = str(error)
            except Exception:  # the next call may succeed
                log.exception("%s failed", name)
            finally:
                self._running.discard(name)

        self._every[name] = timedelta(seconds=seconds)
        self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]
            safely,
            _EverySeconds(self._every[name]),
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=self._now(),
        )

    def soon(self, name: str) -> None:
        """Run the job called ``name`` now instead of waiting for its next turn.

        If it's running it may have missed what's new, so it runs once more when it ends.
        """
        if name in self._running:
            self._run_again.add(name)
        elif self._scheduler.running:
            now = self._now()
            self._scheduler.modify_job(name, next_run_time=now)  # pyright: ignore[reportUnknownMemberType]

    def no_later(self, name: str, wait: timedelta) -> None:
        """Run the job called ``name`` after ``wait``, unless its next turn is sooner."""
        now = self._now()
        at = max(now + wait, now)
        job = self._scheduler.get_job(name)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if job is not None and at < job.next_run_time:  # pyright: ignore[reportUnknownMemberType]
            self._scheduler.modify_job(name, next_run_time=at)  # pyright: ignore[reportUnknownMemberType]

    def start(self) -> None:
        """Start; needs a running event loop."""
        self._scheduler.start()
        self._check_clock()

    def stop(self) -> None:
        """Stop starting jobs; those that are running continue."""
        if self._clock_check is not None:
            self._clock_check.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _submitted(self, event: JobSubmissionEvent) -> None:
        self._running.add(str(event.job_id))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]

    def _check_clock(self) -> None:
        """Run a job now if the clock was set back and its next run is too far in the future."""
        now = self._now()
        for name, every in self._every.items():
            job = self._scheduler.get_job(name)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            if job is not None and job.next_run_time - now > every:  # pyright: ignore[reportUnknownMemberType]
                self.soon(name)
        shortest = min(self._every.values(), default=timedelta(seconds=WAKE_SECONDS))
        loop = asyncio.get_running_loop()
        self._clock_check = loop.call_later(shortest.total_seconds(), self._check_clock)

    def _now(self) -> datetime:
        return datetime.now(self._scheduler.timezone)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
