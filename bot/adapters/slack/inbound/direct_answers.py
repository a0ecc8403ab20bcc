"""Answers in a mock interview that are written to the app as direct messages."""

from datetime import datetime

from bot.adapters.shared.typed import AskedBy
from bot.adapters.slack.commands.parser import is_command
from bot.adapters.slack.inbound.thread_replies import DELETION, EDITED, told_message
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.mrkdwn import unescape
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.actors import told_workspace
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place
from bot.engine.cards import ProblemCard
from bot.engine.errors import StorageError
from bot.engine.interview_commands import FindWaiting, WriteInInterview
from bot.engine.queries import KnownTracks

TOMBSTONE = "tombstone"
"""What is left of a deleted message that has replies."""


async def heard(handler: Handler, body: Json, at: datetime) -> bool:
    """Take a message as part of an answer if a question of an interview waits for one.

    An edit or a deletion changes what the message added. Returns False for what isn't an answer: a
    command, or anything while no question is open.
    """
    event: Json = body.get("event") or {}
    message = told_message(event)
    gone = event.get("subtype") == DELETION or message.get("subtype") == TOMBSTONE
    if message.get("subtype") == TOMBSTONE:
        message = event.get("previous_message") or message
    if not message.get("user") or message.get("bot_id"):
        return False
    old = event.get("subtype") in (EDITED, DELETION)
    delivery, sent = str(body.get("event_id") or ""), str(message.get("ts") or "")
    place = Place(str(message["user"]), delivery=delivery, team=told_workspace(message))
    words = "" if gone else unescape(str(message.get("text") or ""))
    by = AskedBy(handler.actor(place), at, handler.channel(""))
    try:
        waiting = await handler.engine.ask(FindWaiting(by.actor, at, sent, old))
        if waiting is None or (not old and await _is_command(handler, words, by)):
            return False
    except StorageError as error:
        await handler.show(place, handler.problem(error))
        return True
    asked = WriteInInterview(by.actor, at, waiting.interview_id, waiting.step, sent, words)
    once = f"message:{delivery}" if delivery else ""
    if not old:
        await handler.serve(place, asked, Acknowledgement(), once=once)
        return True
    card = await handler.answer(asked, once)
    if isinstance(card, ProblemCard):
        await handler.show(place, card)
    return True


async def _is_command(handler: Handler, words: str, by: AskedBy) -> bool:
    tracks = await handler.engine.ask(KnownTracks(by.actor))
    return is_command(words, by, tracks)
