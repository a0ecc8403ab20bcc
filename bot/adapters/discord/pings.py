"""Whom a message pings: nobody but the one role that a schedule names."""

from dataclasses import replace

import discord

from bot.adapters.discord.ids import snowflake
from bot.engine.cards import Card, QuestionCard
from bot.engine.model.schedules import ChannelRef

SILENT = discord.AllowedMentions.none()
"""Said again on edits: the library leaves the client's own setting out where no content is."""


def without_everyone(card: Card, channel: ChannelRef) -> Card:
    """Return the card without the role that everyone has: that has the server's id."""
    if isinstance(card, QuestionCard) and card.opening.notify == channel.workspace:
        return replace(card, opening=replace(card.opening, notify=""))
    return card


def pings_of(card: Card) -> discord.AllowedMentions:
    """Return whom a post pings: the one role that its schedule names."""
    role = card.opening.notify if isinstance(card, QuestionCard) else ""
    if not role:
        return SILENT
    only = discord.Object(snowflake(role))
    return discord.AllowedMentions(everyone=False, users=False, roles=[only], replied_user=False)
