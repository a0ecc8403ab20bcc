"""Prometheus metrics: the engine's monitor, and gauges set from a look at its health."""

import time
from collections.abc import Generator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

from bot.engine.ports.runtime import Outcome

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds; platforms give a press 3."""


class Metrics:
    """Satisfies ``ports.Monitor``; one registry of its own, so that two can live in a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.last_wake: float | None = None
        """When the daily work last looked for what is due, in monotonic seconds."""
        ProcessCollector(registry=self.registry)
        here = self.registry
        self._rounds = Counter(
            "warmup_rounds", "Rounds posted, revealed, skipped; tries that failed.", ["outcome"],
            registry=here,
        )  # fmt: skip
        for outcome in ("posted", "revealed", "skipped", "failed"):
            self._rounds.labels(outcome)  # a series that begins at 0 can be watched
        self._commands = Histogram(
            "warmup_command_seconds", "From a command to its durable answer.", ["command"],
            registry=here, buckets=BUCKETS,
        )  # fmt: skip
        self.ready = Gauge("warmup_ready", "1 when /readyz says so.", registry=here)
        self.lag = Gauge(
            "warmup_scheduler_lag_seconds", "Time since the daily work was to be done.",
            registry=here,
        )  # fmt: skip
        self.overdue = Gauge(
            "warmup_oldest_overdue_seconds", "How long the oldest undone post or reveal is due.",
            registry=here,
        )  # fmt: skip
        self.contact = Gauge(
            "warmup_platform_contact_seconds", "Time since a platform was last heard of.",
            ["platform"], registry=here,
        )  # fmt: skip

    def woke(self) -> None:
        """Note that the daily work has looked for what is due."""
        self.last_wake = time.monotonic()

    def round_became(self, outcome: Outcome) -> None:
        """Count what became of a round."""
        self._rounds.labels(outcome).inc()

    @contextmanager
    def serving(self, command: str) -> Generator[None]:
        """Time a command."""
        with self._commands.labels(command).time():
            yield

    def text(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return generate_latest(self.registry)
