"""Looking through the bot's own recent messages for one that may have been sent before a crash."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import discord
from discord import ui

from bot.adapters.discord.errors import translated
from bot.adapters.discord.message_marks import marks_of, part_of
from bot.adapters.shared.pacer import Pacer
from bot.engine.errors import ChannelGone, NotPermitted

LOOK_BACK = timedelta(days=8)
"""How much older than a channel's latest message, by Discord's clock: ours may be wrong."""
LOOK_AT_MOST = 1000
"""Messages of a channel looked through."""

IsIt = Callable[[discord.Message], bool]


class RecentMessages:
    """Reads channels and threads of a logged-in client."""

    def __init__(self, client: discord.Client, pacer: Pacer) -> None:
        self._client = client
        self._pacer = pacer

    async def find(self, place: int, is_it: IsIt) -> discord.Message | None:
        """Return the latest message of ours in a channel or thread that ``is_it`` accepts."""
        with translated("read the channel's history", "Read Message History"):
            async for message in self._ours(place):
                if is_it(message):
                    return message
        return None

    async def find_in_thread(self, thread: int, mark: int) -> discord.Message | None:
        """Return the message with a mark in a thread; None where there is no thread."""
        try:
            return await self.find(thread, lambda message: mark in marks_of(message))
        except (ChannelGone, NotPermitted):
            return None

    async def parts(self, place: int, reply_to: int | None) -> dict[int, int]:
        """Return the messages with a part of something long, by part; replies only to one."""
        found: dict[int, int] = {}
        with translated("read the channel's history", "Read Message History"):
            async for message in self._ours(place):
                above = message.reference.message_id if message.reference else None
                if reply_to in (None, above):
                    layout = ui.LayoutView.from_message(message, timeout=None)
                    found[part_of(layout)] = message.id
        found.pop(0, None)
        return found

    async def _ours(self, place: int) -> AsyncIterator[discord.Message]:
        """Yield the bot's recent messages, the latest first."""
        messageable = self._client.get_partial_messageable(place)
        me = self._client.user.id if self._client.user else 0
        latest: datetime | None = None
        await self._pacer.turn()
        async for message in messageable.history(limit=LOOK_AT_MOST):
            latest = latest or message.created_at
            if message.created_at < latest - LOOK_BACK:
                return
            if message.author.id == me:
                yield message
