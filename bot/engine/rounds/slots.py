"""Claiming slots: which dates are due, and what becomes of each.

A slot is claimed by inserting its round; UNIQUE(schedule, slot, extra) decides between
workers. A claim is free until a worker takes its lease (``posting``).
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.engine.errors import UnknownZone
from bot.engine.model.people import Platform as PlatformName
from bot.engine.model.people import Team
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Round, RoundState, Skip
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import live_questions, questions_of
from bot.engine.rules.calendar import (
    catches_up,
    local_date,
    next_days,
    reveal_instant,
    reveal_of_extra,
    slot_instant,
    slots_due,
)
from bot.engine.rules.selection import choose, pool, shown_order


def schedules_due(
    tx: Transaction, platforms: Collection[PlatformName], now: datetime
) -> tuple[Schedule, ...]:
    """Return the active schedules that have a slot to claim."""
    return tuple(each for each in tx.schedules.active(platforms) if _is_due(tx, each, now))


def claim_slots(tx: Transaction, bank: Bank, schedule_id: int, now: datetime) -> tuple[Round, ...]:
    """Claim every slot that has come, or say why it is skipped; return the new rounds."""
    schedule = tx.schedules.get(schedule_id)
    if schedule is None or schedule.state is not ScheduleState.ACTIVE:
        return ()
    made = (_claim_slot(tx, bank, schedule, day, now) for day in slots_to_claim(tx, schedule, now))
    return tuple(each for each in made if each is not None)


def slots_to_claim(tx: Transaction, schedule: Schedule, now: datetime) -> tuple[date, ...]:
    """Return the dates whose slot has come and is still to be settled, oldest first."""
    after = tx.rounds.last_slot(schedule.id)
    today = local_date(now, schedule.plan.zone)
    if after is not None and after >= today:
        # A coming slot was skipped by hand, or today's by a clock that went ahead; those
        # before it are still to be asked. Two days, for a gap at midnight moves yesterday's
        # slot into today.
        after = today - timedelta(days=2)
    return tuple(
        day
        for day in slots_due(schedule.plan, schedule.since, after, now)
        if _unsettled(schedule, _own(tx, schedule.id, day), now)
    )


def coming_slot(tx: Transaction, schedule: Schedule, now: datetime) -> date | None:
    """Return the date of the next slot that will be posted; None if there is none in sight."""
    if schedule.state is not ScheduleState.ACTIVE:
        return None
    holidays = tx.teams.holidays(schedule.team_id).keys()
    for day in next_days(schedule.plan, now, holidays, 30):
        if all(made.extra for made in tx.rounds.of_schedule_on(schedule.id, day)):
            return day
    return None


def claim_extra(tx: Transaction, bank: Bank, schedule: Schedule, now: datetime) -> Round | None:
    """Claim a round by hand, beside the schedule's slots; None when no question fits."""
    plan = schedule.plan
    day = local_date(now, plan.zone)
    taken = tx.rounds.of_schedule_on(schedule.id, day)
    extra = 1 + max((made.extra for made in taken), default=0)
    team = _team(tx, schedule)
    new = _blank(schedule, team, day, extra, now, reveal_of_extra(plan, now))
    made = with_question(tx, bank, schedule, new)
    return tx.rounds.claim(made) if made.state is RoundState.CLAIMED else None


def skip_slot(tx: Transaction, schedule: Schedule, day: date, reason: Skip) -> Round | None:
    """Leave out the slot of ``day``; None when it has a round already."""
    due = slot_instant(schedule.plan, day)
    new = _blank(schedule, _team(tx, schedule), day, 0, due, reveal_instant(schedule.plan, day))
    return tx.rounds.claim(replace(new, state=RoundState.SKIPPED, reason=reason.value))


def with_question(tx: Transaction, bank: Bank, schedule: Schedule, new: Round) -> Round:
    """Return ``new`` with the next question, or skipped when none fits the plan."""
    question = next_question(tx, bank, schedule)
    if question is None:
        return replace(new, state=RoundState.SKIPPED, reason=Skip.NO_QUESTION.value)
    tx.questions.remember(question)
    seed = f"{schedule.team_id}/{new.slot}/{new.extra}/{question.id}"
    order = shown_order(len(question.choices), seed) if new.format == "choice" else ()
    return replace(
        new,
        number=tx.rounds.next_number(schedule.team_id),
        question_id=question.id,
        revision=question.revision,
        track=question.track,
        key=question.key,
        order=order,
    )


def next_question(tx: Transaction, bank: Bank, schedule: Schedule) -> Question | None:
    """Return the question the schedule asks next, or None when none fits."""
    plan = schedule.plan
    candidates = pool(
        questions_of(tx, bank, schedule.team_id).values(), plan.tracks, plan.levels, plan.format
    )
    live = live_questions(tx, schedule.team_id)
    fresh = [question for question in candidates if question.id not in live]
    seed = f"team {schedule.team_id}"
    return choose(fresh or candidates, tx.rounds.last_asked(schedule.team_id), seed)


def _is_due(tx: Transaction, schedule: Schedule, now: datetime) -> bool:
    try:
        return bool(slots_to_claim(tx, schedule, now))
    except UnknownZone:
        return True  # claiming it says what is wrong, and stops no other schedule


def _own(tx: Transaction, schedule_id: int, day: date) -> Round | None:
    """Return the slot's own round, not one asked by hand that day."""
    made = tx.rounds.of_schedule_on(schedule_id, day)
    return next((each for each in made if not each.extra), None)


def _unsettled(schedule: Schedule, made: Round | None, now: datetime) -> bool:
    """Tell whether a slot has no round, or one given up by a clock that was wrong.

    A window that has passed opens again only when the clock, or the plan, is put right.
    """
    if made is None:
        return True
    missed = made.state is RoundState.SKIPPED and made.reason == Skip.OUTAGE.value
    given_up = missed or made.state is RoundState.FAILED
    return given_up and catches_up(schedule.plan, made.slot, now)


def _claim_slot(
    tx: Transaction, bank: Bank, schedule: Schedule, day: date, now: datetime
) -> Round | None:
    team = _team(tx, schedule)
    if day in tx.teams.holidays(team.id):
        return skip_slot(tx, schedule, day, Skip.HOLIDAY)
    if not catches_up(schedule.plan, day, now):
        return skip_slot(tx, schedule, day, Skip.OUTAGE)
    due = slot_instant(schedule.plan, day)
    new = _blank(schedule, team, day, 0, due, reveal_instant(schedule.plan, day))
    asked = with_question(tx, bank, schedule, new)
    missed = _own(tx, schedule.id, day)
    if missed is None:
        return tx.rounds.claim(asked)
    asked = replace(asked, id=missed.id)
    tx.rounds.save(asked)
    return asked


def _team(tx: Transaction, schedule: Schedule) -> Team:
    team = tx.teams.get(schedule.team_id)
    if team is None:  # the foreign key forbids it
        raise LookupError(f"team {schedule.team_id} of schedule {schedule.id}")
    return team


def _blank(
    schedule: Schedule, team: Team, day: date, extra: int, due: datetime, reveal_at: datetime
) -> Round:
    return Round(
        id=0,
        schedule_id=schedule.id,
        team_id=schedule.team_id,
        channel=schedule.channel,
        slot=day,
        extra=extra,
        due_at=due,
        reveal_at=reveal_at,
        closes_on=local_date(reveal_at, team.zone),
        format=schedule.plan.format,
        state=RoundState.CLAIMED,
    )
