"""Health checks and metrics, served on a real port."""

import asyncio
import os
import socket
import sqlite3
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest

from bot.engine.errors import StartRefused
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.ops.health import DEFAULT_LIMITS, Health, HealthServer, Limits
from bot.ops.metrics import Metrics
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.builders import actor, at
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memory_store import MemoryStore
from tests.support.ports import free_port
from tests.support.world import World

PLATFORM: Any = "console"
T = TypeVar("T")


class FakeAdapter:
    """The part of an adapter that health checks use."""

    def __init__(self, world: World) -> None:
        self.last_contact: Any = world.clock.now
        self.trouble = ""


class Watched:
    """A world whose health is served over HTTP."""

    def __init__(self, world: World, adapter: FakeAdapter, metrics: Metrics, port: int) -> None:
        self.world, self.adapter, self.metrics = world, adapter, metrics
        self._base = f"http://127.0.0.1:{port}"

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self._base + path) as answer:
            return answer.status, await answer.text()

    async def ready(self) -> tuple[int, Any]:
        async with aiohttp.ClientSession() as s, s.get(f"{self._base}/readyz") as answer:
            return answer.status, await answer.json()


class HangingStore(MemoryStore):
    """A store whose writes never finish."""

    async def write(self, command: Callable[[Transaction], T]) -> T:
        await asyncio.Event().wait()
        return await super().write(command)


@asynccontextmanager
async def watched(
    limits: Limits = DEFAULT_LIMITS, store: MemoryStore | None = None
) -> AsyncGenerator[Watched]:
    metrics = Metrics()
    world = World(monitor=metrics)
    await world.schedule()
    adapter: Any = FakeAdapter(world)
    health = Health(store or world.store, {PLATFORM: adapter}, metrics, world.clock, 5.0, limits)
    port = free_port()
    server = HealthServer(health, metrics, "127.0.0.1", port)
    await server.start()
    try:
        yield Watched(world, adapter, metrics, port)
    finally:
        await server.close()


async def test_a_working_bot_is_alive_and_ready() -> None:
    async with watched() as it:
        await it.world.to("2026-11-02 09:00")
        it.adapter.last_contact = it.world.clock.now
        assert (await it.get("/healthz"))[0] == 200
        status, told = await it.ready()
        assert (status, told["ready"], told["problems"]) == (200, True, [])
        assert told["database"]["ok"]
        assert told["platforms"]["console"]["seconds_ago"] == 0
        assert told["scheduler"]["lag_seconds"] == 0
        assert told["oldest_overdue_slot"]["due_at"] is None


async def test_a_silent_platform_is_a_problem_but_the_process_is_alive() -> None:
    async with watched() as it:
        it.adapter.last_contact = it.world.clock.now - timedelta(minutes=3)
        status, told = await it.ready()
        assert status == 503
        assert told["problems"] == ["No contact with Console for 180 s."]
        assert (await it.get("/healthz"))[0] == 200


async def test_a_platform_that_is_away_is_a_problem_that_a_restart_would_not_fix() -> None:
    async with watched(Limits(idle=0.0)) as it:
        it.adapter.last_contact = None
        status, told = await it.ready()
        assert (status, told["problems"]) == (200, ["No contact with Console yet."])
        it.world.clock.advance(timedelta(days=3))  # nothing could be posted meanwhile
        it.adapter.last_contact, it.adapter.trouble = it.world.clock.now, "It's disconnected."
        status, told = await it.ready()
        assert (status, told["ready"]) == (200, True)
        assert told["problems"][0] == "It's disconnected."
        assert "overdue" in told["problems"][1]
        metrics = (await it.get("/metrics"))[1]
        assert "warmup_problems 2.0" in metrics
        assert "warmup_ready 1.0" in metrics


async def test_a_slot_that_is_not_posted_is_overdue_however_it_fails() -> None:
    async with watched(Limits(idle=0.0)) as it:
        it.world.gateway.refuse("post", RuntimeError("a bug"))
        await it.world.to("2026-11-02 09:10")
        it.adapter.last_contact = it.world.clock.now
        status, told = await it.ready()
        assert status == 200, "it's tried again, and a restart would do no more"
        assert told["oldest_overdue_slot"]["due_at"] == "2026-11-02T09:00:00+00:00"
        assert told["problems"] == ["A post of schedule 1 is 600 s overdue."]


@pytest.mark.parametrize(("idle", "expected"), [(300.0, 200), (0.0, 503)])
async def test_a_long_queue_is_a_number_unless_the_worker_does_nothing(
    idle: float, expected: int
) -> None:
    async with watched(Limits(idle=idle)) as it:
        it.world.clock.advance(timedelta(hours=14))
        it.adapter.last_contact = it.world.clock.now
        it.metrics.round_became("posted")
        status, told = await it.ready()
        assert status == expected
        assert told["oldest_overdue_slot"]["seconds"] == 3600
        assert told["problems"] == ["A post of schedule 1 is 3600 s overdue."]


async def test_a_slot_nobody_claimed_is_overdue_too() -> None:
    async with watched(Limits(idle=0.0)) as it:
        it.world.clock.advance(timedelta(days=3))
        it.adapter.last_contact = it.world.clock.now
        status, told = await it.ready()
        assert (status, told["oldest_overdue_slot"]["what"]) == (503, "post")


