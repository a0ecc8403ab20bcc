"""A small Discord over real sockets: its HTTP API and its gateway, strict where Discord is.

It serves what the bot uses, refuses what Discord refuses (see ``discord_rules``), counts
what a test asks about, and lets people press, type and submit. Everything it keeps
outlives the bot, as it does there.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from tests.support.fakes import discord_shapes as shapes
from tests.support.fakes.discord_api import MESSAGE_CONTENT_LIMITED, DiscordApi, Pressed
from tests.support.fakes.discord_files import read_form
from tests.support.fakes.discord_places import DIRECT, SERVER, Place, interaction
from tests.support.fakes.discord_rules import Json, Refused, walk
from tests.support.fakes.discord_shapes import APPLICATION, CHANNEL, GUILD
from tests.support.fakes.discord_shards import Refusal, Shard, ShardGate


class DiscordServer:
    """Serves on a free port of this machine between ``start`` and ``stop``."""

    def __init__(self, *, message_content: bool = False) -> None:
        self.token = "the-token"
        self.api = DiscordApi(message_content=message_content)
        self.requests: list[tuple[float, str, str]] = []
        self.last_body: Json = {}
        """What the latest request to the API sent."""
        self.refusals: deque[tuple[str, str, Callable[[], web.Response | None]]] = deque()
        """Answers to the next request of a method to a path; None cuts the connection."""
        self.identified: list[Json] = []
        self.resumed: list[Json] = []
        self.problems: list[str] = []
        self.connected = asyncio.Event()
        self.terse = False
        """Whether interactions come with no more than Discord's documentation promises."""
        self.sent: dict[str, Json] = {}
        """The interactions that were sent, by their tokens."""
        self.port = 0
        self._edits = 0
        self.lose_sessions = False
        """Whether a lost connection can't be resumed."""
        self._sockets: dict[web.WebSocketResponse, int] = {}  # and the last event's number
        self.gate = ShardGate()
        self.told: list[tuple[Shard | None, str, str]] = []
        """Each event that was sent: to which shard, its name, its server."""
        self._runner: web.AppRunner | None = None

    # --- running -------------------------------------------------------------------

    async def start(self) -> None:
        """Listen."""
        app = web.Application(middlewares=[self._guard])  # pyright: ignore[reportArgumentType]
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._api)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening; what was kept stays."""
        self.connected.clear()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    async def drop(self) -> None:
        """Lose the gateway's connections, as networks do."""
        assert self._sockets
        self.connected.clear()
        for socket in list(self._sockets):
            await socket.close(code=4000)

    # --- people --------------------------------------------------------------------

    async def slash(self, user: str, command: str, /, **options: Any) -> Pressed:
        """Use a slash command; ``command`` may name a subcommand: ``daily setup``.

        ``place`` (or ``in_dm``) and ``as_manager`` say where and who; a ``stale`` client still
        offers what Discord doesn't any more. The rest are the command's options, where ``<@7>``
        picks a person.
        """
        place = options.pop("place", DIRECT if options.pop("in_dm", False) else SERVER)
        manager, stale = options.pop("as_manager", False), options.pop("stale", False)
        name, _, sub = command.partition(" ")
        known = next((c for c in self.api.commands if c["name"] == name), None)
        assert known is not None, f"no command {name} in {[c['name'] for c in self.api.commands]}"
        assert stale or not place.refuses(known), place.refuses(known)
        given = [_option(each, value) for each, value in options.items()]
        picked = [each["value"] for each in given if each["type"] == USER]
        data = {"id": known["id"], "name": name, "type": 1, "options": given}
        data["resolved"] = {"users": {each: self.api.user(each) for each in picked}}
        if sub:
            assert any(o["name"] == sub for o in known["options"]), f"no {command}"
            data["options"] = [{"name": sub, "type": 1, "options": given}]
        return await self._interact(user, 2, data, None, place=place, manager=manager)

    async def menu(
        self, user: str, name: str, message: Json, *, place: Place = SERVER, **more: bool
    ) -> Pressed:
        """Use an entry of a message's menu."""
        known = next(c for c in self.api.commands if c["name"] == name and c["type"] == 3)
        assert not place.refuses(known), place.refuses(known)
        resolved = {"messages": {message["id"]: message}}
        data = {"id": known["id"], "name": name, "type": 3, "target_id": message["id"]}
        return await self._interact(
            user, 2, {**data, "resolved": resolved}, None, place=place, **more
        )

    async def press(
        self, user: str, message: Json, label: str, *, manager: bool = False, **more: Any
    ) -> Pressed:
        """Press a message's button."""
        button = next(p for p in walk(message["components"]) if p.get("label") == label)
        assert not button.get("disabled"), f"{label} can't be pressed"
        return await self.press_id(user, message, button["custom_id"], manager=manager, **more)

    async def press_id(
        self,
        user: str,
        message: Json,
        custom_id: str,
        *,
        manager: bool = False,
        within: float = 10,
        in_dm: bool = False,
        place: Place = SERVER,
    ) -> Pressed:
        """Press a button that ``message`` has, or once had."""
        data = {"component_type": 2, "custom_id": custom_id, "id": 0}
        place = DIRECT if in_dm else place
        return await self._interact(
            user, 3, data, message, place=place, manager=manager, within=within
        )

    async def submit(
        self,
        opened: Pressed,
        values: dict[str, Any],
        *,
        manager: bool = False,
        within: float = 10,
    ) -> Pressed:
        """Submit the form a press opened; fields not named keep what they hold."""
        parts = [_submitted(label, values) for label in opened.form["components"]]
        data = {"custom_id": opened.form["custom_id"], "components": parts}
        return await self._interact(
            opened.user, 5, data, opened.message, place=opened.place, manager=manager, within=within
        )

    async def say(self, user: str, thread: str, text: str, *, heard: bool = True) -> Json:
        """Write in a thread; the bot hears of it only if it is ``heard``."""
        message = self.api.said(user, thread, text)
        if heard:
            await self._tell_of("MESSAGE_CREATE", message)
        return message

    async def edit(self, message: Json, text: str, *, heard: bool = True) -> None:
        """Change a message."""
        self._edits += 1
        message |= {"content": text, "edited_timestamp": f"2026-11-23T09:00:{self._edits:02}+00:00"}
        if heard:
            await self._tell_of("MESSAGE_UPDATE", message)

    async def delete(self, *messages: Json, heard: bool = True) -> None:
        """Delete messages of one thread: one by itself, several together."""
        where = {"channel_id": messages[0]["channel_id"], "guild_id": GUILD}
        ids = [message["id"] for message in messages]
        kept = self.api.channels[where["channel_id"]]
        kept[:] = [message for message in kept if message["id"] not in ids]
        if heard and len(ids) > 1:
            await self.send("MESSAGE_DELETE_BULK", {"ids": ids, **where})
        elif heard:
            await self.send("MESSAGE_DELETE", {"id": ids[0], **where})

    async def _tell_of(self, event: str, message: Json) -> None:
        member = {"roles": list[str](), "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}
        await self.send(event, {**message, "guild_id": GUILD, "member": member})

    def marked(self, thread: str) -> list[str]:
        """Return the texts of the messages that carry our ✅."""
        return [m["content"] for m in self.messages(thread) if m.get("reactions")]

    def messages(self, channel: str = CHANNEL) -> list[Json]:
        """Return a channel's (or thread's) messages, oldest first."""
        return self.api.channels.get(channel, [])

    async def until(self, true: Callable[[], Any], seconds: float = 15.0) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110  # nothing tells us: it is another process
                await asyncio.sleep(0.01)

    # --- the gateway ---------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            said: Json = json.loads(frame.data)
            if said["op"] == 1:
                await socket.send_json({"op": 11})
            elif said["op"] == 2:
                await self._identify(socket, said["d"])
            elif said["op"] == 6 and said["d"]["token"] != self.token:
                await socket.close(code=4004)
            elif said["op"] == 6 and self.lose_sessions:
                await socket.send_json({"op": 9, "d": False})
            elif said["op"] == 6:
                self.resumed.append(said["d"])
                self.gate.resume(socket, said["d"]["session_id"])
                self._sockets[socket] = said["d"]["seq"] or 0
                await self._tell(socket, "RESUMED", {})
                self.connected.set()
        self._sockets.pop(socket, None)
        self.gate.forget(socket)
        return socket

    async def _identify(self, socket: web.WebSocketResponse, said: Json) -> None:
        if said["token"] != self.token:
            await socket.close(code=4004)
            return
        if said["intents"] & (1 << 15) and not self.api.flags & MESSAGE_CONTENT_LIMITED:
            await socket.close(code=4014)
            return
        self.identified.append(said)
        session = f"session-{len(self.identified)}"
        refusal = self.gate.identify(socket, said, session)
        if refusal is Refusal.TOO_EARLY:
            await socket.send_json({"op": 9, "d": False})
            return
        if refusal is not None:
            await socket.close(code=refusal.value)
            return
        self._sockets[socket] = 0
        ours = self.gate.hears(socket, GUILD)
        ready = {
            "v": 10,
            "user": shapes.user(APPLICATION, "Warmup", bot=True),
            "guilds": [{"id": GUILD, "unavailable": True}] if ours else [],
            "session_id": session,
            "resume_gateway_url": "wss://gateway.example.invalid",
            "application": {"id": APPLICATION, "flags": self.api.flags},
        }
        if "shard" in said:
            ready["shard"] = said["shard"]
        await self._tell(socket, "READY", ready)
        if not self.terse and ours:
            await self._tell(socket, "GUILD_CREATE", shapes.guild(self.api.threads))
        self.connected.set()

    async def send(self, event: str, data: Json) -> None:
        """Send an event to the bot."""
        await self._dispatch(event, data)

    async def send_raw(self, frame: Json) -> None:
        """Send every connection a frame as it is, numbered as the next event."""
        for socket in list(self._sockets):
            self._sockets[socket] += 1
            await socket.send_json({"s": self._sockets[socket], **frame})

    async def _dispatch(self, event: str, data: Json) -> None:
        """Tell every connection that hears the event's server: all of them without shards."""
        server = str(data.get("guild_id") or "")
        for socket in [each for each in self._sockets if self.gate.hears(each, server)]:
            self.told.append((self.gate.shard_of(socket), event, server))
            with suppress(ConnectionError):  # a bot that was killed just now
                await self._tell(socket, event, data)

    async def _tell(self, socket: web.WebSocketResponse, event: str, data: Json) -> None:
        self._sockets[socket] += 1
        await socket.send_json({"op": 0, "t": event, "s": self._sockets[socket], "d": data})

    async def _interact(
        self,
        user: str,
        kind: int,
        data: Json,
        message: Json | None,
        *,
        place: Place = SERVER,
        manager: bool = False,
        within: float = 10,
    ) -> Pressed:
        await self.until(self.connected.is_set)
        number = self.api.snowflake()
        made = Pressed(number, f"token-{number}", kind, user, message, time.monotonic(), place)
        self.api.presses[made.token] = made
        sent: Json = {
            **interaction(place, self.api.user(user), manager=manager),
            "id": number,
            "type": kind,
            "data": data,
            "token": made.token,
        }
        if message is not None:
            sent["message"] = message
        self.sent[made.token] = sent
        await self.send("INTERACTION_CREATE", shapes.terse(sent) if self.terse else sent)
        async with asyncio.timeout(within):
            await made.shown.wait()
        return made

    # --- the API -------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refused as refused:
            if refused.is_problem:
                self.problems.append(f"{request.method} {request.path}: {refused}")
            return _json(refused.body, refused.status)

    async def _api(self, request: web.Request) -> web.Response:
        method, path = request.method, request.match_info["path"]
        self.requests.append((time.monotonic(), method, path))
        self.last_body = await _body(request)
        for planned in list(self.refusals):
            if planned[0] == method and planned[1] in path:
                self.refusals.remove(planned)
                answer = planned[2]()
                if answer is None and request.transport is not None:
                    request.transport.abort()
                return answer or web.Response()
        by_token = path.startswith(("interactions/", "webhooks/"))
        if not by_token and request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refused(401, 0, "401: Unauthorized")
        if path == "gateway/bot":
            return _json({"url": self.gateway_url, "shards": 1, "session_start_limit": {}})
        answer = self.api.route(method, path, self.last_body, request.query)
        if method == "POST" and path.endswith("/threads") and not self.terse:
            await self.send("THREAD_CREATE", {**answer, "newly_created": True})
        return _json(answer)


def _submitted(label: Json, values: dict[str, Any]) -> Json:
    if label["type"] == 10:
        return {"type": 10, "id": label.get("id", 0)}
    part: Json = label["component"]
    sent: Json = {"type": part["type"], "id": part.get("id", 0), "custom_id": part["custom_id"]}
    chosen = [o["value"] for o in part.get("options", []) if o.get("default")]
    if part["type"] == 4:
        sent["value"] = values.get(part["custom_id"], part.get("value") or "")
    elif part["type"] == 21:
        sent["value"] = values.get(part["custom_id"], next(iter(chosen), None))
    else:
        sent["values"] = values.get(part["custom_id"], chosen)
    return {"type": 18, "id": label.get("id", 0), "component": sent}


USER = 6
"""The type of an option that picks a person."""


def _option(name: str, value: Any) -> Json:
    if isinstance(value, str) and value.startswith("<@"):
        return {"name": name, "type": USER, "value": value.strip("<@>")}
    return {"name": name, "type": {bool: 5, int: 4, str: 3}[type(value)], "value": value}


def _json(body: Any, status: int = 200) -> web.Response:
    """Return JSON with the bare content type: the library takes no other for JSON."""
    headers = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers)


async def _body(request: web.Request) -> Any:
    if request.content_type == "application/json":
        return await request.json()
    if request.content_type.startswith("multipart/"):
        return await read_form(request)
    return {}
