"""When a channel gets the recap of its week: planned as the week's questions open."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.people import Member, Team
from bot.engine.model.rounds import Round
from bot.engine.model.schedules import Schedule
from bot.engine.model.scores import Period
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.calendar import (
    instant,
    is_known,
    period_dates,
    period_key,
    reveal_instant,
    slot_days,
)

PERIOD_OF: Mapping[DeliveryKind, Period] = {
    DeliveryKind.RECAP: Period.WEEK,
    DeliveryKind.CHAMPION: Period.MONTH,
}
SHOWN_AGAIN_FOR = timedelta(days=30)
"""How old a recap may be to be shown again without a name."""
DAYS_LOOKED_AT = 66
"""Enough to find the month whose champion was told 30 days ago, two days late and in any zone."""
AFTER_REVEAL = timedelta(hours=1)
USEFUL_FOR = timedelta(days=2)
"""How late a recap may come."""
DEFAULT_TIME = time(17)
"""When it comes on a day that a team chose without a time."""


def plan_recaps(tx: Transaction, round_: Round) -> None:
    """Plan the recap of the round's week, and the champion of its month, or move them."""
    schedule, team = tx.schedules.get(round_.schedule_id), tx.teams.get(round_.team_id)
    if schedule is None or team is None or team.recap_off or not is_known(team.zone):
        return
    for kind, period in (
        (DeliveryKind.RECAP, Period.WEEK),
        (DeliveryKind.CHAMPION, Period.MONTH),
    ):
        due_at = _due_at(schedule, team, period, round_.slot)
        if due_at is not None:
            tx.deliveries.plan(
                Delivery(
                    key=recap_key(kind, schedule.id, period, round_.slot),
                    kind=kind,
                    target=schedule.channel,
                    due_at=due_at,
                    expires_at=due_at + USEFUL_FOR,
                    team_id=team.id,
                    round_id=round_.id,
                    schedule_id=schedule.id,
                )
            )


def recap_key(kind: DeliveryKind, schedule_id: int, period: Period, on: date) -> str:
    """Return what makes a recap one: the schedule and the week or month."""
    return f"{kind.value}-{schedule_id}-{period_key(period, on)}"


def replan_recaps(tx: Transaction, team: Team, now: datetime) -> None:
    """Plan the recaps that wait again, after the team chose another time, or none."""
    for schedule in tx.schedules.of_team(team.id):
        for latest in tx.rounds.recent(schedule.channel, 5):
            if latest.schedule_id != schedule.id:
                continue
            for kind, period in (
                (DeliveryKind.RECAP, Period.WEEK),
                (DeliveryKind.CHAMPION, Period.MONTH),
            ):
                known = tx.deliveries.by_key(recap_key(kind, schedule.id, period, latest.slot))
                if known is not None and known.due_at > now:
                    tx.deliveries.withdraw(known.key)
                    plan_recaps(tx, latest)
            break


def show_recaps_again(tx: Transaction, member: Member, now: datetime) -> None:
    """Let the team's recaps and champions of the last 30 days be shown without ``member``.

    Any of them may name someone, since a board is the whole team's.
    """
    today = now.date()
    days = [today - timedelta(days=back) for back in range(DAYS_LOOKED_AT)]
    schedules = {each.id for each in tx.schedules.of_team(member.team_id)}
    for response in tx.responses.of_member(member.id):
        if answered := tx.rounds.get(response.round_id):
            schedules.add(answered.schedule_id)
    for kind, period in PERIOD_OF.items():
        firsts = {period_key(period, day): day for day in days}.values()
        for key in (recap_key(kind, each, period, day) for each in schedules for day in firsts):
            shown = tx.deliveries.by_key(key)
            if shown is not None and now - shown.due_at <= SHOWN_AGAIN_FOR:
                tx.deliveries.show_again(key, now)


def _due_at(schedule: Schedule, team: Team, period: Period, on: date) -> datetime | None:
    dates = period_dates(period, on)
    days = tuple(slot_days(schedule.plan, *dates)) if dates else ()
    if not days:  # the plan was edited to other days
        days = (on,)
    if team.recap_day is None or period is Period.MONTH:
        return reveal_instant(schedule.plan, days[-1]) + AFTER_REVEAL
    monday = on - timedelta(days=on.weekday())
    chosen = monday + timedelta(days=team.recap_day)
    return instant(chosen, team.recap_at or DEFAULT_TIME, team.zone)
