"""A mock interview's report: a row for each question, with a box for each key point."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures import bars
from bot.pictures.svg import MARGIN, box, picture, text
from bot.pictures.theme import Theme

GAP = 8
HEADING = 30
TOP = 70
MOST_BOXES = 12
"""Key points that are drawn one by one; more are a bar."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question: its title, what to tell next to it, and its key points covered of all."""

    title: str
    told: str
    covered: int
    points: int


def interview(heading: str, rows: Sequence[QuestionRow], alt: str, theme: Theme) -> str:
    """Return a row for each question; what was covered is filled."""
    parts = [text(MARGIN, 42, heading, HEADING, theme.text, room=bars.LENGTH, bold=True)]
    for number, row in enumerate(rows):
        parts += _row(number + 1, row, TOP + number * bars.ROW, theme)
    return picture(TOP + len(rows) * bars.ROW + 8, theme, alt, parts)


def _row(number: int, row: QuestionRow, y: float, theme: Theme) -> list[str]:
    parts = bars.head(f"{number}. {row.title}", row.told, theme.muted, y, theme)
    if not 0 < row.points <= MOST_BOXES:
        return parts + bars.bar(row.covered, row.points, theme.green, y, theme)
    width = (bars.LENGTH - GAP * (row.points - 1)) / row.points
    for place in range(row.points):
        color = theme.green if place < row.covered else theme.track
        x = MARGIN + place * (width + GAP)
        parts.append(box(x, y + bars.DOWN, width, bars.BAR, color))
    return parts
