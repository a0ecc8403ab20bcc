"""Right answers week by week: a line of dots, broken where a week has no answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.pictures.svg import MARGIN, WIDTH, box, polyline, text
from bot.pictures.theme import Theme

SIZE = 25
SMALL = 22
HEIGHT = 100
"""Units between 0 and 100 percent."""
DOT = 14
DASH = 24


@dataclass(frozen=True, slots=True)
class WeekDot:
    """A week, and how many answers were right of how many; ``total`` is 0 for none."""

    date: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Trend:
    """Weeks, oldest first; ``none`` is the word for a week without an answer."""

    heading: str
    weeks: Sequence[WeekDot]
    none: str


def trend(shown: Trend, top: float, theme: Theme) -> tuple[list[str], float]:
    """Return the parts of a trend that begins at ``top``, and where it ends."""
    step = (WIDTH - 2 * MARGIN) / len(shown.weeks)
    base = top + 90 + HEIGHT
    places = [
        (MARGIN + (column + 0.5) * step, base - week.share * HEIGHT)
        for column, week in enumerate(shown.weeks)
    ]
    parts = [text(MARGIN, top + 26, shown.heading, SIZE, theme.muted)]
    parts += [
        polyline([places[column] for column in run], theme.green, 5) for run in _runs(shown.weeks)
    ]
    for column, (week, (x, y)) in enumerate(zip(shown.weeks, places, strict=True)):
        parts += _week(week, shown.none, x, y, theme)
        if (len(places) - 1 - column) % 2 == 0:
            parts.append(text(x, base + 46, week.date, SMALL, theme.muted, anchor="middle"))
    return parts, base + 58


def _week(week: WeekDot, none: str, x: float, y: float, theme: Theme) -> list[str]:
    """Return a week's dot with its percentage, or a dash with the word for no answer."""
    if not week.total:
        dash = box(x - DASH / 2, y - 2, DASH, 4, theme.outline, radius=2)
        return [dash, text(x, y - 18, none, SMALL, theme.muted, anchor="middle")]
    dot = box(x - DOT / 2, y - DOT / 2, DOT, DOT, theme.green, radius=DOT / 2)
    told = f"{round(100 * week.share)}%"
    edge = theme.background
    return [text(x, y - 18, told, SMALL, theme.text, anchor="middle", halo=edge), dot]


def _runs(weeks: Sequence[WeekDot]) -> Iterator[list[int]]:
    """Yield the columns of weeks with answers that follow each other, two or more."""
    for answered, run in groupby(range(len(weeks)), key=lambda column: weeks[column].total > 0):
        columns = list(run)
        if answered and len(columns) > 1:
            yield columns
