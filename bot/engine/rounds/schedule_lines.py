"""A schedule as a line of a listing."""

from datetime import datetime

from bot.engine.cards import ScheduleLine
from bot.engine.errors import UnknownZone
from bot.engine.model.schedules import Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.slots import coming_slot
from bot.engine.rules.calendar import slot_instant
from bot.engine.rules.schedule_description import describe

NO_OWNER = (
    "It has no owner, so nobody is told when it pauses: "
    "the next manager who edits, pauses or resumes it becomes its owner"
)


def line_of(tx: Transaction, schedule: Schedule, now: datetime) -> ScheduleLine:
    """Return a schedule as a line of a listing, with its next slot that will be posted."""
    plan, problem, day = schedule.plan, "", None
    try:
        day = coming_slot(tx, schedule, now)
    except UnknownZone as unknown:  # it is listed all the same, and so are the others
        problem = f". {unknown}"
    if not schedule.owner:
        problem += f". {NO_OWNER}"
    return ScheduleLine(
        schedule_id=schedule.id,
        number=schedule.number,
        channel=schedule.channel.channel,
        summary=f"{describe(plan)}{problem}",
        next_at=None if day is None else slot_instant(plan, day),
        zone=plan.zone,
        paused=schedule.pause_reason,
    )
