"""Announcement channels: what is posted there is published to the servers that follow them.

Discord publishes a message once, and ten an hour in a channel. So publishing waits its turn
without holding anything up: the post never waits for it, and is never repeated because of it.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.adapters.discord.errors import VENDOR_ERRORS, asked_to_wait
from bot.adapters.shared.background import Background
from bot.adapters.shared.pacer import Pacer
from bot.adapters.shared.remembered import Remembered

log = logging.getLogger(__name__)

ALREADY_PUBLISHED = 40033
PAUSES = (5.0, 30.0, 120.0, 600.0, 1800.0, 3600.0)
"""Seconds between tries; Discord's own word on when to come back goes before them."""
WORTH_IT = timedelta(hours=12)
"""How old a message may be to be published still."""
REMEMBERED = 2_000


class Publisher:
    """Publishes messages in announcement channels, each once, without holding anything up."""

    def __init__(
        self, client: discord.Client, pacer: Pacer, pauses: Sequence[float] = PAUSES
    ) -> None:
        self._client = client
        self._pacer = pacer
        self._pauses = pauses
        self._background = Background()
        self._begun = Remembered[int](REMEMBERED)

    def publish(self, place: int, message: int) -> None:
        """Begin to publish a message, if its channel is for announcements.

        A forum's post, which is its own thread, isn't: nobody needs to be asked what it is.
        """
        if message == place or message in self._begun or not self._may_be_news(place):
            return
        self._begun.add(message)
        self._background.start(self._publish(place, message))

    def seen(self, message: discord.Message) -> None:
        """Publish a recent message that was found or edited and isn't published yet."""
        seen_at = message.edited_at or message.created_at
        if not message.flags.crossposted and seen_at - message.created_at <= WORTH_IT:
            self.publish(message.channel.id, message.id)

    async def idle(self) -> None:
        """Wait until all that was begun is published, or given up."""
        await self._background.idle()

    async def close(self) -> None:
        """Stop; what isn't published yet is taken up when its message is next edited."""
        await self._background.close()

    def _may_be_news(self, place: int) -> bool:
        channel = self._client.get_channel(place)
        if channel is None:  # of a server that another worker's shards serve
            return isinstance(self._client, discord.AutoShardedClient)
        return _is_for_announcements(channel)

    async def _publish(self, place: int, message: int) -> None:
        for pause in (*self._pauses, None):
            try:
                if not await self._is_news(place):
                    return
                await self._pacer.turn()
                await self._client.http.publish_message(place, message)
            except VENDOR_ERRORS as error:
                if isinstance(error, discord.HTTPException) and error.code == ALREADY_PUBLISHED:
                    return
                if pause is None or _lasts(error):
                    log.warning("message %d couldn't be published: %s", message, error)
                    return
                await asyncio.sleep(asked_to_wait(error) or pause)
            else:
                return

    async def _is_news(self, place: int) -> bool:
        channel = self._client.get_channel(place)
        if channel is None:
            await self._pacer.turn()
            channel = await self._client.fetch_channel(place)
        return _is_for_announcements(channel)


def _is_for_announcements(channel: object) -> bool:
    return isinstance(channel, discord.TextChannel) and channel.is_news()


def _lasts(error: BaseException) -> bool:
    """Tell whether trying again is of no use."""
    return isinstance(error, discord.HTTPException) and error.status in (400, 403, 404)
