"""Channels that invited the app while it was away: they get their hello at the next start."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from bot.adapters.shared.greeting import GREETED_WITHIN, is_recent
from bot.adapters.slack.errors import translating
from bot.adapters.slack.serving.handler import Handler
from bot.engine import queries as q
from bot.engine.errors import GatewayError

log = logging.getLogger(__name__)

JOINED = ("channel_join", "group_join")
"""What Slack notes in a channel's history when someone joins."""
MOST_PAGES = 5
"""How far back a busy channel is read."""


async def greet(handler: Handler, at: datetime) -> None:
    """Say hello where nobody was greeted and no question is asked; ``at`` is now."""
    try:
        with translating():
            async for channel in _channels(handler):
                here = handler.channel(channel)
                if await handler.engine.ask(q.HasSchedules(here)):
                    continue
                if await _joined_lately(handler, channel, at):
                    await handler.engine.note(q.Invited(here, at))
    except GatewayError as error:
        log.info("invitations from before the start weren't looked for: %s", error)


async def _channels(handler: Handler) -> AsyncIterator[str]:
    """Yield the channels that the app is in."""
    where = {"types": "public_channel,private_channel", "exclude_archived": True}
    async for page in handler.api.pages("users.conversations", **where):
        for channel in page.get("channels") or ():
            yield str(channel.get("id") or "")


async def _joined_lately(handler: Handler, channel: str, at: datetime) -> bool:
    """Tell whether the app joined a channel not long ago, by the note of it in its history."""
    me, read = handler.gateway.identity.user, 0
    oldest = f"{(at - GREETED_WITHIN).timestamp():.6f}"
    history = handler.api.pages("conversations.history", channel=channel, oldest=oldest)
    async for page in history:
        for message in page.get("messages") or ():
            if message.get("subtype") in JOINED and message.get("user") == me:
                return is_recent(datetime.fromtimestamp(float(message["ts"]), UTC), at)
        read += 1
        if read == MOST_PAGES:
            break
    return False
