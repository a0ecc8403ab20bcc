"""What should have been posted or revealed by now, and was not: for the health checks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.engine.errors import UnknownZone
from bot.engine.model.people import Platform
from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.slots import slots_to_claim
from bot.engine.rules.calendar import slot_instant

BEYOND_ANY_WAIT = timedelta(days=1)
"""Looking from this far ahead, every lease and wait is over, so waiting rounds are found, too."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A slot's post, or a round's reveal, and the instant it was due at.

    Nobody knows when the slots of an unknown zone are due: then ``problem`` says so, and
    ``due_at`` is when the schedule's plan was made.
    """

    due_at: datetime
    what: Literal["post", "reveal"]
    schedule_id: int
    problem: str = ""


def oldest_overdue(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> Overdue | None:
    """Return what has been due the longest on ``platforms``, or None."""
    overdue = [*_unclaimed(tx, platforms, now), *_unfinished(tx, platforms, now)]
    return min(overdue, key=lambda each: each.due_at, default=None)


def _unclaimed(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> Iterator[Overdue]:
    for schedule in tx.schedules.active(platforms):
        try:
            days = slots_to_claim(tx, schedule, now)
        except UnknownZone as unknown:
            problem = f"Schedule {schedule.id} can't run: {unknown.message} {unknown.fix}"
            yield Overdue(schedule.since, "post", schedule.id, problem)
            continue
        if days:
            yield Overdue(slot_instant(schedule.plan, days[0]), "post", schedule.id)


def _unfinished(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> Iterator[Overdue]:
    for round_ in tx.rounds.due(platforms, now + BEYOND_ANY_WAIT, None):
        is_unposted = round_.state in (RoundState.CLAIMED, RoundState.SENDING)
        due_at = round_.due_at if is_unposted else round_.reveal_at
        if due_at <= now:
            yield Overdue(due_at, "post" if is_unposted else "reveal", round_.schedule_id)
