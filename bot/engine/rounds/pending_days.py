"""Which days are still pending for a member: no miss is shown on them, and no freeze as spent."""

from collections.abc import Iterator
from datetime import date, datetime

from bot.engine.errors import UnknownZone
from bot.engine.model.people import Member, Team
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.slots import coming_slot, slots_to_claim


def pending_days(tx: Transaction, team: Team, member: Member, now: datetime) -> frozenset[date]:
    """Return the dates on which a round that ``member`` follows is still to close.

    The round is claimed, being sent or open, or its slot is due, or its schedule's next one.
    """
    live = (round_.slot for round_ in tx.rounds.live_followed(member.id))
    claimed = _claimed_days(tx, team, member)
    return frozenset((*live, *claimed, *_coming_days(tx, team, member, now)))


def _claimed_days(tx: Transaction, team: Team, member: Member) -> Iterator[date]:
    for live in tx.rounds.live(team.id):
        if live.state is RoundState.CLAIMED and member.id in tx.rounds.followers(live.id):
            yield live.slot


def _coming_days(tx: Transaction, team: Team, member: Member, now: datetime) -> Iterator[date]:
    for schedule in tx.schedules.of_team(team.id):
        if schedule.state is ScheduleState.ACTIVE and _follows(tx, member, schedule):
            yield from _pending_slots(tx, schedule, now)


def _follows(tx: Transaction, member: Member, schedule: Schedule) -> bool:
    last = tx.rounds.last_slot(schedule.id)
    rounds = tx.rounds.of_schedule_on(schedule.id, last) if last else ()
    return bool(rounds) and member.id in tx.rounds.followers(rounds[0].id)


def _pending_slots(tx: Transaction, schedule: Schedule, now: datetime) -> tuple[date, ...]:
    """Return the slots that are due, and the next one: those after it close after it."""
    try:
        coming = coming_slot(tx, schedule, now)
        return (*slots_to_claim(tx, schedule, now), *([coming] if coming else []))
    except UnknownZone:  # it asks nothing
        return ()
