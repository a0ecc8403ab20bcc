"""Leases: which worker may act on a round, until when, and how long the steps of a round take.

A worker acquires a round's lease before it acts on it, and gives it up with the step's result.
A lease that runs out (its worker was killed, or stood still) is free for any other worker. Only
this module sets a round's ``worker`` and ``lease_until``. A message of the outbox has the same.
"""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.engine.errors import RateLimited, Transient
from bot.engine.model.deliveries import Delivery
from bot.engine.model.rounds import MAX_LEASE, Round, RoundState, is_held
from bot.engine.ports.repositories import Transaction

Leased = TypeVar("Leased", Round, Delivery)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long work on rounds takes, waits and is tried again; tests pass shorter ones.

    Raises ValueError when a call could outlast its lease, or a lease would be void.
    """

    lease: timedelta = timedelta(seconds=90)
    """How long a worker holds a round: longer than two calls and the database take."""

    call: timedelta = timedelta(seconds=25)
    """How long a call to a platform may take until it is given up."""

    in_flight: timedelta = timedelta(seconds=10)
    """How long a call may still reach people after it seemed to fail, or its process ended."""

    first_retry: timedelta = timedelta(seconds=10)
    """The wait after the first failure: by then a call in flight has landed, or never will."""

    longest_retry: timedelta = timedelta(minutes=5)
    """Waits double with each failure, up to this."""

    by_hand_window: timedelta = timedelta(minutes=30)
    """How long after ``/daily now`` its question may still be posted."""

    give_up_reveal_after: timedelta = timedelta(days=7)
    give_up_reveal_tries: int = 100
    """After so long and so many tries, a reveal that can't be shown is given up; it counts."""

    give_up_reading_tries: int = 8
    """After so many tries (a quarter of an hour), a reveal no longer waits for its thread."""

    second_look: timedelta = timedelta(minutes=4)
    """How long to wait before a refusal that usually lasts is taken for lasting."""

    recheck: timedelta = timedelta(minutes=5)
    """How soon after a pause a channel that refused is tried again; waits grow up to
    ``MAX_LEASE``."""

    give_up_recheck_after: timedelta = timedelta(days=30)

    alert_retry: timedelta = timedelta(minutes=10)
    """How long to wait before trying again to notify an owner."""

    give_up_alert_after: timedelta = timedelta(days=1)

    release: timedelta = timedelta(seconds=1)
    """How long a worker that stops may take to abandon its leases; a stop has ten seconds."""

    def __post_init__(self) -> None:
        """Check that a worker can finish a call within a lease."""
        if not self.call < self.lease <= MAX_LEASE:
            raise ValueError("A lease must be longer than a call, and an hour at most.")


STANDARD = Timing()


class LeaseNearlyOver(Transient):
    """The worker stood still so long that another may take the round over during a call."""


class LeaseTimer:
    """Started just before a lease is acquired; measures what is left of it by three clocks.

    The database's, the machine's and a monotonic one: a clock may be set back, and counting stops
    while a machine sleeps or a virtual machine is paused. The one that is furthest on decides.
    """

    def __init__(self, clock: Callable[[], datetime], timing: Timing) -> None:
        self._clock = clock
        self._timing = timing
        self._counted, self._set = time.monotonic(), time.time()

    def check(self, held: Round | Delivery) -> None:
        """Raise LeaseNearlyOver unless a call made now ends before the lease does."""
        left = (held.lease_until or self._clock()) - self._clock()
        passed = max(time.monotonic() - self._counted, time.time() - self._set)
        if min(left, self._timing.lease - timedelta(seconds=passed)) < self._timing.call:
            raise LeaseNearlyOver("lease nearly expired; will retry")


def acquire_lease(
    tx: Transaction,
    round_id: int,
    worker: str,
    now: datetime,
    states: Collection[RoundState],
    timing: Timing,
) -> Round | None:
    """Return the round with ``worker``'s lease if it is due in one of ``states``; else None.

    Since the round was found due, another worker may have done the work, or have failed at it:
    then the lease is left to whoever has the next step to do.
    """
    held = tx.rounds.acquire(round_id, worker, now, now + timing.lease)
    if held is None:
        return None
    planned = held.reveal_at if held.state is RoundState.OPEN else held.due_at
    early = planned > now  # a worker whose clock was ahead claimed it
    if held.state in states and not early and not is_held(held.retry_at, now):
        return held
    tx.rounds.save(without_lease(held))
    return None


def extend_lease(held: Leased, now: datetime, timing: Timing) -> Leased:
    """Return what is held with a new lease, counted from ``now``."""
    return replace(held, lease_until=now + timing.lease)


def hold_on(
    tx: Transaction, round_id: int, worker: str, now: datetime, timing: Timing
) -> Round | None:
    """Return the round with a lease that starts again at ``now``; None if ``worker`` lost it."""
    return tx.rounds.extend(round_id, worker, now + timing.lease)


def without_lease(held: Leased, until: datetime | None = None) -> Leased:
    """Return what is held without its lease: any worker may take it now, or from ``until`` on."""
    return replace(held, worker="", lease_until=until)


def find_held(tx: Transaction, round_id: int, worker: str) -> Round | None:
    """Return the round if ``worker`` still has its lease; else None."""
    current = tx.rounds.get(round_id)
    return current if current is not None and current.worker == worker else None


def abandon_leases(
    tx: Transaction, round_ids: Iterable[int], worker: str, now: datetime, timing: Timing
) -> None:
    """Free the rounds that ``worker`` holds, once calls that were cut off must have landed."""
    for round_id in round_ids:
        held = find_held(tx, round_id, worker)
        if held is not None:
            tx.rounds.save(without_lease(held, now + timing.in_flight))


def retry_wait(error: Exception, attempts: int, timing: Timing) -> timedelta:
    """Return how long to wait after a passing fault, the ``attempts``-th in a row."""
    if isinstance(error, RateLimited):
        return min(timedelta(seconds=error.retry_after), MAX_LEASE)
    return min(timing.first_retry * 2 ** min(attempts - 1, 10), timing.longest_retry)
