"""Whose own words a reveal shows in the question's thread."""

from bot.engine.model.people import Member
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Response, Round
from bot.engine.ports.repositories import Transaction


def shows_words(tx: Transaction, round_: Round) -> bool:
    """Tell whether a round's reveal shows words; replies in a thread are there already."""
    if round_.format is Format.THREAD:
        return False
    team = tx.teams.get(round_.team_id)
    return team is not None and not team.words_private


def is_shared(response: Response, author: Member | None) -> bool:
    """Tell whether words may be shown; whoever hides or was forgotten has shared nothing."""
    may_be_named = author is not None and not author.hidden
    return bool(response.text) and not response.private and may_be_named


def are_words_shown(tx: Transaction, round_: Round, response: Response) -> bool:
    """Tell whether a reveal shows, or has shown, the words of ``response``."""
    if not response.text or response.private or not shows_words(tx, round_):
        return False
    return is_shared(response, tx.members.get(response.member_id))
