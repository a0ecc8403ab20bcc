"""When a member's history is worth fitting the reviews' scheduler to, and whether a fit is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.engine.model.review_fits import Reviewed, ReviewFit
from bot.engine.rules.spaced_repetition import Parameters, are_usable, log_loss

REPEATS_NEEDED = 512
"""Repeats without which nothing can be fitted.

It's the size of the optimizer's batch: with fewer it returns its defaults (``mini_batch_size`` in
``fsrs/optimizer.py`` of fsrs 6.3).
"""
READ_OF_A_QUESTION = 64
"""Answers to one question that the optimizer reads, the first ones (``max_seq_len`` there)."""
LOOK_AGAIN = timedelta(days=7)
"""How long a member's history is left alone after a look, whatever came of it."""
RESUME = timedelta(days=1)
"""After so long, another worker may look where one was killed while it fitted."""


def repeats_in(history: Sequence[Reviewed]) -> int:
    """Count what can be learned from: answers a day or more after the last to the same question.

    ``history`` is sorted by time.
    """
    last: dict[str, datetime] = {}
    read: dict[str, int] = {}
    count = 0
    for each in history:
        read[each.question_id] = read.get(each.question_id, 0) + 1
        before = last.get(each.question_id)
        if before is not None and read[each.question_id] <= READ_OF_A_QUESTION:
            count += (each.at - before).days > 0
        last[each.question_id] = each.at
    return count


def may_look(fit: ReviewFit | None, now: datetime) -> bool:
    """Tell whether a member's history may be looked at: a week after the last look."""
    return fit is None or (fit.next_at <= now and not fit.wants_defaults)


def is_worth_fitting(fit: ReviewFit | None, repeats: int, needed: int = REPEATS_NEEDED) -> bool:
    """Tell whether there is enough to learn from, and more than at the last look."""
    return repeats >= needed and (fit is None or repeats > fit.reviews)


def better_of_defaults_and(found: Parameters, history: Sequence[Reviewed]) -> Parameters:
    """Return ``found`` if they can be used and foretell the history better than the defaults do.

    Empty, which stands for the defaults, otherwise.
    """
    better = are_usable(found) and log_loss(history, found) < log_loss(history)
    return found if better else ()
