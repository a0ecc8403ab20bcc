"""How events come in: over a Socket Mode connection, or as signed HTTP requests."""

import asyncio
import errno
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Protocol, cast

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.adapters.slack.connection.backoff import ReconnectLog
from bot.adapters.slack.connection.replays import Replays
from bot.adapters.slack.connection.shapes import is_readable
from bot.adapters.slack.connection.sign_in import socket_url
from bot.adapters.slack.connection.socket_client import PersistentClient
from bot.adapters.slack.limits import Json
from bot.adapters.slack.web_api import Api, uses_proxy
from bot.engine.errors import StartRefused

log = logging.getLogger(__name__)
socket_log = logging.getLogger("slack_sdk.socket_mode")

PING_SECONDS = 5.0
"""How often a socket is tried; a lost one is noticed, and replaced, at the next ping."""

ENVELOPE = '"envelope_id"'
"""In every message of the socket that has to be acknowledged."""

HELLO = '"hello"'
"""In the first message of each socket; events may have been missed before it."""

ACK_SECONDS = 2.5
"""How long a stop waits for acknowledgements, at most; Slack gives them 3 seconds."""

GOODBYE_SECONDS = 1.0
"""How long a stop waits for Slack to close its side, too."""

PATH = "/slack/events"
"""Where Slack is told to send events, commands and presses in HTTP mode (see the manifest)."""


class Connection(Protocol):
    """A way in for events."""

    async def open(self) -> None:
        """Connect; raises StartRefused with the fix when that can't work."""
        ...

    async def close(self, seconds: float) -> None:
        """Take no more events; what is at hand gets ``seconds`` at most."""
        ...

    @property
    def down(self) -> bool:
        """Tell whether events can't come in just now."""
        ...

    @property
    def problem(self) -> str:
        """Why events lastingly can't come in, and the fix; empty if nothing is known."""
        ...


class SocketConnection:
    """Socket Mode: the bot connects to Slack, no public address needed.

    ``heard`` is called for every message, ``connected`` for every new socket.
    """

    def __init__(
        self,
        app: AsyncApp,
        api: Api,
        app_token: str,
        heard: Callable[[], None],
        connected: Callable[[], None],
        ping_every: float,
    ) -> None:
        self._app = app
        self._api = api
        self._heard = heard
        self._connected = connected
        self._app_token = app_token
        self._reconnect_log = ReconnectLog(socket_log)
        self._ping_every = ping_every
        self._unanswered = 0
        self._answered = asyncio.Event()
        self._answered.set()
        self._client: PersistentClient | None = None

    async def open(self) -> None:
        """Connect; the client keeps the connection from then on."""
        url = await socket_url(self._api, self._app_token)
        self._client = client = PersistentClient(
            self._ticket,
            self._reconnect_log,
            app_token=self._app_token,
            logger=socket_log,
            web_client=self._app.client,
            ping_interval=self._ping_every,
        )
        self._reconnect_log.start()
        client.on_message_listeners.append(self._listen)
        client.socket_mode_request_listeners += [self._dispatch, self._acknowledged]
        client.wss_uri = url
        if not uses_proxy(url):
            client.proxy = None
        await client.connect()

    @property
    def down(self) -> bool:
        """Tell whether the socket is lost and not replaced yet."""
        session = self._client.current_session if self._client is not None else None
        return session is None or session.closed

    @property
    def problem(self) -> str:
        """Why Slack lastingly refuses the connection."""
        return self._client.problem if self._client is not None else ""

    async def _ticket(self) -> str:
        """Return an address to connect to, which Slack takes once and for seconds only."""
        answer = await self._api.call("apps.connections.open", token=self._app_token)
        return str(answer["url"])

    async def _dispatch(
        self, client: AsyncBaseSocketModeClient, request: SocketModeRequest
    ) -> None:
        began = time.time()
        asked = _of_socket(request)
        answer = await self._app.async_dispatch(asked) if asked else None
        if answer is None or answer.status != HTTPStatus.OK:
            log.info("Slack sent something of type %s that nobody serves", request.type)
            # Unacknowledged, it would come again.
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
            return
        await send_async_response(client, request, answer, began)

    async def _listen(self, message: aiohttp.WSMessage) -> None:
        self._heard()
        if ENVELOPE in str(message.data):
            self._unanswered += 1
            self._answered.clear()
        elif HELLO in str(message.data):
            self._connected()

    async def _acknowledged(self, *_: object) -> None:
        self._unanswered -= 1
        if self._unanswered <= 0:
            self._answered.set()

    async def close(self, seconds: float) -> None:
        """Take nothing new, acknowledge what came in, disconnect; wait for the client's tasks."""
        client: Any = self._client
        if client is None:
            return
        tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
        if client.message_receiver:
            client.message_receiver.cancel()
        await _at_most(min(ACK_SECONDS, seconds), self._answered.wait())
        await _at_most(GOODBYE_SECONDS, client.close())
        await client.aiohttp_client_session.close()
        for task in filter(None, tasks):
            task.cancel()
        await asyncio.gather(*filter(None, tasks), return_exceptions=True)
        self._reconnect_log.stop()


