"""The connection to Slack: one workspace, over Socket Mode or signed HTTP."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import aiohttp

from bot.adapters.slack.connection.contact import Contact
from bot.adapters.slack.connection.sign_in import sign_in
from bot.adapters.slack.connection.transports import Connection, HttpConnection, SocketConnection
from bot.adapters.slack.gateway import SlackGateway
from bot.adapters.slack.inbound.listeners import bolt_app
from bot.adapters.slack.serving.handler import Desk
from bot.adapters.slack.serving.pacer import EVERY, Pacer
from bot.adapters.slack.web_api import CALL_SECONDS, Api, translating, web_client
from bot.engine.dispatcher import Engine
from bot.engine.errors import GatewayError, StartRefused
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway

log = logging.getLogger(__name__)

DEFAULT_PORT = 3000
ORIGIN = "slack:origin"
ASK_EVERY = 50.0
NOT_HEARD = "The connection that brings Slack's presses and commands is down; it is made again."


class SlackClient:
    """``ports.Adapter`` for Slack.

    With ``app_token`` events come over Socket Mode; with ``signing_secret`` alone, as signed
    HTTP requests on ``port``. ``clock`` returns aware UTC; ``pace`` is the least time, in
    seconds, between two posts or edits in a channel; ``ask_every`` (seconds) how often Slack is
    asked whether the token is still good.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        port: int | None = None,
        api_url: str = "",
        clock: Callable[[], datetime],
        pace: float = EVERY,
        ask_every: float = ASK_EVERY,
    ) -> None:
        self._engine = engine
        self._bot_token = bot_token
        self._app_token = app_token
        self._signing_secret = signing_secret
        self._port = port or DEFAULT_PORT
        self._api_url = api_url
        self._contact = Contact(clock)
        self._api = Api(web_client(bot_token, api_url), self._contact)
        self._gateway = SlackGateway(self._api, Pacer(pace))
        self._desk = Desk(engine, self._api, self._gateway, clock)
        self._ask_every = ask_every
        self._connected: Connection | None = None
        self._ready = asyncio.Event()
        self._closing = asyncio.Event()
        self._closed = asyncio.Event()

    @property
    def gateway(self) -> Gateway:
        """Posts to the workspace."""
        return self._gateway

    @property
    def last_contact(self) -> datetime | None:
        """When Slack was last heard of: an event, or an answer of the Web API."""
        return self._contact.last

    @property
    def trouble(self) -> str:
        """What stands in the way of posting, or of hearing presses; or empty."""
        if self._connected is not None and self._connected.down:
            return NOT_HEARD
        return self._contact.trouble

    async def run(self) -> None:
        """Connect and serve until closed; raises StartRefused with the fix."""
        if not (self._app_token or self._signing_secret):
            raise StartRefused(
                "Slack needs SLACK_APP_TOKEN (Socket Mode), "
                "or SLACK_SIGNING_SECRET and PORT (signed HTTP)."
            )
        timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session:
                self._api.client.session = session
                await self._serve(session)
        finally:
            self._api.client.session = None
            self._closed.set()

    async def ready(self) -> None:
        """Return once Slack can be posted to."""
        await self._ready.wait()

    async def close(self) -> None:
        """Take no more events, finish what was acknowledged, disconnect."""
        self._closing.set()
        if self._ready.is_set():
            await self._closed.wait()

    async def _serve(self, session: aiohttp.ClientSession) -> None:
        self._gateway.identity, _ = await sign_in(self._api)
        self._gateway.origin = await self._engine.store.write(_origin)
        connection = self._connection(session)
        try:
            await connection.open()
            self._connected = connection
            self._ready.set()
            me = self._gateway.identity
            log.info("connected to Slack workspace %s (%s)", me.workspace_name, me.workspace)
            await self._stay()
        finally:
            await connection.close()
            await self._desk.close()

    async def _stay(self) -> None:
        """Wait until closed; ask now and then whether the token is still good.

        Socket Mode lives on another token, and signed HTTP is silent when nobody presses.
        """
        while not self._closing.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), self._ask_every)
                return
            with suppress(GatewayError), translating():
                await self._api.call("auth.test")

    def _connection(self, session: aiohttp.ClientSession) -> Connection:
        bare = web_client(None, self._api_url)
        bare.session = session
        app = bolt_app(self._desk, bare, self._bot_token, self._signing_secret)
        if self._app_token:
            return SocketConnection(app, Api(bare), self._app_token, self._contact.heard)
        return HttpConnection(app, self._port)


def _origin(tx: Transaction) -> str:
    """Return this database's own name, made up on first use."""
    origin = tx.facts.get(ORIGIN)
    if origin is None:
        origin = secrets.token_hex(4)
        tx.facts.put(ORIGIN, origin)
    return origin
