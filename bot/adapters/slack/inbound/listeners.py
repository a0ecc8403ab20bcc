"""The Bolt app: which event goes to which handler, and when Slack is told that it arrived.

What saves something is acknowledged when it is saved (see ``shared.save_first``). Bolt returns
the acknowledgement when a listener ends; the rest is served by a task.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.shared.save_first import SAVE_WITHIN
from bot.adapters.slack.commands import slash
from bot.adapters.slack.inbound import (
    accounts,
    autocomplete,
    channels,
    direct,
    interactions,
    shortcuts,
    submissions,
)
from bot.adapters.slack.inbound.workspaces import is_meant_for
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.handler import Handler

log = logging.getLogger(__name__)

ANY = re.compile(".*", re.DOTALL)
Serve = Callable[[Handler, Json, datetime, Acknowledgement], Coroutine[Any, Any, None]]
Hear = Callable[[Handler, Json, datetime], Coroutine[Any, Any, None]]
EVENTS: dict[str, Hear] = {
    "app_mention": slash.mention,
    "app_home_opened": direct.opened,
    "message": direct.message,
    "user_change": accounts.changed,
    "member_joined_channel": channels.joined,
    "channel_unarchive": channels.opened,
    "group_unarchive": channels.opened,
    "channel_archive": channels.archived,
    "group_archive": channels.archived,
    "channel_id_changed": channels.moved,
    "app_uninstalled": channels.removed,
    "tokens_revoked": channels.removed,
}
Ack = Callable[..., Awaitable[Any]]


def bolt_app(handler: Handler, client: AsyncWebClient, token: str, signing_secret: str) -> AsyncApp:
    """Return a Bolt app that serves ``handler``'s workspace.

    Who the bot is was asked when signing in, so no event waits for Slack before it is
    acknowledged. ``client`` carries no token of its own for that reason.
    """

    async def authorize() -> AuthorizeResult:
        me = handler.gateway.identity
        return AuthorizeResult(
            enterprise_id=None,
            team_id=me.workspace,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=token,
        )

    bolt_log = logging.getLogger(f"{__name__}.bolt")
    bolt_log.addFilter(_is_news)
    app: Any = AsyncApp(
        client=client,
        signing_secret=signing_secret,
        authorize=authorize,
        logger=bolt_log,
        process_before_response=True,
    )

    async def command(ack: Ack, body: Json) -> None:
        await _serve(handler, ack, body, slash.slash_command)

    async def action(ack: Ack, body: Json) -> None:
        await _serve(handler, ack, body, interactions.pressed)

    async def view(ack: Ack, body: Json) -> None:
        await _serve(handler, ack, body, submissions.submitted)

    async def search(ack: Ack, body: Json) -> None:
        await _serve(handler, ack, body, autocomplete.suggested)

    async def shortcut(ack: Ack, body: Json) -> None:
        await _serve(handler, ack, body, shortcuts.used)

    async def closed(ack: Ack) -> None:
        await ack()

    async def event(body: Json) -> None:
        found: Json = body.get("event") or {}
        hear = EVENTS.get(str(found.get("type") or ""))
        if hear is not None and _is_ours(handler, body):
            await _hear(handler, body, hear)

    app.action(ANY)(action)  # first: presses come in bursts, and Bolt asks each in turn
    app.command(ANY)(command)
    app.view(ANY)(view)
    app.options(ANY)(search)
    app.view_closed(ANY)(closed)
    app.shortcut(ANY)(shortcut)
    app.event(ANY)(event)  # Bolt acknowledges events by itself, when the listener ends
    return app


def _is_news(record: logging.LogRecord) -> bool:
    # Bolt looks for a token in the environment by itself, and says at each start that it
    # doesn't need the one it found.
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


def _is_ours(handler: Handler, body: Json) -> bool:
    ours = is_meant_for(handler.workspace, body)
    if not ours:
        log.info("something of type %s is for another workspace; left alone", body.get("type"))
    return ours


def _arrived(handler: Handler) -> datetime:
    """Note that an event came in; return when: before it waits for anything."""
    handler.gate.arrived()
    return handler.clock()


async def _serve(handler: Handler, ack: Ack, body: Json, serve: Serve) -> None:
    """Serve a command, press or form; return once Slack may be told that it arrived."""
    if not _is_ours(handler, body):
        await ack()
        return
    at, acknowledgement = _arrived(handler), Acknowledgement()
    task = handler.start(str(body.get("type")), serve(handler, body, at, acknowledgement))
    task.add_done_callback(lambda _: acknowledgement.give())
    await ack(**await acknowledgement.given())


async def _hear(handler: Handler, body: Json, hear: Hear) -> None:
    """Serve an event; return once it is saved, or when that takes long."""
    task = handler.start(str(body.get("type")), hear(handler, body, _arrived(handler)))
    await asyncio.wait({task}, timeout=SAVE_WITHIN)
