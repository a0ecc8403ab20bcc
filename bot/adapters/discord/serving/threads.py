"""A question's thread on Discord: reading it, and showing which replies count."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import discord

from bot.adapters.discord.errors import UNKNOWN_MESSAGE, VENDOR_ERRORS, patiently, translated
from bot.adapters.discord.render.cards import render
from bot.adapters.discord.serving.actors import author
from bot.adapters.shared import labels
from bot.adapters.shared.marks import EMOJI
from bot.adapters.shared.pacer import Pacer
from bot.adapters.shared.thread_answers import Seen
from bot.engine import queries as q
from bot.engine import thread_queries as tq
from bot.engine.cards import NoticeCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import NotPermitted, StorageError
from bot.engine.model.rounds import Reply
from bot.engine.model.schedules import MessageRef

log = logging.getLogger(__name__)

READ_AT_MOST = 1_000
"""Messages of a thread that are read; what comes after them is known by events alone."""
BLOCKED_BY_AUTHOR = 90001
TOO_MANY_REACTIONS = 30010
NOT_MARKABLE = (UNKNOWN_MESSAGE, BLOCKED_BY_AUTHOR, TOO_MANY_REACTIONS)
"""Codes that say something about one reply, not about the channel."""

WRITTEN = (discord.MessageType.default, discord.MessageType.reply)
"""Kinds of messages a person writes; the others report joins, pins and so on."""

RULE = NoticeCard(labels.THREAD_TITLE, (labels.THREAD_RULE,))


class DiscordThreads:
    """Satisfies ``thread_answers.Threads``. ``clock`` returns aware UTC.

    ``content_allowed`` tells whether the bot may read messages: without, all seem to be empty.
    """

    def __init__(
        self,
        client: discord.Client,
        engine: Engine,
        pacer: Pacer,
        clock: Callable[[], datetime],
        content_allowed: Callable[[], bool],
    ) -> None:
        self._client = client
        self._engine = engine
        self._pacer = pacer
        self._clock = clock
        self._content_allowed = content_allowed

    async def read(self, question: MessageRef) -> tuple[Sequence[Seen], bool]:
        """Return the replies of people, oldest first, and whether these are all."""
        if not self._content_allowed():
            raise NotPermitted("The bot may not read messages: it lacks the Message Content Intent")
        guild = int(question.channel.workspace)
        found: list[Seen] = []
        count = 0
        place = self._client.get_partial_messageable(int(question.message))
        with translated("read the thread", "Read Message History"):
            await self._pacer.turn()
            async for message in place.history(limit=READ_AT_MOST, oldest_first=True):
                count += 1
                if is_reply(message):
                    marked = any(r.me and str(r.emoji) == EMOJI for r in message.reactions)
                    # Here Discord tells no names that people have in the server alone.
                    who = replace(author(message, guild), guessed=True)
                    found.append(Seen(who, reply_of(message), marked))
        if not count:  # Discord's answer to who may not read a channel's history
            raise NotPermitted("The bot can't read the thread: it needs Read Message History there")
        return found, count < READ_AT_MOST

    async def set_mark(self, question: MessageRef, reply: str, *, on: bool) -> None:
        """Put our ✅ on a reply, or take it away."""
        place = self._client.get_partial_messageable(int(question.message))
        message = place.get_partial_message(int(reply))
        me = discord.Object(self._client.user.id if self._client.user else 0)
        with translated("mark the replies that count", "Add Reactions"):
            await self._pacer.turn()
            try:
                if on:
                    await patiently(lambda: message.add_reaction(EMOJI))
                else:
                    await patiently(lambda: message.remove_reaction(EMOJI, me))
            except discord.HTTPException as error:
                if error.code not in NOT_MARKABLE and error.status != 400:
                    raise
                log.info("reply %s couldn't be marked: %s", reply, error.text)

    async def tell(self, question: MessageRef, outcome: tq.ReplyOutcome) -> None:
        """At a thread's first answer, say how answers work there; ✅ shows all the rest."""
        if outcome.receipt is None:
            return
        told = q.FirstDelivery("discord", f"thread rule {question.message}", self._clock())
        try:
            if not await self._engine.note(told):
                return
            place = self._client.get_partial_messageable(int(question.message))
            for layout in render(RULE):
                await self._pacer.turn()
                await patiently(lambda shown=layout: place.send(view=shown))
        except (StorageError, *VENDOR_ERRORS) as error:
            log.info("thread %s wasn't told how answers work: %s", question.message, error)


def is_reply(message: discord.Message) -> bool:
    """Tell whether a person wrote the message."""
    by_person = not message.author.bot and message.webhook_id is None
    return by_person and message.type in WRITTEN


def reply_of(message: discord.Message) -> Reply:
    """Return a message as a reply."""
    return Reply(str(message.id), message.content, message.created_at)
