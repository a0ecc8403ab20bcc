"""Settling team days: writing the streak log when a round closes."""

from collections.abc import Iterable
from datetime import date

from bot.engine.model.rounds import Excuse, Round
from bot.engine.model.scores import StreakState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.rounds import FollowedRound
from bot.engine.rules.streaks import DayFacts, on_leave, replay


def settle(tx: Transaction, closed: Round) -> None:
    """Update the streak log of everyone who follows the round's schedule."""
    for member_id in tx.rounds.followers(closed.id):
        settle_member(tx, member_id, closed.closes_on)


def settle_member(tx: Transaction, member_id: int, since: date) -> None:
    """Rewrite the member's streak log from ``since`` on.

    A day on which another of their rounds is still to close is not judged a miss yet.
    """
    before = tx.days.before(member_id, since)
    facts = facts_of(tx, member_id, since)
    lines = replay(member_id, facts, before.after if before else StreakState())
    tx.days.remove_from(member_id, since)
    tx.days.save(lines)


def facts_of(tx: Transaction, member_id: int, since: date | None = None) -> tuple[DayFacts, ...]:
    """Return the member's judged team days from ``since`` (default: all), oldest first."""
    pending = {live.closes_on for live in tx.rounds.live_followed(member_id)}
    leaves = tx.members.leaves(member_id)
    return tuple(
        DayFacts(day, responded, on_leave(leaves, day))
        for day, responded in _team_days(tx.rounds.followed(member_id, since))
        if responded or day not in pending
    )


def _team_days(rounds: Iterable[FollowedRound]) -> list[tuple[date, bool]]:
    """Group rounds by date.

    An outage of the bot costs nobody a day, and those who answered all the same keep theirs.
    """
    days: dict[date, bool] = {}
    for followed in rounds:
        reached = followed.excuse is Excuse.OUTAGE and followed.responded
        if followed.excuse is None or reached:
            days[followed.closes_on] = days.get(followed.closes_on, False) or followed.responded
    return sorted(days.items())
