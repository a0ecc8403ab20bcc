"""Replies in a question's thread, as events tell of them.

The library starts a task per event, in the order of the events; each is handed on without
waiting for anything, so a thread's events stay in order.
"""

from collections.abc import Callable
from datetime import datetime

import discord

from bot.adapters.discord.serving.actors import author
from bot.adapters.discord.serving.threads import is_reply, reply_of
from bot.adapters.shared.thread_answers import DELETED, Heard, ThreadAnswers
from bot.engine.model.rounds import Reply
from bot.engine.model.schedules import ChannelRef, MessageRef


class ThreadReplies:
    """Hands on what may be a reply to a question: whatever happens in a server's threads."""

    def __init__(
        self, answers: ThreadAnswers, clock: Callable[[], datetime], client: discord.Client
    ) -> None:
        self._answers = answers
        self._clock = clock
        self._client = client

    def written(self, message: discord.Message) -> None:
        """Hear of a message that was written."""
        self._hear(message, "")

    def edited(self, event: discord.RawMessageUpdateEvent) -> None:
        """Hear of a message that was edited, or whose links got their previews."""
        edited_at = event.message.edited_at
        self._hear(event.message, edited_at.isoformat() if edited_at else "")

    def deleted(self, guild_id: int | None, channel_id: int, message_ids: set[int]) -> None:
        """Hear of messages that were deleted, one or many at once."""
        guild = self._client.get_guild(guild_id) if guild_id else None
        channel = guild.get_channel_or_thread(channel_id) if guild else None
        thread = _thread(guild_id, channel_id, channel)
        if thread is None:
            return
        now = self._clock()
        for message_id in sorted(message_ids):
            gone = Reply(str(message_id), "", now)
            self._answers.hear(Heard(thread, now, None, gone, DELETED))

    def _hear(self, message: discord.Message, version: str) -> None:
        guild_id = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
        thread = _thread(guild_id, message.channel.id, message.channel)
        if thread is None or not is_reply(message):
            return
        who = author(message, int(thread.channel.workspace))
        self._answers.hear(Heard(thread, self._clock(), who, reply_of(message), version))


def _thread(guild_id: int | None, channel_id: int, channel: object) -> MessageRef | None:
    """Return the message that a channel may be the thread of; None for any other channel.

    A thread has the id of the message it was opened from, whoever opened it. Of one that the
    library doesn't know (a thread nobody wrote in for days) the parent isn't known either.
    """
    known = channel is not None and not isinstance(channel, discord.PartialMessageable)
    if not guild_id or (known and not isinstance(channel, discord.Thread)):
        return None
    parent = str(channel.parent_id) if isinstance(channel, discord.Thread) else ""
    if isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel):
        parent = str(channel_id)  # the first message of a post is in the post itself
    return MessageRef(ChannelRef("discord", str(guild_id), parent), str(channel_id))
