"""Posting a claimed round: claimed -> sending -> open, or failed.

The database steps are plain functions of a transaction; ``daily`` runs them around the
gateway's calls. A crash between them is fixed by looking for the round's key first.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.engine.cards import QuestionCard
from bot.engine.errors import ChannelGone, GatewayError, NotPermitted, RateLimited
from bot.engine.model.rounds import LONGEST_HOLD, Round, RoundState, Skip, holds
from bot.engine.model.schedules import MessageRef, Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.streak_log import settle
from bot.engine.rounds.cards import question_card
from bot.engine.rules.calendar import (
    LATE_AFTER,
    catches_up,
    local_date,
    reveal_instant,
    reveal_of_extra,
    reveal_of_late_post,
)

LEASE = timedelta(seconds=90)
"""How long a worker may hold a round without a word: more than its longest step takes."""

IN_FLIGHT = timedelta(seconds=10)
"""How long a call may still take to reach people once it seemed to fail, or its process ended."""

FIRST_RETRY = IN_FLIGHT  # a call that seemed to fail has landed by then, or never will
LONGEST_RETRY = timedelta(minutes=5)
EXTRA_WINDOW = timedelta(minutes=30)
SHOWN_WITHIN = timedelta(days=7)
SHOWN_IN = 100
"""After this long, and so many tries, a reveal that can't be shown is let be; it counts."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A round about to be sent: ``look_first`` when an earlier try may have reached people."""

    round: Round
    card: QuestionCard
    look_first: bool


def take(
    tx: Transaction, round_id: int, worker: str, now: datetime, waiting: Collection[RoundState]
) -> Round | None:
    """Take the round's lease if it still waits, in one of the states ``waiting``; or None.

    Another worker may have done the work, or have failed at it, since it was found due: then
    the lease is left to whoever has the next step to do.
    """
    taken = tx.rounds.take(round_id, worker, now, now + LEASE)
    if taken is None:
        return None
    planned = taken.reveal_at if taken.state is RoundState.OPEN else taken.due_at
    early = planned > now  # claimed by a clock that was ahead
    if taken.state in waiting and not early and not holds(taken.retry_at, now):
        return taken
    tx.rounds.save(released(taken))
    return None


def begin_send(
    tx: Transaction, bank: Bank, round_id: int, worker: str, now: datetime
) -> Sending | None:
    """Take the round's lease and mark it sending; None when there is nothing to send."""
    taken = take(tx, round_id, worker, now, (RoundState.CLAIMED, RoundState.SENDING))
    if taken is None:
        return None
    schedule = tx.schedules.get(taken.schedule_id)
    look_first = taken.state is RoundState.SENDING
    if schedule is None or (schedule.state is not ScheduleState.ACTIVE and not look_first):
        _end(tx, taken, RoundState.SKIPPED, Skip.BY_HAND.value)
        return None
    if not in_window(schedule, taken, now) and not look_first:
        _end(tx, taken, RoundState.SKIPPED, Skip.OUTAGE.value)
        return None
    if not look_first:
        taken = _timed(tx, schedule, taken, now)
    sending = replace(taken, state=RoundState.SENDING, attempts=taken.attempts + 1, retry_at=None)
    tx.rounds.save(sending)
    return Sending(sending, question_card(tx, bank, sending), look_first)


def renew_send(
    tx: Transaction, bank: Bank, round_id: int, worker: str, now: datetime
) -> Sending | None:
    """After looking in vain: set the times anew, or fail the round if its window is over."""
    current = _held(tx, round_id, worker)
    schedule = tx.schedules.get(current.schedule_id) if current else None
    if current is None or schedule is None:
        return None
    if schedule.state is not ScheduleState.ACTIVE:
        _end(tx, current, RoundState.SKIPPED, Skip.BY_HAND.value)
        return None
    if current.due_at > now:  # the clock was ahead, and has been put right
        tx.rounds.save(released(current))
        return None
    if not in_window(schedule, current, now):
        reason = current.reason or "it could not be posted in time"
        _end(tx, current, RoundState.FAILED, reason)
        return None
    renewed = replace(_timed(tx, schedule, current, now), lease_until=now + LEASE)
    tx.rounds.save(renewed)
    return Sending(renewed, question_card(tx, bank, renewed), look_first=False)


def mark_open(tx: Transaction, round_id: int, worker: str, message: MessageRef) -> Round | None:
    """Keep the message's reference: the round is open; None when another worker took over."""
    current = _held(tx, round_id, worker)
    if current is None:
        return None
    opened = released(replace(current, state=RoundState.OPEN, message=message, reason=""))
    tx.rounds.save(opened)
    return opened


