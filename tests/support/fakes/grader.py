"""A grader that says what a test tells it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.engine.errors import GraderFails
from bot.engine.model.coverage import Claim, GradingTask

Says = Callable[[GradingTask], Sequence[Claim]]


@dataclass
class FakeGrader:
    """Answers with ``says``, or fails with ``fails``; ``asked`` is what it was given."""

    says: Says = lambda task: [Claim(covered=False)] * len(task.key_points)
    fails: GraderFails | None = None
    model: str = "qwen"
    host: str = "localhost:11434"
    asked: list[GradingTask] = field(default_factory=list[GradingTask])

    async def claims(self, task: GradingTask) -> tuple[Claim, ...]:
        self.asked.append(task)
        if self.fails is not None:
            raise self.fails
        return tuple(self.says(task))


def quoting(*quotes: str) -> FakeGrader:
    """Return a grader that claims each key point with a quote; an empty one isn't covered."""
    claims = [Claim(bool(quote), quote) for quote in quotes]
    return FakeGrader(says=lambda _: claims)
