"""Posting a claimed round's question: claimed -> sending -> open.

A crash may come between the post and the database's note of it. So whoever continues with a round
in ``sending`` looks for the round's key in the channel first, and posts only if it is not there.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.cards import QuestionCard
from bot.engine.model.rounds import Round, RoundState, Skip
from bot.engine.model.schedules import MessageRef, Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import asked_from
from bot.engine.records.recaps import plan_recaps
from bot.engine.records.reminders import plan_reminders
from bot.engine.records.streak_log import settle
from bot.engine.rounds.cards import card_of_question, question_card
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import (
    LeaseTimer,
    Timing,
    acquire_lease,
    extend_lease,
    find_held,
    without_lease,
)
from bot.engine.rounds.pinning import try_pin
from bot.engine.rounds.slots import with_another_question
from bot.engine.rounds.transitions import fail, open_round, skip, start_sending
from bot.engine.rules.calendar import (
    LATE_AFTER,
    catches_up,
    reveal_by_hand,
    reveal_instant,
    reveal_of_late_post,
)
from bot.engine.rules.leaks import sign_of_answer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """A round about to be sent: ``look_first`` when an earlier try may have reached people.

    ``pins`` when the message is to be pinned.
    """

    round: Round
    card: QuestionCard
    look_first: bool
    pins: bool


async def post_question(ctx: WorkerContext, due: Round) -> None:
    """Post the question of ``due``, unless another worker does; raises what the platform raises."""
    timer = ctx.start_timer()
    sending = await ctx.store.write(lambda tx: begin_send(tx, ctx, due.id, ctx.clock()))
    message: MessageRef | None = None
    if sending is not None and sending.look_first:
        message = await _find_question(ctx, sending, timer)
        if message is None:
            timer = ctx.start_timer()
            sending = await ctx.store.write(lambda tx: renew_send(tx, ctx, due.id, ctx.clock()))
    if sending is None:
        return
    if message is None:
        timer.check(sending.round)
        async with ctx.limit_call():
            gateway = ctx.gateways[due.channel.platform]
            message = await gateway.post(due.channel, sending.card, due.post_key)
    if sending.pins:
        await try_pin(ctx, message, on=True)
    posted = message
    await ctx.store.write(lambda tx: mark_open(tx, due.id, ctx.worker, posted, ctx.clock()))
    ctx.monitor.round_became("posted")
    log.info("round %d posted (%s)", due.id, sending.round.question_id)


async def _find_question(
    ctx: WorkerContext, sending: Sending, timer: LeaseTimer
) -> MessageRef | None:
    """Return the message an earlier try may have posted, completed if that was cut off midway."""
    timer.check(sending.round)
    gateway = ctx.gateways[sending.round.channel.platform]
    async with ctx.limit_call():
        message = await gateway.find(sending.round.channel, sending.round.post_key)
        if message is not None:
            await gateway.update(message, sending.card)
        return message


def begin_send(tx: Transaction, ctx: WorkerContext, round_id: int, now: datetime) -> Sending | None:
    """Acquire the round's lease and mark it sending; None when there is nothing to send."""
    states = (RoundState.CLAIMED, RoundState.SENDING)
    held = acquire_lease(tx, round_id, ctx.worker, now, states, ctx.timing)
    if held is None:
        return None
    look_first = held.state is RoundState.SENDING
    schedule = tx.schedules.get(held.schedule_id)
    question = asked_from(tx, ctx.bank, held)
    if not look_first:
        if schedule is None or schedule.state is not ScheduleState.ACTIVE:
            _end_unposted(tx, held, skip(held, Skip.BY_HAND))
            return None
        if not in_window(schedule, held, now, ctx.timing):
            _end_unposted(tx, held, skip(held, Skip.OUTAGE))
            return None
        if sign_of_answer(question):  # claimed before this was looked at
            another = with_another_question(tx, ctx.bank, held)
            if another is None:
                _end_unposted(tx, held, skip(held, Skip.NO_QUESTION))
                return None
            held, question = another, asked_from(tx, ctx.bank, another)
        held = _with_times(schedule, held, now)
    sending = start_sending(held)
    tx.rounds.save(sending)
    # Nobody has answered what was only claimed.
    responded = tx.responses.count(held.id) if look_first else 0
    card = card_of_question(ctx.bank, sending, question, schedule, responded)
    return Sending(sending, card, look_first, pins=schedule is not None and schedule.plan.pin)


def renew_send(tx: Transaction, ctx: WorkerContext, round_id: int, now: datetime) -> Sending | None:
    """After looking in vain, set the round's times again; None when it won't be posted now.

    That is when its window is over, or its schedule was paused or removed.
    """
    held = find_held(tx, round_id, ctx.worker)
    schedule = tx.schedules.get(held.schedule_id) if held else None
    if held is None or schedule is None:
        return None
    if schedule.state is not ScheduleState.ACTIVE:
        _end_unposted(tx, held, skip(held, Skip.BY_HAND))
        return None
    if held.due_at > now:  # the clock was ahead, and has been put right
        tx.rounds.save(without_lease(held))
        return None
    if not in_window(schedule, held, now, ctx.timing):
        _end_unposted(tx, held, fail(held, held.note or "couldn't be posted in time"))
        return None
    renewed = extend_lease(_with_times(schedule, held, now), now, ctx.timing)
    tx.rounds.save(renewed)
    card = question_card(tx, ctx.bank, renewed)
    return Sending(renewed, card, look_first=False, pins=schedule.plan.pin)


def mark_open(
    tx: Transaction, round_id: int, worker: str, message: MessageRef, now: datetime
) -> None:
    """Note the message's reference: the round is open, and messages about it are planned.

    Another worker's round is left alone.
    """
    held = find_held(tx, round_id, worker)
    if held is not None:
        opened = open_round(held, message)
        tx.rounds.save(opened)
        plan_reminders(tx, opened, now)
        plan_recaps(tx, opened)


def fail_post(tx: Transaction, held: Round, note: str) -> None:
    """Give up posting the round; ``note`` says why."""
    _end_unposted(tx, held, fail(held, note))


def in_window(schedule: Schedule, round_: Round, now: datetime, timing: Timing) -> bool:
    """Return whether the round may still be posted at ``now``."""
    if round_.posted_by_hand:
        return now - round_.due_at < timing.by_hand_window
    return catches_up(schedule.plan, round_.slot, now)


def _with_times(schedule: Schedule, round_: Round, now: datetime) -> Round:
    """Set when the round opens and is revealed, as seen from a post at ``now``."""
    plan = schedule.plan
    late = not round_.posted_by_hand and now - round_.due_at > LATE_AFTER
    if round_.posted_by_hand:
        reveal_at = reveal_by_hand(plan, now)
    elif late:
        reveal_at = reveal_of_late_post(plan, round_.slot, now)
    else:
        reveal_at = reveal_instant(plan, round_.slot)
    return replace(round_, opened_at=now, late=late, reveal_at=reveal_at)


def _end_unposted(tx: Transaction, held: Round, ended: Round) -> None:
    tx.rounds.save(ended)
    if held.state is RoundState.SENDING:
        settle(tx, held)  # a day that waited for this round is decided now
