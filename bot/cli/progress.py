"""What a terminal shows while a command is busy; nothing where stderr isn't a terminal.

Of one inside another only the outer is shown, so whatever may take over a second says so by
itself, whoever calls it.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

READING = "Reading the questions"
OPENING = "Opening the database"
_shown: ContextVar[bool] = ContextVar("shown", default=False)
Report = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@contextmanager
def working(what: str) -> Generator[None]:
    """Show that ``what`` is being done, and for how long already."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with _progress(*columns) as progress:
        progress.add_task(what, total=None)
        yield


@contextmanager
def counting(what: str) -> Generator[Report]:
    """Show how much of ``what`` is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with _progress(*columns, TimeElapsedColumn()) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def nothing_shown() -> Generator[None]:
    """Show nothing meanwhile: for a command whose log lines say what it is busy with."""
    before = _shown.set(True)
    try:
        yield
    finally:
        _shown.reset(before)


@contextmanager
def _progress(*columns: ProgressColumn) -> Generator[Progress]:
    console = Console(stderr=True)
    hidden = _shown.get() or not console.is_terminal
    with (
        nothing_shown(),
        Progress(*columns, console=console, transient=True, disable=hidden) as progress,
    ):
        yield progress
