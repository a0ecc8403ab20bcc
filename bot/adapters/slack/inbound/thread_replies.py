"""Replies in a question's thread, as message events tell of them."""

from dataclasses import replace
from datetime import datetime

from bot.adapters.shared.thread_answers import DELETED, Heard
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.actors import told_workspace
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place
from bot.adapters.slack.serving.threads import WRITTEN, is_reply, reply_of
from bot.engine.model.schedules import MessageRef

EDITED, DELETION = "message_changed", "message_deleted"


async def heard(handler: Handler, body: Json, at: datetime) -> None:
    """Serve a message event: a reply, an edit or a deletion of one; all else is left alone.

    An edit of the bot's making (a link's preview, a translation) comes as a change, too, with
    the words as they were.
    """
    event: Json = body.get("event") or {}
    message = told_message(event)
    thread = str(message.get("thread_ts") or "")
    gone = event.get("subtype") == DELETION or message.get("subtype") == "tombstone"
    shown = {**message, "subtype": None} if message.get("subtype") == "tombstone" else message
    if not is_reply(shown, thread):
        return
    user = str(message["user"])
    team = told_workspace(message)
    who = replace(handler.actor(Place(user, team=team)), guessed=True)
    question = MessageRef(handler.channel(str(event.get("channel") or "")), thread)
    edited: Json = message.get("edited") or {}
    await handler.thread_answers.hear(
        Heard(
            thread=question,
            at=at,
            actor=None if gone else who,
            reply=reply_of(message, handler.gateway.identity.user),
            version=DELETED if gone else str(edited.get("ts") or ""),
            delivery=str(body.get("event_id") or ""),
        )
    )


def told_message(event: Json) -> Json:
    """Return the message an event is about; nothing when it is about something else."""
    nothing: Json = {}
    kind = event.get("subtype")
    if kind in WRITTEN:
        return event
    if kind == EDITED:
        return event.get("message") or nothing
    return event.get("previous_message") or nothing if kind == DELETION else nothing
