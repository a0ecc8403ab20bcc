"""The fake platforms, telling a trap which step of a round each call is."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from tests.crash.traps import LATE_SECONDS, Trap
from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.slack_server import SlackServer
from tests.support.fakes.slack_world import Channel

DISCORD_CHANNEL = "7{:017}"
SLACK_CHANNEL = "C{:05}"
STARTS = ("users/@me", "auth.test", "apps.connections.open")
Handler = Callable[[web.Request], Any]


async def trapped(trap: Trap, where: str, what: str, serve: Handler, request: web.Request) -> Any:
    """Serve a request, unless the trap springs before; a lost answer was served all the same."""
    try:
        await request.read()
    except ConnectionError:  # the bot was killed while it wrote
        return web.Response(status=400)
    if what and trap.reached(where, what, "before"):
        return web.Response(status=503)
    if what and trap.reached(where, what, "late"):
        await asyncio.sleep(LATE_SECONDS)
    answer = await serve(request)
    if what and not trap.reached(where, what, "taken"):
        trap.reached(where, what, "answered")
    return answer


def nothing() -> None:
    """Do nothing yet."""


class TrappedDiscord(DiscordServer):
    """Discord, with ``count`` channels. ``called`` is told when a bot signs in."""

    def __init__(self, count: int) -> None:
        super().__init__(message_content=True)
        self.called = nothing
        self.trap = Trap(None)
        self.team = [DISCORD_CHANNEL.format(number) for number in range(1, count + 1)]
        self.api.channels.update({channel: [] for channel in self.team})

    async def _api(self, request: web.Request) -> web.Response:
        what = self._what(request.method, request.match_info["path"])
        if what == "start":
            self.called()
        return await trapped(self.trap, "discord", what, super()._api, request)

    def _what(self, method: str, path: str) -> str:
        parts = path.split("/")
        match (method, *parts):
            case ("POST", "channels", channel, "messages"):
                return "post" if channel in self.team else "answer"
            case ("GET", "channels", _, "messages"):
                return "look"
            case ("PATCH", "channels", _, "messages", _):
                return "edit"
            case ("POST", "channels", _, "messages", _, "threads"):
                return "thread"
            case ("POST", "interactions", _, _, "callback"):
                return "ack"
            case ("PATCH", "webhooks", *_):
                return "receipt"
            case _:
                return "start" if path in STARTS else ""


class TrappedSlack(SlackServer):
    """Slack, with ``count`` channels. ``now`` stamps messages; ``called`` as with Discord."""

    def __init__(self, count: int, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self.called = nothing
        self.trap = Trap(None)
        self.team = [SLACK_CHANNEL.format(number) for number in range(1, count + 1)]
        self.world.channels.update({channel: Channel() for channel in self.team})

    async def _api(self, request: web.Request) -> web.Response:
        what = await self._what(request)
        if what == "start":
            self.called()
        return await trapped(self.trap, "slack", what, super()._api, request)

    async def _respond(self, request: web.Request) -> web.Response:
        return await trapped(self.trap, "slack", "receipt", super()._respond, request)

    async def _what(self, request: web.Request) -> str:
        method = request.match_info["method"]
        match method:
            case "chat.postMessage":
                return "answer" if (await request.json()).get("thread_ts") else "post"
            case "chat.update":
                return "edit"
            case "conversations.history" | "conversations.replies":
                return "look"
            case _:
                return "start" if method in STARTS else ""


def settings(discord: TrappedDiscord, slack: TrappedSlack) -> dict[str, str]:
    """Return the environment of a bot on both."""
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "SLACK_BOT_TOKEN": slack.world.bot_token,
        "SLACK_APP_TOKEN": slack.world.app_token,
        "SLACK_API_URL": slack.api_url,
    }
