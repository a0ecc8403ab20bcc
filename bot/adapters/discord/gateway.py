"""The engine's gateway to Discord: posting, editing, finding again, direct messages."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import discord

from bot.adapters.discord import limits
from bot.adapters.discord.errors import (
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    UNKNOWN_MESSAGE,
    VENDOR_ERRORS,
    patiently,
    translated,
)
from bot.adapters.discord.forum_posts import (
    ARCHIVE_AFTER,
    NOT_A_TEXT_CHANNEL,
    ForumPosts,
    is_post,
    title_of,
)
from bot.adapters.discord.ids import direct_channel, reference_to, snowflake
from bot.adapters.discord.message_marks import (
    actions_of,
    mark_of,
    marked,
    marks_of,
    nonce,
    part_of,
    rounds_of,
)
from bot.adapters.discord.pictured import files_of, show_pictured
from bot.adapters.discord.pings import SILENT, pings_of, without_everyone
from bot.adapters.discord.publishing import Publisher
from bot.adapters.discord.recent_messages import RecentMessages
from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.command_links import NO_LINKS, CommandLinks
from bot.adapters.discord.render.layout import Panel, shortened
from bot.adapters.shared import action_ids
from bot.adapters.shared.card_pictures import CardPictures, Picture
from bot.adapters.shared.pacer import Pacer
from bot.adapters.shared.remembered import Remembered
from bot.engine.cards import AlertCard, Card, QuestionCard, RevealPostCard
from bot.engine.errors import ChannelGone, GatewayError, NotPermitted
from bot.engine.model.people import Account
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, MessageRef

log = logging.getLogger(__name__)

THREADS_REMEMBERED = 10_000
"""Messages of which it is known that they have a thread, so as not to ask for one again."""


class DiscordGateway:
    """Satisfies ``ports.Gateway`` over a logged-in client; ``catch_up`` reads a thread."""

    def __init__(
        self,
        client: discord.Client,
        pacer: Pacer,
        catch_up: Callable[[MessageRef], Awaitable[None]],
        pictures: CardPictures | None = None,
        links: CommandLinks = NO_LINKS,
    ) -> None:
        self._links = links
        self._client = client
        self._pictures = pictures
        self._pacer = pacer
        self._catch_up = catch_up
        self._recent = RecentMessages(client, pacer)
        self._forums = ForumPosts(client, pacer)
        self.publisher = Publisher(client, pacer)
        self._whole: set[str] = set()
        self._threads = Remembered[int](THREADS_REMEMBERED)

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        """Send ``card``; below a message it goes to its thread, or replies where none may be.

        In a forum it becomes a post; in an announcement channel it is published, too.
        """
        if thread is not None:
            return await self._post_under(thread, card, key)
        card = without_everyone(card, channel)

        async def send(layouts: Sequence[Panel], picture: Picture | None) -> MessageRef:
            first, *rest = layouts
            posted = await self._send_first(channel, card, first, key, picture)
            if isinstance(card, QuestionCard) and (rest or card.format is Format.THREAD):
                await self._open_thread(posted, card, rest)
            return posted

        with translated("post in the channel", "Send Messages"):
            posted = await show_pictured(card, self._pictures, self._links, send)
        self.publisher.publish(snowflake(posted.channel.channel), snowflake(posted.message))
        return posted

    async def _send_first(
        self, channel: ChannelRef, card: Card, first: Panel, key: str, picture: Picture | None
    ) -> MessageRef:
        """Send a message, or in a forum make a post, whether or not the channel is known here."""
        place = snowflake(channel.channel)
        if not self._forums.is_forum(place):
            try:
                sent = await self._send(place, marked(first, key), key, card=card, picture=picture)
                return MessageRef(channel, str(sent.id))
            except discord.HTTPException as error:
                if error.code not in NOT_A_TEXT_CHANNEL:
                    raise
                if not await self._forums.is_forum_for_sure(place):
                    raise
        layout = first if picture is None else render(card)[0]  # a post goes without a picture
        return await self._forums.create(
            channel, marked(layout, key), title_of(card), pings_of(card)
        )

    def _rendered(self, card: Card) -> tuple[Panel, ...]:
        return render(card, None, self._links)

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        """Reply to the question in its channel."""
        place, above = snowflake(question.channel.channel), snowflake(question.message)
        posted = await self._send_all(question.channel, place, self._rendered(card), key, above)
        self.publisher.publish(place, snowflake(posted.message))
        return posted

    def link(self, message: MessageRef, thread: MessageRef) -> str:
        """Return the address of the thread: it has the id of the message it hangs on."""
        del message
        return f"https://discord.com/channels/{thread.channel.workspace}/{thread.message}"

    async def pin(self, message: MessageRef, *, on: bool) -> None:
        """Pin the message or unpin it; one that was deleted by hand is left alone."""
        place = self._client.get_partial_messageable(snowflake(message.channel.channel))
        shown = place.get_partial_message(snowflake(message.message))
        with translated("pin the question", "Pin Messages"):
            await self._pacer.turn()
            try:
                await patiently(shown.pin if on else shown.unpin)
            except discord.NotFound as error:
                if error.code != UNKNOWN_MESSAGE:
                    raise

    async def update(self, message: MessageRef, card: Card) -> None:
        """Edit the message; one that was deleted by hand stays deleted.

        What a long question still lacks in its thread is sent there.
        """
        place = self._client.get_partial_messageable(snowflake(message.channel.channel))
        with translated("edit its message", "View Channel"):
            await self._pacer.turn()
            shown = place.get_partial_message(snowflake(message.message))

            async def edit(layouts: Sequence[Panel], picture: Picture | None) -> Sequence[Panel]:
                edited = await self._edit(shown, layouts[0], picture)
                if isinstance(card, QuestionCard | RevealPostCard):
                    self.publisher.seen(edited)
                return layouts[1:]

            try:
                card = without_everyone(card, message.channel)
                rest = await show_pictured(card, self._pictures, self._links, edit)
            except discord.NotFound as error:
                if error.code != UNKNOWN_MESSAGE:
                    raise
                log.info("message %s was deleted; nothing to edit", message.message)
                return
        if isinstance(card, QuestionCard) and rest and message.message not in self._whole:
            await self._open_thread(message, card, rest)

    async def _edit(
        self, shown: discord.PartialMessage, layout: Panel, picture: Picture | None
    ) -> discord.Message:
        """Edit a message; a thread that Discord archived is opened again for it.

        A picture it had before goes, since that may name someone who has been forgotten.
        """

        async def edit() -> discord.Message:
            files = files_of(picture)
            return await shown.edit(view=layout, attachments=files, allowed_mentions=SILENT)

        try:
            return await patiently(edit)
        except discord.HTTPException as error:
            if error.code != THREAD_ARCHIVED:
                raise
            await self._pacer.turn()
            http = self._client.http
            await patiently(lambda: http.edit_channel(shown.channel.id, archived=False))
            return await patiently(edit)

    async def find(
        self, channel: ChannelRef, key: str, thread: MessageRef | None = None
    ) -> MessageRef | None:
        """Look through recent messages for one of ours that carries the key.

        A question is known by its buttons, since its count is edited without the key; what hangs
        below a message is in its thread, or where none may be, in the channel.
        """
        place = snowflake(channel.channel)
        kind, _, number = key.rpartition("-")
        if kind == "round":
            found = await self._find_first(channel, lambda said: int(number) in rounds_of(said))
            if found is not None and found.channel.id == place:
                await self._open_missing_thread(channel, found)
            return self._seen_again(channel, found)
        mark = mark_of(key)
        if thread is None:
            found = await self._find_first(channel, lambda said: mark in marks_of(said))
            return self._seen_again(channel, found)
        inside = await self._recent.find_in_thread(snowflake(thread.message), mark)
        found = inside or await self._recent.find(place, lambda said: mark in marks_of(said))
        return self._seen_again(channel, found)

    async def _find_first(
        self, channel: ChannelRef, is_it: Callable[[discord.Message], bool]
    ) -> discord.Message | None:
        """Look through a channel's messages, or the first ones of a forum's posts."""
        place = snowflake(channel.channel)
        if await self._forums.is_forum_for_sure(place):
            return await self._forums.find(channel, is_it)
        return await self._recent.find(place, is_it)

    def _seen_again(self, channel: ChannelRef, found: discord.Message | None) -> MessageRef | None:
        """Return where a message is, if there is one; a crash may have kept it unpublished."""
        if found is None:
            return None
        self.publisher.seen(found)
        return reference_to(channel, found)

    async def catch_up(self, message: MessageRef) -> None:
        """Take in what the message's thread holds by now."""
        await self._catch_up(message)

    async def direct(self, account: Account, card: Card, key: str) -> MessageRef:
        """Send a direct message."""
        if isinstance(card, AlertCard):
            card = replace(card, server=await self._server_name(card.channel.workspace))
        first, *rest = self._rendered(card)
        with translated("write to them", "a shared server"):
            place = await self._open_direct(account)
            sent = await self._send(place, marked(first, key), key)
            for number, layout in enumerate(rest, 1):
                await self._send(place, layout, f"{key}/{number}")
        return MessageRef(direct_channel(account, place), str(sent.id))

    async def find_direct(self, account: Account, key: str) -> MessageRef | None:
        """Look through our latest direct messages to the account for one with the key's mark."""
        with translated("write to them", "a shared server"):
            place = await self._open_direct(account)
        found = await self._recent.find(place, lambda said: mark_of(key) in marks_of(said))
        return MessageRef(direct_channel(account, place), str(found.id)) if found else None

    async def managers(self, workspace: str) -> tuple[str, ...]:
        """Return the server's owner: who else manages it can't be listed without an intent."""
        guild = self._client.get_guild(snowflake(workspace))
        if guild is None or guild.owner_id is None:
            with translated("see the server", "a seat in it"):
                guild = await patiently(lambda: self._client.fetch_guild(snowflake(workspace)))
        return (str(guild.owner_id),) if guild.owner_id else ()

    async def _server_name(self, workspace: str) -> str:
        """Return a server's name; empty if it can't be had. Another worker may hear of it."""
        guild = self._client.get_guild(snowflake(workspace))
        if guild is None:
            try:
                with translated("see the server", "a seat in it"):
                    guild = await patiently(lambda: self._client.fetch_guild(snowflake(workspace)))
            except GatewayError:
                return ""
        return guild.name

    async def _open_direct(self, account: Account) -> int:
        """Return the id of the channel of our direct messages with the account."""
        await self._pacer.turn()
        person = discord.Object(snowflake(account.user))
        return (await patiently(lambda: self._client.create_dm(person))).id

    async def _send(
        self,
        place: int,
        layout: Panel,
        key: str,
        reply_to: int | None = None,
        card: Card | None = None,
        picture: Picture | None = None,
    ) -> discord.Message:
        await self._pacer.turn()
        messageable = self._client.get_partial_messageable(place)
        once = nonce(key)
        if reply_to is None:
            pings = pings_of(card) if card else SILENT
            return await patiently(
                lambda: messageable.send(
                    view=layout, nonce=once, allowed_mentions=pings, files=files_of(picture)
                )
            )
        above = discord.MessageReference(
            message_id=reply_to, channel_id=place, fail_if_not_exists=False
        )
        return await patiently(
            lambda: messageable.send(view=layout, nonce=once, reference=above, mention_author=False)
        )

    async def _post_under(self, above: MessageRef, card: Card, key: str) -> MessageRef:
        layouts = self._rendered(card)
        thread = await self._thread(above, title_of(card))
        if thread is not None:
            try:
                inside = replace(above.channel, channel=str(thread))
                return await self._send_all(inside, thread, layouts, key)
            except (NotPermitted, ChannelGone) as refused:
                log.info("thread %d is closed to the bot (%s); replying instead", thread, refused)
        place = snowflake(above.channel.channel)
        return await self._send_all(above.channel, place, layouts, key, snowflake(above.message))

    async def _send_all(
        self,
        channel: ChannelRef,
        place: int,
        layouts: Sequence[Panel],
        key: str,
        reply_to: int | None = None,
    ) -> MessageRef:
        """Send layouts one after the other; return the last, which carries the buttons.

        A part of something long that is there already, from before a crash, is left out.
        """
        long = any(part_of(layout) for layout in layouts)
        there = await self._recent.parts(place, reply_to) if long else {}
        last = 0
        with translated("post in the channel", "Send Messages"):
            for number, layout in enumerate(layouts):
                last = there.get(part_of(layout), 0)
                if not last:
                    shown = marked(layout, key) if layout is layouts[-1] else layout
                    last = (await self._send(place, shown, f"{key}/{number}", reply_to)).id
        return MessageRef(channel, str(last))

    async def _thread(self, message: MessageRef, name: str) -> int | None:
        """Return the message's thread, opened if need be; None where the bot may not."""
        started = snowflake(message.message)  # a message's thread has the message's own id
        if started in self._threads or is_post(message):
            return started
        try:
            await self._pacer.turn()
            title = shortened(name, limits.THREAD_NAME) or "Warmup"
            place = snowflake(message.channel.channel)
            await patiently(
                lambda: self._client.http.start_thread_with_message(
                    place, started, name=title, auto_archive_duration=ARCHIVE_AFTER
                )
            )
        except discord.HTTPException as error:
            if error.code == THREAD_EXISTS:
                self._threads.add(started)
                return started
            if error.status in (400, 403, 404):
                log.info("no thread under message %d: %s", started, error.text)
                return None
            with translated("open a thread", "Create Public Threads"):
                raise
        except VENDOR_ERRORS:
            with translated("open a thread", "Create Public Threads"):
                raise
        self._threads.add(started)
        return started

    async def _open_thread(
        self, posted: MessageRef, card: QuestionCard, rest: Sequence[Panel]
    ) -> None:
        """Open the question's thread. The question stands: a failure here is only told."""
        try:
            thread = await self._thread(posted, title_of(card))
            if thread is None:
                log.warning("round %d has no thread: give the bot Create Public Threads",
                            card.round_id)  # fmt: skip
            elif rest:
                key = f"round-{card.round_id}+"
                await self._send_all(posted.channel, thread, rest, key)
                self._whole.add(posted.message)
        except Exception:
            log.exception("the thread of round %d could not be filled", card.round_id)

    async def _open_missing_thread(self, channel: ChannelRef, found: discord.Message) -> None:
        """Open the thread of a ``thread`` question that a crash left without one."""
        actions = actions_of(found)
        asks_by_button = any(
            isinstance(a, action_ids.Choose | action_ids.OwnWords) for a in actions
        )
        if not asks_by_button and not found.flags.has_thread:
            await self._thread(MessageRef(channel, str(found.id)), "Answers")
