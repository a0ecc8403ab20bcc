"""Writes while another process holds the file's lock, and when the file is gone."""

import asyncio
import sqlite3
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.engine.errors import StorageError
from storage.store import SqlStore
from tests.support.keyed_values import keys_in, put

LONG = 3600.0


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Hold the lock as another process would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_write_waits_for_the_lock_until_its_timeout(url: str, path: Path) -> None:
    with SqlStore(url, busy_timeout=0.6) as store, locked(path):
        began = time.monotonic()
        for key in "ab":
            with pytest.raises(StorageError, match="locked by another process"):
                await store.write(put(key))
            assert time.monotonic() - began >= 0.6
    assert keys_in(path) == set()


async def test_a_write_that_waited_is_kept_once_the_lock_is_free(url: str, path: Path) -> None:
    with SqlStore(url, busy_timeout=LONG) as store:
        with locked(path):
            writes = [asyncio.create_task(store.write(put(key))) for key in "abc"]
            _, waiting = await asyncio.wait(writes, timeout=1.0)
            assert len(waiting) == 3
        async with asyncio.timeout(20):
            await asyncio.gather(*writes)
    assert keys_in(path) == {"a", "b", "c"}


async def test_closing_does_not_wait_long_for_a_lock(url: str, path: Path) -> None:
    store = SqlStore(url, busy_timeout=LONG).open()
    with locked(path):
        writes = [asyncio.create_task(store.write(put(str(key)))) for key in range(300)]
        await asyncio.sleep(0)
        async with asyncio.timeout(30):
            await asyncio.to_thread(store.close)
            ended = await asyncio.gather(*writes, return_exceptions=True)
    assert all(isinstance(error, StorageError) for error in ended)


@pytest.mark.parametrize("replaced", [False, True])
def test_a_write_to_a_removed_file_is_not_acknowledged(
    url: str, path: Path, replaced: bool
) -> None:
    with SqlStore(url) as store:
        store.write_now(put("before"))
        moved = path.rename(path.with_name("moved.db"))
        if replaced:
            path.write_bytes(b"another")
        with pytest.raises(StorageError, match="removed or replaced while Warmup was running"):
            store.write_now(put("lost"))
        path.unlink(missing_ok=True)
        moved.rename(path)
        store.write_now(put("after"))
    assert keys_in(path) == {"before", "after"}
