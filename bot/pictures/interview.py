"""A mock interview's report: a row for each question, with a box for each key point."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.lettering import width_of
from bot.pictures.svg import MARGIN, WIDTH, box, picture, text
from bot.pictures.theme import Theme

ROW, BOX, GAP = 78, 22, 8
SIZE, HEADING = 25, 30
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
    parts = [text(MARGIN, 42, heading, HEADING, theme.text, room=WIDTH - 2 * MARGIN, bold=True)]
    for number, row in enumerate(rows):
        parts += _row(number + 1, row, TOP + number * ROW, theme)
    return picture(TOP + len(rows) * ROW + 8, theme, alt, parts)


def _row(number: int, row: QuestionRow, y: float, theme: Theme) -> list[str]:
    length = WIDTH - 2 * MARGIN
    room = length - width_of(row.told, SIZE) - 24
    parts = [
        text(MARGIN, y + 26, f"{number}. {row.title}", SIZE, theme.text, room=room),
        text(WIDTH - MARGIN, y + 26, row.told, SIZE, theme.muted, anchor="end"),
    ]
    if not 0 < row.points <= MOST_BOXES:
        share = row.covered / row.points if row.points else 0.0
        parts.append(box(MARGIN, y + 38, length, BOX, theme.track))
        filled = box(MARGIN, y + 38, max(2 * 8, length * share), BOX, theme.green)
        return [*parts, *([filled] if row.covered else [])]
    width = (length - GAP * (row.points - 1)) / row.points
    for place in range(row.points):
        color = theme.green if place < row.covered else theme.track
        parts.append(box(MARGIN + place * (width + GAP), y + 38, width, BOX, color))
    return parts
