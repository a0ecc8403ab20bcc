"""Replies in the thread of a ``thread`` round: the latest one is the member's response.

Which message that is is kept, so that an edit or a deletion of an older one changes nothing.
"""

from bot.adapters.slack.commands.slash import MENTION, unescape
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.handler import NOT_SAVED, Desk
from bot.adapters.slack.serving.replies import Place
from bot.adapters.slack.web_api import translating
from bot.engine import commands as c
from bot.engine.cards import NoticeCard, ProblemCard, ReceiptCard
from bot.engine.errors import GatewayError
from bot.engine.model.questions import Format
from bot.engine.model.schedules import MessageRef

_REPLIES = {None, "thread_broadcast", "file_share", "me_message"}
_EDITED, _DELETED = "message_changed", "message_deleted"


async def heard(desk: Desk, body: Json) -> None:
    """Serve a message event: a reply, an edit or a deletion of one; all else is left alone."""
    event: Json = body.get("event") or {}
    said = _said(event)
    user, thread, ts = (str(said.get(name) or "") for name in ("user", "thread_ts", "ts"))
    raw = str(said.get("text") or "")
    to_the_bot = said.get("bot_id") or MENTION.match(raw)
    if not user or not thread or thread == ts or to_the_bot:
        return
    question = MessageRef(desk.channel(str(event.get("channel") or "")), thread)
    asked = await desk.engine.store.read(lambda tx: tx.rounds.by_message(question))
    if asked is None or asked.format is not Format.THREAD:
        return
    if not await desk.first_time(str(body.get("event_id") or "")):
        return
    place = Place(user, question.channel.channel, thread)
    latest = await _kept_ts(desk, question, user)
    if event.get("subtype") == _DELETED or said.get("subtype") == "tombstone":
        if latest == ts:
            await _submit(desk, place, question, *await _left(desk, question, user, without=ts))
    elif not latest or _time(ts) >= _time(latest):
        await _submit(desk, place, question, ts, unescape(raw))


def _said(event: Json) -> Json:
    """Return the message an event is about; nothing when it is about something else."""
    kind = event.get("subtype")
    nothing: Json = {}
    if kind in _REPLIES:
        return event
    if kind == _EDITED:
        return event.get("message") or nothing
    return event.get("previous_message") or nothing if kind == _DELETED else nothing


async def _submit(desk: Desk, place: Place, question: MessageRef, ts: str, text: str) -> None:
    card = await desk.guarded(
        lambda: desk.ask(place, lambda a, at: c.SubmitReply(a, at, question, text))
    )
    if isinstance(card, ProblemCard):
        # after the reveal a thread is for talking: only what could not be saved is told
        if card == NOT_SAVED:
            await desk.replies.show(place, card)
        return
    name = _fact(question, place.user)
    await desk.engine.store.write(lambda tx: tx.facts.put(name, ts))
    first = isinstance(card, ReceiptCard) and not card.changed
    if first or isinstance(card, NoticeCard):
        await desk.replies.show(place, card)


async def _kept_ts(desk: Desk, question: MessageRef, user: str) -> str:
    """Return the ts of the reply that is the member's response, or an empty string."""
    name = _fact(question, user)
    return await desk.engine.store.read(lambda tx: tx.facts.get(name)) or ""


async def _left(desk: Desk, question: MessageRef, user: str, without: str) -> tuple[str, str]:
    """Return the member's latest reply that is still there; empty strings for none."""
    try:
        with translating():
            answer = await desk.api.call(
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


def _fact(question: MessageRef, user: str) -> str:
    return f"slack:reply:{question.channel.channel}:{question.message}:{user}"


def _time(ts: str) -> tuple[int, int]:
    """Return a ts as whole numbers: as a float it would lose digits."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds or 0), int(fraction or 0)
