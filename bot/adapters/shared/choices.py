"""Where the letters of a question's choices stand: next to the choices, or in a row below."""

from collections.abc import Sequence

from bot.engine.cards import ShownChoice
from bot.engine.model.rich_text import Inlines, plain_inlines

BESIDE_LENGTH = 40
"""Characters of a choice up to which a button next to it makes no line more on a phone."""
BESIDE_COUNT = 8
"""Choices that may have a button each next to them: Discord counts every part of a message."""


def letters_beside(choices: Sequence[ShownChoice]) -> bool:
    """Tell whether each choice has its button next to it; else they share one row."""
    return 0 < len(choices) <= BESIDE_COUNT and all(
        len(one_line(choice.text)) <= BESIDE_LENGTH for choice in choices
    )


def one_line(text: Inlines) -> str:
    """Return a choice's bare words on one line."""
    return " ".join(plain_inlines(text).split())
