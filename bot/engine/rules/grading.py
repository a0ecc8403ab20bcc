"""Whether an answer is right. Own words are never graded: similar is not correct."""

from enum import StrEnum

from bot.engine.model.rounds import Response


class Grade(StrEnum):
    """What an answer turned out to be at the reveal."""

    RIGHT = "right"
    WRONG = "wrong"
    WORDS = "own words"


def grade(response: Response, key: int | None) -> Grade:
    """Grade ``response`` against ``key``, the right choice's index (None: no choices)."""
    if response.choice is None or key is None:
        return Grade.WORDS
    return Grade.RIGHT if response.choice == key else Grade.WRONG
