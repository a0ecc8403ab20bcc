"""Whether a prompt gives the answer away: no question that does may ever be shown."""

import re
from collections.abc import Mapping

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_text

SIGNS: Mapping[str, re.Pattern[str]] = {
    "a ticked choice": re.compile(r"^\W*\[[xX✓✔]\]\s|[☑✅🗹]", re.MULTILINE),
    "an answer": re.compile(
        r"^\W*(?:correct |right |model |sample )?(?:answer|ans|solution)\W{0,3}:", re.I | re.M
    ),
    "folded details": re.compile(r"</?(?:details|summary)\b", re.IGNORECASE),
    "spoiler bars": re.compile(r"\|\|(?=\S)[^|\n]*(?<=\S)\|\|"),
}
"""What gives an answer away, as people would name it."""


def sign_of_answer(question: Question) -> str:
    """Return what in the prompt gives the answer away, or an empty string."""
    shown = plain_text(question.prompt)
    return next((name for name, sign in SIGNS.items() if sign.search(shown)), "")
