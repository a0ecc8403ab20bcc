"""What happens when posting or revealing a round fails: try again, give up, pause the schedule."""

from dataclasses import replace
from datetime import datetime

from bot.engine.errors import LASTING, GatewayError, Rejected
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import ChannelRef, Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.rounds.lease import STANDARD, Timing, retry_wait, without_lease
from bot.engine.rounds.pauses import excuse_open_rounds
from bot.engine.rounds.publish import fail_post
from bot.engine.rounds.slots import with_another_question
from bot.engine.rounds.transitions import give_up_reveal


def note_failure(
    tx: Transaction,
    bank: Bank,
    due: Round,
    worker: str,
    error: Exception,
    now: datetime,
    timing: Timing,
) -> Schedule | None:
    """Plan the next try, or give up; return the schedule if that paused it.

    Its owner is still to be told (``owner_alerts``). ``due`` is the round as it was when the
    work on it began.

    Rate limits and passing faults are tried again with growing waits. A refusal that usually
    lasts is looked at twice, some minutes apart, and then pauses the schedule. A round that is
    being revealed is closed in the database already, so giving up on its message loses nobody's
    points.
    """
    failed = _find_failed(tx, due, worker, now)
    if failed is None:
        return None
    if isinstance(error, LASTING):
        if failed.refused_at is None:
            tx.rounds.save(without_lease(_look_again(tx, bank, failed, error, now, timing)))
            return None
        _give_up(tx, failed, str(error))
        return _pause(tx, failed, error, now, timing)
    note = str(error) if isinstance(error, GatewayError) else type(error).__name__
    if _is_hopeless(failed, now, timing):
        tx.rounds.save(give_up_reveal(failed, f"the reveal couldn't be shown: {note}"))
        return None
    retry_at = now + retry_wait(error, failed.attempts, timing)
    tx.rounds.save(without_lease(replace(failed, retry_at=retry_at, note=note)))
    return None


def _look_again(
    tx: Transaction, bank: Bank, failed: Round, error: Exception, now: datetime, timing: Timing
) -> Round:
    """Return the round to be tried once more: soon with another question if this one is at fault.

    That is safe on a first try only: its refusal says that nobody has seen the question.
    """
    refused = replace(failed, refused_at=now, note=str(error))
    unseen = failed.state is RoundState.SENDING and failed.attempts == 1
    if isinstance(error, Rejected) and unseen:
        another = with_another_question(tx, bank, refused)
        if another is not None:
            return replace(another, retry_at=now + timing.first_retry)
    return replace(refused, retry_at=now + timing.second_look)


def _find_failed(tx: Transaction, due: Round, worker: str, now: datetime) -> Round | None:
    """Return the round if its failure is this worker's to note.

    That is a round it holds, or one that nobody does: then acquiring it failed and was undone.
    """
    current = tx.rounds.get(due.id)
    if current is None or current.worker == worker:
        return current
    is_free = current.lease_until is None or current.lease_until <= now
    if not is_free or (current.state, current.attempts) != (due.state, due.attempts):
        return None
    return replace(current, attempts=current.attempts + 1)


def _give_up(tx: Transaction, failed: Round, note: str) -> None:
    if failed.state is RoundState.REVEALING:
        tx.rounds.save(give_up_reveal(failed, note))
    else:
        fail_post(tx, failed, note)


def _is_hopeless(failed: Round, now: datetime, timing: Timing) -> bool:
    if failed.state is not RoundState.REVEALING or failed.attempts < timing.give_up_reveal_tries:
        return False
    return now - (failed.revealed_at or now) > timing.give_up_reveal_after


def _pause(
    tx: Transaction, failed: Round, error: Exception, now: datetime, timing: Timing
) -> Schedule | None:
    schedule = tx.schedules.get(failed.schedule_id)
    if schedule is None or schedule.state is not ScheduleState.ACTIVE:
        return None
    unposted = failed.state in (RoundState.CLAIMED, RoundState.SENDING)
    may_end = not isinstance(error, Rejected)
    paused = replace(
        _paused(schedule, str(error), now),
        # If the channel comes back in time, the slot that failed is still the schedule's.
        since=failed.due_at if unposted and not failed.posted_by_hand else now,
        recheck_at=now + timing.recheck if may_end else None,
    )
    tx.schedules.save(paused)
    excuse_open_rounds(tx, schedule.id)
    return paused


def pause_channel(
    tx: Transaction, channel: ChannelRef, reason: str, now: datetime, timing: Timing = STANDARD
) -> None:
    """Pause a channel's schedules as its refusal of the next post would; owners are to be told."""
    for schedule in tx.schedules.of_channel(channel):
        if schedule.state is ScheduleState.ACTIVE:
            paused = _paused(schedule, reason, now)
            tx.schedules.save(replace(paused, recheck_at=now + timing.recheck))
            excuse_open_rounds(tx, schedule.id)


def _paused(schedule: Schedule, reason: str, now: datetime) -> Schedule:
    return replace(
        schedule, state=ScheduleState.PAUSED, pause_reason=reason, since=now, alert_at=now
    )
