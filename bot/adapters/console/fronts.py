"""Where the terminal's day meets its person: printed lines for a script, a screen for people."""

import os
from collections.abc import AsyncIterator
from typing import Protocol, TextIO

from rich.console import Console

from bot.adapters.console.doing import Doing, Look
from bot.adapters.console.limits import WIDTH
from bot.adapters.console.lines import lines
from bot.adapters.console.render.cards import render
from bot.engine.cards import Card


class Front(Protocol):
    """Shows cards, and yields what is typed."""

    hint: str
    """How to answer, said in the welcome."""
    for_people: bool
    """Whether a person is there: who types nothing has then just left."""

    def show(self, card: Card) -> None:
        """Show ``card`` where its reader looks for it."""
        ...

    def post(self, card: Card) -> None:
        """Show ``card``, which was posted to everyone."""
        ...

    def lines(self, look: Look) -> AsyncIterator[str]:
        """Yield lines until the input ends."""
        ...

    async def settle(self, doing: Doing) -> None:
        """Take note that all that a line, or the time, has brought is shown."""
        ...

    async def end(self) -> None:
        """Leave."""
        ...


class Printed:
    """Plain lines: one command a line in, cards out."""

    hint = "Type a letter to answer; /help lists the commands."
    for_people = False

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        width = None if out.isatty() else WIDTH
        self._console = Console(file=out, width=width, markup=False, highlight=False, emoji=False)

    def show(self, card: Card) -> None:
        """Print ``card``."""
        self._console.print(render(card))

    def post(self, card: Card) -> None:
        """Print ``card``."""
        self.show(card)

    def lines(self, look: Look) -> AsyncIterator[str]:
        """Yield lines until the input ends."""
        del look
        return lines(self._source, "> ")

    async def settle(self, doing: Doing) -> None:
        """Do nothing: what was printed stays as it is."""
        del doing

    async def end(self) -> None:
        """Do nothing."""


def front_of(source: TextIO, out: TextIO) -> Front:
    """Return a screen where a person sits at a terminal that can draw one, else plain lines."""
    if source.isatty() and out.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        # Imported here: a script needs no screen, and starts faster without.
        from bot.adapters.console.screen.shell import Shell  # noqa: PLC0415

        return Shell(source, out, color="NO_COLOR" not in os.environ)
    return Printed(source, out)
