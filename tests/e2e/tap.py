"""A tap on the wire: everything a bot sends, byte by byte, and every line it logs.

The wire is a TCP connection that passes through; what comes from the bot is kept, frames
of a web socket unmasked. Answers are not kept: they are the platform's words.
"""

import asyncio
import io
import logging
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress

import pytest

from bot.ops import logs


class Wire:
    """Listens on a free port and passes on to another, keeping what clients send."""

    def __init__(self) -> None:
        self.port = 0
        self._target = 0
        self._streams: list[bytearray] = []
        self._server: asyncio.Server | None = None
        self._passing: set[asyncio.Task[None]] = set()

    async def open(self, target: int) -> None:
        self._target = target
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)
        if self._server is not None:
            self._server.close()

    @property
    def sent(self) -> bytes:
        """Everything clients have sent so far, connection by connection."""
        return b"\n".join(unmasked(bytes(stream)) for stream in self._streams)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        kept = bytearray()
        self._streams.append(kept)
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            await asyncio.gather(
                _pass(reader, there_writer, kept), _pass(there_reader, writer, bytearray())
            )
        finally:
            writer.close()
            there_writer.close()
            self._passing.discard(task)


async def _pass(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, kept: bytearray
) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            kept += data
            writer.write(data)
            await writer.drain()
        writer.write_eof()


def unmasked(stream: bytes) -> bytes:
    """Return what a client sent, readable: frames after an upgrade lose their masks."""
    upgrade = stream.lower().find(b"upgrade: websocket")
    if upgrade < 0:
        return stream
    frames = stream.index(b"\r\n\r\n", upgrade) + 4  # requests may have come before it
    return stream[:frames] + b"\n".join(_frames(stream[frames:]))


def _frames(data: bytes) -> Generator[bytes]:
    """Yield the payloads of a client's frames (RFC 6455, section 5.2)."""
    at = 0
    while at + 6 <= len(data):
        length, at = data[at + 1] & 0x7F, at + 2
        wide = {126: 2, 127: 8}.get(length, 0)
        if wide:
            length, at = int.from_bytes(data[at : at + wide], "big"), at + wide
        mask, at = data[at : at + 4], at + 4
        yield _xor(data[at : at + length], mask)
        at += length


def _xor(data: bytes, mask: bytes) -> bytes:
    key = (mask * (len(data) // 4 + 1))[: len(data)]
    together = int.from_bytes(data, "big") ^ int.from_bytes(key, "big")
    return together.to_bytes(len(data), "big")


@contextmanager
def logged(secrets: Sequence[str]) -> Generator[io.StringIO]:
    """Log as the bot does at DEBUG, every library included; yields all that is written."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    told = io.StringIO()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stderr", told)
            logs.set_up("DEBUG", secrets)
        yield told
    finally:
        root.handlers[:] = before
        root.setLevel(level)
