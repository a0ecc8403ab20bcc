"""Who manages a team, with everyone there may be."""

from bot.engine.cards import WhoMayCard
from bot.engine.cards.who_may import Mention, Named

CARD = WhoMayCard(
    "Who manages Warmup here",
    (
        ("Everyone in", (Mention(Named.ROLE, "S0LEADS"),)),
        ("These people:", (Mention(Named.PERSON, "U0ADA"), Mention(Named.PERSON, "U0BEN"))),
        ("New ones are sent to", (Mention(Named.CHANNEL, "C0PREP"),)),
    ),
    ("Workspace admins and owners can always manage.",),
)
