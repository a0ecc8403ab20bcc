"""Setting a schedule up or changing it: what a plan would do, and saving it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.cards import Card, NoticeCard
from bot.engine.cards.setup import PlanCard, PlanSavedCard
from bot.engine.commands import AddSchedule, EditSchedule, PreviewSchedule, SavePreview
from bot.engine.errors import NotAllowed, NotFound, Refused, UnknownZone
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef, Plan, Schedule, WaitingPlan
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import FindWaitingPlan
from bot.engine.records.housekeeping import PLAN_WAITS
from bot.engine.records.members import member_of, team_of
from bot.engine.records.question_pool import track_title, tracks_of
from bot.engine.records.rights import require_manager
from bot.engine.records.schedules import create, managed, matching, pool_size, refuse_twin
from bot.engine.rounds.moved_slots import MovedSlot, moved_into_past
from bot.engine.rounds.slots import coming_slot
from bot.engine.rules.calendar import is_known, next_slots, slot_instant, zone
from bot.engine.rules.schedule_description import (
    describe_day,
    describe_days,
    describe_how,
    describe_reveal,
    describe_what,
    describe_when,
)
from bot.engine.rules.text import count_of
from bot.engine.rules.zones import zone_time


def preview(ctx: Context, command: PreviewSchedule) -> Card:
    """Show what a plan will do next, to be confirmed."""
    plan, moved, itself, count_of_plan = command.plan, None, command.schedule_id, pool_size
    known = is_known(plan.zone)  # a schedule's own zone may be gone: another can be chosen
    if itself:
        schedule = managed(ctx.tx, command.actor, itself)
        if plan == schedule.plan:  # shown to be changed, also when nothing is left to ask
            count_of_plan = matching
        refuse_twin(ctx.tx, schedule.channel, plan, itself)
        moved = moved_into_past(ctx.tx, schedule, plan, command.at) if known else None
    else:
        require_manager(ctx.tx, command.actor)
        refuse_twin(ctx.tx, command.channel, plan, 0)
    _require_own_channel(command.actor, command.channel)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    count = count_of_plan(ctx.tx, ctx.bank, team.id, plan)
    holidays = ctx.tx.teams.holidays(team.id).keys()
    coming = next_slots(plan, command.at, holidays) if known else ()
    if command.token:
        expires_at = command.at + PLAN_WAITS
        user, channel = command.actor.user, command.channel
        waiting = WaitingPlan(command.token, channel, user, plan, itself, expires_at)
        ctx.tx.waiting_plans.put(waiting)
    notes = (
        *_without_questions(ctx, team.id, plan),
        *([_note_moved(moved)] if moved else []),
        *([] if known else [str(UnknownZone(plan.zone))]),
    )
    return _plan_card(ctx, command, count, coming[0] if coming else None, notes)


def _plan_card(
    ctx: Context,
    command: PreviewSchedule,
    count: int,
    first: datetime | None,
    notes: tuple[str, ...],
) -> PlanCard:
    """Return a plan in words: ``count`` questions match it, the ``first`` comes then."""
    plan = command.plan
    what = describe_what(plan, _titles(ctx, plan))
    clock = f"{command.at.astimezone(zone(plan.zone)):%H:%M}" if is_known(plan.zone) else "--:--"
    coming = f"{describe_day(first, plan.zone, command.at)}, {plan.at:%H:%M}" if first else ""
    return PlanCard(
        token=command.token,
        channel=command.channel.channel,
        title=f"{describe_days(plan.days)} at {plan.at:%H:%M}, {describe_reveal(plan)}",
        where=f"{zone_time(plan.zone)} (it's {clock} there now)",
        first=coming or "not in the next year",
        when=f"{describe_when(plan)}, {describe_reveal(plan)}",
        what=f"{what[:1].upper()}{what[1:]}, {count_of(count, 'question')}",
        how=describe_how(plan),
        notes=notes,
        is_new=not command.schedule_id,
    )


def save_preview(ctx: Context, command: SavePreview) -> Card:
    """Save the plan that waits under a token, once, for whoever previewed it."""
    waiting = _waiting(ctx.tx, command.actor, command.token, command.at)
    if waiting is None:
        return NoticeCard(
            "Already saved, or over an hour old.", ("/daily list shows what is set.",)
        )
    ctx.tx.waiting_plans.remove(command.token)
    actor, at, plan = command.actor, command.at, waiting.plan
    if waiting.schedule_id:
        return edit(ctx, EditSchedule(actor, at, waiting.schedule_id, plan))
    return add(ctx, AddSchedule(actor, at, waiting.channel, plan))


def find_waiting_plan(ctx: Context, query: FindWaitingPlan) -> WaitingPlan:
    """Return the plan that waits under a token; raises Refused unless it is the actor's."""
    waiting = _waiting(ctx.tx, query.actor, query.token, query.at)
    if waiting is None:
        raise Refused("Already saved, or over an hour old.", "/daily list shows what is set.")
    return waiting


