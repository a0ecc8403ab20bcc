"""The writer: durable before it answers, one bad command alone, nothing hangs."""

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from bot.engine.errors import StorageError
from bot.engine.model.people import Member
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from storage.transaction import SqlTransaction
from tests.support.keyed_values import keys_in, put, put_value, value_of

ROOT = Path(__file__).parents[3]


class Hold:
    """A command that stays in the writer until it is let go, while others queue behind it."""

    def __init__(self, key: str = "held") -> None:
        self.key = key
        self.running = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, tx: Transaction) -> None:
        put_value(tx, self.key, "here")
        self.running.set()
        assert self.let_go.wait(10)

    async def started(self) -> None:
        assert await asyncio.to_thread(self.running.wait, 10)


async def together(store: SqlStore, *commands: Callable[[Transaction], None]) -> list[object]:
    """Run commands in one commit; return what each came to."""
    hold = Hold()
    holding = asyncio.create_task(store.write(hold))
    await hold.started()
    writes = [asyncio.create_task(store.write(command)) for command in commands]
    await asyncio.sleep(0)  # they are queued now
    hold.let_go.set()
    await holding
    return list(await asyncio.gather(*writes, return_exceptions=True))


def pragma(tx: Transaction, name: str) -> object:
    connection = cast("SqlTransaction", tx).connection
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


async def test_256_writes_at_once_are_all_saved(sqlite_store: SqlStore, path: Path) -> None:
    await asyncio.gather(*(sqlite_store.write(put(str(n))) for n in range(256)))
    assert keys_in(path) == {str(n) for n in range(256)}


async def test_commands_run_in_the_order_they_came(sqlite_store: SqlStore) -> None:
    def append(letter: str) -> Callable[[Transaction], None]:
        return lambda tx: put_value(tx, "word", (value_of(tx, "word") or "") + letter)

    await asyncio.gather(*(sqlite_store.write(append(letter)) for letter in "abcdefgh"))
    assert sqlite_store.read_now(lambda tx: value_of(tx, "word")) == "abcdefgh"


async def test_writes_from_several_event_loops_are_all_answered(
    sqlite_store: SqlStore, path: Path
) -> None:
    async def some(name: str) -> None:
        await asyncio.gather(*(sqlite_store.write(put(f"{name}{n}")) for n in range(50)))

    loops = [threading.Thread(target=asyncio.run, args=(some(name),)) for name in "abc"]
    for loop in loops:
        loop.start()
    await some("d")
    for loop in loops:
        await asyncio.to_thread(loop.join)
    assert len(keys_in(path)) == 200


async def test_a_write_is_answered_only_after_its_commit(
    sqlite_store: SqlStore, path: Path
) -> None:
    last = Hold("last")
    running = asyncio.create_task(together(sqlite_store, put("first"), last))
    await last.started()  # "first" has run; its commit waits for "last"
    await asyncio.sleep(0)
    assert not running.done()
    assert keys_in(path) == {"held"}
    last.let_go.set()
    assert await running == [None, None]
    assert keys_in(path) == {"held", "first", "last"}


async def test_a_commit_that_fails_fails_all_of_its_commands(
    sqlite_store: SqlStore, path: Path
) -> None:
    def break_commit(tx: Transaction) -> None:
        # A key that is checked late passes here and makes the COMMIT itself fail.
        connection = cast("SqlTransaction", tx).connection
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        tx.members.add(Member(0, 999, "Nobody", datetime(2026, 11, 16, tzinfo=UTC)))

    outcomes = await together(sqlite_store, put("a"), break_commit, put("b"))
    assert [type(outcome) for outcome in outcomes] == [StorageError] * 3
    assert keys_in(path) == {"held"}
    await sqlite_store.write(put("after"))
    assert keys_in(path) == {"held", "after"}


async def test_when_the_database_aborts_the_transaction_all_of_its_commands_fail(
    sqlite_store: SqlStore, path: Path
) -> None:
    def end(tx: Transaction) -> None:
        cast("SqlTransaction", tx).connection.exec_driver_sql("ROLLBACK")

    outcomes = await together(sqlite_store, put("a"), end, put("b"))
    assert [type(outcome) for outcome in outcomes] == [StorageError] * 3
    assert keys_in(path) == {"held"}
    await sqlite_store.write(put("after"))
    assert keys_in(path) == {"held", "after"}


async def test_a_full_disk_fails_its_whole_commit_but_nothing_acknowledged(
    sqlite_store: SqlStore, path: Path
) -> None:
    def fill(tx: Transaction) -> None:
        cast("SqlTransaction", tx).connection.exec_driver_sql("PRAGMA max_page_count = 1")
        tx.settings.put(Setting.SLACK_ORIGIN, "x" * 5_000_000)

    outcomes = await together(sqlite_store, put("a"), fill, put("b"))
    assert ["out of disk space" in str(outcome) for outcome in outcomes] == [True] * 3
    assert keys_in(path) == {"held"}


