"""Revealing a round: open -> revealing -> revealed.

Closing a round is one transaction: no answer is taken after it, and points, reviews and streaks
are booked in it. What follows only shows what is already true.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.cards import RevealPostCard
from bot.engine.model.practice import Attempt, ReviewState
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Excuse, Response, Round, RoundState, Unseen
from bot.engine.model.schedules import MessageRef, Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import asked_from
from bot.engine.records.streak_log import settle
from bot.engine.rounds.catch_up import catch_up, has_thread_to_read
from bot.engine.rounds.closed_rounds import read_closed
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import LeaseTimer, acquire_lease, find_held, hold_on
from bot.engine.rounds.pinning import try_pin
from bot.engine.rounds.reveal_parts import QUESTION, RevealPart, linked, parts_of
from bot.engine.rounds.transitions import finish_reveal, show_again, start_revealing
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.scoring import award
from bot.engine.rules.spaced_repetition import review
from bot.engine.rules.streaks import excuse_when_closed

log = logging.getLogger(__name__)

LATEST = 5
"""So many of a channel's latest rounds are shown late, once the bot can post there again."""


@dataclass(frozen=True, slots=True)
class Revealing:
    """A closed round about to be shown.

    ``there`` are its messages that are known. ``look_first`` when an earlier try may have posted
    others; ``only_edits`` when all were shown before, and are shown again as they are now.
    """

    round: Round
    parts: tuple[RevealPart, ...]
    there: Mapping[str, MessageRef]
    look_first: bool
    only_edits: bool
    pinned: bool


async def reveal_answer(ctx: WorkerContext, due: Round) -> None:
    """Close ``due`` and show its reveal, unless another worker does.

    Raises what the platform raises; the round is closed all the same.
    """
    if has_thread_to_read(due) and not await catch_up(ctx, due):
        return
    timer = ctx.start_timer()
    revealing = await ctx.store.write(lambda tx: begin_reveal(tx, ctx, due.id, ctx.clock()))
    if revealing is None:
        return
    message = revealing.round.message
    if message is not None and not await _show(ctx, revealing, message, timer):
        return
    if message is not None and revealing.pinned and not revealing.only_edits:
        await try_pin(ctx, message, on=False)
    await ctx.store.write(lambda tx: mark_revealed(tx, due.id, ctx.worker))
    ctx.monitor.round_became("revealed")
    log.info("round %d revealed", due.id)


async def _show(
    ctx: WorkerContext, revealing: Revealing, question: MessageRef, timer: LeaseTimer
) -> bool:
    """Show every part that isn't shown yet; False when another worker has taken over."""
    there = {**revealing.there, QUESTION: question}
    changed, round_id = revealing.look_first or revealing.only_edits, revealing.round.id
    for part in revealing.parts:
        if part.name in there:
            if part.name == QUESTION or (changed and part.names_people):
                timer.check(revealing.round)
                await _edit(ctx, part, there, question)
        elif not revealing.only_edits:
            there[part.name] = await _post_once(ctx, revealing, part, there, timer)
            timer = ctx.start_timer()
            posted = (part.name, there[part.name])
            held = await ctx.store.write(
                lambda tx, posted=posted: _note(tx, ctx, round_id, *posted)
            )
            if held is None:
                return False
            revealing = replace(revealing, round=held)
    return True


async def _edit(
    ctx: WorkerContext, part: RevealPart, there: Mapping[str, MessageRef], question: MessageRef
) -> None:
    gateway = ctx.gateways[question.channel.platform]
    async with ctx.limit_call():
        await gateway.update(there[part.name], linked(part, gateway, there, question))