def note_failure(
    tx: Transaction, due: Round, worker: str, error: Exception, now: datetime
) -> Schedule | None:
    """Plan the next try, or give up; return the schedule if it was paused just now.

    Its owner is still to be told (``telling``).

    Rate limits and passing faults are tried again with growing pauses; a channel that is
    gone or closed to the bot pauses the schedule. A round that is being revealed is closed
    in the database already, so giving up on its message loses nobody's points.
    ``due`` is the round as it was when the work on it began.
    """
    current = _failed(tx, due, worker, now)
    if current is None:
        return None
    if isinstance(error, ChannelGone | NotPermitted):
        revealing = current.state is RoundState.REVEALING
        end = RoundState.REVEALED if revealing else RoundState.FAILED
        _end(tx, current, end, str(error))
        return _pause(tx, current, str(error), now)
    reason = str(error) if isinstance(error, GatewayError) else type(error).__name__
    if _never_shown(current, now):
        _end(tx, current, RoundState.REVEALED, f"it could not be shown: {reason}")
        return None
    if current.state is RoundState.REVEALING and current.reason:
        reason = current.reason  # that it is shown again must not be forgotten
    wait = _wait(error, current.attempts)
    tx.rounds.save(released(replace(current, retry_at=now + wait, reason=reason)))
    return None


def _never_shown(current: Round, now: datetime) -> bool:
    if current.state is not RoundState.REVEALING or current.attempts < SHOWN_IN:
        return False
    return now - (current.revealed_at or now) > SHOWN_WITHIN


def let_go(tx: Transaction, round_ids: Iterable[int], worker: str, now: datetime) -> None:
    """Free those rounds that ``worker`` holds, once a call that was cut off has surely landed."""
    for round_id in round_ids:
        current = _held(tx, round_id, worker)
        if current is not None:
            tx.rounds.save(released(current, now + IN_FLIGHT))


def in_window(schedule: Schedule, asked: Round, now: datetime) -> bool:
    """Tell whether the round may still be posted at ``now``."""
    if asked.extra:
        return now - asked.due_at < EXTRA_WINDOW
    return catches_up(schedule.plan, asked.slot, now)


def _timed(tx: Transaction, schedule: Schedule, asked: Round, now: datetime) -> Round:
    """Set when the round opens, reveals and closes, as seen from a post at ``now``."""
    plan = schedule.plan
    late = not asked.extra and now - asked.due_at > LATE_AFTER
    if asked.extra:
        reveal_at = reveal_of_extra(plan, now)
    elif late:
        reveal_at = reveal_of_late_post(plan, asked.slot, now)
    else:
        reveal_at = reveal_instant(plan, asked.slot)
    team = tx.teams.get(asked.team_id)
    zone = team.zone if team else plan.zone
    return replace(
        asked,
        opened_at=now,
        late=late,
        reveal_at=reveal_at,
        closes_on=local_date(reveal_at, zone),
    )


def _held(tx: Transaction, round_id: int, worker: str) -> Round | None:
    current = tx.rounds.get(round_id)
    return current if current is not None and current.worker == worker else None


def _failed(tx: Transaction, due: Round, worker: str, now: datetime) -> Round | None:
    """Return the round if its failure is this worker's to note.

    That is a round it holds, or one that nobody does: then taking it failed and was undone.
    """
    current = tx.rounds.get(due.id)
    if current is None or current.worker == worker:
        return current
    free = current.lease_until is None or current.lease_until <= now
    if not free or (current.state, current.attempts) != (due.state, due.attempts):
        return None
    return replace(current, attempts=current.attempts + 1)


def _end(tx: Transaction, current: Round, state: RoundState, reason: str) -> None:
    tx.rounds.save(released(replace(current, state=state, reason=reason, retry_at=None)))
    if current.state is RoundState.SENDING:
        settle(tx, current)  # a day that waited for this round is decided now


def released(held: Round, until: datetime | None = None) -> Round:
    """Return a round that nobody holds any more, for anyone to take, at once or at ``until``."""
    return replace(held, worker="", lease_until=until)


def _pause(tx: Transaction, current: Round, reason: str, now: datetime) -> Schedule | None:
    schedule = tx.schedules.get(current.schedule_id)
    if schedule is None or schedule.state is not ScheduleState.ACTIVE:
        return None
    paused = replace(
        schedule, state=ScheduleState.PAUSED, pause_reason=reason, since=now, tell_at=now
    )
    tx.schedules.save(paused)
    return paused


def _wait(error: Exception, attempts: int) -> timedelta:
    if isinstance(error, RateLimited):
        return min(timedelta(seconds=error.retry_after), LONGEST_HOLD)
    return min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LONGEST_RETRY)
