"""Servers that invited the bot: it says hello, once ever, also when it was away at the time."""

from collections.abc import Callable
from datetime import datetime

import discord

from bot.adapters.discord.permissions import channel_for_hello
from bot.adapters.shared.greeting import is_recent
from bot.engine import queries as q
from bot.engine.dispatcher import Engine
from bot.engine.model.schedules import ChannelRef


class Invitations:
    """Asks the engine for the hello. ``clock`` returns aware UTC."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    async def joined(self, guild: discord.Guild) -> None:
        """Say hello; the engine knows whether it was said before, or a question is asked there."""
        channel = channel_for_hello(guild)
        if channel is not None:
            here = ChannelRef("discord", str(guild.id), str(channel.id))
            await self._engine.note(q.Invited(here, self._clock(), once_there=True))

    async def there(self, guild: discord.Guild) -> None:
        """Say hello to a server that was there at the start, if it invited the bot lately."""
        joined_at = getattr(guild.me, "joined_at", None)  # the library may not know the bot yet
        if joined_at is not None and is_recent(joined_at, self._clock()):
            await self.joined(guild)
