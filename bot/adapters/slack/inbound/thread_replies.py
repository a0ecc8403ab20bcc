"""Replies in the thread of a ``thread`` round: a member's latest one is their answer.

Which one that is is kept, so that an edit or a deletion of an older one changes nothing.
"""

from datetime import datetime

from bot.adapters.shared.problems import NOT_SAVED
from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.mrkdwn import MENTION, unescape
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import NoticeCard, ReceiptCard
from bot.engine.errors import GatewayError
from bot.engine.model.schedules import MessageRef

_REPLIES = {None, "thread_broadcast", "file_share", "me_message"}
_EDITED, _DELETED = "message_changed", "message_deleted"


async def heard(handler: Handler, body: Json, at: datetime) -> None:
    """Serve a message event: a reply, an edit or a deletion of one; all else is left alone."""
    event: Json = body.get("event") or {}
    said = _said(event)
    user, thread, ts = (str(said.get(name) or "") for name in ("user", "thread_ts", "ts"))
    raw = str(said.get("text") or "")
    to_the_bot = said.get("bot_id") or MENTION.match(raw)
    if not user or not thread or thread == ts or to_the_bot:
        return
    question = MessageRef(handler.channel(str(event.get("channel") or "")), thread)
    if not await handler.engine.ask(q.TakesReplies(question)):
        return
    if not await handler.first_time(str(body.get("event_id") or "")):
        return
    place = Place(user, question.channel.channel, thread)
    actor = handler.actor(place)
    counted = await handler.engine.ask(q.CountedReply(actor, question))
    if event.get("subtype") == _DELETED or said.get("subtype") == "tombstone":
        if counted != ts:
            return
        ts, text = await _latest_left(handler, question, user, without=ts)
    elif counted and _time(ts) < _time(counted):
        return
    else:
        text = unescape(raw)
    await _submit(handler, place, c.SubmitReply(actor, at, question, text, ts))


def _said(event: Json) -> Json:
    """Return the message an event is about; nothing when it is about something else."""
    kind = event.get("subtype")
    nothing: Json = {}
    if kind in _REPLIES:
        return event
    if kind == _EDITED:
        return event.get("message") or nothing
    return event.get("previous_message") or nothing if kind == _DELETED else nothing


async def _submit(handler: Handler, place: Place, reply: c.SubmitReply) -> None:
    card = await handler.answer(reply)
    first = isinstance(card, ReceiptCard) and not card.changed
    # After the reveal a thread is for talking: of problems only a failure to save is told.
    told = first or isinstance(card, NoticeCard) or card == NOT_SAVED
    if card is not None and told:
        await handler.replies.show(place, card)


async def _latest_left(
    handler: Handler, question: MessageRef, user: str, without: str
) -> tuple[str, str]:
    """Return the member's latest reply that is still there (id, text); empty strings for none."""
    try:
        with translating():
            answer = await handler.api.call(
                "conversations.replies",
                channel=question.channel.channel,
                ts=question.message,
                limit=200,
            )
    except GatewayError:
        return "", ""
    messages: list[Json] = answer.get("messages") or []
    own = [
        (str(message["ts"]), unescape(str(message.get("text") or "")))
        for message in messages
        if message.get("user") == user and message["ts"] not in (without, question.message)
    ]
    return max(own, key=lambda reply: _time(reply[0]), default=("", ""))


def _time(ts: str) -> tuple[int, int]:
    """Return a ts as whole numbers: as a float it would lose digits."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds or 0), int(fraction or 0)
