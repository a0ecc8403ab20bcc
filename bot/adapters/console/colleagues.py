"""Two simulated colleagues, so that a newcomer's board has something to show."""

from datetime import datetime
from string import ascii_uppercase

from bot.engine.commands import Command, SubmitChoice, SubmitWords
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round
from bot.engine.rules.selection import chance

_PEOPLE = (("robin", "Robin (simulated)", 75), ("sam", "Sam (simulated)", 50))
_AWAY = 12


def responses(asked: Round, workspace: str, at: datetime) -> tuple[Command, ...]:
    """Return how the colleagues answer a round; the same each time it is asked."""
    return tuple(
        _response(asked, Actor("console", workspace, user, name), percent, at)
        for user, name, percent in _PEOPLE
        if _percent(asked, user, "away") >= _AWAY
    )


def _response(asked: Round, actor: Actor, percent: int, at: datetime) -> Command:
    if asked.format is not Format.CHOICE or asked.right_choice is None:
        return SubmitWords(actor, at, asked.id, "I would start from the trade-off.")
    right = asked.shown_order.index(asked.right_choice)
    others = [position for position in range(len(asked.shown_order)) if position != right]
    knows = _percent(asked, actor.user, "knows") < percent
    wrong = others[_percent(asked, actor.user, "guess") % len(others)] if others else right
    return SubmitChoice(actor, at, asked.id, ascii_uppercase[right if knows else wrong])


def _percent(asked: Round, user: str, what: str) -> int:
    seed = f"{asked.team_id}/{asked.slot}/{asked.by_hand_number}/{user}"
    return int.from_bytes(chance(seed, what)[:4]) % 100
