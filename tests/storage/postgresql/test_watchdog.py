"""A server that goes silent is dropped in time, and reconnected to."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psycopg
import pytest

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage import database_url, engines
from storage.postgresql.time_limits import TimeLimits
from storage.store import SqlStore
from tests.support.fakes.wire import Wire
from tests.support.keyed_values import put_value, value_of
from tests.support.postgresql import Server
from tests.support.process import ROOT, environment

pytestmark = pytest.mark.slow

LONG = 60.0  # seconds; a busy machine may need that for what usually takes a few


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    async with Wire(server.folder / ".s.PGSQL.5432").laid() as laid:
        yield laid


@pytest.fixture
def over_wire(wire: Wire, postgresql_url: str) -> str:
    name = database_url.parse(postgresql_url).database
    return f"postgresql://postgres@127.0.0.1:{wire.port}/{name}?connect_timeout=3"


def put(value: str) -> Callable[[Transaction], None]:
    return lambda tx: put_value(tx, "key", value)


def get(tx: Transaction) -> str | None:
    return value_of(tx, "key")


async def test_a_store_works_again_after_the_server_was_silent(wire: Wire, over_wire: str) -> None:
    def hang(tx: Transaction) -> None:
        put_value(tx, "key", "lost")
        wire.fall_silent()
        value_of(tx, "key")

    async with asyncio.timeout(LONG):
        limits = TimeLimits(silence=3.0)
        store = await asyncio.to_thread(SqlStore(over_wire, time_limits=limits).open)
        await asyncio.gather(*(store.write(put("kept")) for _ in range(8)))
        with pytest.raises(StorageError, match=r"was lost: .* running and responds"):
            await store.write(hang)
        for use in (store.write, store.read):
            with pytest.raises(StorageError, match=r"can't be reached: check"):
                await use(get)
        wire.speak()
        assert await store.read(get) == "kept"
        await store.write(put("new"))
        assert await store.read(get) == "new"
        await asyncio.to_thread(store.close)


SCRIPT = """
import asyncio, sys, threading
from storage import engines
from storage.postgresql.time_limits import TimeLimits
from storage.store import SqlStore
from tests.support.keyed_values import put_value, value_of
from tests.support.keyed_values import put_value, value_of

WRITERS = engines.POSTGRESQL_WRITERS
begun, silent = threading.Semaphore(0), threading.Event()

def hang(tx):
    begun.release()
    silent.wait()
    value_of(tx, "key")

async def main(store):
    uses = (store.write, store.read) * (WRITERS + 1)
    waiting = [asyncio.ensure_future(use(hang)) for use in uses]
    for _ in range(2 * WRITERS):
        await asyncio.to_thread(begun.acquire)
    print("begun", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    silent.set()
    await asyncio.to_thread(store.close)
    print(*(each.exception() for each in waiting if each.done()), sep="\\n")

limits = TimeLimits(silence=1_000.0)
asyncio.run(main(SqlStore(sys.argv[1], readers=WRITERS, time_limits=limits).open()))
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
            output, _ = await running.communicate(b"close\n")
    finally:
        if running.returncode is None:
            running.kill()
    assert running.returncode == 0
    errors = ["The store was closed: nothing was changed."] * 2
    assert output.decode().splitlines() == errors, "the two that were still queued"


async def test_a_server_that_never_responds_is_reported(wire: Wire, over_wire: str) -> None:
    wire.fall_silent()
    async with asyncio.timeout(LONG):
        with pytest.raises(StorageError, match=r"can't be reached: check DATABASE_URL"):
            await asyncio.to_thread(SqlStore(over_wire).open)


@pytest.mark.parametrize(
    ("role", "limits", "options", "expected"),
    [
        (engines.Role.READ, TimeLimits(), "", "15s"),
        (engines.Role.WRITE, TimeLimits(), "", "15s"),
        (engines.Role.WRITE, TimeLimits(), "&options=-c%20statement_timeout%3D1s", "1s"),
        (engines.Role.WRITE, None, "", "0"),
        (engines.Role.MIGRATE, TimeLimits(), "", "0"),
    ],
)
def test_a_statement_may_take_long_only_where_nobody_is_waiting(
    postgresql_url: str, role: engines.Role, limits: TimeLimits | None, options: str, expected: str
) -> None:
    engine = engines.connect(database_url.parse(postgresql_url + options), role, time_limits=limits)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == expected
    engine.dispose()


def test_a_lock_of_another_program_is_reported_in_time(postgresql_url: str) -> None:
    limits = TimeLimits(lock=0.1, statement=10.0)
    with (
        SqlStore(postgresql_url, time_limits=limits) as store,
        psycopg.connect(postgresql_url) as other,
    ):
        other.execute("LOCK TABLE teams")
        with pytest.raises(StorageError, match="is locked by another program: stop that program"):
            store.write_now(put("here"))
        other.rollback()
        store.write_now(put("here"))


def test_options_in_the_url_override_how_a_gone_server_is_noticed(postgresql_url: str) -> None:
    engine = engines.connect(
        database_url.parse(f"{postgresql_url}&keepalives_idle=7"), engines.Role.READ
    )
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        parameters = driver.info.get_parameters()
    engine.dispose()
    assert parameters["keepalives_idle"] == "7"
    assert parameters["tcp_user_timeout"] == "30000"
    assert parameters["connect_timeout"] == "10"
