"""Claiming slots: which local dates of a schedule are due, and what becomes of each.

A slot is claimed by inserting its round; UNIQUE(schedule, slot, by_hand_number) decides between
workers. A claimed round is free until a worker acquires its lease.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.engine.model.people import Platform
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Excuse, Round, RoundState, Skip
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.rounds.next_question import Leak, NextQuestions
from bot.engine.rounds.team_facts import TeamFacts
from bot.engine.rounds.transitions import claim_again, new_round, skip
from bot.engine.rules.calendar import (
    catches_up,
    local_date,
    next_days,
    next_slots,
    reveal_by_hand,
    reveal_instant,
    slot_instant,
    slots_due,
)
from bot.engine.rules.selection import shown_order
from bot.engine.rules.streaks import excuse_when_asked

DAYS_AHEAD = 30
"""How many coming slots are looked through for one that is not skipped yet."""
PAGE = 20
"""How many schedules are claimed in one unit of work: a press waits for one page at most."""
LOOK_WITHIN = timedelta(days=1)
"""Every schedule is looked at that often, in case the rules of its time zone changed."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The new rounds of a page of schedules, and whether that page was full.

    ``left_out`` has the questions that were not asked, by schedule: they show their answers.
    """

    rounds: tuple[Round, ...]
    more: bool
    left_out: Mapping[int, tuple[Leak, ...]]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A unit of work that claims slots that have come by ``now``."""

    tx: Transaction
    questions: NextQuestions
    teams: TeamFacts
    now: datetime


def page_to_claim(
    tx: Transaction,
    platforms: Collection[Platform],
    now: datetime,
    leave_out: Collection[int] = (),
    size: int = PAGE,
) -> tuple[Schedule, ...]:
    """Return at most ``size`` schedules to look at, the longest due first."""
    found = tx.schedules.to_look_at(platforms, now, size + len(leave_out))
    return tuple(schedule for schedule in found if schedule.id not in leave_out)[:size]


def claim_page(
    tx: Transaction,
    bank: Bank,
    platforms: Collection[Platform],
    now: datetime,
    leave_out: Collection[int] = (),
    size: int = PAGE,
) -> Claimed:
    """Claim the due slots of the next page of schedules; those in ``leave_out`` are not touched."""
    page = page_to_claim(tx, platforms, now, leave_out, size)
    claim = _Claim(tx, NextQuestions(tx, bank), TeamFacts(tx), now)
    rounds = tuple(r for schedule in page for r in _claim_slots(claim, schedule))
    return Claimed(rounds, len(page) == size, claim.questions.left_out)


def claim_slots(tx: Transaction, bank: Bank, schedule_id: int, now: datetime) -> tuple[Round, ...]:
    """Claim every slot of one schedule that has come, or note why it is skipped."""
    schedule = tx.schedules.get(schedule_id)
    if schedule is None or schedule.state is not ScheduleState.ACTIVE:
        return ()
    return _claim_slots(_Claim(tx, NextQuestions(tx, bank), TeamFacts(tx), now), schedule)


def slots_to_claim(tx: Transaction, schedule: Schedule, now: datetime) -> tuple[date, ...]:
    """Return the dates whose slot has come and still needs a round, oldest first."""
    after = latest = tx.rounds.last_slot(schedule.id)
    today = local_date(now, schedule.plan.zone)
    if after is not None and (after >= today or catches_up(schedule.plan, after, now)):
        # A coming slot was skipped by hand, or a clock that was ahead claimed the latest; the slots
        # before it, or itself, are still to be asked. Two days back, because yesterday's slot may
        # be caught up with after midnight, and a gap in the clocks then moves it into today.
        after = today - timedelta(days=2)
    return tuple(
        day
        for day in slots_due(schedule.plan, schedule.since, after, now)
        if latest is None
        or day > latest
        or _needs_round(schedule, _find_own_round(tx, schedule.id, day), now)
    )


def coming_slot(tx: Transaction, schedule: Schedule, now: datetime) -> date | None:
    """Return the date of the next slot that will be posted; None if there is none in sight."""
    if schedule.state is not ScheduleState.ACTIVE:
        return None
    holidays = tx.teams.holidays(schedule.team_id).keys()
    for day in next_days(schedule.plan, now, holidays, DAYS_AHEAD):
        if _find_own_round(tx, schedule.id, day) is None:
            return day
    return None


