"""Headings and indented lines, as wide as the terminal is."""

from io import StringIO

import pytest
from rich.console import Console, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import Heading, indented

TITLE = "Question 1 · Natural language processing · Two texts with equal bigrams"


def lines_of(shown: RenderableType, width: int) -> list[str]:
    console = Console(file=StringIO(), width=width)
    console.print(shown)
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_a_title_that_fits_is_inside_its_rule() -> None:
    (line,) = lines_of(Heading(TITLE, "cyan"), 80)
    assert f" {TITLE} " in line
    assert line.startswith("─")


@pytest.mark.parametrize("width", [len(TITLE) + 4, len(TITLE) + 3, 40, 20])
def test_a_title_is_whole_however_narrow_the_terminal_is(width: int) -> None:
    lines = lines_of(Heading(TITLE, "cyan"), width)
    assert "…" not in "".join(lines)
    words = " ".join(line.strip("─ ") for line in lines).split()
    assert words == TITLE.split()


def test_wide_characters_are_counted_as_the_terminal_shows_them() -> None:
    lines = lines_of(Heading("統計学の基礎", "cyan"), 14)
    assert lines == ["─" * 14, "統計学の基礎"]


def test_a_line_that_wraps_stays_indented() -> None:
    assert lines_of(indented("three days in a row", cells=3), 14) == [
        "   three days",
        "   in a row",
    ]


def test_a_tab_takes_its_cells_before_lines_are_broken() -> None:
    assert lines_of(indented("batch\tsteps\tloss"), 40) == ["  batch   steps   loss"]


def test_expanding_tabs_leaves_the_text_that_was_given() -> None:
    given = Text("batch\tsteps")
    indented(given)
    assert given.plain == "batch\tsteps"
