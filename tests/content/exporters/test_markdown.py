from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.engine.model.questions import FollowUp, Question
from bot.engine.model.rich_text import Code, Document, Heading, Inlines, Text, paragraph
from content.exporters.blocks_markdown import document_markdown
from content.exporters.inline_markdown import inline_markdown
from content.exporters.listing import listing
from content.exporters.markdown import to_markdown
from content.format.loader import load_bank
from content.format.revision import with_revision
from content.markdown.blocks import parse_document
from tests.support.question_samples import FOLLOWED, parse, question
from tests.support.random_questions import questions
from tests.support.rich_text_trees import documents


def _read_back(asked: Question) -> Question | None:
    return parse(to_markdown(asked), asked.id).question


@given(documents)
@example((paragraph("1")[0], Heading(2, (Code("\\|"),))))
@example((Heading(2, (Text("a\\|b"),)),))
@example((Heading(2, (Text("| a | b |"),)),))
@example((Heading(1, (Text("| a | b |"),)),))
def test_rich_text_written_as_markdown_reads_back_the_same(document: Document) -> None:
    assert parse_document(document_markdown(document)) == document


@given(st.text(max_size=120), st.booleans())
def test_any_text_read_written_and_read_is_the_same(text: str, breaks: bool) -> None:
    once = parse_document(text, breaks=breaks)
    assert parse_document(document_markdown(once)) == once


@given(st.text("*_ab `[]()<>!$&;#-+=|\\~1.\n", max_size=40))
def test_any_jumble_of_marks_read_written_and_read_says_the_same(text: str) -> None:
    once = parse_document(text)
    assert parse_document(document_markdown(once)) == once


_HEADING_WITH_A_BAR = replace(question(), answer=(*paragraph("1"), Heading(2, (Code("\\|"),))))


@pytest.mark.slow
@given(questions())
@example(with_revision(_HEADING_WITH_A_BAR))
def test_a_question_written_as_a_file_reads_back_the_same(asked: Question) -> None:
    assert _read_back(asked) == asked


@pytest.mark.slow
def test_every_shipped_question_reads_back_the_same() -> None:
    shipped = load_bank().questions.values()
    assert shipped
    assert all(_read_back(asked) == asked for asked in shipped)


@pytest.mark.parametrize(
    "text",
    ["# a", "1. a", "- a", "+ a", "> a", "=", "---", "a | b", "~~~", "| a", ":-", "<b>", "&amp;",
     "[a](https://b.c)", "![a](https://b.c)", "$x$", "a_b_", "*a*", "\\", "`", "[x] a", "- [x] a"],
)  # fmt: skip
def test_characters_that_would_be_marks_stay_characters(text: str) -> None:
    assert parse_document(inline_markdown((Text(text),))) == paragraph(text)
    line = (Text(text),)
    follow_ups = (FollowUp(line, line),)
    asked = with_revision(replace(question(), key_points=(line,), follow_ups=follow_ups))
    assert _read_back(asked) == asked


def test_ordinary_prose_is_written_as_it_was() -> None:
    text = "The snake_case name `x[0]` costs 5 < 6 & more (see [1]) - or 2.5."
    assert inline_markdown(_inlines(text)) == text


def _inlines(text: str) -> Inlines:
    (block,) = parse_document(text)
    return block.children  # type: ignore[union-attr]


def test_a_listing_holds_markdown_a_tool_can_read() -> None:
    shown = listing(question())
    assert shown["id"] == "hashing/ring"
    assert shown["level"] == "intermediate"
    assert shown["choices"][1]["right"] is True
    assert "`hash(key) % 8`" in shown["prompt"]
    assert (
        shown["key_points"][0] == "With `hash % n`, changing n remaps about $n/(n+1)$ of the keys."
    )
    assert (shown["form"], shown["follow_ups"]) == (None, [])
    shown = listing(question(FOLLOWED))
    assert shown["form"] == "estimate"
    assert shown["follow_ups"][1] == {
        "question": "When is a table of slots simpler?",
        "answer": "With a fixed count.",
    }
    assert set(shown) >= {"title", "track", "source", "revision", "answer", "references"}
