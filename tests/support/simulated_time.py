"""An event loop whose clock moves only when it would wait: seconds pass in no time, exactly."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Leaping(selectors.SelectSelector):
    """Lets the time it was to wait pass at once."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.passed += timeout or 0.0
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.passed


def simulated(test: Coroutine[Any, Any, T]) -> T:
    """Run ``test``, for what waits by the loop's clock alone."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(test)
