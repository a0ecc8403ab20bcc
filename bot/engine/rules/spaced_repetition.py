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
    if before is None:
        # An id of our own, because the library's default waits a millisecond to be unique.
        digest = sha256(f"{member_id}/{question_id}".encode()).digest()
        card = Card(card_id=int.from_bytes(digest[:6]), due=at)
    else:
        card = Card.from_json(before.card)
    card, _ = _scheduler().review_card(card, Rating.Good if right else Rating.Again, at)
    return ReviewState(member_id, question_id, card.due, json.dumps(card.to_dict(), sort_keys=True))
