"""Revealing a round: open -> revealing -> revealed.

Closing a round is one transaction: no answer is taken after it, and points, reviews and streaks
are booked in it. What follows only shows what is already true.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.cards import AnswerCard, RevealCard
from bot.engine.model.practice import Attempt
from bot.engine.model.rounds import Excuse, Response, Round, RoundState, Unseen
from bot.engine.model.schedules import MessageRef, Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import asked_in
from bot.engine.records.streak_log import settle
from bot.engine.rounds.cards import answer_card, reveal_card
from bot.engine.rounds.catch_up import catch_up, has_thread_to_read
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import LeaseTimer, acquire_lease, find_held
from bot.engine.rounds.transitions import finish_reveal, show_again, start_revealing
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.scoring import award
from bot.engine.rules.spaced_repetition import review
from bot.engine.rules.streaks import excuse

log = logging.getLogger(__name__)

LATEST = 5
"""So many of a channel's latest rounds are shown late, once the bot can post there again."""


@dataclass(frozen=True, slots=True)
class Revealing:
    """A closed round about to be shown: ``look_first`` when an earlier try may have shown it.

    ``answer`` is None when the question's thread has it already.
    """

    round: Round
    reveal: RevealCard
    answer: AnswerCard | None
    look_first: bool


async def reveal_answer(ctx: WorkerContext, due: Round) -> None:
    """Close ``due`` and show its reveal and answer, unless another worker does.

    Raises what the platform raises; the round is closed all the same.
    """
    if has_thread_to_read(due) and not await catch_up(ctx, due):
        return
    timer = ctx.start_timer()
    revealing = await ctx.store.write(lambda tx: begin_reveal(tx, ctx, due.id, ctx.clock()))
    if revealing is None:
        return
    message = revealing.round.message
    if message is not None:
        timer.check(revealing.round)
        async with ctx.limit_call():
            await ctx.gateways[due.channel.platform].update(message, revealing.reveal)
        await _post_answer(ctx, revealing, message, timer)
    await ctx.store.write(lambda tx: mark_revealed(tx, due.id, ctx.worker))
    ctx.monitor.round_became("revealed")
    log.info("round %d revealed", due.id)


async def _post_answer(
    ctx: WorkerContext, revealing: Revealing, message: MessageRef, timer: LeaseTimer
) -> None:
    """Post the model answer into the question's thread, unless it is there."""
    if revealing.answer is None:
        return
    channel, key = revealing.round.channel, revealing.round.thread_key
    gateway = ctx.gateways[channel.platform]
    if revealing.look_first:
        async with ctx.limit_call():
            if await gateway.find(channel, key, message) is not None:
                return
    timer.check(revealing.round)
    async with ctx.limit_call():
        await gateway.post(channel, revealing.answer, key, message)


def begin_reveal(
    tx: Transaction, ctx: WorkerContext, round_id: int, now: datetime
) -> Revealing | None:
    """Acquire the round's lease and close it; None when there is nothing to reveal."""
    states = (RoundState.OPEN, RoundState.REVEALING)
    held = acquire_lease(tx, round_id, ctx.worker, now, states, ctx.timing)
    if held is None:
        return None
    look_first = held.state is RoundState.REVEALING
    closed = held if look_first else close(tx, held, now)
    closed = replace(closed, attempts=closed.attempts + 1, retry_at=None)
    tx.rounds.save(closed)
    answer = None if closed.unseen is Unseen.REVEAL else answer_card(tx, ctx.bank, closed)
    return Revealing(closed, reveal_card(tx, ctx.bank, closed), answer, look_first)


def close(tx: Transaction, opened: Round, now: datetime) -> Round:
    """Close an open round: book points, reviews and streaks, exactly once."""
    closed = start_revealing(opened, now, _excuse(tx, opened))
    tx.rounds.save(closed)
    responses = tx.responses.of_round(closed.id)
    seen = tx.suggestions.seen(closed.revision)
    tx.points.add(award(closed, responses, closed.closes_on, now, seen))
    _book_practice(tx, closed, responses, now)
    settle(tx, closed)
    return closed


def mark_revealed(tx: Transaction, round_id: int, worker: str) -> None:
    """Note that people have seen the reveal. Another worker's round is left alone."""
    held = find_held(tx, round_id, worker)
    if held is not None:
        tx.rounds.save(finish_reveal(held))


def reshow_unseen(tx: Transaction, schedule: Schedule) -> None:
    """Let the latest reveals be shown that the schedule's channel has not seen."""
    for unseen in _unseen_reveals(tx, schedule):
        tx.rounds.save(show_again(unseen))


def _unseen_reveals(tx: Transaction, schedule: Schedule) -> tuple[Round, ...]:
    latest = tx.rounds.recent(schedule.channel, LATEST)
    return tuple(
        round_
        for round_ in latest
        if round_.schedule_id == schedule.id
        and round_.state is RoundState.REVEALED
        and round_.unseen is not Unseen.NOTHING
    )


def _excuse(tx: Transaction, round_: Round) -> Excuse | None:
    schedule = tx.schedules.get(round_.schedule_id)
    if schedule is None:
        return None
    # A slot's round that is on time counts as open from its slot: the seconds the post took must
    # not excuse a plan of exactly an hour. Other reveals are planned from the post itself.
    timed_by_post = round_.late or round_.posted_by_hand
    opened = (round_.opened_at if timed_by_post else None) or round_.due_at
    # A slot is on a day of its schedule, whatever weekdays the schedule was edited to since.
    days = schedule.plan.days if round_.posted_by_hand else (round_.slot.weekday(),)
    return excuse(
        opened,
        round_.reveal_at,
        round_.slot,
        days,
        tx.teams.holidays(round_.team_id).keys(),
        tx.uptime.outages(round_.channel.platform, opened, round_.reveal_at),
    )


def _book_practice(
    tx: Transaction, closed: Round, responses: tuple[Response, ...], now: datetime
) -> None:
    """Let the choices of the round count for stats and reviews, as a quiz's answers do."""
    question = asked_in(tx, closed)
    attempts: list[Attempt] = []
    for response in responses:
        result = grade(response, closed.right_choice)
        if result is Grade.WORDS:
            continue
        right = result is Grade.RIGHT
        member = response.member_id
        attempts.append(Attempt(member, question.id, question.track, right, "round", now))
        before = tx.practice.review(member, question.id)
        tx.practice.save_review(review(member, question.id, before, now, right=right))
    tx.practice.add_attempts(attempts)
