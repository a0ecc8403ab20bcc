"""Anki decks: what Anki knows them by, what people see, and what they may change there."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import genanki
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import CodeBlock, Math, Paragraph, Text, paragraph
from content.exporters.anki_deck import NOTE_TYPE, anki_package
from content.exporters.anki_note import BACK, BANK, FRONT, Note, deck_name, guid_of, note_of
from content.exporters.html import document_html, text_html
from content.format.note_fields import DATA, FIELDS, data_of, read_data
from content.format.revision import with_revision
from content.importers.flashcards import Note as Found
from content.importers.flashcards import questions_of
from content.importers.found import FoundQuestion
from content.importers.html import html_document
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support.decks import collection_in, guids_in, package, rows_in
from tests.support.question_samples import FOLLOWED, question

AT = datetime(2026, 1, 5, tzinfo=UTC)
ASKED = question(FOLLOWED)


def deck(*notes: Note, at: datetime = AT) -> bytes:
    return anki_package(notes or (note_of(ASKED, BANK, "Warmup::Hashing"),), at)


def fields_of(asked: Question) -> dict[str, str]:
    return dict(zip(FIELDS, note_of(asked, BANK, "Warmup").fields, strict=True))


def read(fields: Mapping[str, str]) -> Question:
    """Return the question of a note with these fields."""
    (found,) = questions_of(Found(1, fields))
    assert isinstance(found, FoundQuestion)
    assert found.whole is not None
    return found.whole


def test_what_anki_knows_a_question_by_never_changes() -> None:
    """Other ids would lose everybody's schedules at their next import: change none of them."""
    assert guid_of("hashing/ring", BANK) == "bcb9acea0985a16d38f3"
    assert NOTE_TYPE == 1_732_400_000_001
    assert FIELDS == (
        "Title", "Question", "Choices", "Right", "Why", "Answer", "Key points", "Follow-ups",
        "References", "Track", "Level", "Warmup",
    )  # fmt: skip


def test_a_second_export_has_the_same_ids_and_is_newer() -> None:
    changed = with_revision(replace(ASKED, title="Another title", answer=paragraph("Another.")))
    first = deck()
    second = deck(note_of(changed, BANK, "Warmup::Hashing"), at=AT + timedelta(days=1))
    assert guids_in(first) == guids_in(second)
    for query in ("SELECT mid FROM notes", "SELECT did FROM cards"):
        assert rows_in(first, query) == rows_in(second, query)
    (((old,),), ((new,),)) = (rows_in(each, "SELECT mod FROM notes") for each in (first, second))
    assert new - old == 86_400


def test_questions_of_different_teams_are_different_notes() -> None:
    guids = {guid_of("notes/tensors", owner) for owner in (BANK, "1/2026", "2/2026")}
    assert len(guids) == 3


COLUMNS = """
    SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid
"""


def test_a_deck_has_the_tables_and_columns_of_one_that_genanki_makes(tmp_path: Path) -> None:
    card = {"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Front}}"}
    model = genanki.Model(7, "Basic", fields=[{"name": "Front"}], templates=[card])
    theirs: Any = genanki.Deck(9, "Theirs")
    theirs.add_note(genanki.Note(model, ["a"]))
    file = tmp_path / "theirs.apkg"
    written: Any = genanki.Package(theirs)
    written.write_to_file(str(file))
    assert rows_in(deck(), COLUMNS) == rows_in(file.read_bytes(), COLUMNS)


def test_a_card_waits_as_new_in_its_deck_with_tags_for_track_and_level() -> None:
    data = deck()
    ((decks, models),) = rows_in(data, "SELECT decks, models FROM col")
    ((did, kind, queue),) = rows_in(data, "SELECT did, type, queue FROM cards")
    assert json.loads(decks)[str(did)]["name"] == "Warmup::Hashing"
    assert (kind, queue) == (0, 0)
    assert [each["name"] for each in json.loads(models)[str(NOTE_TYPE)]["flds"]] == list(FIELDS)
    ((tags,),) = rows_in(data, "SELECT tags FROM notes")
    assert set(tags.split()) == {
        "track::hashing", "level::intermediate", "distributed-systems", "caching",
    }  # fmt: skip


