"""The questions of a list that somebody sent, before they are anyone's."""

from dataclasses import dataclass

from bot.engine.model.questions import Question


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """The questions of some notes; ``report`` says, line by line, what was fixed or is odd.

    Those whose prompts may show their answers are unchecked. ``left_out`` counts what looks like
    a question and couldn't be read as one.
    """

    questions: tuple[Question, ...]
    with_answer: int
    report: tuple[str, ...]
    left_out: int = 0
