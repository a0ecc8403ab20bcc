"""Work that must be done one after the other for the same thing, and side by side for others."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

Job = Callable[[], Awaitable[object]]


class InOrder:
    """Runs the jobs of a key in the order they were added, each once the one before is done."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[tuple[Job, asyncio.Future[None]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def add(self, key: str, job: Job) -> "asyncio.Future[None]":
        """Add a job; return what ends when it is done, with its exception if it raises one."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.add_done_callback(_note_retrieved)
        if key in self._waiting:
            self._waiting[key].append((job, done))
        else:
            self._waiting[key] = deque([(job, done)])
            task = asyncio.create_task(self._run(key))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return done

    async def close(self, seconds: float) -> None:
        """Let the jobs end; after ``seconds`` cut them short."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _run(self, key: str) -> None:
        jobs = self._waiting[key]
        try:
            while jobs:
                job, done = jobs.popleft()
                try:
                    await job()
                except Exception as error:  # noqa: BLE001 - raised to whoever waits for the job
                    if not done.done():
                        done.set_exception(error)
                else:
                    if not done.done():
                        done.set_result(None)
                finally:
                    done.cancel()
        finally:
            del self._waiting[key]
            for _, done in jobs:
                done.cancel()


def _note_retrieved(done: "asyncio.Future[None]") -> None:
    """Keep asyncio from logging an error that nobody waits for: jobs log their own."""
    if not done.cancelled():
        done.exception()
