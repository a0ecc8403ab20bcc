"""What a question made from the template still lacks: its author replaces each TODO."""

import re
from collections.abc import Iterator

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.format.parsed import ANSWER, CHOICES, FOLLOW_UPS, KEY_POINTS, PROMPT, Parsed
from content.format.problems import Problem

MARK = "TODO:"
"""What a text of the template begins with."""
_MARK = re.compile(rf"^{MARK}", re.MULTILINE)


def to_do(parsed: Parsed, question: Question) -> Iterator[Problem]:
    """Yield a problem for each part that is still the template's."""
    for part, name, text in _parts(question):
        if _MARK.search(text):
            message = f"{name} still to be written."
            yield parsed.problem(part, "to-do", message, f"Replace what begins with {MARK}")


def _parts(question: Question) -> Iterator[tuple[str, str, str]]:
    choices = (text for each in question.choices for text in (each.text, each.why))
    follow_ups = (text for each in question.follow_ups for text in (each.question, each.answer))
    yield "references", "The references are", "\n".join(question.references)
    yield PROMPT, "The prompt is", plain_text(question.prompt)
    yield CHOICES, "The choices are", "\n".join(map(plain_inlines, choices))
    yield KEY_POINTS, "The key points are", "\n".join(map(plain_inlines, question.key_points))
    yield FOLLOW_UPS, "The follow-ups are", "\n".join(map(plain_inlines, follow_ups))
    yield ANSWER, "The answer is", plain_text(question.answer)