async def test_a_cancelled_caller_does_not_stop_the_writer(
    sqlite_store: SqlStore, path: Path
) -> None:
    hold = Hold()
    running = asyncio.create_task(sqlite_store.write(hold))
    await hold.started()
    queued = asyncio.create_task(sqlite_store.write(put("never")))
    await asyncio.sleep(0)
    running.cancel()
    queued.cancel()
    await asyncio.gather(running, queued, return_exceptions=True)
    hold.let_go.set()
    await sqlite_store.write(put("after"))
    assert keys_in(path) == {"held", "after"}


async def test_a_cancelled_caller_does_not_keep_others_waiting(
    sqlite_store: SqlStore, path: Path
) -> None:
    hold = Hold()
    gone = asyncio.create_task(sqlite_store.write(hold))
    await hold.started()
    last = Hold("last")
    tasks = [asyncio.create_task(sqlite_store.write(c)) for c in (put("a"), put("b"), last)]
    await asyncio.sleep(0)
    hold.let_go.set()
    await last.started()  # all three share a commit, and two have run
    tasks[0].cancel()
    last.let_go.set()
    await asyncio.wait_for(asyncio.gather(*tasks[1:], gone), 10)
    assert keys_in(path) == {"held", "a", "b", "last"}


def test_a_closed_event_loop_does_not_stop_the_writer(sqlite_store: SqlStore, path: Path) -> None:
    hold = Hold()

    async def leave() -> None:
        waiting = asyncio.create_task(sqlite_store.write(hold))
        await hold.started()
        assert not waiting.done()

    asyncio.run(leave())
    hold.let_go.set()
    sqlite_store.write_now(put("after"))
    assert keys_in(path) == {"held", "after"}


async def test_closing_finishes_what_is_queued(url: str, path: Path) -> None:
    store = SqlStore(url).open()
    writes = [asyncio.create_task(store.write(put(str(n)))) for n in range(100)]
    await asyncio.sleep(0)
    store.close()
    assert len(keys_in(path)) == 100
    await asyncio.gather(*writes)
    with pytest.raises(StorageError, match="closed"):
        await store.write(put("late"))
    with pytest.raises(StorageError, match="closed"):
        await store.read(lambda tx: tx.teams.all())
    store.close()


def test_the_pragmas_are_in_force(sqlite_store: SqlStore) -> None:
    for run, patience in ((sqlite_store.write_now, 250), (sqlite_store.read_now, 5000)):
        assert run(lambda tx: pragma(tx, "foreign_keys")) == 1
        assert run(lambda tx: pragma(tx, "journal_mode")) == "wal"
        assert run(lambda tx: pragma(tx, "busy_timeout")) == patience
    assert sqlite_store.write_now(lambda tx: pragma(tx, "synchronous")) == 2


def test_a_query_sees_a_snapshot_while_others_write(sqlite_store: SqlStore) -> None:
    def look_twice(tx: Transaction) -> tuple[str | None, str | None]:
        before = value_of(tx, "key")
        sqlite_store.write_now(put("key"))
        return before, value_of(tx, "key")

    assert sqlite_store.read_now(look_twice) == (None, None)
    assert sqlite_store.read_now(lambda tx: value_of(tx, "key")) == "here"


def test_a_query_that_writes_after_another_commit_is_run_again(sqlite_store: SqlStore) -> None:
    seen: list[str | None] = []

    def look_then_write(tx: Transaction) -> None:
        seen.append(value_of(tx, "key"))
        if len(seen) == 1:
            sqlite_store.write_now(put("key"))
        put_value(tx, "key", "changed")

    sqlite_store.read_now(look_then_write)
    assert seen == [None, "here"]
    assert sqlite_store.read_now(lambda tx: value_of(tx, "key")) == "here"


KILLED = """
    import asyncio, os, sys
    from storage.store import SqlStore
    from tests.support.keyed_values import put_value

    async def main():
        store = SqlStore(sys.argv[1]).open()

        async def write(n):
            await store.write(lambda tx: put_value(tx, str(n), "here"))
            os.write(1, b"%d\\n" % n)

        await asyncio.gather(*(write(n) for n in range(20_000)))

    asyncio.run(main())
"""


def test_what_was_acknowledged_survives_kill_9(url: str, path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    acknowledged = {child.stdout.readline().strip().decode() for _ in range(300)}
    child.kill()
    rest, _ = child.communicate()
    acknowledged |= {line.decode() for line in rest.splitlines(keepends=False)[:-1]}
    assert len(acknowledged) >= 300
    assert acknowledged <= keys_in(path)
    with SqlStore(url) as store:
        store.write_now(put("after"))
