"""What a member's own history has taught the reviews' scheduler."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One answer to a question, as the reviews' scheduler was told of it."""

    question_id: str
    at: datetime
    right: bool


@dataclass(frozen=True, slots=True)
class ReviewFit:
    """How a member's reviews are scheduled, and when their history may be checked again.

    ``parameters`` are the scheduler's, fitted at ``fitted_at``; empty and None while its defaults
    are used. ``reviews`` counts what there was to learn from at the last look, ``next_at`` is the
    earliest time for the next one. ``wants_defaults``: the member chose them, so nobody looks.
    """

    member_id: int
    next_at: datetime
    reviews: int = 0
    parameters: tuple[float, ...] = ()
    fitted_at: datetime | None = None
    wants_defaults: bool = False
