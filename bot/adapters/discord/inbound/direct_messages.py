"""Direct messages to the bot: answers in a mock interview; anything else is answered with help.

Discord tells what they say without the Message Content Intent. It tells every worker: the one
that saves a message answers it.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

import discord

from bot.adapters.discord.commands.anyone import spelled
from bot.adapters.discord.errors import VENDOR_ERRORS, patiently
from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.command_links import CommandLinks
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.threads import is_reply
from bot.adapters.shared.background import Background
from bot.adapters.shared.help_lines import members_help
from bot.adapters.shared.pacer import Pacer
from bot.engine import queries as q
from bot.engine.cards import Card, ProblemCard
from bot.engine.errors import StorageError
from bot.engine.interview_commands import FindWaiting, WaitingAccounts, WriteInInterview
from bot.engine.model.people import Actor

log = logging.getLogger(__name__)

READ_AT_MOST = 100
"""Messages that are read of what one person wrote while the bot was away."""
Author = discord.abc.User


class DirectMessages:
    """Serves what people write to the bot alone. ``clock`` returns aware UTC."""

    def __init__(
        self,
        handler: Handler,
        client: discord.Client,
        pacer: Pacer,
        clock: Callable[[], datetime],
        links: CommandLinks,
    ) -> None:
        self._links = links
        self._handler = handler
        self._engine = handler.engine
        self._client = client
        self._pacer = pacer
        self._clock = clock
        self._background = Background()

    async def written(self, message: discord.Message) -> None:
        """Take a message as part of an answer, or say what the bot can do."""
        if is_reply(message):
            told = await self._handler.serve_message(lambda: self._answered(message))
            await self._show(message.channel, told)

    def catch_up(self) -> None:
        """Take what people answered while the bot was away: Discord never sends that."""
        self._background.start(self._catch_up())

    async def close(self) -> None:
        """Read no further."""
        await self._background.close()

    async def edited(self, message: discord.Message) -> None:
        """Change what a message added to an answer. Links that get previews are no edit."""
        if is_reply(message) and message.edited_at is not None:
            version, where = message.edited_at.isoformat(), message.channel
            await self._change(where, message.author, message.id, message.content, version)

    async def deleted(self, channel_id: int, message_ids: Iterable[int]) -> None:
        """Take what deleted messages said out of an answer."""
        try:
            known = self._client.get_channel(channel_id)
            channel = known or await patiently(lambda: self._client.fetch_channel(channel_id))
        except VENDOR_ERRORS as error:
            log.warning("nobody knows whose direct message was deleted: %s", error)
            return
        if isinstance(channel, discord.DMChannel) and channel.recipient is not None:
            for message_id in message_ids:
                await self._change(channel, channel.recipient, message_id, "", "deleted")

    async def _catch_up(self) -> None:
        try:
            waiting = await self._engine.ask(WaitingAccounts("discord", self._clock()))
        except StorageError as error:
            self._handler.note_failure(error)
            return
        for user, since in waiting.items():
            try:
                await self._read(int(user), since)
            except VENDOR_ERRORS as error:
                log.info("direct messages of %s couldn't be read: %s", user, error)

    async def _read(self, user: int, since: datetime) -> None:
        """Take what someone has written since a question was shown; nothing counts twice."""
        await self._pacer.turn()
        channel = await patiently(lambda: self._client.create_dm(discord.Object(user)))
        written: list[discord.Message] = []
        async for message in channel.history(limit=READ_AT_MOST):
            if message.created_at < since:
                break
            written.append(message)
        for message in reversed(written):
            if is_reply(message):
                await self._take(message)

    async def _take(self, message: discord.Message) -> None:
        told = await self._handler.serve_message(
            lambda: self._taken(message.author, message.id, message.content)
        )
        await self._show(message.channel, told)

    async def _answered(self, message: discord.Message) -> Card | None:
        """Return the card that answers a message; None if another worker answers it."""
        taken = await self._taken(message.author, message.id, message.content)
        if taken is not None:
            return taken
        told = q.FirstDelivery("discord", f"help:{message.id}", self._clock())
        return members_help(spelled) if await self._engine.note(told) else None

    async def _change(
        self,
        where: discord.abc.Messageable,
        author: Author,
        message_id: int,
        words: str,
        version: str,
    ) -> None:
        """Change what a message added to an answer; only a problem with it is told."""
        told = await self._handler.serve_message(
            lambda: self._taken(author, message_id, words, version)
        )
        await self._show(where, told if isinstance(told, ProblemCard) else None)

    async def _taken(
        self, author: Author, message_id: int, words: str, version: str = ""
    ) -> Card | None:
        """Let a message (or its later ``version``) be part of an answer; None if it is of none."""
        who, sent = Actor("discord", "", str(author.id), author.display_name), str(message_id)
        now = self._clock()
        waiting = await self._engine.ask(FindWaiting(who, now, sent, old=bool(version)))
        if waiting is None:
            return None
        here = Actor("discord", waiting.workspace, who.user, who.name)
        asked = WriteInInterview(here, now, waiting.interview_id, waiting.step, sent, words)
        return await self._engine.handle(asked, f"message:{sent}:{version}")

    async def _show(self, where: discord.abc.Messageable, told: object) -> None:
        if not isinstance(told, Card):
            return
        try:
            for layout in render(told, None, self._links):
                await self._pacer.turn()
                await patiently(lambda shown=layout: where.send(view=shown))
        except VENDOR_ERRORS as error:
            log.warning("a direct message couldn't be answered: %s", error)
