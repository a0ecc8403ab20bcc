"""Schedules: which may share a channel, what they ask, which one is meant, who may manage it."""

from dataclasses import replace
from datetime import datetime

from bot.engine.errors import NotAllowed, NotFound, Refused
from bot.engine.model.people import Actor, Team
from bot.engine.model.schedules import ChannelRef, Plan, Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.members import known_team
from bot.engine.records.question_pool import questions_of
from bot.engine.records.rights import is_manager
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.selection import pool


def create(
    tx: Transaction,
    bank: Bank,
    team: Team,
    channel: ChannelRef,
    plan: Plan,
    owner: str,
    at: datetime,
) -> Schedule:
    """Add a schedule to ``team``; raises Refused for a duplicate or when no question matches."""
    pool_size(tx, bank, team.id, plan)
    refuse_twin(tx, channel, plan, 0)
    if not team.zone_chosen:
        tx.teams.save(replace(team, zone=plan.zone, zone_chosen=True))
    return tx.schedules.add(Schedule(0, team.id, channel, plan, owner, at, at))


def refuse_twin(tx: Transaction, channel: ChannelRef, plan: Plan, itself: int) -> None:
    """Raise Refused when another schedule of ``channel`` asks at the plan's time."""
    for other in tx.schedules.of_channel(channel):
        if (other.plan.at, other.plan.zone) == (plan.at, plan.zone) and other.id != itself:
            raise Refused(
                f"This channel already has a question at {plan.at:%H:%M} {plan.zone} "
                f"(schedule {other.number}).",
                "Edit that one, or choose another time.",
            )


def matching(tx: Transaction, bank: Bank, team_id: int, plan: Plan) -> int:
    """Return how many questions match ``plan``."""
    questions = questions_of(tx, bank, team_id).values()
    fitting = pool(questions, plan.tracks, plan.levels, plan.format)
    return sum(not sign_of_answer(question) for question in fitting)


def pool_size(tx: Transaction, bank: Bank, team_id: int, plan: Plan) -> int:
    """Return how many questions match ``plan``; raises Refused when none does."""
    count = matching(tx, bank, team_id, plan)
    if not count:
        raise Refused("No questions match these tracks and levels.", "Choose more of them.")
    return count


def managed(tx: Transaction, actor: Actor, schedule_id: int) -> Schedule:
    """Return the team's schedule; raises NotAllowed unless the actor may manage it."""
    schedule = by_id(tx, actor, schedule_id)
    owns = schedule.owner == actor.user and schedule.channel.platform == actor.platform
    if not (owns or is_manager(tx, actor)):
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


def by_id(tx: Transaction, actor: Actor, schedule_id: int) -> Schedule:
    """Return the team's schedule by its id; raises NotFound when it is gone."""
    team = known_team(tx, actor)
    schedule = tx.schedules.get(schedule_id)
    gone = schedule is None or schedule.state is ScheduleState.REMOVED
    if schedule is None or gone or schedule.team_id != team.id:
        raise NotFound("There is no such schedule here any more.", "/daily list shows them.")
    return schedule


def by_number(
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
