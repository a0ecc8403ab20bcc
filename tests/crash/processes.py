"""Bots as processes: started by the zygote, killed without warning."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.engine.rounds.lease import STANDARD
from tests.support.process import ROOT, environment


class Process:
    """A running bot."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.ended = asyncio.Event()
        self.leapt = timedelta(0)

    def leap(self) -> None:
        """Let its clock go ahead to where nothing of an earlier bot is under way; once."""
        if not (self.ended.is_set() or self.leapt):
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGUSR1)
                self.leapt = STANDARD.in_flight

    def kill(self) -> None:
        """End it with SIGKILL; may be called from any thread."""
        if not self.ended.is_set():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def killed(self) -> None:
        """End it and wait until it is gone."""
        self.kill()
        async with asyncio.timeout(30):
            await self.ended.wait()


class Zygote:
    """Forks bots; see ``zygote.py``. Whatever still runs at the end is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[int, Process] = {}
        self._started: asyncio.Queue[Process] = asyncio.Queue()
        self._ready = asyncio.Event()

    async def __aenter__(self) -> "Zygote":
        with (self._folder / "zygote.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.crash.zygote"),
                cwd=ROOT,
                env=environment(self._folder),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        self._reading = asyncio.create_task(self._read())
        async with asyncio.timeout(120):
            await self._ready.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in list(self._running.values()):
            await process.killed()
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._reading

    async def start(self, folder: Path, now: datetime, settings: dict[str, str]) -> Process:
        """Start a bot in ``folder`` whose clock says ``now`` and ticks on."""
        wanted = {
            "folder": str(folder),
            "now": now.isoformat(),
            "environment": environment(folder, **settings),
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        await self._process.stdin.drain()
        async with asyncio.timeout(60):
            return await self._started.get()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said: dict[str, int] = json.loads(line)
            if "ready" in said:
                self._ready.set()
            elif "started" in said:
                process = self._running[said["started"]] = Process(said["started"])
                self._started.put_nowait(process)
            else:
                self._running.pop(said["ended"]).ended.set()
