"""What should have been posted or revealed by now, and was not: for the health checks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
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

    ``free_at`` is since when a worker could have taken it: nobody has it, and no retry waits.

    Nobody knows when the slots of an unknown zone are due: then ``problem`` says so, and
    ``due_at`` is when the schedule's plan was made.
    """

    due_at: datetime
    what: Literal["post", "reveal"]
    schedule_id: int
    free_at: datetime
    problem: str = ""


def oldest_overdue(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> Overdue | None:
    """Return what has been due the longest on ``platforms``, or None.

    Its ``free_at`` is the earliest of all that is overdue.
    """
    overdue = [*_unclaimed(tx, platforms, now), *_unfinished(tx, platforms, now)]
    if not overdue:
        return None
    oldest = min(overdue, key=lambda each: each.due_at)
    return replace(oldest, free_at=min(each.free_at for each in overdue))


def _unclaimed(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> Iterator[Overdue]:
    for schedule in tx.schedules.active(platforms):
        try:
            days = slots_to_claim(tx, schedule, now)
        except UnknownZone as unknown:
            problem = f"Schedule {schedule.id} can't run: {unknown.message} {unknown.fix}"
            yield Overdue(schedule.since, "post", schedule.id, now, problem)
            continue
        if days:
            due_at = slot_instant(schedule.plan, days[0])
            yield Overdue(due_at, "post", schedule.id, due_at)


def _unfinished(
    tx: Transaction, platforms: Collection[Platform], now: datetime
) -> Iterator[Overdue]:
    for round_ in tx.rounds.due(platforms, now + BEYOND_ANY_WAIT, None):
        is_unposted = round_.state in (RoundState.CLAIMED, RoundState.SENDING)
        due_at = round_.due_at if is_unposted else round_.reveal_at
        if due_at <= now:
            waits = (due_at, round_.retry_at, round_.lease_until)
            free_at = max(each for each in waits if each is not None)
            what = "post" if is_unposted else "reveal"
            yield Overdue(due_at, what, round_.schedule_id, free_at)
