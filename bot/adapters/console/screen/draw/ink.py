"""Renderables as lines of text in the terminal's own 16 colors."""

from io import StringIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bot.adapters.console.render.rich_text import inline
from bot.engine.model.rich_text import Inlines


def lines_of(shown: RenderableType, width: int, *, color: bool = True) -> list[str]:
    """Return what is shown as lines at most ``width`` columns wide, styled by escape codes."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, 1),
        force_terminal=True,
        color_system="standard",
        no_color=not color,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(shown, end="")
    return out.getvalue().rstrip("\n").split("\n")


def one_line(inlines: Inlines) -> Text:
    """Return inline text in one line, cut where there's no room for it."""
    text = inline(inlines)
    words = Text(" ").join(text.split("\n"))
    words.no_wrap, words.overflow = True, "ellipsis"
    return words


def spread(left: Text, right: Text) -> Table:
    """Return two texts on one line, at its two ends; the left one is cut if need be."""
    left.no_wrap, left.overflow = True, "ellipsis"
    right.no_wrap = True
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(ratio=1)
    grid.add_column(justify="right")
    grid.add_row(left, right)
    return grid
