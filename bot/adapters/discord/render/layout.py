"""Building blocks of messages: panels of text and buttons in Components V2."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.adapters.discord import limits
from bot.adapters.shared import action_ids
from bot.adapters.shared.card_pictures import Picture

BLURPLE = 0x5865F2
GREEN = 0x3BA55D
RED = 0xED4245
GOLD = 0xF0B232
GREY = 0x80848E

Part = ui.Item[Any]


class Panel(ui.LayoutView):
    """A message's layout: nothing but what it looks like.

    Presses are served by their ids alone (see ``inbound``), so the library must not keep
    the layout, wait on it, or let it time out: it counts as finished from the start.
    """

    def __init__(self) -> None:
        super().__init__(timeout=None)

    def is_finished(self) -> bool:
        """Tell the library that there is nothing to keep."""
        return True


def panel(parts: Iterable[Part], colour: int | None = None, above: str = "") -> Panel:
    """Return a layout of one container, with a line of text above it if there is one."""
    made = Panel()
    if above:
        made.add_item(text(above))
    made.add_item(ui.Container(*parts, accent_colour=colour))
    return made


def stacked(*frames: tuple[Iterable[Part], int]) -> Panel:
    """Return a layout of several containers, one below the other, each with its color."""
    made = Panel()
    for parts, color in frames:
        made.add_item(ui.Container(*parts, accent_colour=color))
    return made


def text(content: str, part_id: int | None = None) -> ui.TextDisplay[Any]:
    """Return a text; ``part_id`` lets a later press find it again."""
    return ui.TextDisplay(content, id=part_id)


def gallery(picture: Picture) -> ui.MediaGallery[Any]:
    """Return the place of a picture that is attached to the message."""
    shown = discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt)
    return ui.MediaGallery(shown)


def line() -> ui.Separator[Any]:
    """Return a thin rule."""
    return ui.Separator()


def button(
    label: str,
    action: action_ids.Action,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    disabled: bool = False,
    emoji: str | None = None,
) -> ui.Button[Any]:
    """Return a button that stands for ``action``."""
    return ui.Button(
        label=shortened(label, limits.BUTTON_LABEL),
        custom_id=action_ids.encode(action),
        style=style,
        disabled=disabled,
        emoji=emoji,
    )


def link_button(label: str, address: str) -> ui.Button[Any]:
    """Return a button that opens a web address."""
    return ui.Button(label=shortened(label, limits.BUTTON_LABEL), url=address)


def rows(buttons: Sequence[ui.Button[Any]]) -> list[ui.ActionRow[Any]]:
    """Return buttons in rows of five."""
    step = limits.ROW_BUTTONS
    return [ui.ActionRow(*buttons[i : i + step]) for i in range(0, len(buttons), step)]


def shortened(words: str, length: int) -> str:
    """Return ``words`` on one line, at most ``length`` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


def moment(at: datetime, style: str) -> str:
    """Return an instant that each reader sees in their own time zone."""
    return f"<t:{int(at.timestamp())}:{style}>"


def until(at: datetime, *, overnight: bool) -> str:
    """Return when something closes; with its date when that is another day."""
    return moment(at, "f" if overnight else "t")


def bar(share: float, length: int = 10) -> str:
    """Return a share of 0 to 1 as a bar of text; anything above nothing shows."""
    filled = round(share * length)
    if share > 0:
        filled = max(filled, 1)
    return "▰" * filled + "▱" * (length - filled)
