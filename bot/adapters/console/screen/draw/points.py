"""One's own words next to the key points, to tick what they covered."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.adapters.console.render.rich_text import inline
from bot.adapters.console.screen.day import Reveal
from bot.adapters.shared import labels

NARROW = 60
"""Columns below which the words come above the points."""


def points_page(reveal: Reveal, width: int) -> RenderableType:
    """Return own words and key points, side by side where there's room."""
    points = reveal.mine.key_points
    covered = sum(bool(point.covered) for point in points)
    words = Group(Text("Your words", style="bold"), Text(f"“{reveal.mine.words}”"))
    ticks = Table.grid(padding=(0, 1))
    for number, point in enumerate(points, 1):
        box = ("[x]", "bold green") if point.covered else ("[ ]", "")
        ticks.add_row(Text(str(number), style="bold cyan"), Text(*box), inline(point.text))
    head = Text.assemble((labels.KEY_POINTS, "bold"), f"   {covered} of {len(points)} covered")
    right = Group(head, ticks)
    if width < NARROW:
        return Group(words, "", right)
    grid = Table.grid(expand=True, padding=(0, 2))
    grid.add_column(ratio=2)
    grid.add_column(ratio=3)
    grid.add_row(words, right)
    return grid
