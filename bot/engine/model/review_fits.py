"""What a member's own history has taught the reviews' scheduler."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReviewFit:
    """How a member's reviews are scheduled, and when their history is worth another look.

    ``parameters`` are the scheduler's, fitted at ``fitted_at`` from so many ``reviews``; both are
    empty while the scheduler's defaults are used. ``next_at`` is when they may be fitted again at
    the earliest. ``wants_defaults``: the member chose the defaults, so nothing is fitted.
    """

    member_id: int
    next_at: datetime
    reviews: int = 0
    parameters: tuple[float, ...] = ()
    fitted_at: datetime | None = None
    wants_defaults: bool = False
