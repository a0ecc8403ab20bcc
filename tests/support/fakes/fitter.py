"""A fitter that finds what a test tells it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.engine.errors import FitFails
from bot.engine.model.review_fits import Reviewed


async def _at_once() -> None:
    """Wait for nothing."""


@dataclass
class FakeFitter:
    """Finds ``finds`` or fails with ``fails``, after ``meanwhile``; ``asked`` is what it got."""

    finds: tuple[float, ...] = ()
    fails: FitFails | None = None
    meanwhile: Callable[[], Awaitable[object]] = _at_once
    asked: list[tuple[Reviewed, ...]] = field(default_factory=list[tuple[Reviewed, ...]])

    async def fit(self, history: Sequence[Reviewed]) -> tuple[float, ...]:
        self.asked.append(tuple(history))
        await self.meanwhile()
        if self.fails is not None:
            raise self.fails
        return self.finds

    async def close(self) -> None:
        self.fails = FitFails("failed", "it was stopped")


@dataclass
class HeardFits:
    """A monitor that remembers the outcomes."""

    outcomes: list[str] = field(default_factory=list[str])

    def fitted(self, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.outcomes.append(outcome)
