"""What was done already, such as messages that are complete: the latest, so many at most."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Remembers the last ``most`` things that were new to it, and forgets those before."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: dict[T, None] = {}

    def __contains__(self, thing: T) -> bool:
        return thing in self._things

    def add(self, thing: T) -> None:
        """Remember a thing; one that is known keeps its age."""
        self._things[thing] = None
        while len(self._things) > self._most:
            del self._things[next(iter(self._things))]
