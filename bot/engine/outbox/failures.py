"""What happens when a message can't be sent: try again while it is of use, or give it up."""

from dataclasses import replace
from datetime import datetime

from bot.engine.errors import LASTING, GatewayError
from bot.engine.model.deliveries import Delivery
from bot.engine.model.rounds import is_held
from bot.engine.outbox.sending import TOO_LATE, UNDONE, drop
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.lease import Timing, retry_wait, without_lease


def note_failure(
    tx: Transaction, due: Delivery, worker: str, error: Exception, now: datetime, timing: Timing
) -> None:
    """Plan the next try, or drop the message; ``due`` is it as it was when the work on it began.

    Rate limits and passing faults are tried again with growing waits, a refusal that usually lasts
    once more, some minutes later; nothing is tried after ``expires_at``.
    """
    failed = _find_failed(tx, due, worker, now)
    if failed is None:
        return
    note = str(error) if isinstance(error, GatewayError) else type(error).__name__
    if isinstance(error, LASTING) and failed.refused_at is not None:
        drop(tx, failed, note)
        return
    if isinstance(error, LASTING):
        failed, wait = replace(failed, refused_at=now), timing.second_look
    else:
        wait = retry_wait(error, failed.attempts, timing)
    _try_again(tx, failed, note, now + wait)


def _try_again(tx: Transaction, failed: Delivery, note: str, retry_at: datetime) -> None:
    if retry_at >= failed.expires_at:
        drop(tx, failed, f"{TOO_LATE}: {note}")
        return
    tx.deliveries.save(without_lease(replace(failed, retry_at=retry_at, note=note)))


def _find_failed(tx: Transaction, due: Delivery, worker: str, now: datetime) -> Delivery | None:
    """Return the delivery if its failure is this worker's to note.

    That is one it holds, or one that nobody does: then acquiring it failed and was undone.
    """
    current = tx.deliveries.get(due.id)
    if current is None or current.state not in UNDONE:
        return None
    if current.worker == worker:
        return current
    if is_held(current.lease_until, now) or current.attempts != due.attempts:
        return None
    return replace(current, attempts=current.attempts + 1)
