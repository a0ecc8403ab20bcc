"""Applauding people's words after the reveal."""

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import Applaud
from bot.engine.errors import Refused
from bot.engine.ports.context import Context
from bot.engine.records.members import member_of
from bot.engine.records.rounds import CLOSED, own_round
from bot.engine.records.shared_words import is_shared

_GONE = Refused("That answer isn't shown any more.", "Applaud another one.")


def applaud(ctx: Context, command: Applaud) -> Card:
    """Applaud an answer, once and never one's own; a second press takes the applause back."""
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    if asked.state not in CLOSED:
        raise Refused("Answers can be applauded after the reveal.", "Come back then.")
    response = ctx.tx.responses.get(asked.id, command.author_id)
    author = ctx.tx.members.get(command.author_id)
    if response is None or author is None or not is_shared(response, author):
        raise _GONE
    if author.id == member.id:
        raise Refused("That's your own answer.", "Applaud someone else's.")
    if ctx.tx.applause.add(asked.id, author.id, member.id):
        return NoticeCard(
            f"You applauded {author.name}'s answer.", ("Press again to take it back.",)
        )
    ctx.tx.applause.remove(asked.id, author.id, member.id)
    return NoticeCard(f"You took your applause for {author.name}'s answer back.")
