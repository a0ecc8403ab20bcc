"""Gaps of flashcards: what each hides, its hint, gaps in gaps, and gaps left open."""

import pytest

from content.importers.clozes import gaps_in, parts_of, shown


@pytest.mark.parametrize(
    ("text", "number", "asked"),
    [
        ("A {{c1::hill}} is high.", 1, "A […] is high."),
        ("A {{c1::hill::land}} is {{c2::high}}.", 1, "A [land] is high."),
        ("A {{c1::hill::land}} is {{c2::high}}.", 2, "A hill is […]."),
        ("A {{c1::very {{c2::high}} hill}}.", 1, "A […]."),
        ("A {{c1::very {{c2::high::how}} hill}}.", 2, "A very [how] hill."),
        ("A {{c1::hill is }} {{c2::high", 1, "A […] {{c2::high"),
        ("A }} {{c1::hill}}", 1, "A }} […]"),
    ],
)
def test_a_card_leaves_its_own_gaps_open(text: str, number: int, asked: str) -> None:
    assert shown(parts_of(text), number) == asked


def test_a_gap_that_is_never_closed_is_text() -> None:
    text = "{{c1::" * 50_000
    parts = parts_of(text)
    assert list(gaps_in(parts)) == []
    assert shown(parts) == text
