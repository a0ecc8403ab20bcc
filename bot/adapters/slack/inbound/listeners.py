"""The Bolt app: which event goes to which handler. Every event is acknowledged first."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.commands import slash
from bot.adapters.slack.inbound import interactions, thread_replies
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.handler import Desk
from bot.engine.errors import StorageError

log = logging.getLogger(__name__)

ANY = re.compile(".*", re.DOTALL)
EVENTS: dict[str, Callable[[Desk, Json], Awaitable[None]]] = {
    "app_mention": slash.mention,
    "message": thread_replies.heard,
}
Ack = Callable[..., Awaitable[Any]]


def bolt_app(desk: Desk, client: AsyncWebClient, token: str, signing_secret: str) -> AsyncApp:
    """Return a Bolt app that serves ``desk``'s workspace.

    Who the bot is was asked when signing in, so no event waits for Slack before it is
    acknowledged. ``client`` carries no token of its own for that reason.
    """

    async def authorize() -> AuthorizeResult:
        me = desk.gateway.identity
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
        desk.turns.arrived()
        await ack()
        await _served(desk, body, slash.slash_command)

    async def action(ack: Ack, body: Json) -> None:
        desk.turns.arrived()
        await ack()
        await _served(desk, body, interactions.pressed)

    async def view(ack: Ack, body: Json) -> None:
        desk.turns.arrived()
        async with desk.work():
            await interactions.submitted(desk, ack, body)

    async def shortcut(ack: Ack) -> None:
        await ack()

    async def event(body: Json) -> None:
        desk.turns.arrived()
        found: Json = body.get("event") or {}
        handler = EVENTS.get(str(found.get("type") or ""))
        if handler is not None:
            await _served(desk, body, handler)

    app.action(ANY)(action)  # first: presses come in bursts, and Bolt asks each in turn
    app.command(ANY)(command)
    app.view(ANY)(view)
    app.view_closed(ANY)(shortcut)
    app.shortcut(ANY)(shortcut)
    app.event(ANY)(event)  # Bolt acknowledges events by itself, before the handler runs
    return app


def _is_news(record: logging.LogRecord) -> bool:
    # Bolt looks for a token in the environment by itself, and tells at each start that it
    # does not need the one it found.
    return record.getMessage() != warning_client_prioritized_and_token_skipped()


async def _served(desk: Desk, body: Json, handler: Callable[[Desk, Json], Awaitable[None]]) -> None:
    async with desk.work():
        try:
            await handler(desk, body)
        except StorageError as error:
            desk.note(error)
        except Exception:  # one bad event must not silence the next
            log.exception("an event of type %s failed", body.get("type"))
