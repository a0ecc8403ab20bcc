from dataclasses import replace

import pytest

from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Math, Paragraph, paragraph
from content.format.revision import revision_of
from tests.support.question_samples import WHOLE, question


@pytest.mark.parametrize(
    "same",
    [
        WHOLE.replace("title: Consistent hashing", 'title: "Consistent hashing"'),
        WHOLE.replace("tags: [distributed-systems, caching]", "tags: [caching]"),
        WHOLE.replace("source: 0", "source: 12"),
        WHOLE.replace("level: intermediate\n", "").replace("source", "level: intermediate\nsource"),
        WHOLE.replace("A ninth is added. Roughly", "A ninth is added.\nRoughly"),
        WHOLE.replace("- [x]", "- [X]"),
    ],
)  # fmt: skip
def test_how_a_file_is_laid_out_does_not_change_the_revision(same: str) -> None:
    assert same != WHOLE
    assert question(same).revision == question().revision


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Consistent", "title: Steady"),
        ("level: intermediate", "level: basic"),
        ("A ninth", "A tenth"),
        ("staying put", "staying"),
        ("Virtual nodes", "Many nodes"),
        ("With the modulus", "With a modulus"),
        ("STOC 1997", "STOC 1998"),
    ],
)
def test_what_people_see_changes_the_revision(old: str, new: str) -> None:
    assert question(WHOLE.replace(old, new)).revision != question().revision


def test_the_right_choice_is_part_of_the_revision() -> None:
    choices = tuple(replace(c, right=not c.right) for c in question().choices)
    assert revision_of(replace(question(), choices=choices)) != question().revision


def test_a_formulas_unicode_may_change_with_a_library() -> None:
    old = replace(question(), prompt=(Paragraph((Math("x^2", "x^2"),)),))
    new = replace(question(), prompt=(Paragraph((Math("x^2", "x²"),)),))
    assert revision_of(old) == revision_of(new)


def test_an_id_or_an_older_revision_does_not_count() -> None:
    moved = replace(question(), id="b/c", track="b", revision="x", level=Level.INTERMEDIATE)
    assert revision_of(moved) == question().revision
    assert revision_of(replace(moved, prompt=paragraph("x"))) != question().revision
