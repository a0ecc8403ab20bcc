"""Deleting what nobody needs any more, so that no table only grows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store

TIDY_SECONDS = 600.0
"""How often a worker looks for what can go."""
BATCH = 500
"""Rows of a table that go in one transaction: whoever answers meanwhile waits for no more."""
EVENTS_KEPT = timedelta(days=1)
"""Platforms deliver an event again for an hour at most."""
DRILLS_KEPT = timedelta(days=90)
"""How long an unfinished quiz or interview waits for its next answer.

Quizzes of a group, and who interviewed whom, are kept for so long, too.
"""
DELIVERIES_KEPT = timedelta(days=30)
"""How long the key of a message is known after it expired, so that it isn't asked for again."""
DRAFTS_KEPT = timedelta(days=30)
"""How long a question that was begun, or an import that was previewed, waits to be sent."""
READ_ANSWERS_KEPT = timedelta(days=30)
"""How long a model isn't asked again about the same answer."""
PLAN_WAITS = timedelta(hours=1)
"""How long a previewed plan can be confirmed."""


async def tidy(store: Store, clock: Callable[[], datetime], batch: int = BATCH) -> None:
    """Delete everything that can go, at most ``batch`` rows of a table at a time."""
    while await store.write(lambda tx: prune(tx, clock(), batch)):
        pass


def prune(tx: Transaction, now: datetime, batch: int) -> bool:
    """Delete at most ``batch`` rows of each table; tell whether there may be more to delete."""
    deleted = (
        tx.events.prune(now - EVENTS_KEPT, batch),
        tx.waiting_plans.prune(now, batch),
        tx.practice.prune_drills(now - DRILLS_KEPT, batch),
        tx.interviews.prune(now - DRILLS_KEPT, batch),
        tx.group_quizzes.prune(now - DRILLS_KEPT, batch),
        tx.pairs.prune(now - DRILLS_KEPT, batch),
        tx.pairs.prune_waiting(now - EVENTS_KEPT, batch),
        tx.read_answers.prune(now - READ_ANSWERS_KEPT, batch),
        tx.suggestions.prune(now - DRAFTS_KEPT, batch),
        tx.deliveries.prune(now - DELIVERIES_KEPT, batch),
    )
    return max(deleted) == batch
