"""Messages with a picture: sent as a file inside the layout, or without it where that fails."""

import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import discord

from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.command_links import CommandLinks
from bot.adapters.discord.render.layout import Panel
from bot.adapters.shared.card_pictures import CardPictures, Picture
from bot.engine.cards import Card

log = logging.getLogger(__name__)
T = TypeVar("T")

REFUSED = (400, 403, 413)
"""Answers that say for sure that nothing was sent; after any other it may have been."""


async def show_pictured(
    card: Card,
    pictures: CardPictures | None,
    links: CommandLinks,
    show: Callable[[Sequence[Panel], Picture | None], Awaitable[T]],
) -> T:
    """Show ``card`` with its picture, or without it where Discord refuses that."""
    picture = await pictures.of(card) if pictures else None
    if picture is not None:
        try:
            return await show(render(card, picture, links), picture)
        except discord.HTTPException as error:
            if error.status not in REFUSED:
                raise
            log.info("%s is shown without its picture: %s", type(card).__name__, error.text)
    return await show(render(card, None, links), None)


def files_of(picture: Picture | None) -> list[discord.File]:
    """Return what is attached; it can be sent once only, since the library closes it."""
    if picture is None:
        return []
    content = io.BytesIO(picture.png)
    return [discord.File(content, filename=picture.name, description=picture.alt)]
