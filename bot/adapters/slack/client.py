"""The connection to Slack: one workspace, over Socket Mode or signed HTTP."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

import aiohttp

from bot.adapters.shared.card_pictures import CardPictures
from bot.adapters.shared.contact import Contact
from bot.adapters.shared.pacer import Pacer
from bot.adapters.slack.commands import help as help_
from bot.adapters.slack.commands import managers
from bot.adapters.slack.connection.sign_in import FIRST_WAIT, sign_in
from bot.adapters.slack.connection.transports import (
    PING_SECONDS,
    Connection,
    HttpConnection,
    SocketConnection,
)
from bot.adapters.slack.errors import translating
from bot.adapters.slack.gateway import SlackGateway
from bot.adapters.slack.inbound import missed_invitations
from bot.adapters.slack.inbound.listeners import bolt_app
from bot.adapters.slack.method_holds import MethodHolds
from bot.adapters.slack.pictured import WAITS, SlackPictures
from bot.adapters.slack.serving import files, uploads
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.setup import conversation
from bot.adapters.slack.web_api import CALL_SECONDS, Api, web_client
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine.dispatcher import Engine
from bot.engine.errors import GatewayError, StartRefused
from bot.engine.file_queries import MissedDeck
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.runtime import Gateway
from bot.pictures.renderer import Renderer
from bot.pictures.theme import LIGHT

log = logging.getLogger(__name__)

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 3000
PACE = 1.0
"""Seconds between two posts or edits in one channel: Slack takes about one a second."""
ASK_EVERY = 50.0
DISCONNECTED = "Connection to Slack lost; reconnecting."
ANSWERS = {
    q.ExportMe: files.export,
    MissedDeck: files.export,
    tc.ShowReport: files.report,
    uploads.ReadNotes: uploads.read_notes,
    tc.SetManagers: managers.choose,
    tc.ShowManagers: managers.show,
    qc.ShowReviewers: managers.show,
    qc.SetReviewers: managers.show,
    c.AddSchedule: conversation.add,
    help_.HelpWanted: help_.answer,
}
"""What is asked of the engine that Slack has something to do for, too."""


class SlackClient:
    """``ports.Adapter`` for Slack.

    With ``app_token`` events come over Socket Mode; with ``signing_secret`` alone, as signed
    HTTP requests on ``host`` and ``port``. ``clock`` returns aware UTC, ``seconds`` a time that
    never goes back, for waits that Slack asks for; ``pace`` is the least time, in
    seconds, between two posts or edits in a channel; ``ask_every`` (seconds) how often Slack is
    asked whether the token is still good, ``ping_every`` how often the socket is pinged.
    ``first_wait`` (seconds) is the pause before Slack is tried again at the start; it doubles.
    Without a ``renderer`` there are no pictures; ``picture_waits`` are the seconds between tries
    to show one.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        host: str = DEFAULT_HOST,
        port: int | None = None,
        api_url: str = "",
        clock: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
        pace: float = PACE,
        ask_every: float = ASK_EVERY,
        ping_every: float = PING_SECONDS,
        first_wait: float = FIRST_WAIT,
        renderer: Renderer | None = None,
        picture_waits: Sequence[float] = WAITS,
    ) -> None:
        self._engine = engine
        self._bot_token = bot_token
        self._app_token = app_token
        self._signing_secret = signing_secret
        self._host = host
        self._port = port or DEFAULT_PORT
        self._api_url = api_url
        self._contact = Contact(clock)
        self._api = Api(web_client(bot_token, api_url), self._contact, MethodHolds(seconds))
        pictures = CardPictures(renderer, LIGHT) if renderer else None
        shown = SlackPictures(self._api, pictures, picture_waits)
        self._gateway = SlackGateway(self._api, Pacer(pace), self._catch_up, shown)
        self._handler = Handler(engine, self._api, self._gateway, clock, ANSWERS)
        self._ask_every = ask_every
        self._ping_every = ping_every
        self._first_wait = first_wait
        self._connected: Connection | None = None
        self._ready = asyncio.Event()
        self._closing = asyncio.Event()
        self._close_by = 0.0
        self._closed = asyncio.Event()

    @property
    def gateway(self) -> Gateway:
        """Posts to the workspace."""
        return self._gateway

    @property
    def last_contact(self) -> datetime | None:
        """When Slack was last heard from: an event, or an answer of the Web API."""
        return self._contact.last

    @property
    def trouble(self) -> str:
        """Why nothing can be posted or no press arrives just now; empty if all is well."""
        connection = self._connected
        if connection is not None and (connection.problem or connection.down):
            return connection.problem or DISCONNECTED
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

    async def close(self, seconds: float) -> None:
        """Take no more events, finish what was acknowledged within ``seconds``, disconnect."""
        self._close_by = asyncio.get_running_loop().time() + seconds
        self._closing.set()
        if self._ready.is_set():
            await self._closed.wait()

    async def _serve(self, session: aiohttp.ClientSession) -> None:
        self._gateway.identity, _ = await sign_in(self._api, self._first_wait)
        self._gateway.origin = await self._engine.note(q.Origin("slack"))
        connection = self._connection(session)
        try:
            await connection.open()
            self._connected = connection
            self._ready.set()
            if not self._app_token:
                self._handler.thread_answers.catch_up_all()  # a socket does with its hello
            me = self._gateway.identity
            log.info("connected to Slack workspace %s (%s)", me.workspace_name, me.workspace)
            greeting = missed_invitations.greet(self._handler, self._handler.clock())
            self._handler.start("missed invitations", greeting)
            await self._stay()
        finally:
            await connection.close(self._seconds_left())
            await self._handler.close(self._seconds_left())

    async def _catch_up(self, message: MessageRef) -> None:
        await self._handler.thread_answers.catch_up(message)

    def _seconds_left(self) -> float:
        return max(self._close_by - asyncio.get_running_loop().time(), 0.0)

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
        app = bolt_app(self._handler, bare, self._bot_token, self._signing_secret)
        if self._app_token:
            return SocketConnection(
                app,
                Api(bare),
                self._app_token,
                self._contact.heard,
                self._handler.thread_answers.catch_up_all,
                self._ping_every,
            )
        return HttpConnection(app, self._signing_secret, self._host, self._port)
