"""Who may do something, in the terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.engine.cards.who_may import Mention, Named, WhoMayCard


def who_may(card: WhoMayCard) -> RenderableType:
    """Return who may, by name."""
    lines = [f"{about} {', '.join(map(_shown, named))}" for about, named in card.lines]
    shown = [indented(line) for line in (*lines, *card.notes)]
    return Group(Text(card.title, style="bold"), *shown)


def _shown(mention: Mention) -> str:
    return f"#{mention.id}" if mention.named is Named.CHANNEL else mention.id
