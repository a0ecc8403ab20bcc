"""Replies in a question's thread: in the thread format they are the answers."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

import discord

from bot.adapters.discord.serving.actors import author
from bot.adapters.shared.log_once import LogOnce
from bot.adapters.shared.problems import STORAGE_FAILS
from bot.engine.cards import ProblemCard
from bot.engine.commands import SubmitReply
from bot.engine.dispatcher import Engine
from bot.engine.errors import StorageError
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.queries import TakesReplies

log = logging.getLogger(__name__)

REMEMBERED = 5000
"""Latest replies remembered, to tell an edit of an older one."""
WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
"""Kinds of messages a person writes; the others report joins, pins and so on."""


class ThreadReplies:
    """Hands replies to the engine; a member's latest one counts."""

    def __init__(
        self, engine: Engine, clock: Callable[[], datetime], client: discord.Client
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._client = client
        self._problems = LogOnce(log)
        self._latest: OrderedDict[tuple[int, int], int] = OrderedDict()

    async def written(self, message: discord.Message) -> None:
        """Save a reply as its author's answer."""
        question = await self._question_of(message)
        if question is None:
            return
        self._remember(message)
        await self._submit(message, question, message.content)

    async def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """Save the edited words of an author's latest reply."""
        message = event.message
        question = await self._question_of(message)
        if question is None or self._latest.get(_place(message), message.id) != message.id:
            return
        self._remember(message)
        await self._submit(message, question, message.content)

    async def deleted(self, event: discord.RawMessageDeleteEvent) -> None:
        """Withdraw an answer when its author's latest reply is deleted."""
        message = event.cached_message
        if message is None or self._latest.get(_place(message)) != message.id:
            return
        question = await self._question_of(message)
        if question is not None:
            await self._submit(message, question, "")

    async def _question_of(self, message: discord.Message) -> MessageRef | None:
        """Return the question a message replies to, if it is one in a thread of ours."""
        thread, me = message.channel, self._client.user
        if not isinstance(thread, discord.Thread) or me is None or thread.owner_id != me.id:
            return None
        if message.author.bot or message.type not in WRITTEN:
            return None
        channel = ChannelRef("discord", str(thread.guild.id), str(thread.parent_id))
        question = MessageRef(channel, str(thread.id))  # a thread has its first message's id
        try:
            takes_replies = await self._engine.ask(TakesReplies(question))
        except StorageError as error:
            self._problems.error(STORAGE_FAILS % error, self._clock())
            return None
        return question if takes_replies else None

    async def _submit(self, message: discord.Message, question: MessageRef, text: str) -> None:
        actor = author(message, int(question.channel.workspace))
        try:
            card = await self._engine.handle(SubmitReply(actor, self._clock(), question, text))
        except StorageError as error:
            self._problems.error(STORAGE_FAILS % error, self._clock())
            return
        if isinstance(card, ProblemCard):
            log.info("a reply wasn't saved: %s", card.message)

    def _remember(self, message: discord.Message) -> None:
        self._latest[_place(message)] = message.id
        self._latest.move_to_end(_place(message))
        if len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)


def _place(message: discord.Message) -> tuple[int, int]:
    return message.channel.id, message.author.id
