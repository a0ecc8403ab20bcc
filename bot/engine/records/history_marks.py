"""How someone did in a closed round, as lists of questions mark it."""

from bot.engine.cards import HistoryMark
from bot.engine.model.rounds import Response
from bot.engine.rules.grading import Grade, grade

_MARKS = {
    Grade.RIGHT: HistoryMark.RIGHT,
    Grade.WRONG: HistoryMark.WRONG,
    Grade.WORDS: HistoryMark.WORDS,
}


def mark_of(response: Response, right_choice: int | None) -> HistoryMark:
    """Return the mark of a response to a round whose right choice is ``right_choice``."""
    return _MARKS[grade(response, right_choice)]
