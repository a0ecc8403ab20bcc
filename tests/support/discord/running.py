"""The real bot against a small Discord over real sockets."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.fakes.discord_server import DiscordServer
from tests.support.process import ROOT, environment


class BotProcess:
    """``warmup run`` in a process of its own, on a database in ``folder``."""

    def __init__(
        self,
        server: DiscordServer,
        folder: Path,
        token: str = "",
        database: str = "",
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._server = server
        self._token = token or server.token
        self._folder = folder
        self._database = database
        self._more = more or {}
        self._process: asyncio.subprocess.Process | None = None
        self.log = folder / "bot.log"

    async def __aenter__(self) -> "BotProcess":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            await self.end()

    async def start(self) -> None:
        """Start it and wait until it is connected."""
        self._server.connected.clear()
        await self.launch()
        async with asyncio.timeout(30):
            await self._server.connected.wait()

    async def launch(self) -> None:
        """Start it."""
        settings = {
            "DISCORD_TOKEN": self._token,
            "DISCORD_API_URL": self._server.api_url,
            "DISCORD_GATEWAY_URL": self._server.gateway_url,
            "DATABASE_URL": self._database,
            "PYTHONPATH": str(ROOT),
            **self._more,
        }
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=environment(self._folder, **settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def end(self, number: int = signal.SIGKILL) -> int:
        """End it, by default without warning; returns its exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            os.kill(self._process.pid, number)
        return await self.ended()

    async def ended(self) -> int:
        """Wait for its end; returns its exit code."""
        assert self._process is not None
        async with asyncio.timeout(20):
            return await self._process.wait()


@asynccontextmanager
async def serving(*, message_content: bool = False) -> AsyncGenerator[DiscordServer]:
    """Run a small Discord."""
    server = DiscordServer(message_content=message_content)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
