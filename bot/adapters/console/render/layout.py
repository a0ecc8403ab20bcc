"""How lines lie in a terminal: headings in a rule, indented lines, names next to what they do."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

AROUND_TITLE = 4
"""Cells of a rule that stay on both sides of its title."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a rule; below it where the terminal is too narrow for both."""

    title: str
    style: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the rule, and the title if it isn't in it."""
        if cell_len(self.title) + AROUND_TITLE <= options.max_width:
            yield Rule(Text(self.title), style=self.style)
            return
        yield Rule(style=self.style)
        yield Text(self.title, style="bold")


def indented(words: str | Text, style: str = "", cells: int = 2) -> RenderableType:
    """Return ``words`` a little to the right, the lines they continue on too."""
    shown = Text(words, style=style) if isinstance(words, str) else words.copy()
    shown.expand_tabs()  # the library measures a tab as no cell, then prints it as up to eight
    return Padding(shown, (0, 0, 0, cells), expand=False)


def explained(names: Iterable[tuple[str, str]]) -> RenderableType:
    """Return keys or commands, each next to what it does."""
    grid = Table.grid(padding=(0, 2))
    for name, about in names:
        grid.add_row(Text(name, style="cyan"), Text(about))
    return Padding(grid, (0, 0, 0, 2))
