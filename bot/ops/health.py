"""Health checks: ``/healthz``, ``/readyz`` and ``/metrics`` over HTTP."""

import asyncio
import errno
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.clock import clock_problem
from bot.engine.errors import StartRefused, StorageError
from bot.engine.model.people import Platform
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Adapter, Store
from bot.engine.rounds.overdue import Overdue, oldest_overdue
from bot.ops.metrics import CONTENT_TYPE, Metrics

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in seconds; a part that takes longer, or is later, has a problem."""

    database: float = 3.0
    silence: float = 60.0
    """Longer than PostgreSQL may be silent: without a response for so long, calls hang."""
    contact: float = 120.0
    """Discord sends a heartbeat every 41 seconds, Slack more often: two may get lost."""
    lag: float = 30.0
    overdue: float = 300.0
    idle: float = 300.0
    """Without working on any round although some are overdue and free: the worker is stuck."""
    backup: float = 36 * 3600.0
    """They are made daily; a later one may be hanging on a disk that is away."""
    probe: float = 60.0
    """How long a written row proves that the database can be written to."""


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class PartHealth:
    """The health of one part: its problem (empty if there's none) and its measurements.

    ``ill`` says that this process can't do its work and a restart, here or elsewhere, may help.
    A long queue, a slow database or a platform that is away is a problem but not an illness.
    """

    problem: str = ""
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    ill: bool = False

    @property
    def json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        problem = {"problem": self.problem} if self.problem else {}
        return {"ok": not self.problem, **self.values, **problem}


@dataclass(frozen=True, slots=True)
class BackupState:
    """When the last scheduled backup was made, and what went wrong since, if anything."""

    last: datetime | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The health of every part of a running bot."""

    database: PartHealth
    platforms: Mapping[Platform, PartHealth]
    scheduler: PartHealth
    overdue: PartHealth
    clock: PartHealth
    backup: PartHealth | None = None
    """None where no backups are scheduled."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Return one sentence per problem."""
        return tuple(part.problem for part in self._parts if part.problem)

    @property
    def ill(self) -> bool:
        """Return whether a restart may help."""
        return any(part.ill for part in self._parts)

    @property
    def _parts(self) -> tuple[PartHealth, ...]:
        platforms = self.platforms.values()
        backup = () if self.backup is None else (self.backup,)
        return (self.database, *platforms, self.scheduler, self.overdue, self.clock, *backup)

    @property
    def json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "ready": not self.ill,
            "problems": list(self.problems),
            "database": self.database.json,
            "platforms": {name: part.json for name, part in self.platforms.items()},
            "scheduler": self.scheduler.json,
            "oldest_overdue_slot": self.overdue.json,
            "clock": self.clock.json,
            **({} if self.backup is None else {"backup": self.backup.json}),
        }


class Health:
    """Checks a running bot.

    ``clock`` returns the time in UTC; ``wake_seconds`` is how often the scheduler runs;
    ``ahead`` returns how many seconds the machine's clock is ahead of the database's;
    ``backups`` the state of scheduled backups, or None where there are none.
    """

    def __init__(
        self,
        store: Store,
        adapters: Mapping[Platform, Adapter],
        metrics: Metrics,
        clock: Callable[[], datetime],
        wake_seconds: float,
        limits: Limits = DEFAULT_LIMITS,
        ahead: Callable[[], float] = lambda: 0.0,
        backups: Callable[[], BackupState | None] = lambda: None,
    ) -> None:
        self._store = store
        self._adapters = adapters
        self._metrics = metrics
        self._clock = clock
        self._wake_seconds = wake_seconds
        self._limits = limits
        self._ahead = ahead
        self._backups = backups
        self._started = time.monotonic()
        self._responded = self._started
        self._written_at: datetime | None = None

    async def check(self) -> Report:
        """Check every part; takes as long as the database may take, at most."""
        now = self._clock()
        database, oldest = await self._check_database(now)
        platforms: dict[Platform, PartHealth] = {
            name: _platform(name, adapter, now, self._limits.contact)
            for name, adapter in self._adapters.items()
        }
        clock = _clock(self._ahead())
        all_here = not any(part.problem for part in platforms.values())
        stuck = all_here and self._is_stuck(oldest, now)
        overdue = _overdue(oldest, now, self._limits.overdue, stuck=stuck)
        backup = _backup(self._backups(), now, self._limits.backup)
        report = Report(database, platforms, self._check_scheduler(), overdue, clock, backup)
        self._publish(report)
        return report

    def _is_stuck(self, oldest: Overdue | None, now: datetime) -> bool:
        """Return whether this worker does nothing though there has long been work to take."""
        if oldest is None or (now - oldest.free_at).total_seconds() <= self._limits.overdue:
            return False
        progress = self._metrics.last_progress
        since = self._started if progress is None else progress
        return time.monotonic() - since > self._limits.idle

    async def _check_database(self, now: datetime) -> tuple[PartHealth, Overdue | None]:
        started = time.monotonic()
        platforms = tuple(self._adapters)
        limit = self._limits.database
        try:
            async with asyncio.timeout(limit):
                await self._probe(now)
                oldest = await self._store.read(lambda tx: oldest_overdue(tx, platforms, now))
        except TimeoutError:
            silent = time.monotonic() - self._responded
            problem = f"Database problem: no response within {limit:g} s."
            values = {"silent_seconds": round(silent, 3)}
            return PartHealth(problem, values, ill=silent > self._limits.silence), None
        except StorageError as error:
            self._responded = time.monotonic()
            reason = str(error).rstrip(".")
            return PartHealth(f"Database problem: {reason}.", ill=True), None
        self._responded = time.monotonic()
        return PartHealth(values={"seconds": round(self._responded - started, 4)}), oldest

    async def _probe(self, now: datetime) -> None:
        """Take the writer's turn, and once a minute write a row: only that notices a full disk.

        Writing every time would be one commit per request, from anyone who can reach the
        port. After a failure, the next check writes again.
        """
        written, self._written_at = self._written_at, None
        age = None if written is None else (now - written).total_seconds()
        if age is not None and 0 <= age < self._limits.probe:
            await self._store.write(_change_nothing)
            self._written_at = written
            return
        await self._store.write(lambda tx: tx.settings.put(Setting.LAST_PROBE, now.isoformat()))
        self._written_at = now

    def _check_scheduler(self) -> PartHealth:
        last_wake = self._metrics.last_wake
        since = self._started if last_wake is None else last_wake
        lag = max(0.0, time.monotonic() - since - self._wake_seconds)
        problem = f"The scheduler is {lag:.0f} s late." if lag > self._limits.lag else ""
        return PartHealth(problem, {"lag_seconds": round(lag, 3)}, ill=bool(problem))

    def _publish(self, report: Report) -> None:
        metrics = self._metrics
        metrics.ready.set(not report.ill)
        metrics.problems.set(len(report.problems))
        metrics.lag.set(report.scheduler.values["lag_seconds"])
        metrics.overdue.set(report.overdue.values.get("seconds", 0.0))
        metrics.clock.set(report.clock.values["ahead_seconds"])
        for name, part in report.platforms.items():
            seconds = part.values["seconds_ago"]
            metrics.contact.labels(name).set(float("nan") if seconds is None else seconds)
        if report.backup is not None:
            age = report.backup.values["age_seconds"]
            metrics.backup_age.set(float("nan") if age is None else age)
            metrics.backup_failed.set(bool(report.backup.problem))


