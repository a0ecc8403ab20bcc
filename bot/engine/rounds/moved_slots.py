"""What an edit does to today's question when it moves its time into the past."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.engine.errors import UnknownZone
from bot.engine.model.schedules import Plan, Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.slots import coming_slot
from bot.engine.rules.calendar import catches_up, local_date, slot_instant


@dataclass(frozen=True, slots=True)
class MovedSlot:
    """Today's question, whose new time ``due_at`` has passed.

    ``still_asked`` says that it can still be posted late; if not, the next comes on ``next_day``.
    """

    day: date
    due_at: datetime
    still_asked: bool
    next_day: date | None


def moved_into_past(
    tx: Transaction, schedule: Schedule, plan: Plan, now: datetime
) -> MovedSlot | None:
    """Return today's question if it is still to come and ``plan`` would have asked it by ``now``.

    None for any other edit: of a paused schedule, or when today's question was asked already.
    """
    try:
        day = coming_slot(tx, schedule, now)
        is_today = day == local_date(now, schedule.plan.zone)
    except UnknownZone:  # it asked nothing
        return None
    if day is None or not is_today or day.weekday() not in plan.days:
        return None
    due_at = slot_instant(plan, day)
    if due_at > now:
        return None
    coming = coming_slot(tx, replace(schedule, plan=plan), now)
    return MovedSlot(day, due_at, catches_up(plan, day, now), coming)
