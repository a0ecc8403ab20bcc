"""Durable responses through the whole engine, against raw sqlite3 writing the same rows.

The baseline commits each row by itself with the same pragmas on the same disk, in the same
run: the ratio is the figure.
"""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bot.engine.commands import AddSchedule, SubmitChoice
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef, MessageRef, Plan
from bot.engine.ports.runtime import Store
from bot.engine.rounds.worker import RoundWorker
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.benchmarks.report import Line
from tests.e2e.bank import FixtureBank
from tests.support.fakes.gateway import FakeGateway

CHANNEL = ChannelRef("console", "bench", "channel")
OPENED = datetime(2026, 11, 23, 9, tzinfo=UTC)
PEOPLE = 500
RESPONSES = 4000
IN_FLIGHT = (1, 16, 256)


def run() -> list[Line]:
    """Measure; the raw baseline is taken before and after, and the better one counts."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/warmup.db"
        upgrade.upgrade(url)
        return asyncio.run(_run(url, Path(folder)))


async def _run(url: str, folder: Path) -> list[Line]:
    with SqlStore(url) as store:
        engine, round_id = await _open_round(store)
        lines: list[Line] = []
        figures: list[tuple[int, float, list[float]]] = []
        for person in range(PEOPLE):
            await engine.handle(_response(round_id, person, 0))
        raw = _raw(folder, 1000)
        for in_flight in IN_FLIGHT:
            count = RESPONSES if in_flight > 1 else RESPONSES // 8
            figures.append((in_flight, *await _respond(engine, round_id, count, in_flight)))
        raw = max(raw, _raw(folder, 1000))
    lines.append(Line("raw sqlite3, a commit a row", f"{raw:,.0f} rows/s"))
    for in_flight, rate, waits in figures:
        cuts = quantiles(waits, n=100)
        lines.append(
            Line(
                f"engine, {in_flight} in flight",
                f"{rate:,.0f} responses/s, {rate / raw:.2f} of raw; "
                f"p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms",
            )
        )
    return lines


async def _open_round(store: Store) -> tuple[Engine, int]:
    bank = FixtureBank()
    engine = Engine(store, bank)
    manager = Actor("console", "bench", "boss", "Boss", manager=True)
    plan = Plan(wall(9), "UTC", reveal_after=timedelta(hours=7))
    await engine.handle(AddSchedule(manager, OPENED - timedelta(hours=1), CHANNEL, plan))
    daily = RoundWorker(store, bank, {"console": FakeGateway()}, "bench", lambda: OPENED)
    await daily.wake()
    await daily.wait_until_idle()
    asked = await store.read(lambda tx: tx.rounds.recent(CHANNEL, 1)[0])
    assert isinstance(asked.message, MessageRef)
    return engine, asked.id


async def _respond(
    engine: Engine, round_id: int, count: int, in_flight: int
) -> tuple[float, list[float]]:
    waits: list[float] = []
    numbers = iter(range(count))

    async def person() -> None:
        for number in numbers:
            began = time.perf_counter()
            await engine.handle(_response(round_id, number % PEOPLE, number))
            waits.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(person() for _ in range(in_flight)))
    return count / (time.perf_counter() - began), waits


def _response(round_id: int, person: int, number: int) -> SubmitChoice:
    actor = Actor("console", "bench", f"person-{person}", f"Person {person}")
    return SubmitChoice(
        actor, OPENED + timedelta(seconds=number % 3600), round_id, "ABCD"[number % 4]
    )


def _raw(folder: Path, count: int) -> float:
    """Return rows a second of sqlite3 alone, a commit each, with the store's pragmas."""
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as db:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            db.execute(f"PRAGMA {pragma}")
        db.execute(
            "CREATE TABLE IF NOT EXISTS responses (round_id, member_id, choice, text, first_at,"
            " at, covered, PRIMARY KEY (round_id, member_id))"
        )
        began = time.perf_counter()
        for number in range(count):
            at = f"2026-11-23 09:00:00.{number:06}"  # differs, or SQLite would write nothing
            row = (1, number % PEOPLE, number % 4, None, at, at)
            db.execute(
                "INSERT INTO responses VALUES (?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE"
                " SET choice = excluded.choice, at = excluded.at",
                row,
            )
        return count / (time.perf_counter() - began)
