"""A line of a benchmark's report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, and the figure with its unit."""

    what: str
    figure: str
