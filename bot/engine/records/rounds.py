"""A team's rounds, as people name them: by a button's id, and only their own."""

from bot.engine.errors import NotFound
from bot.engine.model.people import Actor
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction

ANSWERABLE = (RoundState.SENDING, RoundState.OPEN)
"""A press may come before the bot has heard that its question is posted."""
CLOSED = (RoundState.REVEALING, RoundState.REVEALED)
"""The answer may be shown."""
WORDS_LENGTH = 4000
"""Characters of an answer in someone's own words."""
ANSWER_LATEST = "Answer the latest one in the channel."


def own_round(tx: Transaction, actor: Actor, round_id: int, fix: str = "") -> Round:
    """Return a round of the actor's team; raises NotFound (with ``fix``) for any other."""
    team = tx.teams.by_workspace(actor.platform, actor.workspace)
    return round_of(tx, team.id if team else None, round_id, fix)


def round_of(tx: Transaction, team_id: int | None, round_id: int, fix: str = "") -> Round:
    """Return a round of the team; raises NotFound (with ``fix``) for any other."""
    found = tx.rounds.get(round_id)
    if found is None or found.team_id != team_id:
        raise NotFound("That question belongs to another team.", fix)
    return found
