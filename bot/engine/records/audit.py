"""Recompute what is derived from the logs, and report what differs: ``warmup db check``."""

from datetime import date

from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.records.streak_log import facts_of, holidays_of
from bot.engine.rules.scoring import earned
from bot.engine.rules.streaks import replay


def differences(tx: Transaction) -> tuple[str, ...]:
    """Return one sentence for each sum or streak that its log contradicts."""
    found = list(tx.points.differences())
    for team in tx.teams.all():
        for closed in tx.rounds.closed(team.id):
            found.extend(_points(tx, closed))
        for member in tx.members.of_team(team.id):
            if member.left_at is None:
                found.extend(_streak(tx, member.id))
    return tuple(found)


def _points(tx: Transaction, closed: Round) -> list[str]:
    booked: dict[int, int] = {}
    for entry in tx.points.of_round(closed.id):
        booked[entry.member_id] = booked.get(entry.member_id, 0) + entry.points
    seen = tx.suggestions.seen(closed.revision)
    owed = {
        response.member_id: earned(closed, response, seen)
        for response in tx.responses.of_round(closed.id)
    }
    return [
        f"round {closed.id}, member {member_id}: {booked.get(member_id, 0)} points are booked, "
        f"{owed.get(member_id, 0)} are owed"
        for member_id in sorted(booked.keys() | owed.keys())
        if booked.get(member_id, 0) != owed.get(member_id, 0)
    ]


def _streak(tx: Transaction, member_id: int) -> list[str]:
    # From the first day with a round still to close on, closing that round rewrites the log.
    pending = min((live.slot for live in tx.rounds.live_followed(member_id)), default=date.max)
    kept = [line for line in tx.days.of_member(member_id) if line.day < pending]
    facts = facts_of(tx, member_id, holidays_of(tx, member_id))
    owed = [line for line in replay(member_id, facts) if line.day < pending]
    if kept == owed:
        return []
    was = kept[-1].after.current if kept else 0
    now = owed[-1].after.current if owed else 0
    told = f"the streak log has {len(kept)} days and a streak of {was}"
    return [f"member {member_id}: {told}; its rounds give {len(owed)} days and {now}"]
