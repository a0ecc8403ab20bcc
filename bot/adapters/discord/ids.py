"""Discord's ids, and the engine's references to channels and messages."""

from dataclasses import replace

import discord

from bot.engine.errors import ChannelGone
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef, MessageRef


def snowflake(text: str) -> int:
    """Return a snowflake; raises ChannelGone for what can't be one."""
    if not (text.isascii() and text.isdecimal()):
        raise ChannelGone(f'"{text[:40]}" is not an id of Discord')
    return int(text)


def direct_channel(account: Account, place: int) -> ChannelRef:
    """Return the channel of our direct messages with an account."""
    return ChannelRef("discord", account.workspace, str(place))


def reference_to(channel: ChannelRef, found: discord.Message) -> MessageRef:
    """Return where a message is: in the channel, or in a thread of it."""
    return MessageRef(replace(channel, channel=str(found.channel.id)), str(found.id))
