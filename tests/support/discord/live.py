"""The real client in this process, against a small Discord over real sockets."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any

from discord.gateway import KeepAliveHandler

from bot.adapters.discord.client import DiscordClient
from bot.engine.dispatcher import Engine
from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.outbox.worker import OutboxWorker
from bot.engine.ports.runtime import Gateway, Store
from bot.engine.rounds.worker import RoundWorker
from content.format.question_forms import FormParser
from storage.store import SqlStore
from tests.e2e.bank import FixtureBank
from tests.e2e.fortnight import MONDAY, at
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.discord_shapes import CHANNEL, GUILD
from tests.support.fakes.memory_store import MemoryStore

SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "16:00"}
HERE = ChannelRef("discord", GUILD, CHANNEL)
NINE, FOUR = at(MONDAY, 9, 1), at(MONDAY, 16, 1)


class Live:
    """A client that runs as a task, on a store in memory."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.arguments: dict[str, Any] = {}
        self.gateway_url = server.gateway_url
        self.memory = MemoryStore()
        self.clock = FakeClock(at(MONDAY, 8, 50))
        self.bank = FixtureBank()
        self.task: asyncio.Task[None] | None = None

    async def start(
        self, store: Store | None = None, *, token: str = "", gateway: str = ""
    ) -> None:
        """Start the client, as after a start of the bot."""
        self.server.connected.clear()
        self.client = self.made(store, token=token, gateway=gateway)
        gateways: dict[Any, Gateway] = {"discord": self.client.gateway}
        kept = store if isinstance(store, SqlStore) else self.memory
        self.daily = RoundWorker(kept, self.bank, gateways, "worker", self.clock)
        self.outbox = OutboxWorker(kept, self.bank, gateways, "worker", self.clock)
        self.task = asyncio.create_task(self.client.run())
        ready = asyncio.create_task(self.client.ready())
        await asyncio.wait({self.task, ready}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
        ready.cancel()
        if self.task.done():
            self.task.result()

    def made(
        self, store: Store | None = None, *, token: str = "", gateway: str = ""
    ) -> DiscordClient:
        """Return a client that has not been started."""
        return DiscordClient(
            Engine(store or self.memory, self.bank, parser=FormParser()),
            token=token or self.server.token,
            api_url=self.server.api_url,
            gateway_url=gateway or self.gateway_url,
            clock=self.clock,
            **self.arguments,
        )

    async def stop(self) -> None:
        """Close the client."""
        if self.task is not None:
            await self.client.close(8)
            with suppress(Exception):
                await self.task

    async def kill(self) -> None:
        """End the client in the middle of whatever it does."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
            await self.client.close(0)  # the connections that a process would lose
        end_heartbeats()

    async def ask(self, **options: str) -> Json:
        """Set the channel up and let its question be asked; returns the message."""
        preview = await self.server.slash("1", "daily setup", as_manager=True, **SETUP, **options)
        assert preview.answer is not None
        await self.server.press("1", preview.answer, "Start asking", manager=True)
        self.clock.now = NINE
        await self.work()
        return self.server.messages()[-1]

    async def work(self) -> None:
        """Do the work there is."""
        await self.daily.wake()
        await self.daily.wait_until_idle()

    async def send(self) -> None:
        """Send what is in the outbox."""
        await self.outbox.wake()
        await self.outbox.wait_until_idle()

    def round(self) -> Round:
        """Return the latest round."""
        return list(self.memory.tables.rounds.values())[-1]

    @property
    def asked(self) -> MessageRef:
        found = self.round().message
        assert found is not None
        return found


def end_heartbeats() -> None:
    """End the library's threads of connections that nobody closed: they'd outlive their loop."""
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler):
            thread.stop()
            thread.join(5)


@asynccontextmanager
async def live(
    *, start: bool = True, message_content: bool = False, terse: bool = False, **arguments: Any
) -> AsyncGenerator[Live]:
    """Run a small Discord, and the client on it; at the end nothing may have been refused.

    ``arguments`` are passed to the client.
    """
    server = DiscordServer(message_content=message_content)
    server.terse = terse
    await server.start()
    made = Live(server)
    made.arguments = arguments
    try:
        if start:
            await made.start()
        yield made
    finally:
        await made.stop()
        await server.stop()