def test_templates_only_name_fields_that_there_are() -> None:
    named = set(re.findall(r"\{\{[#/]?([^}]+)\}\}", FRONT + BACK)) - {"FrontSide"}
    assert named <= set(FIELDS)
    assert DATA not in named
    front = set(re.findall(r"\{\{[#/]?([^}]+)\}\}", FRONT))
    assert front == {"Title", "Level", "Question", "Choices"}, "no answer on the front"


def test_code_is_preformatted_and_formulas_are_for_mathjax() -> None:
    code = CodeBlock("if a < b:\n    pass\n", "python")
    html = document_html((Paragraph((Text("Is "), Math("a < b_i", "a < bᵢ"))), code))
    assert html == (
        "<p>Is \\(a &lt; b_i\\)</p>"
        '<pre><code class="language-python">if a &lt; b:\n    pass\n</code></pre>'
    )


@pytest.mark.parametrize("text", ["[sound:x.mp3]", "[latex]x[/latex]", "[$]x[/$]", "[anki:tts]"])
def test_text_is_never_played_or_drawn(text: str) -> None:
    assert text[:2] not in text_html(text)
    fields = fields_of(with_revision(replace(ASKED, prompt=paragraph(text))))
    assert all(text not in field for field in fields.values())


@given(st.text(st.characters(exclude_categories=["C"]), max_size=40))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    shown = " ".join(text.split())
    read_back = html_document(f"<p>{text_html(shown)}</p>")
    if "\\(" not in shown and "\\[" not in shown and "[" not in shown:
        assert read_back == (paragraph(shown) if shown else ())


def test_mathjax_leaves_ordinary_text_alone() -> None:
    assert text_html(r"\(x\)") == (
        r'<span class="mathjax_ignore tex2jax_ignore">\(</span>x'
        r'<span class="mathjax_ignore tex2jax_ignore">\)</span>'
    )


@given(st.text(max_size=60))
def test_the_carried_question_has_no_character_that_an_editor_changes(text: str) -> None:
    carried = {**to_plain(ASKED), "title": text}
    data = data_of(carried, {"Title": text})
    assert data.isascii()
    assert not set("<>&") & set(data)
    assert "  " not in data
    question, changed = read_data({"Title": text, DATA: data})
    assert question["title"] == text
    assert changed == frozenset()


def test_what_people_change_in_anki_counts_and_the_rest_stays_exact() -> None:
    fields = fields_of(ASKED) | {
        "Question": "Why does <code>h % 8</code> move keys?<br><br>And how many?",
        "Right": "C",
        "Key points": "<ul><li>One</li><li>Two <b>bold</b></li></ul>",
    }
    found = read(fields)
    assert [type(block) for block in found.prompt] == [Paragraph, Paragraph]
    assert found.key == 2
    assert [each.text for each in found.choices] == [each.text for each in ASKED.choices]
    assert len(found.key_points) == 2
    kept = replace(found, prompt=ASKED.prompt, choices=ASKED.choices, key_points=ASKED.key_points)
    assert with_revision(kept) == ASKED


def test_choices_whose_right_one_is_gone_are_left_out() -> None:
    found = read(fields_of(ASKED) | {"Right": "?"})
    assert (found.choices, found.answer) == ((), ASKED.answer)


def test_a_note_whose_carried_question_is_broken_is_read_as_any_other() -> None:
    (found,) = questions_of(Found(1, fields_of(ASKED) | {DATA: "{}"}))
    assert isinstance(found, FoundQuestion)
    assert found.whole is None
    assert "A ninth is added" in found.prompt.text


def test_a_team_or_track_never_makes_another_deck() -> None:
    assert deck_name("a::b", " C ") == "Warmup::a: b::C"


def test_a_collection_that_was_open_in_anki_is_read() -> None:
    """Anki leaves the mark of a write-ahead log in what it exports."""
    data = bytearray(collection_in(deck()))
    data[18:20] = b"\2\2"
    read_back = read_source(Source("a.apkg", package(collection_anki2=bytes(data), media=b"{}")))
    assert [each.question for each in read_back.questions] == [ASKED]