def _change_nothing(_: Transaction) -> None:
    """Wait for a turn at writing, and commit nothing."""


def _platform(name: Platform, adapter: Adapter, now: datetime, limit: float) -> PartHealth:
    last = adapter.last_contact
    ago = None if last is None else round(max(0.0, (now - last).total_seconds()), 3)
    values = {"last_contact": last.isoformat() if last else None, "seconds_ago": ago}
    if adapter.trouble:
        return PartHealth(adapter.trouble, values)
    if ago is None:
        return PartHealth(f"No contact with {name.capitalize()} yet.", values)
    if ago > limit:
        # It says nothing of being disconnected, so it may have missed that it is.
        return PartHealth(f"No contact with {name.capitalize()} for {ago:.0f} s.", values, ill=True)
    return PartHealth("", values)


def _clock(ahead: float) -> PartHealth:
    problem = clock_problem(ahead)
    return PartHealth(problem, {"ahead_seconds": round(ahead, 3)}, ill=bool(problem))


def _backup(state: BackupState | None, now: datetime, limit: float) -> PartHealth | None:
    """Return the backups' health: never ill, since a restart makes no disk larger."""
    if state is None:
        return None
    age = None if state.last is None else round((now - state.last).total_seconds(), 3)
    values = {"last": state.last.isoformat() if state.last else None, "age_seconds": age}
    if state.problem:
        return PartHealth(f"No backup was made: {state.problem}", values)
    if age is not None and age > limit:
        return PartHealth(f"The last backup is {age / 3600:.0f} hours old.", values)
    return PartHealth("", values)


def _overdue(oldest: Overdue | None, now: datetime, limit: float, *, stuck: bool) -> PartHealth:
    if oldest is None:
        return PartHealth(values={"due_at": None, "seconds": 0.0})
    if oldest.problem:
        values = {"due_at": None, "seconds": 0.0, "schedule": oldest.schedule_id}
        return PartHealth(oldest.problem, values)
    seconds = (now - oldest.due_at).total_seconds()
    values = {
        "due_at": oldest.due_at.isoformat(),
        "seconds": seconds,
        "what": oldest.what,
        "schedule": oldest.schedule_id,
    }
    if seconds <= limit:
        return PartHealth("", values)
    problem = f"A {oldest.what} of schedule {oldest.schedule_id} is {seconds:.0f} s overdue."
    return PartHealth(problem, values, ill=stuck)


class HealthServer:
    """Serves a ``Health`` on ``host`` and ``port``, or not at all if the port is None.

    Anyone who can reach the port can read it, so nothing here may be secret.
    """

    def __init__(self, health: Health, metrics: Metrics, host: str, port: int | None) -> None:
        self._health = health
        self._metrics = metrics
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Start listening; raise StartRefused if the port can't be used."""
        if self._port is None:
            return
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics_text)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self.close()
            reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used ({error})"
            raise StartRefused(
                f"Port {self._port} {reason}: set WARMUP_HEALTH_PORT to a free port, "
                f"and HOST (now {self._host}) to an address of this machine."
            ) from None
        log.info("serving health checks on %s, port %d", self._host, self._port)

    async def close(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _readyz(self, _: web.Request) -> web.Response:
        report = await self._health.check()
        return web.json_response(report.json, status=503 if report.ill else 200)

    async def _metrics_text(self, _: web.Request) -> web.Response:
        await self._health.check()
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE})
