"""When a member should see a question again: FSRS, at the scale of days.

``parameters`` are the member's own, fitted to their history, or empty for the library's defaults.
What is stored may be of another version of the library: parameters it can't use count as none.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from math import isfinite, log

from fsrs import Card, Rating, Scheduler

from bot.engine.model.practice import ReviewState
from bot.engine.model.review_fits import Reviewed

Parameters = tuple[float, ...]
REMEMBERED = 256
"""Members whose scheduler is kept in memory."""
_SUREST = 1e-6
"""No answer is taken for surer than this: the logarithm of nothing has no value."""


def review(
    member_id: int,
    question_id: str,
    before: ReviewState | None,
    at: datetime,
    *,
    right: bool,
    parameters: Parameters = (),
) -> ReviewState:
    """Return the review state after an answer at ``at`` (aware UTC)."""
    card = _card(member_id, question_id, before, at)
    card, _ = _scheduler(parameters).review_card(card, _rating(right=right), at)
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


def are_usable(parameters: Parameters) -> bool:
    """Tell whether the scheduler takes these: as many as it has, finite and within its bounds."""
    return all(map(isfinite, parameters)) and _own_scheduler(parameters) is not None


def log_loss(history: Iterable[Reviewed], parameters: Parameters = ()) -> float:
    """Return how badly the scheduler foretells a history, sorted by time; smaller is better.

    It's the mean over all answers that came a day or more after the last one to the same question;
    0 without any.
    """
    scheduler = _scheduler(parameters)
    cards: dict[str, Card] = {}
    losses: list[float] = []
    for each in history:
        # Ids of our own, because the library's default waits a millisecond to be unique.
        card = cards.get(each.question_id) or Card(card_id=len(cards), due=each.at)
        if card.last_review is not None and (each.at - card.last_review).days > 0:
            known = scheduler.get_card_retrievability(card, each.at)
            foretold = known if each.right else 1 - known
            losses.append(-log(max(foretold, _SUREST)))
        cards[each.question_id], _ = scheduler.review_card(card, _rating(right=each.right), each.at)
    return sum(losses) / len(losses) if losses else 0.0


def _rating(*, right: bool) -> Rating:
    return Rating.Good if right else Rating.Again


def _scheduler(parameters: Parameters) -> Scheduler:
    return _own_scheduler(parameters) or _DEFAULT


@lru_cache(REMEMBERED)
def _own_scheduler(parameters: Parameters) -> Scheduler | None:
    """Return the scheduler with these parameters; None if they aren't of this library's version."""
    try:
        return Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    except ValueError:
        return None


# No learning steps: they are minutes apart, and nobody repeats a question that soon.
_DEFAULT = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(member_id: int, question_id: str, before: ReviewState | None, at: datetime) -> Card:
    if before is not None:
        return Card.from_json(before.card)
    # An id of our own, because the library's default waits a millisecond to be unique.
    digest = sha256(f"{member_id}/{question_id}".encode()).digest()
    return Card(card_id=int.from_bytes(digest[:6]), due=at)
