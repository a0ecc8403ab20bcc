"""The fake platforms, in trouble: with one channel, with all of them, or with the token."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.slack_server import SlackServer

Answer = Callable[[], web.Response]


@dataclass
class Trouble:
    """What calls about ``channel`` (empty: every call that needs the token) get instead.

    Without an ``answer`` they hang. ``hits`` counts them; ``left`` is how many it takes.
    """

    channel: str
    answer: Answer | None
    left: int = 1_000_000
    hits: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def served(self) -> web.Response:
        self.hits += 1
        self.left -= 1
        if self.answer is not None:
            return self.answer()
        await self.over.wait()
        return web.Response(status=504)


def told(status: int, body: dict[str, Any], **headers: str) -> Answer:
    """Return what makes an answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = json.dumps(body).encode()
    named["Content-Type"] = "application/json"
    return lambda: web.Response(status=status, body=content, headers=named)


class TroubledDiscord(DiscordServer):
    """Discord, with ``trouble`` or none; some paths may be slow."""

    trouble: Trouble | None = None
    slowness: tuple[str, Trouble] | None = None

    def slow(self, path: str) -> Trouble:
        """Let calls of a path wait until it is over, and then be served."""
        slowness = Trouble("", None)
        self.slowness = (path, slowness)
        return slowness

    async def _api(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if self.slowness and self.slowness[0] in path:
            self.slowness[1].hits += 1
            await self.slowness[1].over.wait()
        trouble = self.trouble
        by_token = not path.startswith(("interactions/", "webhooks/"))
        place = f"channels/{trouble.channel}/" if trouble and trouble.channel else ""
        if trouble and trouble.left and by_token and path.startswith(place):
            return await trouble.served()
        return await super()._api(request)


class TroubledSlack(SlackServer):
    """Slack, with ``trouble`` or none."""

    trouble: Trouble | None = None

    async def _api(self, request: web.Request) -> web.Response:
        trouble = self.trouble
        if trouble and trouble.left and trouble.channel in ("", await _channel(request)):
            return await trouble.served()
        return await super()._api(request)


async def _channel(request: web.Request) -> str:
    """Return the channel a call is about."""
    if request.method == "GET":
        return str(request.query.get("channel") or "")
    if request.content_type == "application/json":
        body: dict[str, Any] = await request.json()
        return str(body.get("channel") or "")
    return ""