def _waiting(tx: Transaction, actor: Actor, token: str, at: datetime) -> WaitingPlan | None:
    """Return the plan that waits under ``token``; raises NotAllowed for somebody else's."""
    waiting = tx.waiting_plans.get(token, at)
    workspace = (actor.platform, actor.workspace)
    if waiting is None or (waiting.channel.platform, waiting.channel.workspace) != workspace:
        return None
    if waiting.user != actor.user:
        raise NotAllowed("Only the person who filled in the form can save it.", "Use /daily setup.")
    return waiting


def add(ctx: Context, command: AddSchedule) -> Card:
    """Give a channel a schedule; whoever adds it owns it."""
    require_manager(ctx.tx, command.actor)
    _require_own_channel(command.actor, command.channel)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    member_of(ctx.tx, command.actor, command.at)
    schedule = create(
        ctx.tx, ctx.bank, team, command.channel, command.plan, command.actor.user, command.at
    )
    return _saved(ctx, schedule, command.at, "Done")


def edit(ctx: Context, command: EditSchedule) -> Card:
    """Change a schedule's plan, from the next slot on.

    Today's question, if it was still to come and its new time has passed, is asked now, or not
    today if that is too long ago; the card says which.
    """
    schedule = managed(ctx.tx, command.actor, command.schedule_id)
    pool_size(ctx.tx, ctx.bank, schedule.team_id, command.plan)
    refuse_twin(ctx.tx, schedule.channel, command.plan, schedule.id)
    moved = moved_into_past(ctx.tx, schedule, command.plan, command.at)
    since = moved.due_at if moved is not None and moved.still_asked else command.at
    changed = replace(schedule, plan=command.plan, since=since)
    ctx.tx.schedules.save(changed)
    note = _note_moved(moved) if moved else ""
    return _saved(ctx, changed, command.at, "Changed", note)


def _saved(
    ctx: Context, schedule: Schedule, now: datetime, done: str, note: str = ""
) -> PlanSavedCard:
    """Return that a schedule was saved, and what happens next."""
    plan, is_new = schedule.plan, done == "Done"
    day = coming_slot(ctx.tx, schedule, now)
    at = None if day is None else slot_instant(plan, day)
    if at is None:
        title = f"{done}: no question comes in the next month"
    else:
        which = "first" if is_new else "next"
        when = describe_day(at, plan.zone, now)
        title = f"{done}: the {which} question comes {when}, at {plan.at:%H:%M}"
    count = pool_size(ctx.tx, ctx.bank, schedule.team_id, plan)
    weeks = count // len(plan.days)
    lasts = f": {count_of(weeks, 'week')} without a repeat" if weeks else ""
    return PlanSavedCard(
        schedule_id=schedule.id,
        channel=schedule.channel.channel,
        title=title,
        summary=f"{describe_when(plan)}, {describe_reveal(plan)}",
        pool=f"{count_of(count, 'question')} on {describe_what(plan, _titles(ctx, plan))}{lasts}.",
        next_at=at,
        zone=plan.zone,
        note=note,
        is_new=is_new,
    )


def _titles(ctx: Context, plan: Plan) -> Mapping[str, str]:
    return {track: track_title(ctx.bank, track) for track in plan.tracks}


def _require_own_channel(actor: Actor, channel: ChannelRef) -> None:
    """Raise NotFound for a channel of a workspace other than the actor's."""
    if (channel.platform, channel.workspace) != (actor.platform, actor.workspace):
        raise NotFound("There is no such channel here.", "Choose one of this workspace.")


def _without_questions(ctx: Context, team_id: int, plan: Plan) -> tuple[str, ...]:
    """Return a line about the tracks of a plan that have no question for the team, if any."""
    askable = tracks_of(ctx.tx, ctx.bank, team_id)
    empty = [track_title(ctx.bank, track) for track in plan.tracks if track not in askable]
    return (f"No questions yet: {', '.join(empty)}.",) if empty else ()


def _note_moved(moved: MovedSlot) -> str:
    if moved.still_asked:
        return "Today's question is asked right away, since its new time has passed."
    if moved.next_day is None:
        return "There's no question today, since its new time has passed."
    is_next_day = moved.next_day - moved.day == timedelta(days=1)
    date_ = f"{moved.next_day:%a} {moved.next_day.day} {moved.next_day:%b}"
    when = "tomorrow" if is_next_day else f"on {date_}"
    return f"There's no question today, since its new time has passed: the next one comes {when}."
