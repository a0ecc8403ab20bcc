"""Schedules: adding, changing, pausing, skipping and removing them; posting one now."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.cards import Card, ConfirmCard, NoticeCard, ScheduleLine, SchedulesCard
from bot.engine.commands import (
    AddSchedule,
    EditSchedule,
    ListSchedules,
    OnSchedule,
    PauseSchedule,
    PostNow,
    PreviewSchedule,
    RemoveSchedule,
    ResumeSchedule,
    SavePreview,
    SkipNext,
)
from bot.engine.errors import NotAllowed, NotFound, Refused, UnknownZone
from bot.engine.model.people import Actor, Team
from bot.engine.model.rounds import RoundState, Skip
from bot.engine.model.schedules import ChannelRef, Plan, Schedule, ScheduleState, WaitingPlan
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import FindSchedule
from bot.engine.records.housekeeping import PLAN_WAITS
from bot.engine.records.members import known_team, member_of, require_manager, team_of
from bot.engine.records.question_pool import track_title, tracks_of
from bot.engine.records.schedules import create, pool_size, refuse_twin
from bot.engine.rounds.moved_slots import MovedSlot, moved_into_past
from bot.engine.rounds.next_question import NextQuestions
from bot.engine.rounds.pauses import excuse_open_rounds
from bot.engine.rounds.reveal import reshow_unseen
from bot.engine.rounds.slots import claim_by_hand, coming_slot, skip_slot
from bot.engine.rules.calendar import local_date, next_days, next_slots, slot_instant, zone
from bot.engine.rules.schedule_text import describe
from bot.engine.rules.text import count_of

NO_OWNER = (
    "It has no owner, so nobody is told when it pauses: "
    "the next manager who edits, pauses or resumes it becomes its owner"
)
STILL_OPEN = "An open question is still revealed: answers count, and missing it costs nothing."
ON_ITS_WAY = (RoundState.CLAIMED, RoundState.SENDING)


def preview(ctx: Context, command: PreviewSchedule) -> Card:
    """Show what a plan will do next, to be confirmed."""
    moved = None
    if command.schedule_id:
        schedule = _managed(ctx.tx, command.actor, command.schedule_id)
        refuse_twin(ctx.tx, schedule.channel, command.plan, schedule.id)
        moved = moved_into_past(ctx.tx, schedule, command.plan, command.at)
    else:
        require_manager(command.actor)
        refuse_twin(ctx.tx, command.channel, command.plan, 0)
    _require_own_channel(command.actor, command.channel)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    count = pool_size(ctx.tx, ctx.bank, team.id, command.plan)
    coming = next_slots(command.plan, command.at, ctx.tx.teams.holidays(team.id).keys(), 2)
    lines = (
        describe(command.plan),
        f"{count_of(count, 'question')} {'matches' if count == 1 else 'match'}.",
        *_without_questions(ctx, team.id, command.plan),
        *(f"{_when(at, command.plan.zone, command.at)}" for at in coming),
        *([_note_moved(moved)] if moved else []),
    )
    if command.token:
        ctx.tx.waiting_plans.put(
            WaitingPlan(
                command.token,
                command.channel,
                command.actor.user,
                command.plan,
                command.schedule_id,
                expires_at=command.at + PLAN_WAITS,
            )
        )
    return ConfirmCard("What will happen next", lines, "Save", command.token)


def save_preview(ctx: Context, command: SavePreview) -> Card:
    """Save the plan that waits under a token, once, for whoever previewed it."""
    waiting = ctx.tx.waiting_plans.get(command.token, command.at)
    workspace = (command.actor.platform, command.actor.workspace)
    if waiting is None or (waiting.channel.platform, waiting.channel.workspace) != workspace:
        return NoticeCard(
            "Already saved, or over an hour old.", ("/daily list shows what is set.",)
        )
    if waiting.user != command.actor.user:
        raise NotAllowed("Only the person who filled in the form can save it.", "Use /daily setup.")
    ctx.tx.waiting_plans.remove(command.token)
    actor, at, plan = command.actor, command.at, waiting.plan
    if waiting.schedule_id:
        return edit(ctx, EditSchedule(actor, at, waiting.schedule_id, plan))
    return add(ctx, AddSchedule(actor, at, waiting.channel, plan))


def add(ctx: Context, command: AddSchedule) -> Card:
    """Give a channel a schedule; whoever adds it owns it."""
    require_manager(command.actor)
    _require_own_channel(command.actor, command.channel)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    member_of(ctx.tx, command.actor, command.at)
    schedule = create(
        ctx.tx, ctx.bank, team, command.channel, command.plan, command.actor.user, command.at
    )
    return SchedulesCard("Saved", (line_of(ctx.tx, schedule, command.at),))


def edit(ctx: Context, command: EditSchedule) -> Card:
    """Change a schedule's plan, from the next slot on.

    Today's question, if it was still to come and its new time has passed, is asked now, or not
    today if that is too long ago; the card says which.
    """
    schedule = _managed(ctx.tx, command.actor, command.schedule_id)
    pool_size(ctx.tx, ctx.bank, schedule.team_id, command.plan)
    refuse_twin(ctx.tx, schedule.channel, command.plan, schedule.id)
    moved = moved_into_past(ctx.tx, schedule, command.plan, command.at)
    since = moved.due_at if moved is not None and moved.still_asked else command.at
    changed = replace(schedule, plan=command.plan, since=since)
    ctx.tx.schedules.save(changed)
    note = _note_moved(moved) if moved else ""
    return SchedulesCard("Changed", (line_of(ctx.tx, changed, command.at),), note)


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


def _require_own_channel(actor: Actor, channel: ChannelRef) -> None:
    """Raise NotFound for a channel of a workspace other than the actor's."""
    if (channel.platform, channel.workspace) != (actor.platform, actor.workspace):
        raise NotFound("There is no such channel here.", "Choose one of this workspace.")


