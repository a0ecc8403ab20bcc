"""Lines typed by a person or piped by a script, as an async iterator."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from typing import TextIO


async def lines(source: TextIO, prompt: str) -> AsyncIterator[str]:
    """Yield lines without their end until the input ends; shows ``prompt`` on a terminal.

    Reading blocks, so a daemon thread does it: Ctrl-C never waits for another line.
    """
    loop = asyncio.get_running_loop()
    typed: asyncio.Queue[str | None] = asyncio.Queue()
    wanted = threading.Semaphore(0)
    reader = threading.Thread(
        target=_read, args=(source, prompt, loop, typed, wanted), name="lines", daemon=True
    )
    reader.start()
    while True:
        wanted.release()
        line = await typed.get()
        if line is None:
            return
        yield line


def _read(
    source: TextIO,
    prompt: str,
    loop: asyncio.AbstractEventLoop,
    typed: "asyncio.Queue[str | None]",
    wanted: threading.Semaphore,
) -> None:
    while True:
        wanted.acquire()
        line = _one(source, prompt)
        try:
            loop.call_soon_threadsafe(typed.put_nowait, line)
        except RuntimeError:  # the loop has closed: nobody listens any more
            return
        if line is None:
            return


def _one(source: TextIO, prompt: str) -> str | None:
    try:
        if source is sys.stdin and source.isatty():
            return input(prompt)
        line = source.readline()
    except UnicodeDecodeError:
        return "\ufffd"
    except (EOFError, OSError, ValueError):
        return None
    return line.rstrip("\r\n") if line else None
