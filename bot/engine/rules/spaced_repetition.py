"""When a member should see a question again: FSRS, at the scale of days."""

import json
from datetime import datetime
from functools import cache
from hashlib import sha256

from fsrs import Card, Rating, Scheduler

from bot.engine.model.practice import ReviewState


@cache
def _scheduler() -> Scheduler:
    # No learning steps: they are minutes apart, and nobody repeats a question that soon.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def review(
    member_id: int, question_id: str, before: ReviewState | None, at: datetime, *, right: bool
) -> ReviewState:
    """Return the review state after an answer at ``at`` (aware UTC)."""
    card = _card(member_id, question_id, before, at)
    card, _ = _scheduler().review_card(card, Rating.Good if right else Rating.Again, at)
    return ReviewState(member_id, question_id, card.due, json.dumps(card.to_dict(), sort_keys=True))


def due_now(
    member_id: int, question_id: str, before: ReviewState | None, at: datetime
) -> ReviewState:
    """Return the review state of a question that is to be asked again from ``at`` (aware UTC).

    What is due already stays as it is.
    """
    if before is not None and before.due_at <= at:
        return before
    card = _card(member_id, question_id, before, at)
    card.due = at
    return ReviewState(member_id, question_id, at, json.dumps(card.to_dict(), sort_keys=True))


def _card(member_id: int, question_id: str, before: ReviewState | None, at: datetime) -> Card:
    if before is not None:
        return Card.from_json(before.card)
    # An id of our own, because the library's default waits a millisecond to be unique.
    digest = sha256(f"{member_id}/{question_id}".encode()).digest()
    return Card(card_id=int.from_bytes(digest[:6]), due=at)