class HttpConnection:
    """Signed HTTP requests on a port; Bolt checks the signatures."""

    def __init__(self, app: AsyncApp, signing_secret: str, host: str, port: int) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._host = host
        self._port = port
        self._replays = Replays(time.monotonic)
        self._runner: web.AppRunner | None = None

    @property
    def down(self) -> bool:
        """Tell whether nothing listens."""
        return self._runner is None

    @property
    def problem(self) -> str:
        """Nothing: Slack connects to us."""
        return ""

    async def open(self) -> None:
        """Listen; raises StartRefused when the port is taken."""
        served = web.Application()
        served.router.add_post("/{path:.*}", self._serve)
        self._runner = web.AppRunner(served, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            why = "is taken" if error.errno == errno.EADDRINUSE else f"can't be used ({error})"
            raise StartRefused(
                f"Port {self._port} {why}: set PORT to a free one, "
                f"and HOST (now {self._host}) to an address of this machine."
            ) from None
        log.info("serving Slack's requests on %s, port %d at %s", self._host, self._port, PATH)

    async def _serve(self, request: web.Request) -> web.Response:
        """Serve a request on any path: the signature says whether it is Slack's."""
        asked = await _read(request)
        if asked is None:
            return web.Response(status=400, text="Not a valid Slack request.")
        signature = request.headers.get("X-Slack-Signature", "")
        if not is_readable(asked.body):
            stamp = request.headers.get("X-Slack-Request-Timestamp", "0")
            signed = self._verifier.is_valid(asked.raw_body, stamp, signature)
            return web.Response(status=400 if signed else 401, text="Not a valid Slack request.")
        answer = await self._replays.once(signature, lambda: self._app.async_dispatch(asked))
        return await to_aiohttp_response(answer)

    async def close(self, seconds: float) -> None:
        """Stop listening; requests in progress get ``seconds`` at most."""
        if self._runner is not None:
            await _at_most(seconds, self._runner.cleanup())


async def _read(request: web.Request) -> AsyncBoltRequest | None:
    """Return a request as Bolt reads it, None for what Slack can't have sent.

    Bolt reads it before it checks the signature, and fails over what it can't read.
    """
    try:
        int(request.headers.get("X-Slack-Request-Timestamp", 0))
        request.headers.get("X-Slack-Signature", "").encode("ascii")
        return await to_bolt_request(request)
    except web.HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, a stranger sent it
        log.debug("a request couldn't be read: %r", error)
        return None


def _of_socket(request: SocketModeRequest) -> AsyncBoltRequest | None:
    """Return a socket's message as Bolt reads it, None for what can't be read."""
    payload: Json = cast("Any", request).payload
    if not is_readable(payload):
        return None
    try:
        return AsyncBoltRequest(mode="socket_mode", body=payload)
    except Exception as error:  # noqa: BLE001 - a part that only Bolt looks at
        log.debug("a socket's message couldn't be read: %r", error)
        return None


async def _at_most(seconds: float, wait: Awaitable[object]) -> None:
    """Wait, but not for longer than ``seconds``."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await wait
