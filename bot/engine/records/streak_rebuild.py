"""Folding every streak log again, after an upgrade that changed the rules."""

from collections.abc import Iterable
from datetime import date

from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.engine.records.streak_log import settle_member


def members_to_rebuild(tx: Transaction) -> tuple[int, ...]:
    """Return the members whose logs are by older rules: nobody, or everyone who hasn't left.

    Someone who comes back has their log folded then.
    """
    if not tx.settings.get(Setting.STALE_STREAKS):
        return ()
    everyone = (member for team in tx.teams.all() for member in tx.members.of_team(team.id))
    return tuple(member.id for member in everyone if member.left_at is None)


def rebuild(tx: Transaction, member_ids: Iterable[int]) -> None:
    """Fold the logs of these members again, from their first day on."""
    for member_id in member_ids:
        settle_member(tx, member_id, date.min)


def note_rebuilt(tx: Transaction) -> None:
    """Note that every log is by today's rules."""
    if tx.settings.get(Setting.STALE_STREAKS):
        tx.settings.put(Setting.STALE_STREAKS, "")
