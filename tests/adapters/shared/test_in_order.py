import asyncio

import pytest

from bot.adapters.shared.in_order import InOrder


async def test_jobs_of_a_key_run_one_after_the_other_and_those_of_others_meanwhile() -> None:
    done: list[str] = []
    release = asyncio.Event()
    jobs = InOrder()

    async def slow() -> None:
        await release.wait()
        done.append("slow")

    async def quick(name: str) -> None:
        done.append(name)

    jobs.add("a", slow)
    last = jobs.add("a", lambda: quick("after"))
    await jobs.add("b", lambda: quick("meanwhile"))
    release.set()
    await last
    assert done == ["meanwhile", "slow", "after"]


async def test_a_job_that_fails_is_told_to_who_waits_and_stops_no_other() -> None:
    done: list[str] = []

    async def fail() -> None:
        raise ValueError("no")

    async def follow() -> None:
        done.append("next")

    jobs = InOrder()
    failing, following = jobs.add("a", fail), jobs.add("a", follow)
    with pytest.raises(ValueError, match="no"):
        await failing
    await following
    assert done == ["next"]


async def test_closing_cuts_short_what_does_not_end() -> None:
    jobs = InOrder()
    waiting = jobs.add("a", asyncio.Event().wait)
    queued = jobs.add("a", asyncio.Event().wait)
    await jobs.close(0)
    assert waiting.cancelled()
    assert queued.cancelled()
