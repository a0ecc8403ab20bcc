from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.model.questions import FollowUp, Form, Level
from bot.engine.model.rich_text import Math, Paragraph, Text, paragraph
from content.format.revision import revision_of
from tests.support.question_samples import WHOLE, question

FROZEN = {
    "choosing-a-loss": "e2cfdb56b3b61071",
    "duplicated-feature": "41474c842e3d172c",
    "every-kind-of-text": "6f173bc99387c55f",
}
"""Files next to this one, and the revisions that the first release gave them."""


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


@pytest.mark.parametrize("name", FROZEN)
def test_a_revision_stays_what_the_first_release_made_it(name: str) -> None:
    text = (Path(__file__).parent / "frozen" / f"{name}.txt").read_text()
    assert question(text).revision == FROZEN[name]


def test_follow_ups_count_and_a_form_does_not() -> None:
    plain = question()
    invited = replace(plain, follow_ups=(FollowUp((Text("Why?"),), (Text("So."),)),))
    other = replace(plain, follow_ups=(FollowUp((Text("Why?"),), (Text("Not so."),)),))
    assert len({revision_of(each) for each in (plain, invited, other)}) == 3
    assert revision_of(replace(plain, form=Form.PREDICT)) == plain.revision
