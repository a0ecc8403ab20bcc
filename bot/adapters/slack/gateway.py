"""Posting to Slack: paced, marked with metadata, looked for before it is repeated."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakValueDictionary

from slack_sdk.errors import SlackApiError

from bot.adapters.shared.pacer import Pacer
from bot.adapters.shared.remembered import Remembered
from bot.adapters.slack.errors import error_code, translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.pictured import SlackPictures, files_in
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.render.packing import Message
from bot.adapters.slack.web_api import PAGE, Api
from bot.engine.cards import (
    AlertCard,
    Card,
    HistoryCard,
    NoticeCard,
    QuestionCard,
    RecapCard,
    ReminderCard,
    RevealCard,
)
from bot.engine.errors import GatewayError
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef, MessageRef

log = logging.getLogger(__name__)

EVENT_TYPE = "warmup_post"
LOOK_BACK = 8 * 86_400
"""Seconds before a channel's latest message, by Slack's clock: ours may be wrong."""
LOOK_AT_MOST = 1_000
"""Messages of a channel looked through for one that may have been sent before a crash."""
REMEMBERED = 1_000
_NO_MESSAGE = {
    "message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed",
    "cannot_reply_to_message",
}  # fmt: skip
"""What was posted was deleted, or may not be changed any more."""
_PINNED_ALREADY = {"already_pinned", "no_pin"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace; ``enterprise`` is the organization, on Enterprise Grid."""

    workspace: str = ""
    workspace_name: str = ""
    user: str = ""
    bot: str = ""
    address: str = ""
    """Where its pages are, as ``https://example.slack.com/``."""
    enterprise: str = ""