def claim_by_hand(tx: Transaction, bank: Bank, schedule: Schedule, now: datetime) -> Round | None:
    """Claim a round besides the schedule's slots; None when no question fits."""
    plan = schedule.plan
    day = local_date(now, plan.zone)
    rounds = tx.rounds.of_schedule_on(schedule.id, day)
    number = 1 + max((round_.by_hand_number for round_ in rounds), default=0)
    claim = _Claim(tx, NextQuestions(tx, bank), TeamFacts(tx), now)
    excuse = _excuse(claim.teams, schedule, day, by_hand=True)
    new = new_round(schedule, day, number, now, reveal_by_hand(plan, now), excuse)
    new = _with_question(claim, schedule, new)
    return tx.rounds.claim(new) if new.state is RoundState.CLAIMED else None


def with_another_question(tx: Transaction, bank: Bank, held: Round) -> Round | None:
    """Return a round that nobody has seen with another question; None when there is none."""
    schedule = tx.schedules.get(held.schedule_id)
    question = NextQuestions(tx, bank).next_of(schedule) if schedule else None
    if question is None or question.id == held.question_id:
        return None
    return _asking(tx, held, question)


def skip_slot(tx: Transaction, schedule: Schedule, day: date, why: Skip) -> Round | None:
    """Leave the slot of ``day`` without a question; None when it has a round already."""
    return tx.rounds.claim(skip(_new_own_round(TeamFacts(tx), schedule, day), why))


def _claim_slots(claim: _Claim, schedule: Schedule) -> tuple[Round, ...]:
    tx, now = claim.tx, claim.now
    rounds = tuple(_claim_slot(claim, schedule, day) for day in slots_to_claim(tx, schedule, now))
    coming = next_slots(schedule.plan, now)
    tx.schedules.looked_at(schedule.id, min((*coming, now + LOOK_WITHIN)))
    return tuple(round_ for round_ in rounds if round_ is not None)


def _find_own_round(tx: Transaction, schedule_id: int, day: date) -> Round | None:
    """Return the slot's own round, not one posted by hand that day."""
    rounds = tx.rounds.of_schedule_on(schedule_id, day)
    return next((round_ for round_ in rounds if not round_.posted_by_hand), None)


def _needs_round(schedule: Schedule, existing: Round | None, now: datetime) -> bool:
    """Return whether a slot has no round, or one that was given up because a clock was wrong.

    A window that has passed opens again only when the clock, or the plan, is put right.
    """
    if existing is None:
        return True
    given_up = existing.skip_reason is Skip.OUTAGE or existing.state is RoundState.FAILED
    return given_up and catches_up(schedule.plan, existing.slot, now)


def _claim_slot(claim: _Claim, schedule: Schedule, day: date) -> Round | None:
    tx = claim.tx
    own = _new_own_round(claim.teams, schedule, day)
    if day in claim.teams.holidays(schedule.team_id):
        return tx.rounds.claim(skip(own, Skip.HOLIDAY))
    if not catches_up(schedule.plan, day, claim.now):
        return tx.rounds.claim(skip(own, Skip.OUTAGE))
    new = _with_question(claim, schedule, own)
    claimed = tx.rounds.claim(new)
    given_up = None if claimed else _find_own_round(tx, schedule.id, day)
    if given_up is None:
        return claimed
    again = claim_again(given_up, new)
    tx.rounds.save(again)
    return again


def _new_own_round(teams: TeamFacts, schedule: Schedule, day: date) -> Round:
    plan = schedule.plan
    due_at, reveal_at = slot_instant(plan, day), reveal_instant(plan, day)
    excuse = _excuse(teams, schedule, day, by_hand=False)
    return new_round(schedule, day, 0, due_at, reveal_at, excuse)


def _excuse(teams: TeamFacts, schedule: Schedule, day: date, *, by_hand: bool) -> Excuse | None:
    weekends_count = teams.team(schedule.team_id).weekends_count
    return excuse_when_asked(
        day, schedule.plan.days, by_hand=by_hand, weekends_count=weekends_count
    )


def _with_question(claim: _Claim, schedule: Schedule, new: Round) -> Round:
    """Return ``new`` with the schedule's next question, or skipped when none fits the plan."""
    question = claim.questions.next_of(schedule)
    if question is None:
        return skip(new, Skip.NO_QUESTION)
    claim.questions.note_asked(schedule.team_id, question)
    number = claim.teams.take_number(schedule.team_id)
    return _asking(claim.tx, replace(new, number=number), question)


def _asking(tx: Transaction, new: Round, question: Question) -> Round:
    """Return ``new`` as it asks ``question``, whose revision is kept."""
    tx.questions.remember(question)
    seed = f"{new.team_id}/{new.slot}/{new.by_hand_number}/{question.id}"
    has_choices = new.format is Format.CHOICE
    return replace(
        new,
        question_id=question.id,
        revision=question.revision,
        track=question.track,
        right_choice=question.key,
        shown_order=shown_order(len(question.choices), seed) if has_choices else (),
    )
