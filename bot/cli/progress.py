"""What a terminal shows while a command is busy; nothing where stderr isn't a terminal."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

READING = "Reading the questions"
Report = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@contextmanager
def working(what: str) -> Generator[None]:
    """Show that ``what`` is being done, and for how long already."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with _shown(*columns) as progress:
        progress.add_task(what, total=None)
        yield


@contextmanager
def counting(what: str) -> Generator[Report]:
    """Show how much of ``what`` is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with _shown(*columns, TimeElapsedColumn()) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _shown(*columns: TextColumn | BarColumn | SpinnerColumn | TimeElapsedColumn) -> Progress:
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
