"""What a reader of a format offers."""

from dataclasses import dataclass
from typing import Protocol

from content.importers.found import FoundQuestions
from content.importers.source import Source


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure a reader is that a source is its own (0 to 1), and why, for people."""

    confidence: float
    reason: str = ""


UNLIKE = Likeness(0.0)


class Reader(Protocol):
    """Finds the questions in a source of one format."""

    name: str
    """What ``--as`` calls it."""
    about: str
    """What it reads, in a few words."""

    def looks_like(self, source: Source) -> Likeness:
        """Tell how likely ``source`` is of this format; never raises."""
        ...

    def read(self, source: Source) -> FoundQuestions:
        """Return what is in ``source``; raises Refused with one sentence when it's unreadable."""
        ...
