"""Whether the bot does its work: ``/healthz``, ``/readyz`` and ``/metrics`` over HTTP."""

import asyncio
import errno
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.engine.errors import StartRefused, StorageError
from bot.engine.model.people import Platform
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Adapter, Store
from bot.engine.rounds.overdue import Overdue, oldest_overdue
from bot.ops.metrics import CONTENT_TYPE, Metrics

log = logging.getLogger(__name__)

ANSWER_SECONDS = 3.0
CONTACT_SECONDS = 120.0
"""Discord's heartbeats come every 41 seconds, Slack's oftener: two may be lost."""
LAG_SECONDS = 30.0
PROBE_SECONDS = 60.0
"""How long a row that was written proves that the database can be written to."""
OVERDUE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Part:
    """One thing looked at: what is wrong with it (empty when nothing), and its figures."""

    problem: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        told = {"problem": self.problem} if self.problem else {}
        return {"ok": not self.problem, **self.figures, **told}


@dataclass(frozen=True, slots=True)
class Report:
    """A look at everything."""

    database: Part
    platforms: Mapping[Platform, Part]
    scheduler: Part
    overdue: Part

    @property
    def problems(self) -> tuple[str, ...]:
        """Return what is wrong, a sentence each."""
        parts = (self.database, *self.platforms.values(), self.scheduler, self.overdue)
        return tuple(part.problem for part in parts if part.problem)

    @property
    def json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "ready": not self.problems,
            "problems": list(self.problems),
            "database": self.database.json,
            "platforms": {name: part.json for name, part in self.platforms.items()},
            "scheduler": self.scheduler.json,
            "oldest_overdue_slot": self.overdue.json,
        }


class Health:
    """Looks at a running bot. ``clock`` returns aware UTC; ``wake`` is how often it works (s)."""

    def __init__(
        self,
        store: Store,
        adapters: Mapping[Platform, Adapter],
        metrics: Metrics,
        clock: Callable[[], datetime],
        wake: float,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._metrics = metrics
        self._clock = clock
        self._wake = wake
        self._began = time.monotonic()
        self._written_at: datetime | None = None

    async def look(self) -> Report:
        """Return how everything is; takes ``ANSWER_SECONDS`` at most."""
        now = self._clock()
        database, overdue = await self._look_at_database(now)
        platforms: dict[Platform, Part] = {
            name: _platform(name, adapter, now) for name, adapter in self._adapters.items()
        }
        report = Report(database, platforms, self._scheduler(), overdue)
        self._publish(report)
        return report

    async def _look_at_database(self, now: datetime) -> tuple[Part, Part]:
        began = time.monotonic()
        platforms = tuple(self._adapters)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._probe(now)
                oldest = await self._store.read(lambda tx: oldest_overdue(tx, platforms, now))
        except (StorageError, TimeoutError) as error:
            why = str(error) or f"it did not answer within {ANSWER_SECONDS:g} s"
            return Part(f"The database does not work: {why.rstrip('.')}."), Part()
        seconds = round(time.monotonic() - began, 4)
        return Part(figures={"seconds": seconds}), _overdue(oldest, now)

    async def _probe(self, now: datetime) -> None:
        """Begin a write, and now and then write a row: only that finds a full disk.

        A row for each look would be a commit for each request, from anyone who can reach the
        port. After a failure the next look writes again.
        """
        proved, self._written_at = self._written_at, None
        if proved is not None and timedelta(0) <= now - proved < timedelta(seconds=PROBE_SECONDS):
            await self._store.write(_change_nothing)
            self._written_at = proved
            return
        await self._store.write(lambda tx: tx.settings.put(Setting.LAST_PROBE, now.isoformat()))
        self._written_at = now

    def _scheduler(self) -> Part:
        since = self._metrics.last_wake
        lag = max(0.0, time.monotonic() - (self._began if since is None else since) - self._wake)
        problem = ""
        if lag > LAG_SECONDS:
            problem = f"The daily work has not been looked at for {lag:.0f} s longer than planned."
        return Part(problem, {"lag_seconds": round(lag, 3)})

    def _publish(self, report: Report) -> None:
        metrics = self._metrics
        metrics.ready.set(not report.problems)
        metrics.lag.set(report.scheduler.figures["lag_seconds"])
        metrics.overdue.set(report.overdue.figures.get("seconds", 0.0))
        for name, part in report.platforms.items():
            ago = part.figures["seconds_ago"]
            metrics.contact.labels(name).set(float("nan") if ago is None else ago)


def _change_nothing(_: Transaction) -> None:
    """Only take the writer's turn."""


def _platform(name: Platform, adapter: Adapter, now: datetime) -> Part:
    last = adapter.last_contact
    ago = None if last is None else round(max(0.0, (now - last).total_seconds()), 3)
    figures = {"last_contact": last.isoformat() if last else None, "seconds_ago": ago}
    if adapter.trouble:
        return Part(adapter.trouble, figures)
    if ago is None:
        return Part(f"{name} has not been reached yet.", figures)
    if ago > CONTACT_SECONDS:
        return Part(f"{name} has not been heard of for {ago:.0f} s.", figures)
    return Part("", figures)


def _overdue(oldest: Overdue | None, now: datetime) -> Part:
    if oldest is None:
        return Part(figures={"due_at": None, "seconds": 0.0})
    if oldest.problem:
        figures = {"due_at": None, "seconds": 0.0, "schedule": oldest.schedule_id}
        return Part(oldest.problem, figures)
    seconds = (now - oldest.due_at).total_seconds()
    figures = {
        "due_at": oldest.due_at.isoformat(),
        "seconds": seconds,
        "what": oldest.what,
        "schedule": oldest.schedule_id,
    }
    if seconds <= OVERDUE_SECONDS:
        return Part("", figures)
    told = f"A {oldest.what} of schedule {oldest.schedule_id} is {seconds:.0f} s overdue."
    return Part(told, figures)


class HealthServer:
    """Serves a ``Health`` to anyone who can reach ``port`` (nowhere when None); tells no secret."""

    def __init__(self, health: Health, metrics: Metrics, port: int | None) -> None:
        self._health = health
        self._metrics = metrics
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; raises StartRefused when the port can't be had."""
        if self._port is None:
            return
        app = web.Application()
        app.router.add_get("/healthz", self._alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._measured)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "0.0.0.0", self._port)  # noqa: S104 - probes come from outside
        try:
            await site.start()
        except OSError as error:
            await self.close()
            why = "is taken" if error.errno == errno.EADDRINUSE else f"can't be used ({error})"
            raise StartRefused(
                f"Port {self._port} {why}: set WARMUP_HEALTH_PORT to a free one."
            ) from None
        log.info("health is served on port %d", self._port)

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _alive(self, _: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _ready(self, _: web.Request) -> web.Response:
        report = await self._health.look()
        return web.json_response(report.json, status=503 if report.problems else 200)

    async def _measured(self, _: web.Request) -> web.Response:
        await self._health.look()
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE})
