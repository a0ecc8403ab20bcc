"""Everything that is exported imports again to equal questions, in each format."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given

from bot.engine.model.questions import Choice, Question
from bot.engine.model.rich_text import (
    Code,
    CodeBlock,
    Document,
    Link,
    Math,
    Paragraph,
    Quote,
    Text,
    paragraph,
)
from content.exporters.formats import (
    SUFFIXES,
    Deck,
    ExportFormat,
    changed_by,
    exported,
    markdown_sources,
)
from content.format.loader import load_bank
from content.format.revision import with_revision
from content.importers.reading import read_source
from content.importers.source import Source
from content.markdown.maths import readable
from tests.support.question_samples import FOLLOWED, question
from tests.support.random_questions import questions

DECK = Deck(lambda _: "Warmup", datetime(2026, 1, 5, tzinfo=UTC))
FORMATS = list(ExportFormat)
LIVE = "a [sound:b.mp3] [latex]c[/latex] [$]d[/$] \\(e\\) {{c1::f}} ::g:: =h ~i #j {k} \\n <l>"
"""Text that would mean something in one format or another."""


def sources_of(asked: Sequence[Question], format_: ExportFormat) -> list[Source]:
    if format_ is ExportFormat.MARKDOWN:
        return markdown_sources(asked)
    return [Source(f"export{SUFFIXES[format_]}", exported(asked, format_, DECK))]


def back(asked: Sequence[Question], format_: ExportFormat) -> list[Question]:
    sources = sources_of(asked, format_)
    return [each.question for source in sources for each in read_source(source).questions]


def _live() -> Question:
    """Return a question whose every text could be taken for a sign."""
    line = (Text(LIVE),)
    code = CodeBlock("// warmup: {}\n\n  =1+1\n$CATEGORY: x\n", "c++", runs=False)
    sample = question(FOLLOWED)
    choices = tuple(
        Choice((Text(start + LIVE),), each.right, (Text(start + LIVE),))
        for start, each in zip(("=1", "%50%", "[html] ", "->"), sample.choices, strict=True)
    )
    return with_revision(
        replace(
            sample,
            title="=HYPERLINK(0)",
            prompt=(*paragraph("+1"), code, Quote(paragraph(LIVE)), *paragraph("[markdown]")),
            choices=choices,
            key_points=(line, (Code("- a"),), (Text("@a"),)),
            answer=(Paragraph((Math("x_{1}#2", readable("x_{1}#2")), Text("\\"))), code),
            tags=("a,b", "c d"),
            references=("-1", "'=1", "''=1", "'quoted'", "https://a.b/c?d=e#f"),
        )
    )


OPEN = with_revision(replace(question(), choices=(), answer=(), key_points=(), references=()))
SAMPLES = [question(), question(FOLLOWED), OPEN, _live()]


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_exported_imports_again_equal(format_: ExportFormat) -> None:
    asked = [replace(each, id=f"hashing/q{i}") for i, each in enumerate(SAMPLES)]
    assert back(asked, format_) == asked


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMATS)
@given(asked=questions())
@example(asked=_live())
def test_any_question_imports_again_equal(format_: ExportFormat, asked: Question) -> None:
    assert back([asked], format_) == [asked]


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMATS)
def test_the_whole_bank_imports_again_equal(format_: ExportFormat) -> None:
    bank = list(load_bank().questions.values())
    assert len(bank) > 400
    assert back(bank, format_) == bank


@pytest.mark.parametrize("format_", FORMATS)
def test_an_import_looks_anew_whether_a_question_can_be_asked(format_: ExportFormat) -> None:
    prompt = (*paragraph("Why?"), *paragraph("Answer: because."))
    shown = with_revision(replace(question(), prompt=prompt))
    approved = replace(shown, approved=True)
    (source,) = sources_of([approved], format_)
    (read,) = read_source(source).questions
    assert (read.question, read.unchecked) == (shown, "an answer")
    assert changed_by([approved], [source]) == ()


NO_MARKDOWN: list[Document] = [
    (Paragraph((Text("two  spaces\nand a line end"),)),),
    (Paragraph((Link((Text("a"),), "https://a b"),)),),
]


@pytest.mark.parametrize("prompt", NO_MARKDOWN)
def test_what_markdown_has_no_words_for_is_named(prompt: Document) -> None:
    asked = with_revision(replace(question(), prompt=prompt))
    for format_ in (ExportFormat.MARKDOWN, ExportFormat.CSV, ExportFormat.GIFT):
        assert changed_by([asked], sources_of([asked], format_)) == (asked.id,)
    for format_ in (ExportFormat.JSON, ExportFormat.ANKI):
        assert changed_by([asked], sources_of([asked], format_)) == ()


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_is_the_same_each_time(format_: ExportFormat) -> None:
    first, second = (sources_of(SAMPLES[:1], format_) for _ in range(2))
    assert [each.data for each in first] == [each.data for each in second]
