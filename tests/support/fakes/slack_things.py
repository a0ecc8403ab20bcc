"""The things a fake Slack workspace is made of, and the names everything goes by."""

from dataclasses import dataclass, field
from typing import Any

from tests.support.fakes.block_kit import Json

TEAM, BOT_USER, BOT, APP = "T0TEAM", "U0WARMUP", "B0WARMUP", "A0WARMUP"
ALL_SCOPES = (
    "app_mentions:read,channels:history,channels:join,channels:read,chat:write,commands,"
    "files:read,files:write,groups:history,groups:read,im:history,im:write,"
    "pins:write,reactions:write,usergroups:read,users:read"
)
SCOPE_OF = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "conversations.info": "channels:read",
    "conversations.join": "channels:join",
    "conversations.open": "im:write",
    "pins.add": "pins:write",
    "pins.remove": "pins:write",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.conversations": "channels:read",
    "users.info": "users:read",
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
}
BLOCK_CHARACTERS = 11_300
TRIGGER_SECONDS, URL_SECONDS, URL_USES = 3.0, 1800.0, 5


class SlackError(Exception):
    """A refusal in Slack's words, with more to say about it."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.answer: Json = {"ok": False, "error": error, **more}


@dataclass
class Channel:
    members: set[str] = field(default_factory=lambda: {BOT_USER})
    messages: list[Json] = field(default_factory=list[Json])
    private: bool = False
    archived: bool = False


@dataclass
class View:
    user: str
    content: Json
    opened: bool = True
    version: int = 1


@dataclass
class ResponseUrl:
    """Where an answer may be sent: 5 times in 30 minutes. ``shown`` is the pressed ephemeral."""

    user: str
    channel: str
    made: float
    shown: Json | None
    uses: int = 0