async def _post_once(
    ctx: WorkerContext,
    revealing: Revealing,
    part: RevealPart,
    there: Mapping[str, MessageRef],
    timer: LeaseTimer,
) -> MessageRef:
    """Post a part, unless an earlier try has; returns its message."""
    question = there[QUESTION]
    gateway = ctx.gateways[question.channel.platform]
    if revealing.look_first:
        timer.check(revealing.round)
        async with ctx.limit_call():
            found = await gateway.find(question.channel, part.key, question)
        if found is not None:
            return found
    timer.check(revealing.round)
    async with ctx.limit_call():
        if isinstance(part.card, RevealPostCard):
            card = linked(part, gateway, there, question)
            return await gateway.announce(question, card, part.key)
        return await gateway.post(question.channel, part.card, part.key, question)


def _note(
    tx: Transaction, ctx: WorkerContext, round_id: int, part: str, message: MessageRef
) -> Round | None:
    """Note that a part is there, and hold on to the round; None when another worker has it."""
    tx.round_posts.note(round_id, part, message)
    return hold_on(tx, round_id, ctx.worker, ctx.clock(), ctx.timing)


def begin_reveal(
    tx: Transaction, ctx: WorkerContext, round_id: int, now: datetime
) -> Revealing | None:
    """Acquire the round's lease and close it; None when there is nothing to reveal."""
    states = (RoundState.OPEN, RoundState.REVEALING)
    held = acquire_lease(tx, round_id, ctx.worker, now, states, ctx.timing)
    if held is None:
        return None
    look_first = held.state is RoundState.REVEALING
    tried = held if look_first else start_revealing(held, now, _excuse(tx, held))
    tried = replace(tried, attempts=tried.attempts + 1, retry_at=None)
    tx.rounds.save(tried)
    question, responses = asked_from(tx, ctx.bank, tried), tx.responses.of_round(tried.id)
    if not look_first:
        _book(tx, tried, question, responses, now)
    there = tx.round_posts.of(tried.id)
    closed = read_closed(tx, tried, question, responses)
    return Revealing(
        tried,
        parts_of(tx, ctx.bank, closed, there),
        there,
        look_first,
        only_edits=tried.unseen is Unseen.REVEAL,
        pinned=closed.pinned,
    )


def _book(
    tx: Transaction,
    closed: Round,
    question: Question,
    responses: tuple[Response, ...],
    now: datetime,
) -> None:
    """Book points, reviews and streaks of a round that was just closed, exactly once."""
    seen = tx.suggestions.seen(closed.revision)
    tx.points.add(award(closed, responses, closed.slot, now, seen))
    _book_practice(tx, closed, question, responses, now)
    settle(tx, closed)


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
    # A slot's round that is on time counts as open from its slot: the seconds the post took must
    # not excuse a plan of exactly an hour. Other reveals are planned from the post itself.
    timed_by_post = round_.late or round_.posted_by_hand
    opened = (round_.opened_at if timed_by_post else None) or round_.due_at
    return excuse_when_closed(
        opened,
        round_.reveal_at,
        round_.slot,
        tx.teams.holidays(round_.team_id).keys(),
        tx.uptime.outages(round_.channel.platform, opened, round_.reveal_at),
    )


def _book_practice(
    tx: Transaction,
    closed: Round,
    question: Question,
    responses: tuple[Response, ...],
    now: datetime,
) -> None:
    """Let the choices of the round count for stats and reviews, as a quiz's answers do."""
    if not responses:
        return
    before = tx.followers.reviews_of_responders(closed.id, question.id)
    fits = tx.review_fits.of_responders(closed.id)
    attempts: list[Attempt] = []
    reviews: list[ReviewState] = []
    for response in responses:
        result = grade(response, closed.right_choice)
        if result is Grade.WORDS:
            continue
        right = result is Grade.RIGHT
        member = response.member_id
        attempts.append(Attempt(member, question.id, question.track, right, "round", now))
        own = fits[member].parameters if member in fits else ()
        reviews.append(
            review(member, question.id, before.get(member), now, right=right, parameters=own)
        )
    tx.practice.save_reviews(reviews)
    tx.practice.add_attempts(attempts)
