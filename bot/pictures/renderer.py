"""SVG to PNG off the event loop: in a process of its own, remembered by content.

A picture is an extra: whatever goes wrong, None is returned, and the message goes without it.
"""

import asyncio
import logging
import sys
from collections import OrderedDict
from collections.abc import Sequence
from struct import pack, unpack

log = logging.getLogger(__name__)

SECONDS = 5.0
"""How long a message waits for its picture, the start of the process included."""
END_SECONDS = 1.0
MOST_WAITING = 20
"""Pictures asked for at once; those beyond aren't drawn, so that a rush isn't kept waiting."""
REMEMBERED = 64
"""Pictures kept in memory, some 50 kB each."""
WORKER = (sys.executable, "-m", "bot.pictures.png_worker")


class Renderer:
    """Draws one picture at a time; the process starts with the first and ends with ``close``.

    ``seconds`` is how long one may take; ``worker`` is the command that draws.
    """

    def __init__(self, seconds: float = SECONDS, worker: Sequence[str] = WORKER) -> None:
        self._seconds = seconds
        self._worker = worker
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._process: asyncio.subprocess.Process | None = None
        self._complained = False

    async def png(self, svg: str) -> bytes | None:
        """Return the picture as PNG, None if it couldn't be drawn in time."""
        if self._waiting >= MOST_WAITING:
            return None
        self._waiting += 1
        try:
            async with asyncio.timeout(self._seconds), self._turn:
                if svg not in self._drawn:
                    self._remember(svg, await self._draw(svg))
                self._drawn.move_to_end(svg)
                return self._drawn[svg]
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self._complain(error)
            return None
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def _draw(self, svg: str) -> bytes:
        """Return the PNG; a process that was cut off in between is of no more use."""
        try:
            png = await self._exchange(svg.encode())
        except BaseException:
            await self._end()
            raise
        if not png:
            raise ValueError("the picture couldn't be drawn")
        return png

    async def _exchange(self, svg: bytes) -> bytes:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipe to the process that draws")
        process.stdin.write(pack(">I", len(svg)) + svg)
        await process.stdin.drain()
        (length,) = unpack(">I", await process.stdout.readexactly(4))
        return await process.stdout.readexactly(length)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *self._worker, stdin=pipe, stdout=pipe
            )
        return self._process

    async def _end(self) -> None:
        """Close the process's input, which ends it; one that hangs is killed."""
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            await asyncio.wait_for(process.communicate(), END_SECONDS)
        except TimeoutError:
            process.kill()
            await process.communicate()

    def _remember(self, svg: str, png: bytes) -> None:
        self._drawn[svg] = png
        while len(self._drawn) > REMEMBERED:
            self._drawn.popitem(last=False)

    def _complain(self, error: Exception) -> None:
        level = logging.DEBUG if self._complained else logging.WARNING
        self._complained = True
        why = str(error) or type(error).__name__
        log.log(level, "no picture: %s; messages are sent without (said once)", why)
