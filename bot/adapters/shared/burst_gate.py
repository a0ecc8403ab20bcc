"""Acknowledgements before answers: what has 3 seconds goes before what has 15 minutes.

People are acknowledged at once and answered a moment later. In a burst the answers of the
first would otherwise take the time that the acknowledgements of the last need.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum, auto

WINDOW = 0.03
"""Seconds each answer waits, to see whether a burst has begun; nobody notices."""
BURST = 10
"""More arrivals than this in a window are a burst."""
LONGEST = 2.0
"""Seconds an answer is held back at most, however long the burst lasts."""
AT_ONCE = 32
"""Answers worked on together when all is calm; enough for the database to group them."""
AT_ONCE_IN_BURST = 4

_having_it: ContextVar[bool] = ContextVar("whether it is this task's turn", default=False)


class _Pace(Enum):
    CALM = auto()
    HELD = auto()  # a burst: nobody begins
    OVERRUN = auto()  # it has lasted too long: a few begin all the same


@dataclass(slots=True, eq=False)
class _Waiter:
    begin: asyncio.Future[None]
    ready: bool = False
    begun: bool = False


class Turns:
    """Tells answers when to begin, in the order they came.

    ``arrived`` is called for each event that comes in. Time is only waited for by
    ``asyncio.sleep``, so that whoever simulates that simulates this.
    """

    def __init__(self) -> None:
        self._arrivals: deque[float] = deque(maxlen=BURST + 1)
        self._waiting: deque[_Waiter] = deque()
        self._at_work = 0
        self._pace = _Pace.CALM
        self._watching: asyncio.Task[None] | None = None

    def arrived(self) -> None:
        """Note that something came in, to be acknowledged."""
        self._arrivals.append(asyncio.get_running_loop().time())

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None]:
        """Wait for the caller's turn to answer; inside one's turn it is one's turn already."""
        if _having_it.get():
            yield
            return
        await self._wait()
        token = _having_it.set(True)
        try:
            yield
        finally:
            _having_it.reset(token)
            self._done()

    async def _wait(self) -> None:
        mine = _Waiter(asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        try:
            await asyncio.sleep(WINDOW)
            mine.ready = True
            self._look()
            await mine.begin
        except BaseException:
            if mine.begun:
                self._done()
            else:
                self._waiting.remove(mine)
                self._look()
            raise

    def _done(self) -> None:
        self._at_work -= 1
        self._look()

    def _look(self) -> None:
        """Let those begin whose turn it is."""
        if self._pace is not _Pace.HELD:
            self._feel()
        room = {_Pace.CALM: AT_ONCE, _Pace.HELD: 0, _Pace.OVERRUN: AT_ONCE_IN_BURST}[self._pace]
        while self._waiting and self._waiting[0].ready and self._at_work < room:
            if self._waiting[0].begin.cancelled():
                return  # it is about to leave the line, and looks itself
            self._at_work += 1
            first = self._waiting.popleft()
            first.begun = True
            first.begin.set_result(None)

    def _feel(self) -> None:
        if not self._burst():
            self._pace = _Pace.CALM
        elif self._pace is _Pace.CALM:
            self._pace = _Pace.HELD
            self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        for _ in range(round(LONGEST / WINDOW)):
            await asyncio.sleep(WINDOW)
            if not self._burst():
                break
        self._pace = _Pace.OVERRUN
        self._look()

    def _burst(self) -> bool:
        now = asyncio.get_running_loop().time()
        return len(self._arrivals) > BURST and now - self._arrivals[0] < WINDOW
