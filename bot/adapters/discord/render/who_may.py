"""Who may do something, as Discord names channels, roles and people."""

from bot.adapters.discord.render.layout import BLURPLE, Panel, panel, text
from bot.engine.cards.who_may import Mention, Named, WhoMayCard

SIGNS = {Named.CHANNEL: "#", Named.ROLE: "@&", Named.PERSON: "@"}


def who_may(card: WhoMayCard) -> Panel:
    """Return who may; the mentions show names and ping nobody."""
    lines = [f"{about} {', '.join(map(_shown, named))}" for about, named in card.lines]
    notes = [f"-# {note}" for note in card.notes]
    return panel([text("\n".join([f"### {card.title}", *lines, *notes]))], BLURPLE)


def _shown(mention: Mention) -> str:
    return f"<{SIGNS[mention.named]}{mention.id}>"
