"""Acknowledgements before answers: what has 3 seconds goes before what has 15 minutes.

People are acknowledged right away and answered a moment later. In a burst, answering the
first would otherwise use up the time that acknowledging the last one needs.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto

WINDOW = 0.03
"""Seconds each answer waits to see whether a burst has started; nobody notices."""
BURST = 10
"""More arrivals than this within a window are a burst."""
MAX_HOLD = 2.0
"""Seconds an answer is held back at most, however long the burst lasts."""
AT_ONCE = 32
"""Answers worked on at a time outside a burst: enough for the database to group them."""
AT_ONCE_IN_BURST = 4


class _Pace(Enum):
    CALM = auto()
    HELD = auto()  # a burst: nothing starts
    BURST_TOO_LONG = auto()  # a few start all the same


_MOST = {_Pace.CALM: AT_ONCE, _Pace.HELD: 0, _Pace.BURST_TOO_LONG: AT_ONCE_IN_BURST}


@dataclass(slots=True, eq=False)
class _Waiter:
    start: asyncio.Future[None]
    ready: bool = False
    started: bool = False


class BurstGate:
    """Lets answers start in the order they came, and none while a burst comes in.

    Call ``arrived`` for each event. The only way of waiting is ``asyncio.sleep``, so whoever
    simulates that simulates this.
    """

    def __init__(self) -> None:
        self._arrivals: deque[float] = deque(maxlen=BURST + 1)
        self._waiting: deque[_Waiter] = deque()
        self._running = 0
        self._pace = _Pace.CALM
        self._watcher: asyncio.Task[None] | None = None

    def arrived(self) -> None:
        """Note that an event came in and is to be acknowledged."""
        self._arrivals.append(asyncio.get_running_loop().time())

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait for the caller's turn to answer, and hold it until the block ends."""
        await self._wait()
        try:
            yield
        finally:
            self._done()

    async def _wait(self) -> None:
        waiter = _Waiter(asyncio.get_running_loop().create_future())
        self._waiting.append(waiter)
        try:
            await asyncio.sleep(WINDOW)
            waiter.ready = True
            self._start_ready()
            await waiter.start
        except BaseException:
            if waiter.started:
                self._done()
            else:
                self._waiting.remove(waiter)
                self._start_ready()
            raise

    def _done(self) -> None:
        self._running -= 1
        self._start_ready()

    def _start_ready(self) -> None:
        """Start those whose turn it is."""
        if self._pace is not _Pace.HELD:
            self._update_pace()
        room = _MOST[self._pace]
        while self._waiting and self._waiting[0].ready and self._running < room:
            if self._waiting[0].start.cancelled():
                return  # it is about to leave the line, and then starts the next
            self._running += 1
            first = self._waiting.popleft()
            first.started = True
            first.start.set_result(None)

    def _update_pace(self) -> None:
        if not self._is_burst():
            self._pace = _Pace.CALM
        elif self._pace is _Pace.CALM:
            self._pace = _Pace.HELD
            self._watcher = asyncio.create_task(self._await_end())

    async def _await_end(self) -> None:
        for _ in range(round(MAX_HOLD / WINDOW)):
            await asyncio.sleep(WINDOW)
            if not self._is_burst():
                break
        self._pace = _Pace.BURST_TOO_LONG
        self._start_ready()

    def _is_burst(self) -> bool:
        now = asyncio.get_running_loop().time()
        return len(self._arrivals) > BURST and now - self._arrivals[0] < WINDOW
