"""The connection to Discord: satisfies ``ports.Adapter`` with the real discord.py."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import aiohttp
import discord

from bot.adapters.discord.bot import RETRY_SECONDS, Bot, ShardedBot
from bot.adapters.discord.connection.addresses import point_at
from bot.adapters.discord.connection.backoff import bound_pauses, log_unreachable
from bot.adapters.discord.connection.contact_trace import REFUSED
from bot.adapters.discord.connection.shards import (
    INVALID_SHARD,
    SHARDING_REQUIRED,
    WRONG_SHARDS,
    Shards,
)
from bot.adapters.discord.errors import asked_to_wait
from bot.adapters.discord.gateway import DiscordGateway
from bot.adapters.discord.limits import REQUESTS_A_SECOND
from bot.adapters.shared.card_pictures import CardPictures
from bot.adapters.shared.contact import Contact
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.pacer import Pacer
from bot.engine.dispatcher import Engine
from bot.engine.errors import StartRefused
from bot.engine.model.rounds import MAX_LEASE
from bot.pictures.renderer import Renderer
from bot.pictures.theme import DARK

log = logging.getLogger(__name__)

OURS_A_SECOND = REQUESTS_A_SECOND * 0.8
"""Leaves room for what the library asks on its own; it waits out refusals, but never paces."""

LOGIN_REFUSED = (
    "Discord doesn't accept DISCORD_TOKEN. Make a new one: "
    "https://discord.com/developers/applications → your application → Bot → Reset Token."
)
NO_INTENT = (
    "Discord refused the Message Content Intent. Turn it on: "
    "https://discord.com/developers/applications → your application → Bot → Message Content Intent."
)
DISCONNECTED = "The connection to Discord is down; reconnecting."


class DiscordClient:
    """Discord as a platform. ``clock`` returns aware UTC.

    ``api_url`` and ``gateway_url`` point at a proxy or another server; empty means Discord.
    Without ``shards`` there is one connection, for all servers; without a ``renderer``, no picture.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        token: str,
        api_url: str = "",
        gateway_url: str = "",
        clock: Callable[[], datetime],
        retry_seconds: Sequence[float] = RETRY_SECONDS,
        shards: Shards | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        self._token = token
        self._retry_seconds = retry_seconds
        self._api_url = api_url.rstrip("/")
        self._gateway_url = gateway_url
        self._in_flight = InFlight()
        self._contact = Contact(clock)
        pacer = Pacer(1 / OURS_A_SECOND)
        pictures = CardPictures(renderer, DARK) if renderer else None
        parts = (engine, clock, self._in_flight, gateway_url, self._contact, pacer, pictures,
                 retry_seconds)  # fmt: skip
        self.bot = ShardedBot(*parts, shards=shards) if shards else Bot(*parts)
        self._gateway = DiscordGateway(
            self.bot, pacer, self.bot.thread_answers.catch_up, pictures, self.bot.links
        )
        self._ready = asyncio.Event()
        self.bot.when_ready = self._ready.set

    @property
    def gateway(self) -> DiscordGateway:
        """The engine's gateway to Discord."""
        return self._gateway

    @property
    def last_contact(self) -> datetime | None:
        """When Discord was last heard from: a frame of the gateway (heartbeats too), an answer."""
        return self._contact.last

    @property
    def trouble(self) -> str:
        """Why nothing can be posted or no press arrives just now; empty if all is well."""
        sockets = self.bot.sockets()
        down = not sockets or not all(socket.open for socket in sockets)
        if self._ready.is_set() and not self._contact.trouble and down:
            return DISCONNECTED
        return self._contact.trouble or self.bot.registration.trouble

    async def ready(self) -> None:
        """Return once messages can be posted."""
        await self._ready.wait()

    async def run(self) -> None:
        """Log in and serve until closed. Raises StartRefused, with the fix."""
        point_at(self._api_url, self._gateway_url)
        bound_pauses()
        try:
            await self._patiently(self._login)
            if not self._in_flight.closing:
                await self._patiently(self.bot.connect)
        except discord.LoginFailure as error:
            raise StartRefused(LOGIN_REFUSED) from error
        except discord.PrivilegedIntentsRequired as error:
            raise StartRefused(NO_INTENT) from error
        except discord.ConnectionClosed as error:
            if error.code == 4004:  # authentication failed
                self._contact.trouble = REFUSED
                raise StartRefused(LOGIN_REFUSED) from error
            if error.code in (INVALID_SHARD, SHARDING_REQUIRED):
                raise StartRefused(WRONG_SHARDS.format(code=error.code)) from error
            raise StartRefused(f"Discord closed the connection permanently ({error}).") from error

    async def close(self, seconds: float) -> None:
        """Take nothing new, finish what was acknowledged within ``seconds``, disconnect."""
        loop = asyncio.get_running_loop()
        closes_at = loop.time() + seconds
        if not await self._in_flight.finish(seconds):
            log.warning("some interactions were still being served after %g s", seconds)
        await self.bot.thread_answers.close(max(closes_at - loop.time(), 0.0))
        await self._gateway.publisher.close()
        await self.bot.close()

    async def _patiently(self, connect: Callable[[], Any]) -> None:
        """Try again while Discord can't be reached; the library does so only once connected."""
        for attempt in range(10**9):
            try:
                await connect()
            except (
                aiohttp.ClientError,
                OSError,
                TimeoutError,
                discord.HTTPException,  # a wrong token is another error; whatever this is may pass
                discord.RateLimited,
            ) as error:
                reason: BaseException = error
            except AttributeError as error:
                if self.bot.ws is not None:  # pyright: ignore[reportUnnecessaryComparison]
                    raise
                # the library's own, over what made its very first connection fail
                reason = error.__context__ or error
            else:
                return
            if self._in_flight.closing:
                return
            pause = self._retry_seconds[min(attempt, len(self._retry_seconds) - 1)]
            wait = max(pause, asked_to_wait(reason))
            wait = min(wait, MAX_LEASE.total_seconds())
            log_unreachable(reason, wait)
            await asyncio.sleep(wait)

    async def _login(self) -> None:
        try:
            await self.bot.login(self._token)
            if self._api_url and not self._gateway_url:
                _, url, _ = await self.bot.http.get_bot_gateway()
                point_at("", url)  # that API's own, not Discord's
        except BaseException:
            # The next login opens its own session; this one would be left open.
            await self.bot.http.close()
            self.bot.http.connector = discord.utils.MISSING
            raise
