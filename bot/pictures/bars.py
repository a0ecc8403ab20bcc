"""A row with a bar: a title at the left, what is told of it at the right, the bar below both."""

from bot.pictures.lettering import width_of
from bot.pictures.svg import MARGIN, WIDTH, box, text
from bot.pictures.theme import Theme

ROW, BAR = 78, 22
SIZE = 25
LENGTH = WIDTH - 2 * MARGIN
DOWN = 38
"""From a row's top to its bar."""


def head(title: str, told: str, color: str, y: float, theme: Theme) -> list[str]:
    """Return a row's words, ``told`` in ``color``; the title is cut if there's no room."""
    room = LENGTH - width_of(told, SIZE) - 24
    return [
        text(MARGIN, y + 26, title, SIZE, theme.text, room=room),
        text(WIDTH - MARGIN, y + 26, told, SIZE, color, anchor="end"),
    ]


def bar(count: int, total: int, color: str, y: float, theme: Theme) -> list[str]:
    """Return a row's bar, filled for ``count`` of ``total``; a count above 0 always shows."""
    empty = box(MARGIN, y + DOWN, LENGTH, BAR, theme.track)
    if not count:
        return [empty]
    share = count / total if total else 0.0
    return [empty, box(MARGIN, y + DOWN, max(2 * 8, LENGTH * share), BAR, color)]
