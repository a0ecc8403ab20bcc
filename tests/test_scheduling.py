import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.engine.errors import StorageError
from bot.scheduling import Waker


async def test_a_job_runs_right_away_and_again_after_an_exception(
    caplog: pytest.LogCaptureFixture,
) -> None:
    calls = asyncio.Queue[int]()
    count = 0

    async def work() -> None:
        nonlocal count
        count += 1
        calls.put_nowait(count)
        if count == 1:
            raise RuntimeError("the first time fails")

    waker = Waker()
    waker.every(0.01, "work", work)
    waker.start()
    try:
        async with asyncio.timeout(10):
            assert await calls.get() == 1
            assert await calls.get() == 2
    finally:
        waker.stop()
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.message for record in errors] == ["work failed"]


async def test_a_lasting_problem_is_logged_once_and_so_is_its_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    done = asyncio.Event()
    count = 0

    async def work() -> None:
        nonlocal count
        count += 1
        if count <= 3:
            raise StorageError("The database is locked.")
        if count == 6:
            done.set()

    waker = Waker()
    waker.every(0.01, "work", work)
    waker.start()
    try:
        async with asyncio.timeout(10):
            await done.wait()
    finally:
        waker.stop()
    told = [record for record in caplog.records if record.name == "bot.scheduling"]
    assert [record.getMessage() for record in told] == [
        "work failed: The database is locked.",
        "work works again",
    ]
    assert not any(record.exc_info for record in told)


async def test_the_same_job_never_runs_twice_at_once() -> None:
    running = most = 0
    third = asyncio.Event()
    calls = 0

    async def work() -> None:
        nonlocal running, most, calls
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.03)
        running -= 1
        calls += 1
        if calls == 3:
            third.set()

    waker = Waker()
    waker.every(0.005, "work", work)
    waker.start()
    try:
        async with asyncio.timeout(10):
            await third.wait()
    finally:
        waker.stop()
    assert most == 1


async def test_soon_runs_the_job_before_its_time() -> None:
    called = asyncio.Queue[None]()

    async def work() -> None:
        called.put_nowait(None)

    waker = Waker()
    waker.every(3600, "work", work)
    waker.soon("work")  # not started: nothing happens
    waker.start()
    try:
        async with asyncio.timeout(10):
            await called.get()
            waker.soon("work")
            await called.get()
        assert called.empty()
    finally:
        waker.stop()


async def test_a_job_requested_while_it_runs_runs_once_more(
    caplog: pytest.LogCaptureFixture,
) -> None:
    waker = Waker()
    calls = asyncio.Queue[int]()
    count = 0

    async def work() -> None:
        nonlocal count
        count += 1
        if count == 1:
            waker.soon("work")
            waker.soon("work")
        calls.put_nowait(count)

    waker.every(3600, "work", work)
    waker.start()
    try:
        async with asyncio.timeout(10):
            assert [await calls.get(), await calls.get()] == [1, 2]
        await asyncio.sleep(0)
        assert calls.empty()
        waker.soon("work")
        waker.soon("work")  # both before it has begun
        await calls.get()
        await asyncio.sleep(0.01)
        waker.soon("work")
        await calls.get()
    finally:
        waker.stop()
    said = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert said == []


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=1), timedelta(days=20_000)])
async def test_jobs_keep_running_when_the_clock_jumps(jump: timedelta) -> None:
    called = asyncio.Queue[datetime]()

    async def work() -> None:
        called.put_nowait(datetime.now(UTC))

    waker = Waker()
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC)) as clock:
        waker.every(0.02, "work", work)
        waker.start()
        try:
            async with asyncio.timeout(5):
                before = await called.get()
                clock.shift(jump)
                after = [await called.get() for _ in range(3)]
            assert abs(after[-1] - before) > abs(jump) / 2
        finally:
            waker.stop()
