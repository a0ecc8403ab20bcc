"""What Discord's HTTP API does, and keeps: channels, messages, threads, interactions."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.fakes import discord_shapes as shapes
from tests.support.fakes.discord_files import check_files, stored
from tests.support.fakes.discord_places import BY_SERVER, SERVER, Place
from tests.support.fakes.discord_rules import (
    EPHEMERAL,
    Json,
    Missing,
    Refused,
    check_form,
    check_message,
    check_silent,
    walk,
)
from tests.support.fakes.discord_shapes import APPLICATION, CHANNEL, GUILD, words

EPOCH = 1420070400000
MESSAGE_CONTENT_LIMITED = 1 << 19
CALLBACKS = {2: (4, 5, 9), 3: (4, 5, 6, 7, 9), 5: (4, 5, 6, 7)}
"""Which first answers each kind of interaction takes."""
FOLLOW_UPS = 5
"""How many follow-ups it takes where only the user has installed the app."""


@dataclass
class Pressed:
    """An interaction, and all the bot made of it."""

    id: str
    token: str
    kind: int
    user: str
    message: Json | None
    sent_at: float
    place: Place = SERVER
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    callback: Json | None = None
    ephemeral: bool = False
    took: float = 0.0
    answer: Json | None = None
    followups: list[Json] = field(default_factory=list[Json])
    deleted: bool = False

    @property
    def form(self) -> Json:
        """The form that was opened."""
        assert self.callback is not None
        assert self.callback["type"] == 9, self.callback
        return self.callback["data"]

    @property
    def text(self) -> str:
        """Everything the person was shown."""
        return "\n".join(words(m) for m in (self.answer, *self.followups) if m)


class DiscordApi:
    """The state of a small Discord, and the routes that read and change it."""

    def __init__(self, *, message_content: bool = False) -> None:
        self.flags = MESSAGE_CONTENT_LIMITED if message_content else 0
        self.channels: dict[str, list[Json]] = {CHANNEL: []}
        self.threads: dict[str, Json] = {}
        self.names: dict[str, str] = {}
        """What people are called; the others have plain names."""
        self.unreadable: set[str] = set()
        self.sizes: list[int] = [2]
        """The members of each server that the bot is in."""
        self.public_flags = 0
        self.user_install = True
        """Whether people may install the application for themselves."""
        self.commands: list[Json] = []
        self.presses: dict[str, Pressed] = {}
        self.files: dict[str, bytes] = {}
        """What was attached, by the attachment's id."""
        self.may_attach = True
        self._count = 0
        self._nonces: dict[tuple[str, str], str] = {}

    def route(self, method: str, path: str, body: Any, query: Mapping[str, str]) -> Any:
        """Serve a request; raises Refused."""
        parts = path.split("/")
        if parts[0] in ("interactions", "webhooks"):
            return self._answers(method, parts, body)
        if parts[0] == "channels":
            return self._channels(method, parts, body, query)
        return self._about(method, parts, body, query)

    def _servers(self, query: Mapping[str, str]) -> list[Json]:
        """Return a page of the servers that the bot is in."""
        servers: list[Json] = [
            {"id": str(number), "name": "A team", "icon": None, "features": list[str](),
             "owner": False, "permissions": "0", "approximate_member_count": members}
            for number, members in enumerate(self.sizes, int(GUILD))
        ]  # fmt: skip
        after = int(query.get("after", 0))
        page = [server for server in servers if int(str(server["id"])) > after]
        return page[: int(query.get("limit", 200))]

    def _about(self, method: str, parts: list[str], body: Any, query: Mapping[str, str]) -> Any:
        match (method, *parts):
            case ("GET", "users", "@me"):
                me = shapes.user(APPLICATION, "Warmup", bot=True)
                return {**me, "public_flags": self.public_flags}
            case ("GET", "users", "@me", "guilds"):
                return self._servers(query)
            case ("GET", "oauth2", "applications", "@me"):
                return shapes.application(self.flags, user_install=self.user_install)
            case ("PUT", "applications", _, "commands"):
                more = {"version": "1", "application_id": APPLICATION}
                self.commands = [
                    {"description": "", **c, "id": self.snowflake(), **more} for c in body
                ]  # a menu has no description of its own
                return self.commands
            case ("GET", "applications", _, "commands"):
                return self.commands
            case ("GET", "guilds", guild, *rest) if guild == GUILD:
                whole = shapes.guild(self.threads)
                if rest[:1] == ["members"]:
                    return shapes.bot_member(rest[1])
                return whole["channels"] if rest == ["channels"] else whole
            case ("GET", "guilds", *_):
                raise Refused(404, 10004, "Unknown Guild")
            case ("POST", "users", "@me", "channels"):
                return self._direct_channel(str(body["recipient_id"]))
            case _:
                raise Refused(404, 0, f"no route {method} {'/'.join(parts)}")

    def _answers(self, method: str, parts: list[str], body: Json) -> Json:
        match (method, *parts):
            case ("POST", "interactions", _, token, "callback"):
                return self.acknowledge(token, body)
            case ("PATCH", "webhooks", _, token, "messages", "@original"):
                return self._edit_original(self._pressed(token), body)
            case ("DELETE", "webhooks", _, token, "messages", "@original"):
                self._pressed(token).deleted = True
                return {}
            case ("POST", "webhooks", _, token):
                return self._followup(self._pressed(token), body)
            case _:
                raise Refused(404, 0, f"no route {method} {'/'.join(parts)}")

    def _channels(self, method: str, parts: list[str], body: Json, query: Mapping[str, str]) -> Any:
        match (method, *parts):
            case ("POST", _, channel, "messages"):
                return self._post(channel, body)
            case ("GET", _, channel):
                return self._described(channel)
            case ("GET", _, channel, "messages"):
                return self._history(channel, query)
            case ("PUT" | "DELETE", _, channel, "messages", message, "reactions", _, "@me"):
                return self._react(channel, message, on=method == "PUT")
            case ("PATCH", _, channel, "messages", message):
                return self._edit(channel, message, body)
            case ("POST", _, channel, "messages", message, "threads"):
                return self._thread(channel, message, body)
            case _:
                raise Refused(404, 0, f"no route {method} {'/'.join(parts)}")

    def _pressed(self, token: str) -> Pressed:
        made = self.presses.get(token)
        if made is None:
            raise Refused(404, 10015, "Unknown Webhook")
        return made

    def acknowledge(self, token: str, body: Json) -> Json:
        """Take an interaction's first answer."""
        made = self._pressed(token)
        if made.callback is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        made.took = time.monotonic() - made.sent_at
        if made.took > 3:
            raise Refused(404, 10062, "Unknown interaction")
        kind: int = body["type"]
        data: Json = body.get("data") or {}
        if kind not in CALLBACKS[made.kind]:
            raise Refused(400, 50035, f"callback {kind} to interaction {made.kind}")
        if kind == 9:
            check_form(data)
        if kind == 4:
            check_message(data)
            check_files(data)
            check_silent(data)
            made.answer = self._message(CHANNEL, data)
        if kind == 7:
            self._change(made, data)
        made.callback, made.ephemeral = body, bool(int(data.get("flags") or 0) & EPHEMERAL)
        if kind in (4, 7, 9):
            made.shown.set()
        made.acknowledged.set()
        return {"interaction": {"id": made.id, "type": made.kind}}

    def _edit_original(self, made: Pressed, body: Json) -> Json:
        if made.callback is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if made.callback["type"] in (6, 7):
            made.shown.set()
            return self._change(made, body)
        check_message(body, edit=True)
        check_files(body)
        check_silent(body)
        made.answer = self._message(CHANNEL, body)
        if made.ephemeral:  # as it was promised when it was acknowledged
            made.answer["flags"] = int(made.answer.get("flags") or 0) | EPHEMERAL
        made.shown.set()
        return made.answer

    def _change(self, made: Pressed, body: Json) -> Json:
        """Edit the message that was pressed."""
        check_message(body, edit=True)
        check_files(body)
        check_silent(body)
        assert made.message is not None
        ephemeral = int(made.message.get("flags") or 0) & EPHEMERAL  # no edit changes that
        made.message |= self._content(body)
        made.message["flags"] = int(made.message.get("flags") or 0) | ephemeral
        made.answer = made.message
        return made.answer

    def _followup(self, made: Pressed, body: Json) -> Json:
        if made.callback is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if BY_SERVER not in made.place.installed and len(made.followups) >= FOLLOW_UPS:
            raise Refused(400, 40094, "This interaction has reached its follow-up limit.")
        check_message(body)
        check_files(body)
        check_silent(body)
        message = self._message(CHANNEL, body)
        made.followups.append(message)
        made.shown.set()
        return message

    def _post(self, channel: str, body: Json) -> Json:
        check_message(body)
        check_files(body)
        check_silent(body)
        if body.get("attachments") and not self.may_attach:
            raise Refused(403, 50013, "Missing Permissions")
        known = self._nonces.get((channel, str(body.get("nonce"))))
        if known and body.get("enforce_nonce"):
            return next(m for m in self._channel(channel) if m["id"] == known)
        message = self._message(channel, body)
        if body.get("message_reference"):
            message |= {"type": 19, "message_reference": body["message_reference"]}
        self._channel(channel).append(message)
        self._nonces[channel, str(body.get("nonce"))] = message["id"]
        return message

    def _edit(self, channel: str, message: str, body: Json) -> Json:
        check_message(body, edit=True)
        check_files(body)
        check_silent(body)
        for kept in self._channel(channel):
            if kept["id"] == message:
                kept.update(self._content(body))
                return kept
        raise Refused(404, 10008, "Unknown Message")

    def _history(self, channel: str, query: Mapping[str, str]) -> list[Json]:
        limit = int(query.get("limit", 50))
        if channel in self.unreadable:  # no Read Message History: no error, just nothing
            return []
        if "after" in query:  # the oldest of these; in each answer the latest comes first
            begin = [self._thread_start(channel)] if channel in self.threads else []
            every = [*begin, *self._channel(channel)]
            return [m for m in every if int(m["id"]) > int(query["after"])][:limit][::-1]
        before = int(query.get("before", 1 << 63))
        return [m for m in self._channel(channel) if int(m["id"]) < before][::-1][:limit]

    def _thread_start(self, thread: str) -> Json:
        """Return what every thread begins with: a note of the message it was opened from."""
        note = self._message(thread, {})
        return note | {"id": thread, "type": 21}

    def _react(self, channel: str, message: str, *, on: bool) -> Json:
        kept = next((m for m in self._channel(channel) if m["id"] == message), None)
        if kept is None:
            raise Refused(404, 10008, "Unknown Message")
        mark: Json = {"emoji": {"id": None, "name": "✅"}, "count": 1, "me": True,
                      "count_details": {"burst": 0, "normal": 1}, "me_burst": False,
                      "burst_colors": []}  # fmt: skip
        kept["reactions"] = [mark] if on else []
        return {}

    def said(self, user: str, channel: str, text: str) -> Json:
        """Keep a message of a person; returns it."""
        message = self._message(channel, {"content": text})
        message["author"] = self.user(user)
        self._channel(channel).append(message)
        return message

    def _thread(self, channel: str, message: str, body: Json) -> Json:
        if not 1 <= len(body["name"]) <= 100:
            raise Refused(400, 50035, "a thread's name has 1 to 100 characters")
        if all(m["id"] != message for m in self._channel(channel)):
            raise Refused(404, 10008, "Unknown Message")
        if message in self.threads:
            raise Refused(400, 160004, "A thread has already been created for this message")
        self.channels[message] = []
        self.threads[message] = shapes.thread(message, channel, body["name"])
        return self.threads[message]

    def _direct_channel(self, user: str) -> Json:
        channel = f"6{user}"
        self.channels.setdefault(channel, [])
        return {"id": channel, "type": 1, "recipients": [self.user(user)]}

    def user(self, number: str) -> Json:
        """Return someone's account."""
        return shapes.user(number, self.names.get(number, f"user-{number}"))

    def _described(self, channel: str) -> Json:
        """Return what a channel or thread is."""
        known = {each["id"]: each for each in shapes.guild(self.threads)["channels"]}
        found = known.get(channel) or self.threads.get(channel)
        if found is None:  # a thread is looked for after a try that failed
            raise Missing(404, 10003, "Unknown Channel")
        return found

    def _channel(self, channel: str) -> list[Json]:
        if channel not in self.channels:
            raise Refused(404, 10003, "Unknown Channel")
        return self.channels[channel]

    def _message(self, channel: str, body: Json) -> Json:
        return {
            "id": self.snowflake(), "channel_id": channel, "type": 0, "content": "",
            "author": shapes.user(APPLICATION, "Warmup", bot=True), "embeds": [], "attachments": [],
            "mentions": [], "mention_roles": [], "mention_everyone": False, "pinned": False,
            "tts": False, "timestamp": "2026-11-23T09:00:00+00:00", "edited_timestamp": None,
            "flags": 0, "components": [], **self._content(body),
        }  # fmt: skip

    def _content(self, body: Json) -> Json:
        kept = {k: body[k] for k in ("content", "flags", "components") if body.get(k) is not None}
        if body.get("attachments") is not None:
            kept["attachments"] = [self._keep_file(each) for each in body["attachments"]]
        free = iter(range(1, 1000))
        used = {part["id"] for part in walk(kept.get("components", [])) if part.get("id")}
        for part in walk(kept.get("components", [])):
            if not part.get("id"):  # Discord numbers what the bot did not
                part["id"] = next(n for n in free if n not in used)
        return kept

    def _keep_file(self, attached: Json) -> Json:
        made = stored(attached, self.snowflake())
        self.files[made["id"]] = attached["bytes"]
        return made

    def forget_nonces(self) -> None:
        """Send again what was sent: Discord knows a nonce for minutes only."""
        self._nonces.clear()

    def snowflake(self) -> str:
        self._count += 1
        return str(((int(time.time() * 1000) - EPOCH) << 22) + self._count)
