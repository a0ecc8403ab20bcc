"""Staying connected over Socket Mode: a new ticket for every try, and pauses that grow.

The library's own client repeats a refused handshake with the same ticket, which Slack takes once,
and never pauses between connections that Slack ends right away.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.adapters.slack.connection.backoff import ReconnectLog
from bot.adapters.slack.connection.sign_in import APP_FIX
from bot.adapters.slack.errors import NETWORK_ERRORS, REFUSALS, error_code, translated

LONGEST_PAUSE = 60.0
"""Seconds between two tries at most."""
STEADY_PINGS = 2
"""A connection that lasted for so many pings works."""

SOCKET_MODE_OFF = (
    "Socket Mode is switched off for the Slack app. Turn it on: https://api.slack.com/apps → your "
    "app → Socket Mode."
)
TOO_MANY = (
    "Slack ends the connection because the app has too many (too_many_websockets; it allows 10). "
    "Stop other programs that use this SLACK_APP_TOKEN."
)
DEAD_TOKEN = "Slack no longer accepts SLACK_APP_TOKEN ({code}). " + APP_FIX
NO_TICKET = (
    "Slack refuses a Socket Mode connection ({code}). See that Socket Mode is on under "
    "https://api.slack.com/apps → your app → Socket Mode, and check SLACK_APP_TOKEN."
)
_ENDINGS = {"link_disabled": SOCKET_MODE_OFF, "too_many_websockets": TOO_MANY}
_OFF = {"socket_mode_not_enabled", "socket_mode_disabled", "link_disabled"}
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable"}


class PersistentClient(SocketModeClient):
    """The library's client with another way to connect.

    ``ticket`` asks Slack for an address to connect to; ``problem`` says what lastingly keeps the
    connection from working, in words for an operator; empty while all is well.
    """

    def __init__(
        self,
        ticket: Callable[[], Awaitable[str]],
        log: ReconnectLog,
        **arguments: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(**arguments)
        self.problem = ""
        self._ticket = ticket
        self._log = log
        self._closing = asyncio.Event()
        self._tries = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def connect(self) -> None:
        """Connect; tries until it works or the client is closed."""
        self.auto_reconnect_enabled = False
        while not self.closed:
            await self._leave_old()
            await self._pause()
            if self.closed:
                return
            try:
                await self._connect_once()
            except NETWORK_ERRORS as error:
                self._note_failure(error)
            else:
                return

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002
        """Replace the connection; ``force`` also one that still seems to work."""
        before = self.current_session
        async with self.connect_operation_lock:
            replaced = self.current_session is not before and await self.is_connected()
            if not self.closed and not replaced and (force or not await self.is_connected()):
                await self.connect()

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Note why Slack ends a connection, and that one works, before the library acts on it."""
        if message.get("type") == "disconnect":
            self._note(_ENDINGS.get(str(message.get("reason")), ""))
        elif message.get("envelope_id"):
            self._works()
        elif message.get("type") == "hello":
            asyncio.get_running_loop().call_later(
                STEADY_PINGS * self.ping_interval, self._check, self.current_session
            )
        library: Any = super()
        await library.run_message_listeners(message, raw_message)

    async def close(self) -> None:
        """Disconnect for good."""
        self._closing.set()
        await super().close()

    # --- one try -------------------------------------------------------------------

    async def _leave_old(self) -> None:
        """Close the old connection first: it counts, too."""
        if self.current_session is not None:
            with suppress(*NETWORK_ERRORS):
                await self.current_session.close()

    async def _connect_once(self) -> None:
        url, self.wss_uri = self.wss_uri or await self._ticket(), None
        self.current_session = await self.aiohttp_client_session.ws_connect(
            url, autoping=False, heartbeat=self.ping_interval, proxy=self.proxy
        )
        self.auto_reconnect_enabled = self.default_auto_reconnect_enabled
        self.stale = False
        await self.current_session.ping(f"sdk-ping-pong:{time.time()}".encode())
        before, self._tasks = (
            self._tasks,
            [
                asyncio.ensure_future(self.monitor_current_session()),
                asyncio.ensure_future(self.receive_messages()),
            ],
        )
        self.current_session_monitor, self.message_receiver = self._tasks
        for task in before:
            if task is not asyncio.current_task():
                task.cancel()

    async def _pause(self) -> None:
        """Wait before another try, each time twice as long; the first one comes right away."""
        if self._tries > 1:
            seconds = min(self.ping_interval * 2 ** (self._tries - 2), LONGEST_PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), seconds)
        self._tries += 1

    # --- what is known about it ----------------------------------------------------

    def _note_failure(self, error: Exception) -> None:
        code = error_code(error) if isinstance(error, SlackApiError) else ""
        if not code or code in _PASSING:
            self._log.lost(str(translated(error)), error)
        elif code in _OFF:
            self._note(SOCKET_MODE_OFF)
        else:
            dead = code in REFUSALS
            self._note((DEAD_TOKEN if dead else NO_TICKET).format(code=code))

    def _note(self, problem: str) -> None:
        if problem:
            self.problem = problem
            self._log.lost(problem)

    def _check(self, session: aiohttp.ClientWebSocketResponse | None) -> None:
        if session is self.current_session and session is not None and not session.closed:
            self._works()

    def _works(self) -> None:
        self.problem = ""
        self._tries = 0
        self._log.connected()
