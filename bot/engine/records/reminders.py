"""When members are reminded of a round they haven't answered: planned as the round opens."""

from datetime import datetime, timedelta

from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.people import Account, Member, Remind
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.calendar import instant, local_date, zone_or_utc

BEFORE_REVEAL = timedelta(hours=2)
"""How long before the reveal people are reminded who chose no time of their own."""
TOO_LATE = timedelta(minutes=5)
"""A reminder that couldn't be sent by so long before the reveal is of no use any more."""


def reminder_key(round_id: int, member_id: int) -> str:
    """Return what makes a reminder one: the round and the member."""
    return f"reminder-{round_id}-{member_id}"


def plan_reminders(tx: Transaction, opened: Round, now: datetime) -> None:
    """Plan the reminders of a round that opens, for everyone who follows it and wants one."""
    for member in tx.members.to_remind(opened.schedule_id):
        _plan(tx, opened, member, now)


def replan_reminders(tx: Transaction, member: Member, now: datetime) -> None:
    """Plan the reminders of the open rounds again, for a member who has chosen again."""
    for live in tx.rounds.live_followed(member.id):
        if live.state is RoundState.OPEN:
            tx.deliveries.withdraw(reminder_key(live.id, member.id))
            if member.remind is not Remind.OFF:
                _plan(tx, live, member, now)


def _plan(tx: Transaction, round_: Round, member: Member, now: datetime) -> None:
    account, due_at = account_for(tx, member.id, round_), _due_at(tx, round_, member)
    expires_at = round_.reveal_at - TOO_LATE
    opened_at = round_.opened_at or round_.due_at
    if account is None or not max(opened_at, now - TOO_LATE) <= due_at < expires_at:
        return  # a time that has passed, or at which the round isn't open
    tx.deliveries.add(
        Delivery(
            key=reminder_key(round_.id, member.id),
            kind=DeliveryKind.REMINDER,
            target=account,
            due_at=due_at,
            expires_at=expires_at,
            team_id=round_.team_id,
            member_id=member.id,
            round_id=round_.id,
        )
    )


def _due_at(tx: Transaction, round_: Round, member: Member) -> datetime:
    if member.remind_at is None:
        return round_.reveal_at - BEFORE_REVEAL
    team = tx.teams.get(round_.team_id)
    zone = zone_or_utc(team.zone if team else "")
    last_day = local_date(round_.reveal_at, zone)
    chosen = instant(last_day, member.remind_at, zone)
    if chosen < round_.reveal_at:
        return chosen
    return instant(last_day - timedelta(days=1), member.remind_at, zone)


def account_for(tx: Transaction, member_id: int, round_: Round) -> Account | None:
    """Return the member's account to write to on the round's platform: of its workspace first."""
    here = round_.channel
    there = [each for each in tx.members.identities(member_id) if each.platform == here.platform]
    there.sort(key=lambda each: each.workspace != here.workspace)
    return Account(here.platform, there[0].workspace, there[0].user) if there else None
