"""What a reminder shows: the round that is still open, and what a day without an answer costs."""

from datetime import datetime

from bot.engine.cards import Card, ReminderCard
from bot.engine.model.deliveries import Delivery
from bot.engine.model.people import Member, Remind
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.scores import StreakState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.due_reviews import due_questions
from bot.engine.records.question_pool import asked_in
from bot.engine.rounds.cards import zone_of
from bot.engine.rules.streaks import on_leave


def reminder_card(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return the reminder, or why it isn't needed any more."""
    round_ = ctx.tx.rounds.get(delivery.round_id or 0)
    member = ctx.tx.members.get(delivery.member_id or 0)
    if round_ is None or round_.state is not RoundState.OPEN or round_.reveal_at <= now:
        return "the question is closed"
    if member is None or member.left_at is not None:
        return "they left"
    before = ctx.tx.days.before(member.id, round_.slot)
    streak = before.after if before else StreakState()
    reason = _unwanted(member, round_, streak) or _answered(ctx.tx, member, round_)
    reason = reason or _day_off(ctx.tx, member, round_)
    if reason:
        return reason
    return ReminderCard(
        round_id=round_.id,
        title=asked_in(ctx.tx, round_).title,
        channel=round_.channel,
        message=round_.message,
        reveal_at=round_.reveal_at,
        zone=zone_of(ctx.tx, round_),
        streak=streak.current,
        freezes=streak.freezes,
        due_reviews=len(due_questions(ctx.tx, ctx.bank, member, now)),
    )


def _unwanted(member: Member, round_: Round, streak: StreakState) -> str:
    if member.remind is Remind.OFF:
        return "they want no reminders"
    if member.quiet_on == round_.slot:
        return "they skip today"
    if member.remind is Remind.STREAK and not streak.current:
        return "no streak is at risk"
    return ""


def _answered(tx: Transaction, member: Member, round_: Round) -> str:
    """Say whether the round was answered, or, for a streak, another one of the same day."""
    if tx.responses.get(round_.id, member.id):
        return "it was answered"
    if member.remind is not Remind.STREAK:
        return ""
    live = [each for each in tx.rounds.live_followed(member.id) if each.id != round_.id]
    same_day = [each.id for each in live if each.slot == round_.slot]
    closed = [f for f in tx.rounds.followed(member.id, round_.slot) if f.responded]
    kept = any(tx.responses.get(each, member.id) for each in same_day)
    kept = kept or any(each.slot == round_.slot for each in closed)
    return "their day is safe" if kept else ""


def _day_off(tx: Transaction, member: Member, round_: Round) -> str:
    if on_leave(tx.members.leaves(member.id), round_.slot):
        return "they are on leave"
    if round_.slot in tx.teams.holidays(round_.team_id):
        return "it is a holiday"
    return ""