async def test_a_schedule_whose_zone_is_no_longer_known_is_a_problem() -> None:
    async with watched() as it:
        made = it.world.store.tables.schedules[1]
        lost = replace(made, plan=replace(made.plan, zone="Europe/Nowhere"))
        it.world.store.write_now(lambda tx: tx.schedules.save(lost))
        await it.world.to("2026-11-02 09:00")
        it.adapter.last_contact = it.world.clock.now
        status, told = await it.ready()
        assert status == 200, "a restart knows the zone no better"
        (problem,) = told["problems"]
        assert problem.startswith("Schedule 1 can't run: ")
        assert "Europe/Nowhere" in problem


async def test_a_reveal_that_does_not_happen_is_overdue() -> None:
    async with watched() as it:
        await it.world.to("2026-11-02 09:00")
        it.world.gateway.refuse("update", RuntimeError("a bug"))
        await it.world.to("2026-11-02 16:30")
        it.adapter.last_contact = it.world.clock.now
        assert (await it.ready())[1]["oldest_overdue_slot"]["what"] == "reveal"


@pytest.mark.parametrize(("silence", "expected"), [(60.0, 200), (0.0, 503)])
async def test_a_slow_database_is_a_problem_and_one_that_hangs_calls_for_a_restart(
    silence: float, expected: int
) -> None:
    limits = Limits(database=0.05, silence=silence)
    async with watched(limits, HangingStore()) as it:
        status, told = await it.ready()
        assert status == expected
        assert told["problems"] == ["Database problem: no response within 0.05 s."]


async def test_a_row_is_written_once_a_minute_so_that_a_full_disk_is_noticed() -> None:
    async with watched() as it:
        first = it.world.clock.now
        for path, seconds, written in (
            ("/readyz", 0, 0),
            ("/metrics", 1, 0),
            ("/readyz", 59, 0),
            ("/metrics", 60, 60),
            ("/readyz", 61, 60),
        ):
            it.world.clock.now = first + timedelta(seconds=seconds)
            await it.get(path)
            probed = it.world.read(lambda tx: tx.settings.get(Setting.LAST_PROBE))
            assert probed == (first + timedelta(seconds=written)).isoformat(), seconds


async def test_a_clock_that_was_set_back_does_not_delay_the_next_probe() -> None:
    async with watched() as it:
        await it.ready()
        it.world.clock.advance(timedelta(days=-1))
        await it.ready()
        probed = it.world.read(lambda tx: tx.settings.get(Setting.LAST_PROBE))
        assert probed == it.world.clock.now.isoformat()


async def test_a_failed_probe_is_a_problem_until_the_next_check_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "warmup.db"
    upgrade.upgrade(f"sqlite:///{path}")
    clock = FakeClock(at("2026-11-02 09:00"))
    with SqlStore(f"sqlite:///{path}", busy_timeout=0.05) as store:
        health = Health(store, {}, Metrics(), clock, 5.0)
        assert (await health.check()).database.problem == ""
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert "locked by another process" in (await health.check()).database.problem
        assert (await health.check()).database.problem == ""


async def test_a_scheduler_that_no_longer_wakes_is_a_problem() -> None:
    async with watched(Limits(lag=-1.0)) as it:
        assert (await it.ready())[1]["problems"] == ["The scheduler is 0 s late."]


@pytest.mark.parametrize(("ahead", "ill"), [(4.0, False), (-3600.0, True)])
async def test_a_clock_that_is_off_is_a_problem(ahead: float, *, ill: bool) -> None:
    world = World()
    health = Health(world.store, {}, Metrics(), world.clock, 5.0, ahead=lambda: ahead)
    report = await health.check()
    assert report.ill == ill
    assert report.json["clock"]["ahead_seconds"] == ahead


async def test_metrics_count_rounds_and_time_commands() -> None:
    async with watched() as it:
        await it.world.to("2026-11-02 09:00")
        await it.world.choose(actor("ann"))
        await it.world.to("2026-11-02 16:00")
        _, told = await it.get("/metrics")
        assert 'warmup_rounds_total{outcome="posted"} 1.0' in told
        assert 'warmup_rounds_total{outcome="revealed"} 1.0' in told
        assert 'warmup_rounds_total{outcome="failed"} 0.0' in told
        assert 'warmup_command_seconds_count{command="SubmitChoice"} 1.0' in told
        assert 'warmup_platform_contact_seconds{platform="console"}' in told
        assert "warmup_scheduler_lag_seconds 0.0" in told


async def test_a_port_in_use_is_reported_in_one_message() -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104
        taken.listen()
        port = taken.getsockname()[1]
        health: Any = None
        server = HealthServer(health, Metrics(), "127.0.0.1", port)
        with pytest.raises(StartRefused, match=rf"Port {port} is in use: set WARMUP_HEALTH_PORT"):
            await server.start()


def next_file_descriptor() -> int:
    opened = os.open(os.devnull, os.O_RDONLY)
    os.close(opened)
    return opened


async def test_without_a_port_no_socket_is_opened() -> None:
    health: Any = None
    server = HealthServer(health, Metrics(), "127.0.0.1", None)
    before = next_file_descriptor()
    await server.start()
    assert next_file_descriptor() == before
    await server.close()
