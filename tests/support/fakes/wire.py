"""The network before a PostgreSQL server: a TCP port that passes bytes on, or holds them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path


class Wire:
    """Takes connections and bytes at all times; while it is silent, it passes nothing on."""

    def __init__(self, socket: Path) -> None:
        self.port = 0
        self._socket = socket
        self._passing = asyncio.Event()
        self._passing.set()
        self._ways: set[asyncio.Task[None]] = set()

    def fall_silent(self) -> None:
        """Pass nothing on; may be called by any thread."""
        self._passing.clear()

    def speak(self) -> None:
        """Pass on what was held, and what comes."""
        self._passing.set()

    @asynccontextmanager
    async def laid(self) -> AsyncGenerator["Wire"]:
        """Listen on a port of the machine's own until the end."""
        listening = await asyncio.start_server(self._taken, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            listening.close()
            for way in self._ways:
                way.cancel()
            await asyncio.gather(*self._ways, return_exceptions=True)

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        for way in (self._pass(reader, back), self._pass(there, writer)):
            task = asyncio.create_task(way)
            self._ways.add(task)
            task.add_done_callback(self._ways.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            try:
                while said := await reader.read(65_536):
                    await self._passing.wait()
                    writer.write(said)
                    await writer.drain()
            finally:
                writer.close()
