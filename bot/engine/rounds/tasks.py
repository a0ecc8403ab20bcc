"""Tasks by the number of what they work on, so that nothing is worked on twice at a time."""

import asyncio
from collections.abc import Callable, Collection, Coroutine
from typing import Any


async def end_within(
    seconds: float, tasks: Collection[asyncio.Task[None]]
) -> set[asyncio.Task[None]]:
    """Let the tasks end; after ``seconds`` cut short and return those that haven't."""
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return late


class Tasks:
    """Running tasks by number; ``on_done`` is called whenever one has ended."""

    def __init__(self, on_done: Callable[[], None] = lambda: None) -> None:
        self._running: dict[int, asyncio.Task[None]] = {}
        self._on_done = on_done

    def start(self, number: int, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Start ``work`` on that number, unless it is being worked on."""
        if number not in self._running:
            task = self._running[number] = asyncio.create_task(work())
            task.add_done_callback(lambda _: self._end(number))

    def __len__(self) -> int:
        """Return how many are running."""
        return len(self._running)

    def running(self) -> dict[int, asyncio.Task[None]]:
        """Return what is running now."""
        return dict(self._running)

    def _end(self, number: int) -> None:
        del self._running[number]
        self._on_done()
