"""A source with more questions than anyone could look through is refused in a sentence."""

import pytest

from bot.engine.errors import Refused
from content.importers import pipeline
from content.importers.found import FoundQuestion, FoundQuestions, Written


def found(count: int) -> FoundQuestions:
    one = FoundQuestion(title="What is a view?", prompt=Written("What is a view?"), line=1)
    return FoundQuestions(questions=(one,) * count)


def test_too_many_questions_of_one_source_are_refused() -> None:
    with pytest.raises(Refused, match=r"long.md has more than 25,000 questions"):
        pipeline.imported(found(pipeline.MOST_QUESTIONS + 1), "long.md", "lists", "")
