"""A small Slack over real sockets: Web API, Socket Mode, signed HTTP, response_urls.

Strict where Slack is: see ``slack_world`` for the rules of the methods. Events that are not
acknowledged within 3 seconds come again with the same ``event_id``; commands and presses
are noted as failed. ``faults`` break calls on purpose.
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_things import SlackError
from tests.support.fakes.slack_world import World

ACK_SECONDS = 3.0
SIGNING_SECRET = "signing-secret"


@dataclass
class Fault:
    """Breaks the next call of ``method``: a 429, an error, or a lost answer ``after`` it worked."""

    method: str
    error: str = ""
    retry_after: int | None = None
    status: int = 200
    lost: bool = False


class SlackServer:
    """Start it, point a bot's ``api_url`` at ``api_url``, then act through ``SlackPeople``."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.world = World(clock=time.monotonic, now=now)
        self.faults: list[Fault] = []
        self.late: list[str] = []
        self.ack_seconds: list[float] = []
        self.deliveries = 0
        self.delivered: list[tuple[str, Json]] = []
        self.handshakes = 0
        """How often somebody asked for a Socket Mode connection."""
        self.refuse_handshakes = 0
        """How many of the next ones are refused."""
        self.ending = ""
        """Why new connections are ended right away, if they are."""
        self._tickets: list[str] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        """The signed requests that were sent: body and headers."""
        self._held: dict[str, asyncio.Event] = {}
        self.http_target = ""
        self.port = 0
        self._sockets: deque[web.WebSocketResponse] = deque()
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    async def start(self, port: int = 0) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket", self._socket)
        app.router.add_post("/respond/{key}", self._respond)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/file/{file}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        self.world.base = f"http://127.0.0.1:{self.port}"
        self._session = self._session or aiohttp.ClientSession()

    async def pause(self) -> None:
        """Be unreachable until started again on the same port."""
        for socket in self._sockets:
            await socket.close()
        self._sockets.clear()
        if self._runner is not None:
            await self._runner.cleanup()

    async def drop(self, reason: str = "refresh_requested") -> None:
        """Close every connection, as Slack does every few hours."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": reason})
        self._sockets.clear()

    async def stop(self) -> None:
        await self.pause()
        if self._session is not None:
            await self._session.close()

    @property
    def api_url(self) -> str:
        return f"{self.world.base}/api"

    @property
    def connected(self) -> int:
        return sum(not socket.closed for socket in self._sockets)

    async def until(self, holds: Callable[[], Any], seconds: float = 30.0) -> Any:
        """Wait until ``holds`` returns something true, looking after every call; return it."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)
        return holds()

    def hold(self, method: str) -> None:
        """Let calls of a method hang, until released."""
        self._held[method] = asyncio.Event()

    def release(self, method: str) -> None:
        """Let held calls continue."""
        self._held.pop(method).set()

    async def quiet(self) -> None:
        """Wait until nothing has called for a tenth of a second."""
        seen = -1
        while seen != len(self.world.calls):
            seen = len(self.world.calls)
            await asyncio.sleep(0.1)

    # --- what the bot calls ------------------------------------------------------------

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args: Json = dict(request.query)
        if request.content_type == "application/json":
            args |= await request.json()
        elif request.method == "POST":
            args |= dict(await request.post())
        if method in self._held:
            await self._held[method].wait()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        fault = next((f for f in self.faults if f.method == method), None)
        if fault is not None:
            self.faults.remove(fault)
            if not fault.lost:
                return self._broken(fault)
        try:
            if method == "apps.connections.open":
                self.world.call("auth.test", self.world.bot_token, {})
            answer = self._call(method, token, args)
        except SlackError as refusal:
            answer = refusal.answer
        await self._notify()
        if fault is not None and request.transport is not None:
            request.transport.close()  # it happened, but nobody hears of it
        headers = {"x-oauth-scopes": self.world.scopes}
        return web.json_response(answer, headers=headers)

    def _call(self, method: str, token: str, args: Json) -> Json:
        if method == "apps.connections.open":
            if token != self.world.app_token:
                raise SlackError("invalid_auth")
            self._tickets.append(f"ticket-{next(self.world.count)}")
            socket = f"{self.world.base.replace('http', 'ws')}/socket?ticket={self._tickets[-1]}"
            return {"ok": True, "url": socket}
        return self.world.call(method, token, args)

    def _broken(self, fault: Fault) -> web.Response:
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
        status = 429 if fault.retry_after is not None else fault.status
        error = "ratelimited" if status == 429 else fault.error
        return web.json_response({"ok": False, "error": error}, status=status, headers=headers)

    async def _respond(self, request: web.Request) -> web.Response:
        try:
            self.world.respond(request.match_info["key"], await request.json())
        except SlackError as refusal:
            return web.Response(status=404, text=refusal.answer["error"])
        await self._notify()
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        self.world.files[request.match_info["file"]]["data"] = await request.read()
        return web.Response(text="OK")

    async def _file(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {self.world.bot_token}":
            return web.Response(status=302, headers={"Location": "https://slack.com/signin"})
        return web.Response(body=self.world.files[request.match_info["file"]]["data"])

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        await self._notify()
        ticket = request.query["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=403)  # it was used before
        self._tickets.remove(ticket)
        if self.refuse_handshakes:
            self.refuse_handshakes -= 1
            return web.Response(status=408)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        if self.ending:
            await socket.send_json({"type": "disconnect", "reason": self.ending})
            await self._notify()
            await socket.receive()
            return socket
        self._sockets.append(socket)
        await self._notify()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                answer: Json = json.loads(message.data)
                waiting = self._waiting.pop(str(answer.get("envelope_id")), None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(answer.get("payload") or {})
        return socket

    # --- what Slack sends --------------------------------------------------------------

    async def deliver(self, kind: str, payload: Json) -> Json:
        """Send an event, command or interaction; return the acknowledgement's payload."""
        self.delivered.append((kind, payload))
        for attempt in range(3 if kind == "events_api" else 1):
            self.deliveries += 1
            began = time.monotonic()
            try:
                async with asyncio.timeout(ACK_SECONDS):
                    send = self._send_http if self.http_target else self._send_socket
                    answer = await send(kind, payload, attempt)
            except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
                self.late.append(f"{kind}: {error!r}")
                continue
            self.ack_seconds.append(time.monotonic() - began)
            return answer
        return {}

    async def _send_socket(self, kind: str, payload: Json, attempt: int) -> Json:
        await self.until(lambda: self.connected)
        self._sockets.rotate(1)  # each event goes to another of the sockets
        socket = next(one for one in self._sockets if not one.closed)
        envelope_id = f"envelope-{next(self.world.count)}"
        self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        envelope: Json = {
            "type": kind,
            "envelope_id": envelope_id,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        await socket.send_json(envelope)
        return await self._waiting[envelope_id]

    async def _send_http(self, kind: str, payload: Json, attempt: int) -> Json:
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(form), "application/x-www-form-urlencoded"
        stamp = str(int(time.time()))
        signed = hmac.new(SIGNING_SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        }
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"}
        self.requests.append((body, headers))
        return await self._post(body, headers)

    async def replay(self, request: int = -1, more: dict[str, str] | None = None) -> Json:
        """Send a signed request once more, byte by byte, with ``more`` headers."""
        body, headers = self.requests[request]
        return await self._post(body, {**headers, **(more or {})})

    async def _post(self, body: str, headers: dict[str, str]) -> Json:
        assert self._session is not None
        async with self._session.post(self.http_target, data=body, headers=headers) as answer:
            text = await answer.text()
            if answer.status != 200:
                raise aiohttp.ClientError(f"{answer.status} {text[:200]}")
            return json.loads(text) if text.startswith("{") else {}

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()
