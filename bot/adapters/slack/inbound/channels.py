"""What happens to channels and to the app: invited, moved, archived, removed."""

import logging
from datetime import datetime

from bot.adapters.slack.errors import REFUSED
from bot.adapters.slack.limits import Json
from bot.adapters.slack.refusals import sentence_of
from bot.adapters.slack.serving.handler import Handler
from bot.engine import queries as q

log = logging.getLogger(__name__)


async def joined(handler: Handler, body: Json, at: datetime) -> None:
    """Say hello to a channel that invited the app, or resume what was paused without it."""
    event: Json = body.get("event") or {}
    if event.get("user") != handler.gateway.identity.user:
        return
    here = handler.channel(str(event.get("channel") or ""))
    if await handler.engine.ask(q.HasSchedules(here)):
        await handler.engine.note(q.ChannelOpened("slack", here.workspace, here.channel, at))
        return
    await handler.engine.note(q.Invited(here, at))


async def opened(handler: Handler, body: Json, at: datetime) -> None:
    """Resume what was paused while the channel was archived."""
    event: Json = body.get("event") or {}
    channel = str(event.get("channel") or "")
    await handler.engine.note(q.ChannelOpened("slack", handler.workspace, channel, at))


async def archived(handler: Handler, body: Json, at: datetime) -> None:
    """Pause the channel's schedules, as a refusal of the next post would."""
    event: Json = body.get("event") or {}
    here = handler.channel(str(event.get("channel") or ""))
    await handler.engine.note(q.ChannelClosed(here, sentence_of("is_archived"), at))


async def moved(handler: Handler, body: Json, at: datetime) -> None:
    """Take the schedules along when a channel gets another id, as shared channels do."""
    del at
    event: Json = body.get("event") or {}
    old, new = (str(event.get(name) or "") for name in ("old_channel_id", "new_channel_id"))
    if old and new:
        await handler.engine.note(q.ChannelMoved(handler.channel(old), new))


async def removed(handler: Handler, body: Json, at: datetime) -> None:
    """Let the health check say that the app was uninstalled, or its token revoked."""
    del at
    event: Json = body.get("event") or {}
    code = str(event.get("type") or "")
    tokens: Json = event.get("tokens") or {}
    if code == "tokens_revoked" and not tokens.get("bot"):
        return  # a person's own token, which the app doesn't use
    log.error(REFUSED.format(code=code))
    handler.api.note_refusal(REFUSED.format(code=code))
