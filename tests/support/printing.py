"""Printing cards to a string, as a script sees them."""

from io import StringIO

from rich.console import Console

from bot.adapters.console.limits import WIDTH
from bot.adapters.console.render.cards import render
from bot.engine.cards import Card


def printed(card: Card, width: int = WIDTH) -> str:
    """Return ``card`` as plain text without trailing blanks."""
    out = StringIO()
    console = Console(file=out, width=width, markup=False, highlight=False, emoji=False)
    console.print(render(card))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
