"""How much one source may hold, checked before the work that would take long."""

from bot.engine.errors import Refused

MOST_QUESTIONS = 25_000
"""Of one source: several times what the longest lists that people publish have."""
MOST_HEADINGS = 4 * MOST_QUESTIONS
"""Of one page: with more, it's something else than a list, and reading it would take long."""
MAX_CELL = 1_000_000
"""Characters of one cell of a table."""


def refuse_too_many(count: int, name: str) -> None:
    """Raise Refused for more questions than anyone could look through."""
    if count > MOST_QUESTIONS:
        raise Refused(f"{name} has more than {MOST_QUESTIONS:,} questions.", "Split it.")


def refuse_headings(count: int, name: str) -> None:
    """Raise Refused for more headings than a list of questions has."""
    if count > MOST_HEADINGS:
        raise Refused(f"{name} has more than {MOST_HEADINGS:,} headings.", "Split it.")
