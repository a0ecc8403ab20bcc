"""Settling team days: writing the streak log when a round closes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.engine.model.people import Leave
from bot.engine.model.rounds import Excuse, Round
from bot.engine.model.scores import StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.rounds import FollowedRound
from bot.engine.rules.streaks import DayFacts, protection, replay


def settle(tx: Transaction, closed: Round) -> None:
    """Update the streak log of everyone who follows the round's schedule."""
    if not tx.rounds.followers(closed.id):
        return
    holidays, since = tx.teams.holidays(closed.team_id).keys(), closed.slot
    asked, round_id = tx.followers, closed.id
    pending, leaves = asked.pending_days(round_id, since), asked.leaves(round_id)
    before = asked.days_before(round_id, since)
    lines: list[TeamDay] = []
    for member_id, followed in asked.followed(round_id, since).items():
        off = leaves.get(member_id, ())
        facts = _facts(followed, pending.get(member_id, ()), holidays, off)
        start = before[member_id].after if member_id in before else StreakState()
        lines += replay(member_id, facts, start)
    asked.remove_days(round_id, since)
    tx.days.save(lines)


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
    return _facts(tx.rounds.followed(member_id, since), pending, holidays, leaves)


def _facts(
    followed: Iterable[FollowedRound],
    pending: Collection[date],
    holidays: Collection[date],
    leaves: Sequence[Leave],
) -> tuple[DayFacts, ...]:
    responded: dict[date, bool] = {}
    excuses: dict[date, list[Excuse | None]] = {}
    for each in followed:
        responded[each.slot] = responded.get(each.slot, False) or each.responded
        excuses.setdefault(each.slot, []).append(each.excuse)
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
