"""What a team's own question has to keep: it's whole, fits where it's shown, and hides its answer.

The editorial rules of the built-in questions are for questions that everyone gets.
"""

from collections.abc import Iterator

from bot.engine.model.questions import Question
from bot.engine.rules.leaks import sign_of_answer
from content.checks.measures import shown_length
from content.checks.rules import check_question
from content.checks.to_do import to_do
from content.format.parsed import ANSWER, PROMPT, Parsed
from content.format.problems import Problem

PROMPT_LENGTH, ANSWER_LENGTH = 1_500, 3_500
"""Characters as shown: both fit into one message on every platform."""


def check_team_question(parsed: Parsed, question: Question) -> Iterator[Problem]:
    """Yield what keeps ``question`` from being asked by a team, by its lines in ``parsed``."""
    yield from to_do(parsed, question)
    yield from check_question(parsed, question, drafts=True)
    for part, message in too_long(question):
        yield parsed.problem(part, "too-long", message, "Shorten it.")
    if sign := sign_of_answer(question):
        message = f"The question shows {sign}."
        yield parsed.problem(PROMPT, "leak", message, "Move it below ## Answer.")


def too_long(question: Question) -> Iterator[tuple[str, str]]:
    """Yield each part that doesn't fit where it's shown, and a sentence that says so."""
    for part, text, limit in (
        (PROMPT, question.prompt, PROMPT_LENGTH),
        (ANSWER, question.answer, ANSWER_LENGTH),
    ):
        length = shown_length(text)
        if length > limit:
            yield part, f"This has {length:,} characters; at most {limit:,} fit."
