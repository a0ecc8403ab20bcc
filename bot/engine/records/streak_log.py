"""Settling team days: writing the streak log when a round closes."""

from collections.abc import Collection
from datetime import date

from bot.engine.model.rounds import Excuse, Round
from bot.engine.model.scores import StreakState
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.streaks import DayFacts, protection, replay


def settle(tx: Transaction, closed: Round) -> None:
    """Update the streak log of everyone who follows the round's schedule."""
    holidays = tx.teams.holidays(closed.team_id).keys()
    for member_id in tx.rounds.followers(closed.id):
        _rewrite(tx, member_id, closed.slot, holidays)


def settle_member(tx: Transaction, member_id: int, since: date) -> None:
    """Rewrite the member's streak log from ``since`` on.

    A day on which another of their rounds is still to close is not judged a miss yet.
    """
    _rewrite(tx, member_id, since, holidays_of(tx, member_id))


def facts_of(
    tx: Transaction, member_id: int, holidays: Collection[date], since: date | None = None
) -> tuple[DayFacts, ...]:
    """Return the member's judged team days from ``since`` (default: all), oldest first."""
    pending = {live.slot for live in tx.rounds.live_followed(member_id)}
    leaves = tx.members.leaves(member_id)
    responded: dict[date, bool] = {}
    excuses: dict[date, list[Excuse | None]] = {}
    for followed in tx.rounds.followed(member_id, since):
        responded[followed.slot] = responded.get(followed.slot, False) or followed.responded
        excuses.setdefault(followed.slot, []).append(followed.excuse)
    return tuple(
        DayFacts(day, responded[day], protection(day, excuses[day], holidays, leaves))
        for day in sorted(excuses)
        if responded[day] or day not in pending
    )


def holidays_of(tx: Transaction, member_id: int) -> Collection[date]:
    """Return the holidays of the member's team."""
    member = tx.members.get(member_id)
    return tx.teams.holidays(member.team_id).keys() if member else ()


def _rewrite(tx: Transaction, member_id: int, since: date, holidays: Collection[date]) -> None:
    before = tx.days.before(member_id, since)
    facts = facts_of(tx, member_id, holidays, since)
    lines = replay(member_id, facts, before.after if before else StreakState())
    tx.days.remove_from(member_id, since)
    tx.days.save(lines)
