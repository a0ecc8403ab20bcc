"""People's words after the reveal: applauding them, and taking one's own out of the thread."""

from dataclasses import replace

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import Applaud, TakeOutWords
from bot.engine.errors import Refused
from bot.engine.model.rounds import RoundState
from bot.engine.ports.context import Context
from bot.engine.records.members import member_of
from bot.engine.records.rounds import own_round
from bot.engine.rounds.reveal_parts import is_shared

_GONE = Refused("That answer isn't shown any more.", "Applaud another one.")


def applaud(ctx: Context, command: Applaud) -> Card:
    """Applaud an answer, once and never one's own; a second press takes the applause back."""
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    if asked.state not in (RoundState.REVEALING, RoundState.REVEALED):
        raise Refused("Answers can be applauded after the reveal.", "Come back then.")
    response = ctx.tx.responses.get(asked.id, command.author_id)
    author = ctx.tx.members.get(command.author_id)
    if response is None or author is None or not is_shared(response, {author.id: author}):
        raise _GONE
    if author.id == member.id:
        raise Refused("That's your own answer.", "Applaud someone else's.")
    if ctx.tx.applause.add(asked.id, author.id, member.id):
        return NoticeCard(
            f"You applauded {author.name}'s answer.", ("Press again to take it back.",)
        )
    ctx.tx.applause.remove(asked.id, author.id, member.id)
    return NoticeCard(f"You took your applause for {author.name}'s answer back.")


def take_out_words(ctx: Context, command: TakeOutWords) -> Card:
    """Take the member's own words out of the thread; they stay their answer."""
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id)
    if response is None or response.text is None:
        raise Refused("You have no words in that question's thread.", "Nothing is shown there.")
    ctx.tx.responses.save(replace(response, private=True))
    return NoticeCard("Your words are private now.", ("They stay your answer, points included.",))
