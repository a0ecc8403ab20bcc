"""What a pressed ConfirmCard asks for, by its token. Which commands ask first is the engine's."""

from datetime import datetime

from bot.engine import commands as c
from bot.engine.cards import NoticeCard
from bot.engine.model.people import Actor

DECLINED = NoticeCard("Nothing changed.")


def confirmed(token: str, actor: Actor, at: datetime) -> c.Command:
    """Return the command that a ConfirmCard with ``token`` asked to confirm."""
    what, _, number = token.partition("-")
    if what == "forget":
        return c.ForgetMe(actor, at, confirmed=True)
    if what == "remove" and number.isascii() and number.isdecimal() and len(number) < 19:
        return c.RemoveSchedule(actor, at, int(number), confirmed=True)
    return c.SavePreview(actor, at, token)
