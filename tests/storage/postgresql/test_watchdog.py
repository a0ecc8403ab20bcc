"""A server that goes silent is given up in time, and found again."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psycopg
import pytest

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage import engines
from storage.postgresql import watchdog
from storage.store import SqlStore
from tests.support.fakes.wire import Wire
from tests.support.postgresql import Server
from tests.support.process import ROOT, environment

LONG = 60.0  # seconds a busy machine may take for what takes a few


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    async with Wire(server.folder / ".s.PGSQL.5432").laid() as laid:
        yield laid


@pytest.fixture
def over_wire(wire: Wire, postgresql_url: str) -> str:
    name = engines.address(postgresql_url).database
    return f"postgresql://postgres@127.0.0.1:{wire.port}/{name}?connect_timeout=3"


def put(value: str) -> Callable[[Transaction], None]:
    return lambda tx: tx.facts.put("key", value)


def get(tx: Transaction) -> str | None:
    return tx.facts.get("key")


async def test_a_command_and_all_connections_outlive_a_silence(
    wire: Wire, over_wire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(tx: Transaction) -> None:
        tx.facts.put("key", "lost")
        wire.fall_silent()
        monkeypatch.setattr(watchdog, "PATIENCE", 0.5)
        tx.facts.get("key")

    async with asyncio.timeout(LONG):
        store = await asyncio.to_thread(SqlStore(over_wire).open)
        await asyncio.gather(*(store.write(put("kept")) for _ in range(8)))
        with pytest.raises(StorageError, match=r"was lost: .* runs and answers"):
            await store.write(hang)
        for use in (store.write, store.read):
            with pytest.raises(StorageError, match=r"can't be reached: check"):
                await use(get)
        monkeypatch.undo()
        wire.speak()
        assert await store.read(get) == "kept"
        await store.write(put("new"))
        assert await store.read(get) == "new"
        await asyncio.to_thread(store.close)


SCRIPT = """
import asyncio, sys, threading
from storage import engines
from storage.postgresql import watchdog
from storage.store import SqlStore

watchdog.PATIENCE = 1_000.0
AT_ONCE = engines.POSTGRESQL_WRITERS
begun, silent = threading.Semaphore(0), threading.Event()

def hang(tx):
    begun.release()
    silent.wait()
    tx.facts.get("key")

async def main(store):
    uses = (store.write, store.read) * (AT_ONCE + 1)
    waiting = [asyncio.ensure_future(use(hang)) for use in uses]
    for _ in range(2 * AT_ONCE):
        await asyncio.to_thread(begun.acquire)
    print("begun", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    silent.set()
    await asyncio.to_thread(store.close)
    print(*(each.exception() for each in waiting if each.done()), sep="\\n")

asyncio.run(main(SqlStore(sys.argv[1], readers=AT_ONCE).open()))
"""


async def test_a_store_closes_and_its_process_ends_while_everything_hangs(
    wire: Wire, over_wire: str, tmp_path: Path
) -> None:
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SCRIPT, over_wire),
        cwd=ROOT,
        env=environment(tmp_path),
        stdin=pipe,
        stdout=pipe,
    )
    try:
        async with asyncio.timeout(LONG):
            assert running.stdout is not None
            assert await running.stdout.readline() == b"begun\n"
            wire.fall_silent()
            told, _ = await running.communicate(b"close\n")
    finally:
        if running.returncode is None:
            running.kill()
    assert running.returncode == 0
    told_to_two = ["The store was closed: nothing was done."] * 2
    assert told.decode().splitlines() == told_to_two, "those whose turn had not come"


async def test_a_port_that_says_nothing_is_told(wire: Wire, over_wire: str) -> None:
    wire.fall_silent()
    async with asyncio.timeout(LONG):
        with pytest.raises(StorageError, match=r"can't be reached: check DATABASE_URL"):
            await asyncio.to_thread(SqlStore(over_wire).open)


@pytest.mark.parametrize(
    ("role", "hurried", "own", "limit"),
    [
        (engines.Role.READ, True, "", "15s"),
        (engines.Role.WRITE, True, "", "15s"),
        (engines.Role.WRITE, True, "&options=-c%20statement_timeout%3D1s", "1s"),
        (engines.Role.WRITE, False, "", "0"),
        (engines.Role.MIGRATE, True, "", "0"),
    ],
)
def test_a_statement_may_take_long_only_where_nobody_waits(
    postgresql_url: str, role: engines.Role, hurried: bool, own: str, limit: str
) -> None:
    engine = engines.connect(engines.address(postgresql_url + own), role, hurried=hurried)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == limit
    engine.dispose()


def test_what_another_program_locks_is_told_in_time(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(watchdog.LIMITS, "lock_timeout", "100ms")
    monkeypatch.setitem(watchdog.LIMITS, "statement_timeout", "10s")
    with SqlStore(postgresql_url) as store, psycopg.connect(postgresql_url) as other:
        other.execute("LOCK TABLE facts")
        with pytest.raises(StorageError, match="is locked by another program: end what it does"):
            store.write_now(put("here"))
        other.rollback()
        store.write_now(put("here"))


def test_a_gone_server_is_noticed_and_the_address_decides_how(postgresql_url: str) -> None:
    engine = engines.connect(
        engines.address(f"{postgresql_url}&keepalives_idle=7"), engines.Role.READ
    )
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        set_to = driver.info.get_parameters()
    engine.dispose()
    assert set_to["keepalives_idle"] == "7"
    assert set_to["tcp_user_timeout"] == "30000"
    assert set_to["connect_timeout"] == "10"
