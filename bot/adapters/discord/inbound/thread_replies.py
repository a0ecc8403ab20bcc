"""Replies in a question's thread: in ``thread`` rounds they are the responses."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

import discord

from bot.adapters.discord.serving.actors import author
from bot.adapters.shared.log_once import Lasting
from bot.engine.cards import ProblemCard
from bot.engine.commands import SubmitReply
from bot.engine.dispatcher import Engine
from bot.engine.errors import StorageError
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, MessageRef

log = logging.getLogger(__name__)

REMEMBERED = 5000
WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
"""Kinds of messages a person writes; the others tell of joins, pins and the like."""


class Replies:
    """Hands replies to the engine; the latest of a member counts."""

    def __init__(
        self, engine: Engine, clock: Callable[[], datetime], client: discord.Client
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._client = client
        self._troubles = Lasting(log)
        self._latest: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def written(self, message: discord.Message) -> None:
        """Keep a reply as its author's response."""
        asked = await self._asked(message)
        if asked is None:
            return
        self._remember(message)
        await self._submit(message, asked, message.content)

    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """Keep the changed words of an author's latest reply."""
        message = event.message
        asked = await self._asked(message)
        if asked is None or self._latest.get(_place(message), message.id) != message.id:
            return
        self._remember(message)
        await self._submit(message, asked, message.content)

    async def deleted(self, event: discord.RawMessageDeleteEvent) -> None:
        """Take a response back when its author's latest reply is deleted."""
        message = event.cached_message
        if message is None or self._latest.get(_place(message)) != message.id:
            return
        asked = await self._asked(message)
        if asked is not None:
            await self._submit(message, asked, "")

    async def _asked(self, message: discord.Message) -> MessageRef | None:
        """Return the question a message replies to, if it is one in a thread of ours."""
        thread, me = message.channel, self._client.user
        if not isinstance(thread, discord.Thread) or me is None or thread.owner_id != me.id:
            return None
        if message.author.bot or message.type not in WRITTEN:
            return None
        channel = ChannelRef("discord", str(thread.guild.id), str(thread.parent_id))
        asked = MessageRef(channel, str(thread.id))  # a thread has its first message's id
        try:
            found = await self._engine.store.read(lambda tx: tx.rounds.by_message(asked))
        except StorageError as error:
            self._troubles.met(f"replies can't be kept: {error}", self._clock())
            return None
        return asked if found is not None and found.format is Format.THREAD else None

    async def _submit(self, message: discord.Message, asked: MessageRef, text: str) -> None:
        actor = author(message, int(asked.channel.workspace))
        try:
            card = await self._engine.handle(SubmitReply(actor, self._clock(), asked, text))
        except StorageError as error:
            self._troubles.met(f"replies can't be kept: {error}", self._clock())
            return
        if isinstance(card, ProblemCard):
            log.info("a reply was not kept: %s", card.message)

    def _remember(self, message: discord.Message) -> None:
        self._latest[_place(message)] = message.id
        self._latest.move_to_end(_place(message))
        if len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)


def _place(message: discord.Message) -> tuple[int, int]:
    return message.channel.id, message.author.id
