"""What fits the reviews' scheduler to someone's history."""

from collections.abc import Sequence
from typing import Protocol

from bot.engine.model.review_fits import Reviewed


class ReviewFitter(Protocol):
    """An optimizer, away from the event loop. What it finds is checked, never trusted."""

    async def fit(self, history: Sequence[Reviewed]) -> tuple[float, ...]:
        """Return the scheduler's parameters for a history that is sorted by time.

        Raises FitFails, within a time that is bounded.
        """
        ...

    async def close(self) -> None:
        """Give up what is being fitted: ``fit`` raises FitFails."""
        ...


class FitMonitor(Protocol):
    """Hears what becomes of each history that is looked at."""

    def fitted(self, outcome: str, seconds: float) -> None:
        """``own`` or ``defaults``: the parameters that are used; or the kind of the failure."""
        ...
