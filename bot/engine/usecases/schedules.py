"""Schedules: listing, pausing, resuming, skipping and removing them; posting one now."""

from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card, ConfirmCard, NoticeCard, SchedulesCard
from bot.engine.commands import (
    ListSchedules,
    OnSchedule,
    PauseSchedule,
    PostNow,
    RemoveSchedule,
    ResumeSchedule,
    SkipNext,
)
from bot.engine.errors import Refused
from bot.engine.model.rounds import RoundState, Skip
from bot.engine.model.schedules import Schedule, ScheduleState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import FindSchedule
from bot.engine.records.members import known_team
from bot.engine.records.schedules import by_id, by_number, managed
from bot.engine.rounds.next_question import NextQuestions
from bot.engine.rounds.pauses import excuse_open_rounds
from bot.engine.rounds.reveal import reshow_unseen
from bot.engine.rounds.schedule_lines import line_of
from bot.engine.rounds.slots import claim_by_hand, skip_slot
from bot.engine.rules.calendar import local_date, next_days, slot_instant, zone
from bot.engine.rules.schedule_description import (
    describe,
)

STILL_OPEN = "An open question is still revealed: answers count, and missing it costs nothing."
ON_ITS_WAY = (RoundState.CLAIMED, RoundState.SENDING)


def pause(ctx: Context, command: PauseSchedule) -> Card:
    """Stop posting; an open question is still revealed, and missing it costs nothing."""
    schedule = _meant(ctx.tx, command)
    if schedule.state is ScheduleState.PAUSED and schedule.recheck_at is None:
        return NoticeCard("Already paused.", ("Paused days don't affect streaks.",))
    ctx.tx.schedules.save(
        replace(
            schedule,
            state=ScheduleState.PAUSED,
            pause_reason="by hand",
            since=command.at,
            alert_at=None,
            recheck_at=None,
        )
    )
    lines = ["No questions until /daily resume. Paused days don't affect streaks."]
    if excuse_open_rounds(ctx.tx, schedule.id):
        lines.append(STILL_OPEN)
    return NoticeCard("Paused.", tuple(lines))


def resume(ctx: Context, command: ResumeSchedule) -> Card:
    """Post again, from the next slot; a reveal that the channel could not see is shown now."""
    schedule = _meant(ctx.tx, command)
    if schedule.state is ScheduleState.ACTIVE:
        return SchedulesCard("Already running", (line_of(ctx.tx, schedule, command.at),))
    active = replace(
        schedule,
        state=ScheduleState.ACTIVE,
        pause_reason="",
        since=command.at,
        alert_at=None,
        recheck_at=None,
    )
    ctx.tx.schedules.save(active)
    reshow_unseen(ctx.tx, active)
    return SchedulesCard("Resumed", (line_of(ctx.tx, active, command.at),))


def remove(ctx: Context, command: RemoveSchedule) -> Card:
    """End a schedule, once confirmed; its past rounds, points and streaks stay."""
    schedule = _meant(ctx.tx, command)
    if not command.confirmed:
        lines = (describe(schedule.plan), "Points and streaks stay.")
        return ConfirmCard("Remove this schedule?", lines, "Remove", f"remove-{schedule.id}")
    end(ctx.tx, schedule, command.at)
    return NoticeCard(
        f"Removed: {describe(schedule.plan)}.",
        (STILL_OPEN, "Points and streaks stay."),
    )


def end(tx: Transaction, schedule: Schedule, at: datetime) -> None:
    """Post no more for ``schedule``; missing a question that is open costs nothing."""
    excuse_open_rounds(tx, schedule.id)
    tx.schedules.save(replace(schedule, state=ScheduleState.REMOVED, since=at))


def skip(ctx: Context, command: SkipNext) -> Card:
    """Skip the next slot that isn't skipped yet."""
    schedule = _meant(ctx.tx, command)
    holidays = ctx.tx.teams.holidays(schedule.team_id).keys()
    for day in next_days(schedule.plan, command.at, holidays, 30):
        if skip_slot(ctx.tx, schedule, day, Skip.BY_HAND) is not None:
            when = _when(slot_instant(schedule.plan, day), schedule.plan.zone, command.at)
            return NoticeCard(f"Skipped: {when}.", ("It won't affect streaks.",))
    raise Refused(
        "Nothing is scheduled in the next month.", "Use /daily pause to stop all questions."
    )


def post_now(ctx: Context, command: PostNow) -> Card:
    """Claim a round in addition to the slots; the worker posts it right away."""
    schedule = _meant(ctx.tx, command)
    if schedule.state is not ScheduleState.ACTIVE:
        raise Refused("This schedule is paused.", "Use /daily resume first.")
    if any(
        live.schedule_id == schedule.id and live.posted_by_hand and live.state in ON_ITS_WAY
        for live in ctx.tx.rounds.live(schedule.team_id)
    ):
        raise Refused("A question is already being posted.", "Give it a few seconds.")
    made = claim_by_hand(ctx.tx, ctx.bank, schedule, command.at)
    if made is None and NextQuestions(ctx.tx, ctx.bank).leaks(schedule):
        raise Refused(
            "Every question left for this schedule shows its answer in the prompt.",
            "Fix their prompts, or add tracks or levels: /daily edit.",
        )
    if made is None:
        raise Refused("No questions match this schedule.", "Add tracks or levels: /daily edit.")
    return NoticeCard(
        "A question is on its way.",
        (
            "It's in addition to the daily question.",
            f"Reveal: {_when(made.reveal_at, schedule.plan.zone, command.at)}.",
        ),
        posting=made.id,
    )


def list_schedules(ctx: Context, command: ListSchedules) -> Card:
    """List a channel's schedules, or the team's."""
    team = known_team(ctx.tx, command.actor)
    if command.channel is None:
        found = ctx.tx.schedules.of_team(team.id)
        title = "This team's questions"
    else:
        in_channel = ctx.tx.schedules.of_channel(command.channel)
        found = tuple(schedule for schedule in in_channel if schedule.team_id == team.id)
        title = "This channel's questions"
    if not found:
        return NoticeCard(
            "There's no schedule here yet.", ("A manager can add one: /daily setup.",)
        )
    return SchedulesCard(title, tuple(line_of(ctx.tx, schedule, command.at) for schedule in found))


def find_schedule(ctx: Context, query: FindSchedule) -> Schedule:
    """Return the team's schedule by its number or id, or the only one of a channel."""
    if query.schedule_id:
        return by_id(ctx.tx, query.actor, query.schedule_id)
    return by_number(ctx.tx, query.actor, query.number, query.channel)


def _meant(tx: Transaction, command: OnSchedule) -> Schedule:
    """Return the schedule a command is about; raises NotAllowed unless its actor may manage it."""
    if command.schedule_id:
        return managed(tx, command.actor, command.schedule_id)
    found = by_number(tx, command.actor, command.number, command.channel)
    return managed(tx, command.actor, found.id)


def _when(at: datetime, zone_name: str, now: datetime) -> str:
    local = at.astimezone(zone(zone_name))
    days = (local.date() - local_date(now, zone_name)).days
    near = {0: "Today, ", 1: "Tomorrow, "}.get(days, "")
    return f"{near}{local:%a} {local.day} {local:%b %H:%M} {zone_name}"
