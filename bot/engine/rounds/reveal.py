"""Revealing a round: open -> revealing -> revealed.

Closing a round is one transaction: no response is taken after it, and points, reviews and
streaks are booked in it. What follows only shows what is already true.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.cards import AnswerCard, RevealCard
from bot.engine.model.practice import Attempt
from bot.engine.model.rounds import Excuse, Response, Round, RoundState
from bot.engine.model.schedules import Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import asked_in
from bot.engine.records.streak_log import settle
from bot.engine.rounds.cards import answer_card, reveal_card
from bot.engine.rounds.publish import released, take
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.scoring import award
from bot.engine.rules.spaced_repetition import review
from bot.engine.rules.streaks import excuse

_AGAIN = "shown again"
LATEST = 5
"""Rounds of a channel that are shown late, once it is open to the bot again."""


@dataclass(frozen=True, slots=True)
class Revealing:
    """A closed round about to be shown: ``look_first`` when an earlier try may have shown it.

    ``answer`` is None when its thread has it already: the round is shown again.
    """

    round: Round
    reveal: RevealCard
    answer: AnswerCard | None
    look_first: bool


def begin_reveal(
    tx: Transaction, bank: Bank, round_id: int, worker: str, now: datetime
) -> Revealing | None:
    """Take the round's lease and close it; None when there is nothing to reveal."""
    taken = take(tx, round_id, worker, now, (RoundState.OPEN, RoundState.REVEALING))
    if taken is None:
        return None
    look_first = taken.state is RoundState.REVEALING
    if not look_first:
        taken = close(tx, taken, now)
    taken = replace(taken, attempts=taken.attempts + 1, retry_at=None)
    tx.rounds.save(taken)
    if taken.reason == _AGAIN:
        return Revealing(taken, reveal_card(tx, bank, taken), None, look_first)
    return Revealing(taken, reveal_card(tx, bank, taken), answer_card(tx, bank, taken), look_first)


def close(tx: Transaction, asked: Round, now: datetime) -> Round:
    """Close an open round: book points, reviews and streaks, exactly once."""
    closed = replace(
        asked,
        state=RoundState.REVEALING,
        revealed_at=now,
        excuse=_excuse(tx, asked),
        attempts=0,
    )
    tx.rounds.save(closed)
    responses = tx.responses.of_round(closed.id)
    tx.points.add(award(closed, responses, closed.closes_on, now))
    _book_practice(tx, closed, responses, now)
    settle(tx, closed)
    return closed


def shown_again(closed: Round) -> Round:
    """Return a closed round so that the daily work shows its reveal anew.

    One that ended without being shown, as its reason tells, is shown with its answer.
    """
    if closed.state is not RoundState.REVEALED or closed.message is None:
        return closed
    reason = "" if closed.reason else _AGAIN
    return replace(closed, state=RoundState.REVEALING, reason=reason, attempts=0, retry_at=None)


def never_shown(tx: Transaction, schedule: Schedule) -> tuple[Round, ...]:
    """Return the schedule's latest rounds whose reveal its channel has not seen."""
    latest = tx.rounds.recent(schedule.channel, LATEST)
    return tuple(
        made
        for made in latest
        if made.schedule_id == schedule.id and made.state is RoundState.REVEALED and made.reason
    )


def mark_revealed(tx: Transaction, round_id: int, worker: str) -> None:
    """Note that people have seen the reveal."""
    current = tx.rounds.get(round_id)
    if current is not None and current.worker == worker:
        tx.rounds.save(released(replace(current, state=RoundState.REVEALED, reason="")))


def _excuse(tx: Transaction, asked: Round) -> Excuse | None:
    schedule = tx.schedules.get(asked.schedule_id)
    if schedule is None:
        return None
    # A slot's round on time is open from its slot on: the seconds of the post are not held
    # against a plan of an hour. Reveals of others are planned from their post.
    timed_by_post = asked.late or asked.extra
    opened = (asked.opened_at if timed_by_post else None) or asked.due_at
    # A slot is on a day of its schedule, whatever its weekdays are edited to since.
    days = schedule.plan.days if asked.extra else (asked.slot.weekday(),)
    return excuse(
        opened,
        asked.reveal_at,
        asked.slot,
        days,
        tx.teams.holidays(asked.team_id).keys(),
        tx.uptime.outages(asked.channel.platform, opened, asked.reveal_at),
    )


def _book_practice(
    tx: Transaction, closed: Round, responses: tuple[Response, ...], now: datetime
) -> None:
    """Let the day's choices count for stats and reviews, as a drill's answers do."""
    question = asked_in(tx, closed)
    attempts: list[Attempt] = []
    for response in responses:
        result = grade(response, closed.key)
        if result is Grade.WORDS:
            continue
        right = result is Grade.RIGHT
        member = response.member_id
        attempts.append(Attempt(member, question.id, question.track, right, "round", now))
        before = tx.practice.review(member, question.id)
        tx.practice.save_review(review(member, question.id, before, now, right=right))
    tx.practice.add_attempts(attempts)
