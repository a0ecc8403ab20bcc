"""The Bolt app: which event goes to which handler. Every event is acknowledged first."""

import logging
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.commands import slash
from bot.adapters.slack.inbound import accounts, interactions, thread_replies
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.handler import Handler

log = logging.getLogger(__name__)

ANY = re.compile(".*", re.DOTALL)
Serve = Callable[[Handler, Json, datetime], Awaitable[None]]
EVENTS: dict[str, Serve] = {
    "app_mention": slash.mention,
    "message": thread_replies.heard,
    "user_change": accounts.changed,
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
    )

    async def command(ack: Ack, body: Json) -> None:
        at = _arrived(handler)
        await ack()
        await _served(handler, body, slash.slash_command, at)

    async def action(ack: Ack, body: Json) -> None:
        at = _arrived(handler)
        await ack()
        await _served(handler, body, interactions.pressed, at)

    async def view(ack: Ack, body: Json) -> None:
        at = _arrived(handler)
        with handler.serving("view_submission"):
            await interactions.submitted(handler, ack, body, at)

    async def shortcut(ack: Ack) -> None:
        await ack()

    async def event(body: Json) -> None:
        at = _arrived(handler)
        found: Json = body.get("event") or {}
        serve = EVENTS.get(str(found.get("type") or ""))
        if serve is not None:
            await _served(handler, body, serve, at)

    app.action(ANY)(action)  # first: presses come in bursts, and Bolt asks each in turn
    app.command(ANY)(command)
    app.view(ANY)(view)
    app.view_closed(ANY)(shortcut)
    app.shortcut(ANY)(shortcut)
    app.event(ANY)(event)  # Bolt acknowledges events by itself, before the handler runs
    return app


def _is_news(record: logging.LogRecord) -> bool:
    # Bolt looks for a token in the environment by itself, and says at each start that it
    # doesn't need the one it found.
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


def _arrived(handler: Handler) -> datetime:
    """Note that an event came in; return when: before it waits for anything."""
    handler.gate.arrived()
    return handler.clock()


async def _served(handler: Handler, body: Json, serve: Serve, at: datetime) -> None:
    with handler.serving(str(body.get("type"))):
        await serve(handler, body, at)
