"""Who may do something, as Slack names channels, user groups and people."""

from collections.abc import Sequence

from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import context, header
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import section, text
from bot.engine.cards.who_may import Mention, Named, WhoMayCard


def who_may(card: WhoMayCard) -> tuple[Message, ...]:
    """Show who may, in private: there, mentions ping nobody."""
    rows = [section([text(f"{about} "), *_listed(named)]) for about, named in card.lines]
    blocks = [header(card.title), *rich(rows), context(escape(" ".join(card.notes)))]
    return (message(escape(card.title), blocks),)


def _listed(mentions: Sequence[Mention]) -> list[Json]:
    shown: list[Json] = []
    for mention in mentions:
        shown += [*([text(", ")] if shown else []), _shown(mention)]
    return shown


def _shown(mention: Mention) -> Json:
    match mention.named:
        case Named.CHANNEL:
            return {"type": "channel", "channel_id": mention.id}
        case Named.ROLE:
            return {"type": "usergroup", "usergroup_id": mention.id}
        case Named.PERSON:
            return {"type": "user", "user_id": mention.id}
