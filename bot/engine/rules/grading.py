"""Whether a response is right. Words are never graded: likeness is not correctness."""

from enum import StrEnum

from bot.engine.model.rounds import Response


class Grade(StrEnum):
    """What a response turned out to be at the reveal."""

    RIGHT = "right"
    WRONG = "wrong"
    WORDS = "own words"


def grade(response: Response, key: int | None) -> Grade:
    """Grade ``response`` against ``key``, the right choice's index (None: no choices)."""
    if response.choice is None or key is None:
        return Grade.WORDS
    return Grade.RIGHT if response.choice == key else Grade.WRONG
