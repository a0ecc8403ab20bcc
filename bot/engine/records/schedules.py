"""Schedules that may share a channel: no twins, and questions to ask."""

from dataclasses import replace
from datetime import datetime

from bot.engine.errors import Refused
from bot.engine.model.people import Team
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import questions_of
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


def pool_size(tx: Transaction, bank: Bank, team_id: int, plan: Plan) -> int:
    """Return how many questions match ``plan``; raises Refused when none does."""
    questions = questions_of(tx, bank, team_id).values()
    fitting = pool(questions, plan.tracks, plan.levels, plan.format)
    count = sum(not sign_of_answer(question) for question in fitting)
    if not count:
        raise Refused("No questions match these tracks and levels.", "Choose more of them.")
    return count