class SlackGateway:
    """``ports.Gateway`` over the Web API.

    ``catch_up`` reads a thread. ``origin`` names the database: two that post as one bot don't find
    each other's posts.
    """

    def __init__(
        self,
        api: Api,
        pacer: Pacer,
        catch_up: Callable[[MessageRef], Awaitable[None]],
        pictures: SlackPictures,
    ) -> None:
        self.identity = Identity()
        self.origin = ""
        self._api = api
        self._pacer = pacer
        self._pictures = pictures
        self._catch_up = catch_up
        self._revealed = Remembered[MessageRef](REMEMBERED)
        self._whole = Remembered[MessageRef](REMEMBERED)
        self._editing: WeakValueDictionary[MessageRef, asyncio.Lock] = WeakValueDictionary()

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        """Send ``card`` marked with ``key``; a card of several messages continues in its thread."""
        messages = render(card, await self._pictures.upload(card))
        total = len(messages)
        shown = await self._parts(channel, key, thread) if thread and total > 1 else {}
        first: MessageRef | None = None
        for part, message in enumerate(messages, 1):
            ref = shown.get((part, total))
            if ref is None:
                metadata = self._metadata(key, part, total)
                try:
                    ref = await self._send(channel, message, metadata, thread or first)
                except GatewayError:
                    if first is None or thread is not None:
                        raise
                    log.warning("%s: part %d could not be posted", key, part, exc_info=True)
                    continue
            first = first or ref
        if first is None:  # a card is always at least one message
            raise LookupError(f"{key} rendered to nothing")
        return first

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        """Reply in the question's thread, broadcast to the channel."""
        first, *_ = render(card)
        metadata = self._metadata(key, 1, 1)
        return await self._send(question.channel, first, metadata, question, broadcast=True)

    def linked(self, card: HistoryCard) -> HistoryCard:
        """Return ``card`` with the addresses of its questions' messages."""
        address = self.identity.address
        return replace(
            card,
            questions=tuple(
                replace(asked, link=link_to(asked.message, address) if asked.message else "")
                for asked in card.questions
            ),
        )

    def link(self, message: MessageRef, thread: MessageRef) -> str:
        """Return the address of a message in a thread, as Slack's own links read."""
        if not self.identity.address:
            return ""
        channel, sent = message.channel.channel, message.message.replace(".", "")
        where = f"thread_ts={thread.message}&cid={channel}"
        return f"{self.identity.address}archives/{channel}/p{sent}?{where}"

    async def pin(self, message: MessageRef, *, on: bool) -> None:
        """Pin the message or unpin it; nothing happens where it is so already."""
        await self._pacer.turn(message.channel.channel)
        method = "pins.add" if on else "pins.remove"
        with translating():
            try:
                await self._api.call(
                    method, channel=message.channel.channel, timestamp=message.message
                )
            except SlackApiError as error:
                if error_code(error) not in _PINNED_ALREADY | _NO_MESSAGE:
                    raise

    async def update(self, message: MessageRef, card: Card) -> None:
        """Show ``card`` in place; a count that comes after the reveal is left out.

        What a long question still lacks in its thread is sent there.
        """
        lock = self._editing.setdefault(message, asyncio.Lock())
        async with lock:  # in the order they were asked for
            if isinstance(card, RevealCard):
                self._revealed.add(message)
            elif isinstance(card, QuestionCard) and message in self._revealed:
                return
            await self._edit(message, card)
            if isinstance(card, QuestionCard) and message not in self._whole:
                await self._complete(message, card)

    async def find(
        self, channel: ChannelRef, key: str, thread: MessageRef | None = None
    ) -> MessageRef | None:
        """Look for ``key`` among the latest messages; None unless every part is there.

        Of a question only the first part stands in its channel; an answer is all in the thread.
        """
        if thread is None:
            async for (part, _), ref in self._marked(channel, key, None):
                if part == 1:
                    return ref
            return None
        found = await self._parts(channel, key, thread)
        for (part, total), ref in found.items():
            if part == 1 and all((number, total) in found for number in range(1, total + 1)):
                return ref
        return None

    async def catch_up(self, message: MessageRef) -> None:
        """Take in what the message's thread holds by now."""
        await self._catch_up(message)

    async def thread(self, message: MessageRef) -> tuple[list[Json], bool]:
        """Return a thread's messages, the oldest first, and whether these are all.

        Nothing is returned of a message that is gone with its thread.
        """
        found = [each async for each in self._latest(message.channel, message)]
        return found, len(found) < LOOK_AT_MOST

    async def direct(self, account: Account, card: Card, key: str) -> MessageRef:
        """Send ``card`` to the account alone, in the bot's direct messages with them."""
        if isinstance(card, AlertCard):
            card = replace(card, server=self.identity.workspace_name)
        if isinstance(card, ReminderCard) and card.message is not None:
            card = replace(card, link=link_to(card.message, self.identity.address))
        return await self.post(await self._open_direct(account), card, key)

    async def find_direct(self, account: Account, key: str) -> MessageRef | None:
        """Look for ``key`` among the latest direct messages."""
        return await self.find(await self._open_direct(account), key)

    async def managers(self, workspace: str) -> tuple[str, ...]:
        """Return the workspace's owners and admins, the primary owner first."""
        del workspace
        with translating():
            answer = await self._api.call("users.list", limit=PAGE)
        people: list[Json] = answer.get("members") or []
        able = [
            (not one.get("is_primary_owner"), not one.get("is_owner"), str(one["id"]))
            for one in people
            if (one.get("is_admin") or one.get("is_owner"))
            and not (one.get("deleted") or one.get("is_bot"))
        ]
        return tuple(user for _, _, user in sorted(able))

    async def _open_direct(self, account: Account) -> ChannelRef:
        with translating():
            opened = await self._api.call("conversations.open", users=account.user)
        return ChannelRef("slack", account.workspace, str(opened["channel"]["id"]))

    async def _send(
        self,
        channel: ChannelRef,
        message: Message,
        metadata: Json,
        thread: MessageRef | None,
        *,
        broadcast: bool = False,
    ) -> MessageRef:
        await self._pacer.turn(channel.channel)
        body: Json = {
            "channel": channel.channel,
            "text": message.text,
            "metadata": metadata,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        with translating():
            try:
                sent = await self._pictures.send(
                    message.blocks,
                    lambda blocks: self._api.call(
                        "chat.postMessage",
                        **body,
                        blocks=list(blocks),
                        thread_ts=thread.message if thread else None,
                        reply_broadcast=True if broadcast else None,
                    ),
                )
            except SlackApiError as error:
                if thread is None or error_code(error) not in _NO_MESSAGE:
                    raise
                # someone deleted the question: its answer still belongs to the channel
                blocks = list(message.blocks)
                sent = await self._api.call("chat.postMessage", **body, blocks=blocks)
        return MessageRef(channel, str(sent["ts"]))

    async def _edit(self, message: MessageRef, card: Card) -> None:
        await self._pacer.turn(message.channel.channel)
        if isinstance(card, RecapCard | NoticeCard):
            await self._delete_pictures(message)
        shown = render(card, await self._pictures.upload(card))[0]
        more: Json = {}
        if isinstance(card, QuestionCard | RevealCard):
            more["metadata"] = self._metadata(f"round-{card.round_id}", 1, 1)
        with translating():
            try:
                await self._pictures.send(
                    shown.blocks,
                    lambda blocks: self._api.call(
                        "chat.update",
                        channel=message.channel.channel,
                        ts=message.message,
                        text=shown.text,
                        blocks=list(blocks),
                        **more,
                    ),
                )
            except SlackApiError as error:
                if error_code(error) not in _NO_MESSAGE:
                    raise
                log.info("message %s was deleted; nothing to update", message.message)

    async def _delete_pictures(self, message: MessageRef) -> None:
        """Delete what a message shows that may name someone who has been forgotten.

        It's done before the message is edited: after a kill in between, the edit comes again.
        """
        with translating():
            answer = await self._api.call(
                "conversations.history",
                channel=message.channel.channel,
                oldest=message.message,
                latest=message.message,
                inclusive=True,
                limit=1,
            )
        found: list[Json] = answer.get("messages") or []
        for old in found:
            await self._pictures.delete(files_in(old.get("blocks") or []))

    async def _complete(self, message: MessageRef, card: QuestionCard) -> None:
        """Send what a crash or a fault left out of a long question's thread.

        The question is posted: a failure here is only logged, and a later edit tries again.
        """
        key, parts = f"round-{card.round_id}", render(card)
        try:
            shown = await self._parts(message.channel, key, message) if len(parts) > 1 else {}
            for part, content in enumerate(parts[1:], 2):
                if (part, len(parts)) not in shown:
                    metadata = self._metadata(key, part, len(parts))
                    await self._send(message.channel, content, metadata, message)
        except GatewayError:
            log.warning("%s: not all of it could be posted", key, exc_info=True)
        else:
            self._whole.add(message)

    async def _parts(
        self, channel: ChannelRef, key: str, thread: MessageRef | None
    ) -> dict[tuple[int, int], MessageRef]:
        """Return the messages that carry ``key``, by part and number of parts."""
        return {place: ref async for place, ref in self._marked(channel, key, thread)}

    async def _marked(
        self, channel: ChannelRef, key: str, thread: MessageRef | None
    ) -> AsyncIterator[tuple[tuple[int, int], MessageRef]]:
        """Yield the messages that carry ``key``, each with its part and number of parts."""
        async for message in self._latest(channel, thread):
            payload = self._payload(message)
            if payload.get("key") == key and payload.get("origin") == self.origin:
                place = (int(payload.get("part", 1)), int(payload.get("parts", 1)))
                yield place, MessageRef(channel, str(message["ts"]))

    async def _latest(self, channel: ChannelRef, thread: MessageRef | None) -> AsyncIterator[Json]:
        """Yield a channel's messages, the latest first, or a thread's, the oldest first."""
        asked: Json = {"channel": channel.channel, "include_all_metadata": True}
        if thread is not None:
            asked["ts"] = thread.message
        method = "conversations.replies" if thread else "conversations.history"
        seen, oldest = 0, 0.0
        with translating():
            try:
                async for page in self._api.pages(method, **asked):
                    messages: list[Json] = page.get("messages") or []
                    for message in messages:
                        posted = float(message["ts"])
                        oldest = oldest or (0.0 if thread else posted - LOOK_BACK)
                        if posted < oldest:
                            return
                        seen += 1
                        yield message
                    if not messages or seen >= LOOK_AT_MOST:
                        return
            except SlackApiError as error:
                if thread is None or error_code(error) not in _NO_MESSAGE:
                    raise

    def _payload(self, message: Json) -> Json:
        """Return the payload of a message of our own that carries a key, else nothing."""
        metadata: Any = message.get("metadata") or {}
        me = self.identity
        ours = message.get("user") in (None, me.user) or message.get("bot_id") == me.bot
        if not ours or metadata.get("event_type") != EVENT_TYPE:
            return {}
        return metadata.get("event_payload") or {}

    def _metadata(self, key: str, part: int, parts: int) -> Json:
        payload: Json = {"key": key, "part": part, "parts": parts, "origin": self.origin}
        return {"event_type": EVENT_TYPE, "event_payload": payload}


def link_to(message: MessageRef, workspace_url: str) -> str:
    """Return the address of a message; empty while the workspace's own isn't known."""
    digits = message.message.replace(".", "")
    where = f"archives/{message.channel.channel}/p{digits}"
    return f"{workspace_url.rstrip('/')}/{where}" if workspace_url else ""
