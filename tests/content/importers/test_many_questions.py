"""A source with more questions than anyone could look through is refused in a sentence."""

from itertools import repeat

import pytest

from bot.engine.errors import Refused
from content.importers import limits, pipeline
from content.importers.found import FoundQuestion, FoundQuestions, Written
from content.importers.readers.markdown_list import MarkdownList
from content.importers.source import Source


def found(count: int) -> FoundQuestions:
    one = FoundQuestion(title="What is a view?", prompt=Written("What is a view?"), line=1)
    return FoundQuestions(questions=(one,) * count)


def test_too_many_questions_of_one_source_are_refused() -> None:
    with pytest.raises(Refused, match=r"long.md has more than 25,000 questions"):
        pipeline.imported(found(limits.MOST_QUESTIONS + 1), "long.md", "lists", "")


def test_a_reader_stops_at_one_question_too_many() -> None:
    read = FoundQuestions.of(repeat(found(1).questions[0]))
    assert len(read.questions) == limits.MOST_QUESTIONS + 1


@pytest.mark.parametrize(
    ("line", "count", "said"),
    [
        ("## a\n", limits.MOST_HEADINGS, "list.md has more than 100,000 headings"),
        ("## Why?\n", limits.MOST_QUESTIONS, "list.md has more than 25,000 questions"),
    ],
)
def test_too_long_a_page_is_refused_before_its_questions_are_taken_apart(
    line: str, count: int, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        MarkdownList().read(Source("list.md", (line * (count + 1)).encode()))
