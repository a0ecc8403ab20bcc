"""The result of reading a file of the bank: its question, or the problems that prevent one."""

from dataclasses import dataclass, field

from bot.engine.model.questions import Question
from content.format.problems import Problem

PROMPT = "prompt"
CHOICES, KEY_POINTS = "Choices", "Key points"
FOLLOW_UPS, ANSWER = "Follow-ups", "Answer"
SECTIONS = (CHOICES, KEY_POINTS, FOLLOW_UPS, ANSWER)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The question of a file, or None; and the problems found.

    ``lines`` has the line (from 1) on which each part begins: front-matter keys, "prompt",
    the sections' names, and with a number their items and blocks ("Choices 2", "Answer 3").
    """

    file: str
    question: Question | None
    problems: tuple[Problem, ...]
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def line(self, part: str, number: int = 0) -> int:
        """Return the line on which ``part``, or its ``number``-th item, begins; else 1."""
        return self.lines.get(f"{part} {number}") or self.lines.get(part, 1)

    def problem(self, part: str, code: str, message: str, fix: str, number: int = 0) -> Problem:
        """Return a problem with ``part``, or with its ``number``-th item."""
        return Problem(self.file, self.line(part, number), code, message, fix)
