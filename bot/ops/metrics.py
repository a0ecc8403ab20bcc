"""Prometheus metrics: counters the engine updates, and gauges set by health checks."""

import time
from collections.abc import Generator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

from bot.engine.ports.runtime import Outcome

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Upper bounds in seconds. Platforms allow 3 seconds to acknowledge a button press."""

GRADER_BUCKETS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
FIT_BUCKETS = (5.0, 15.0, 60.0, 180.0, 600.0)


class Metrics:
    """Implements ``ports.Monitor``. Has its own registry, so one process can have several."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.last_wake: float | None = None
        """When the scheduler last checked for rounds that are due, in monotonic seconds."""
        self.last_progress: float | None = None
        """When a round was last worked on, well or not, in monotonic seconds."""
        ProcessCollector(registry=self.registry)
        registry = self.registry
        self._rounds = Counter(
            "warmup_rounds", "Rounds posted, revealed or skipped; failed tries.", ["outcome"],
            registry=registry,
        )  # fmt: skip
        for outcome in ("posted", "revealed", "skipped", "failed"):
            self._rounds.labels(outcome)  # export 0 from the start, so that alerts can use rate()
        self._commands = Histogram(
            "warmup_command_seconds", "Seconds to answer a command.", ["command"],
            registry=registry, buckets=BUCKETS,
        )  # fmt: skip
        self._graded = Histogram(
            "warmup_grader_seconds",
            "Seconds until a model had read an answer (outcome graded), or failed to.",
            ["outcome"], registry=registry, buckets=GRADER_BUCKETS,
        )  # fmt: skip
        self._fitted = Histogram(
            "warmup_review_fit_seconds",
            "Seconds until reviews were fitted to a member's memory (own, defaults), or failed to.",
            ["outcome"], registry=registry, buckets=FIT_BUCKETS,
        )  # fmt: skip
        self.ready = Gauge("warmup_ready", "1 if ready (see /readyz).", registry=registry)
        self.problems = Gauge(
            "warmup_problems", "Problems in /readyz, also those a restart won't fix.",
            registry=registry,
        )  # fmt: skip
        self.lag = Gauge(
            "warmup_scheduler_lag_seconds", "Seconds the scheduler is late.",
            registry=registry,
        )  # fmt: skip
        self.overdue = Gauge(
            "warmup_oldest_overdue_seconds", "Seconds the oldest post or reveal is overdue.",
            registry=registry,
        )  # fmt: skip
        self.clock = Gauge(
            "warmup_clock_ahead_seconds",
            "Seconds this worker's clock is ahead of the database's.",
            registry=registry,
        )
        self.contact = Gauge(
            "warmup_platform_contact_seconds", "Seconds since the last contact with a platform.",
            ["platform"], registry=registry,
        )  # fmt: skip

        self.backup_age = Gauge(
            "warmup_backup_age_seconds",
            "Seconds since the last scheduled backup (BACKUP_DIR); NaN before the first.",
            registry=registry,
        )
        self.backup_age.set(float("nan"))
        self.backup_failed = Gauge(
            "warmup_backup_failed", "1 if the last scheduled backup failed or is late.",
            registry=registry,
        )  # fmt: skip

    def woke(self) -> None:
        """Record that the scheduler has checked for rounds that are due."""
        self.last_wake = time.monotonic()

    def round_became(self, outcome: Outcome) -> None:
        """Count the outcome of a round."""
        self.last_progress = time.monotonic()
        self._rounds.labels(outcome).inc()

    @contextmanager
    def serving(self, command: str) -> Generator[None]:
        """Time a command."""
        with self._commands.labels(command).time():
            yield

    def graded(self, outcome: str, seconds: float) -> None:
        """Record that a model has read an answer, or why it hasn't (``grader.GraderMonitor``)."""
        self._graded.labels(outcome).observe(seconds)

    def fitted(self, outcome: str, seconds: float) -> None:
        """Record what became of a member's history (``ports.FitMonitor``)."""
        self._fitted.labels(outcome).observe(seconds)

    def text(self) -> bytes:
        """Return all metrics in Prometheus's text format."""
        return generate_latest(self.registry)
