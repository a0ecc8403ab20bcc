"""What happens between the app and one person: the home tab opened, a direct message."""

from datetime import datetime

from bot.adapters.slack.commands import slash
from bot.adapters.slack.inbound import direct_answers, thread_replies
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.actors import told_workspace
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place


async def opened(handler: Handler, body: Json, at: datetime) -> None:
    """Publish the home tab of whoever opens it; the messages tab needs nothing."""
    del at
    event: Json = body.get("event") or {}
    user = str(event.get("user") or "")
    if user and event.get("tab") == "home":
        await handler.home.open(handler.actor(Place(user, team=told_workspace(event))))


async def message(handler: Handler, body: Json, at: datetime) -> None:
    """Serve what is written: to the app itself as an answer in an interview, or as a command.

    Elsewhere it may be a reply in a question's thread.
    """
    event: Json = body.get("event") or {}
    if event.get("channel_type") != "im":
        await thread_replies.heard(handler, body, at)
        return
    answered = await direct_answers.heard(handler, body, at)
    if not answered and not event.get("subtype") and not event.get("bot_id"):
        await slash.direct_message(handler, body, at)
