"""An idle minute: what the daily work asks and uses while 10,000 schedules wait for tomorrow."""

import asyncio
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, event, insert

from bot.engine.model.people import Platform
from bot.engine.ports.runtime import Gateway
from bot.engine.rounds.worker import RoundWorker
from bot.scheduling import WAKE_SECONDS
from storage import database_url, tables
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.benchmarks.report import Line
from tests.benchmarks.rows import schedule_row
from tests.e2e.bank import FixtureBank
from tests.support.fakes.gateway import FakeGateway

SCHEDULES = 10_000
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTES = 10


def run() -> list[Line]:
    """Measure ten minutes of wakes, after one that looked at everything."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/warmup.db"
        upgrade.upgrade(url)
        database = create_engine(database_url.parse(url))
        with database.begin() as connection:
            made = {"id": 1, "name": "idle", "zone": "UTC", "created_at": NOON}
            connection.execute(insert(tables.teams), made)
            rows = [
                schedule_row(number, "slack" if number % 2 else "discord", "idle", NOON)
                for number in range(1, SCHEDULES + 1)
            ]
            connection.execute(insert(tables.schedules), rows)
        database.dispose()
        return asyncio.run(_measure(url))


async def _measure(url: str) -> list[Line]:
    asked = 0

    def count(statement: str) -> None:
        nonlocal asked
        asked += not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT"))

    def listen(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(count)

    event.listen(Database, "connect", listen)
    try:
        with SqlStore(url) as store:
            now = NOON
            gateways: dict[Platform, Gateway] = {"discord": FakeGateway(), "slack": FakeGateway()}
            worker = RoundWorker(store, FixtureBank(475), gateways, "idle", lambda: now)
            await worker.wake()
            await worker.wait_until_idle()
            asked, used = 0, time.process_time()
            for _ in range(round(MINUTES * 60 / WAKE_SECONDS)):
                now += timedelta(seconds=WAKE_SECONDS)
                await worker.wake()
                await worker.wait_until_idle()
                await worker.next_due()
            used = time.process_time() - used
    finally:
        event.remove(Database, "connect", listen)
    return [
        Line(f"{SCHEDULES:,} schedules that wait", f"{asked / MINUTES:.0f} statements a minute"),
        Line("  CPU", f"{used / MINUTES * 1000:.0f} ms a minute"),
    ]
