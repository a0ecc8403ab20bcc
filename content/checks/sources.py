"""Which headings of the notes a track's questions cover."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from content.format.yaml_files import read_yaml

SOURCES_FILE = Path(__file__).parent.parent / "sources.yaml"


class _Row(TypedDict):
    headings: list[int]
    extra: NotRequired[list[list[int]]]


@dataclass(frozen=True, slots=True)
class Sources:
    """The lines of the notes a track is to cover, and lines it may also name."""

    headings: tuple[int, ...]
    extra: tuple[tuple[int, int], ...] = ()

    def knows(self, line: int) -> bool:
        """Tell whether a question of the track may name ``line`` as its source."""
        return line in self.headings or any(low <= line <= high for low, high in self.extra)

    def nearest(self, line: int) -> int | None:
        """Return the heading nearest to ``line``."""
        return min(self.headings, key=lambda heading: abs(heading - line), default=None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many headings of a track are covered, and which are not, or more than once."""

    expected: int
    covered: int
    missing: tuple[int, ...]
    twice: tuple[int, ...]


@cache
def expected_sources() -> dict[str, Sources]:
    """Return what each shipped track is to cover."""
    rows = cast("dict[str, _Row]", read_yaml(SOURCES_FILE))
    return {
        track: Sources(
            tuple(row["headings"]), tuple((low, high) for low, high in row.get("extra", []))
        )
        for track, row in rows.items()
    }


def coverage(track: str, named: Iterable[int | None]) -> Coverage:
    """Return how the sources ``named`` by a track's questions cover its headings."""
    counts = Counter(line for line in named if line is not None)
    headings = expected_sources().get(track, Sources(())).headings
    missing = tuple(line for line in headings if line not in counts)
    twice = tuple(line for line in headings if counts[line] > 1)
    return Coverage(len(headings), len(headings) - len(missing), missing, twice)
