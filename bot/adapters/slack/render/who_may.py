"""Who may do something, as Slack names channels, user groups and people."""

from collections.abc import Sequence

from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import context, header
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import section, text
from bot.engine.cards.who_may import Mention, Named, WhoMayCard


def who_may(card: WhoMayCard) -> tuple[Message, ...]:
    """Show who may."""
    rows = [section([text(f"{about} "), *_listed(named)]) for about, named in card.lines]
    blocks = [header(card.title), *rich(rows), context(escape(" ".join(card.notes)))]
    return (message(escape(card.title), blocks),)


def _listed(mentions: Sequence[Mention]) -> list[Json]:
    shown: list[Json] = []
    for mention in mentions:
        shown += [*([text(", ")] if shown else []), _shown(mention)]
    return shown


def _shown(mention: Mention) -> Json:
    """Return a channel as a link, people and user groups by name: only a question pings anyone."""
    if mention.named is Named.CHANNEL:
        return {"type": "channel", "channel_id": mention.id}
    sign = "@" if mention.named is Named.ROLE else ""
    return text(f"{sign}{mention.name or mention.id}")