def find_schedule(ctx: Context, query: FindSchedule) -> Schedule:
    """Return the team's schedule by its number or id, or the only one of a channel."""
    if query.schedule_id:
        return _by_id(ctx.tx, query.actor, query.schedule_id)
    return _by_number(ctx.tx, query.actor, query.number, query.channel)


def _meant(tx: Transaction, command: OnSchedule) -> Schedule:
    """Return the schedule a command is about; raises NotAllowed unless its actor may manage it."""
    if command.schedule_id:
        return _managed(tx, command.actor, command.schedule_id)
    found = _by_number(tx, command.actor, command.number, command.channel)
    return _managed(tx, command.actor, found.id)


def _managed(tx: Transaction, actor: Actor, schedule_id: int) -> Schedule:
    """Return the team's schedule; raises NotAllowed unless the actor may manage it."""
    schedule = _by_id(tx, actor, schedule_id)
    owns = schedule.owner == actor.user and schedule.channel.platform == actor.platform
    if not (actor.manager or owns):
        raise NotAllowed(
            "Only managers, or the person who set it up, can change this.", "Ask one of them."
        )
    return schedule if schedule.owner else _owned_by(tx, schedule, actor)


def _owned_by(tx: Transaction, schedule: Schedule, actor: Actor) -> Schedule:
    """Make the actor the owner of a schedule whose owner was forgotten."""
    if schedule.channel.platform != actor.platform:
        return schedule
    owned = replace(schedule, owner=actor.user)
    tx.schedules.save(owned)
    return owned


def _by_id(tx: Transaction, actor: Actor, schedule_id: int) -> Schedule:
    team = known_team(tx, actor)
    schedule = tx.schedules.get(schedule_id)
    gone = schedule is None or schedule.state is ScheduleState.REMOVED
    if schedule is None or gone or schedule.team_id != team.id:
        raise NotFound("There is no such schedule here any more.", "/daily list shows them.")
    return schedule


def _by_number(
    tx: Transaction, actor: Actor, number: int | None, channel: ChannelRef | None
) -> Schedule:
    """Return the team's schedule by its number, or the only one of ``channel``."""
    team = known_team(tx, actor)
    if number is None:
        return _only(tx, team, channel)
    for schedule in tx.schedules.of_team(team.id):
        if schedule.number == number:
            return schedule
    raise NotFound(f"There is no schedule {number} here.", "/daily list shows them.")


def _only(tx: Transaction, team: Team, channel: ChannelRef | None) -> Schedule:
    in_channel = tx.schedules.of_channel(channel) if channel else ()
    here = [schedule for schedule in in_channel if schedule.team_id == team.id]
    if not here:
        raise NotFound("This channel has no daily question.", "A manager adds one: /daily setup.")
    if len(here) > 1:
        numbers = ", ".join(str(schedule.number) for schedule in here)
        raise Refused(
            f"This channel has {len(here)} schedules: {numbers}.",
            f"Add the number of the one you mean, such as {here[0].number}.",
        )
    return here[0]


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


def _when(at: datetime, zone_name: str, now: datetime) -> str:
    local = at.astimezone(zone(zone_name))
    days = (local.date() - local_date(now, zone_name)).days
    near = {0: "Today, ", 1: "Tomorrow, "}.get(days, "")
    return f"{near}{local:%a} {local.day} {local:%b %H:%M} {zone_name}"
