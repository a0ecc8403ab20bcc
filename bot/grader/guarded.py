"""The grader as the engine meets it: within its time, with one retry, and at rest when it fails.

A server that doesn't know a way of asking for JSON is asked in the next one; which one it takes is
remembered. One that fails several times in a row is left alone for a while, so that people who wait
for it are told at once.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.engine.errors import GraderFails
from bot.engine.model.coverage import Claim, GradingTask
from bot.engine.ports.grader import SECONDS
from bot.grader import prompt, reply
from bot.grader.server import Failure, Mode, Prompt, Server, ServerFails

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a grader may take. All times are in seconds."""

    seconds: float = SECONDS
    pause: float = 1.0
    """Before the retry, unless a busy server names another time."""
    longest_pause: float = 8.0
    """A server that asks to wait longer isn't asked again."""
    at_once: int = 4
    failures: int = 5
    """So many in a row, and the server is left alone for ``rest``."""
    rest: float = 60.0


DEFAULT = Limits()


class GraderMonitor(Protocol):
    """Hears what becomes of the answers that are to be read."""

    def graded(self, outcome: str, seconds: float) -> None:
        """An answer was read (``graded``), or not, by the kind of the failure."""
        ...


class NullGraderMonitor:
    """The monitor when nobody watches."""

    def graded(self, outcome: str, seconds: float) -> None:
        """Hear it."""


@dataclass(slots=True)
class _Breaker:
    """Counts failures in a row; ``rests_until`` is in monotonic seconds."""

    failures: int = 0
    rests_until: float = 0.0


class GuardedGrader:
    """Implements ``ports.Grader`` with a server."""

    def __init__(
        self,
        server: Server,
        *,
        model: str,
        host: str,
        limits: Limits = DEFAULT,
        monitor: GraderMonitor | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self.host = host
        self._server = server
        self._limits = limits
        self._monitor = monitor or NullGraderMonitor()
        self._now = monotonic
        self._mode = Mode.SCHEMA
        self._turns = asyncio.Semaphore(limits.at_once)
        self._breaker = _Breaker()
        self._running: set[asyncio.Timeout] = set()
        self._closed = False

    async def claims(self, task: GradingTask) -> tuple[Claim, ...]:
        """Return one claim for each key point; raises GraderFails within ``limits.seconds``."""
        if self._now() < self._breaker.rests_until:
            self._monitor.graded("resting", 0.0)
            raise GraderFails("resting", "the server has failed several times; it's left alone now")
        started = self._now()
        try:
            claims = await self._in_time(task)
        except GraderFails as failure:
            self._failed(failure)
            self._monitor.graded(failure.kind, self._now() - started)
            raise
        self._breaker.failures = 0
        self._monitor.graded("graded", self._now() - started)
        return claims

    async def close(self) -> None:
        """Give up what is being read, and close the connections."""
        self._closed = True
        for limit in self._running:
            limit.reschedule(asyncio.get_running_loop().time())
        await self._server.close()

    async def _in_time(self, task: GradingTask) -> tuple[Claim, ...]:
        limit = asyncio.timeout(self._limits.seconds)
        self._running.add(limit)
        try:
            async with limit, self._turns:
                return await self._with_retry(task)
        except TimeoutError:
            why = f"no reply within {self._limits.seconds:g} s"
            raise GraderFails("timeout", "stopped" if self._closed else why) from None
        finally:
            self._running.discard(limit)

    async def _with_retry(self, task: GradingTask) -> tuple[Claim, ...]:
        asked = Prompt(prompt.INSTRUCTIONS, prompt.ask(task), prompt.SCHEMA)
        try:
            return await self._once(asked, len(task.key_points))
        except ServerFails as failure:
            await self._pause(failure)
        except reply.UnusableReply as problem:
            log.info("the grader's reply is asked for again: %s", problem)
        try:
            return await self._once(asked, len(task.key_points))
        except ServerFails as failure:
            raise _given_up(failure) from None
        except reply.UnusableReply as problem:
            raise GraderFails("reply", str(problem)) from None

    async def _pause(self, failure: ServerFails) -> None:
        """Wait before the retry; raises GraderFails where none would help."""
        pause = self._limits.pause if failure.retry_after is None else failure.retry_after
        useless = failure.failure in (Failure.REFUSED, Failure.FORMAT)
        if useless or pause > self._limits.longest_pause:
            raise _given_up(failure) from None
        await asyncio.sleep(pause)

    async def _once(self, asked: Prompt, points: int) -> tuple[Claim, ...]:
        """Ask in the mode that the server takes, and remember it once it has replied."""
        modes = list(Mode)
        for mode in modes[modes.index(self._mode) :]:
            try:
                text = await self._server.reply(asked, mode)
            except ServerFails as failure:
                if failure.failure is not Failure.FORMAT or mode is modes[-1]:
                    raise
                log.info("the grader's server doesn't know the mode %s: %s", mode, failure)
                continue
            claims = reply.read(text, points)
            self._mode = mode
            return claims
        raise AssertionError("the last mode raises or returns")

    def _failed(self, failure: GraderFails) -> None:
        self._breaker.failures += 1
        log.warning("an answer couldn't be read by %s: %s", self.model, failure)
        if self._breaker.failures >= self._limits.failures:
            self._breaker.rests_until = self._now() + self._limits.rest
            self._breaker.failures = self._limits.failures - 1  # one try decides after the rest


def _given_up(failure: ServerFails) -> GraderFails:
    return GraderFails(failure.failure.value, str(failure))
