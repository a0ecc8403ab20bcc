"""Anki decks of every generation and note type become questions."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import genanki
import pytest

from bot.engine.errors import Refused
from bot.engine.model.rich_text import CodeBlock, plain_inlines, plain_text
from content.importers import flashcards
from content.importers.choosing import chosen_reader
from content.importers.pipeline import ReadSource
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support import decks

NOTES = [
    ("What is a <b>lock</b>?", "It lets<br>one in."),
    ("<img src='a.png'>", "a picture"),
    ("What does this print?<pre><code class='language-python'>print(1)\n</code></pre>", "1"),
    ("<img src='b.png'>What is shown?", "A graph [sound:x.mp3]"),
]


def _read(data: bytes, name: str = "deck.apkg") -> ReadSource:
    return read_source(Source(name, data))


def _asked(read: ReadSource) -> list[tuple[str, str]]:
    return [
        (plain_text(each.question.prompt), plain_text(each.question.answer))
        for each in read.questions
    ]


@pytest.mark.parametrize(
    "make", [decks.first_generation, decks.second_generation, decks.third_generation]
)
def test_basic_notes_of_each_generation(make: Callable[[Any], bytes]) -> None:
    read = _read(make(NOTES))
    assert read.reader == "anki"
    assert _asked(read) == [
        ("What is a lock?", "It lets\none in."),
        ("What does this print?\n\nprint(1)", "1"),
        ("(image: b.png)What is shown?", "A graph (sound: x.mp3)"),
    ]
    assert [each.line for each in read.questions] == [1, 3, 4]
    assert {each.question.track for each in read.questions} == {"python"}
    assert read.questions[0].question.tags == ("a", "b")
    assert [(left.line, left.why) for left in read.left_out] == [
        (2, "its front is only a picture or a sound")
    ]
    (_, block) = read.questions[1].question.prompt
    assert block == CodeBlock("print(1)\n", "python")


def test_a_gap_is_a_question_and_the_others_are_shown() -> None:
    note = ("{{c1::Rome}} lies in {{c2::Italy::country}}, {{c1::Rome}}!", "more")
    assert _asked(_read(decks.first_generation([note], ("Text", "Extra")))) == [
        ("[…] lies in Italy, […]!", "Rome\n\nmore"),
        ("Rome lies in [country], Rome!", "Italy\n\nmore"),
    ]


def test_note_types_with_choices() -> None:
    numbered = ("Question", "QType (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Answers")
    lettered = ("Question", "A", "B", "C", "Correct", "Explanation")
    first = _read(decks.first_generation([("Which?", "2", "x", "y", "", "0 1")], numbered))
    second = _read(decks.first_generation([("Which?", "x", "y", "z", "B", "So.")], lettered))
    for read in (first, second):
        (found,) = read.questions
        right = [plain_inlines(c.text) for c in found.question.choices if c.right]
        assert right == ["y"]
    assert plain_text(second.questions[0].question.answer) == "So."


def test_a_deck_by_genanki(tmp_path: Path) -> None:
    deck: Any = genanki.Deck(2059400110, "Team::Caches")
    basic, cloze = genanki.BASIC_AND_REVERSED_CARD_MODEL, genanki.CLOZE_MODEL
    deck.add_note(genanki.Note(model=basic, fields=["What is a hit?", "Found."], tags=["x"]))
    deck.add_note(genanki.Note(model=cloze, fields=["A {{c1::miss}} costs time.", ""]))
    file = tmp_path / "deck.apkg"
    package: Any = genanki.Package(deck)
    package.write_to_file(file)
    read = _read(file.read_bytes())
    assert _asked(read) == [("What is a hit?", "Found."), ("A […] costs time.", "miss")]
    assert read.questions[0].question.track == "caches"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (decks.package(collection_anki2=b"no database" * 99), "holds no readable collection"),
        (decks.package(other=b"x"), "has no Anki collection"),
        (b"PK\x03\x04 broken", "isn't a whole Anki deck"),
        (decks.package(collection_anki21b=b"\x28\xb5\x2f\xfd broken"), "is damaged"),
    ],
)
def test_a_broken_deck_is_one_clear_error(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        _read(data)
    assert caught.value.fix


def test_a_deck_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.apkg"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", b"\0" * (51 * 1024 * 1024))
    with pytest.raises(Refused, match="unpacks to more than"):
        _read(file.read_bytes())


def test_text_for_anki() -> None:
    text = (
        "#separator:tab\n#html:true\n#columns:Front\tBack\tTags\n#tags column:3\n"
        "What is <b>it</b>?\t<code>x</code>\tone two\n"
    )
    source = Source("notes.txt", text.encode())
    assert chosen_reader(source)[0].name == "anki-text"
    read = read_source(source)
    assert _asked(read) == [("What is it?", "x")]
    assert read.questions[0].question.tags == ("one", "two")


def test_a_note_with_a_picture_in_it_is_read() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 200_000}">'
    text = f"#separator:tab\n#html:true\nWhat is it?{picture}\tA hill.\n"
    assert len(read_source(Source("notes.txt", text.encode())).questions) == 1


def test_a_note_with_more_gaps_than_anyone_makes_is_left_out() -> None:
    def note(gaps: int) -> ReadSource:
        text = " ".join(f"{{{{c{number}::word}}}} x" for number in range(1, gaps + 1))
        return read_source(Source("notes.txt", f"#separator:tab\n{text}\t\n".encode()))

    assert len(note(flashcards.MOST_GAPS).questions) == flashcards.MOST_GAPS
    left = note(flashcards.MOST_GAPS + 1)
    assert not left.questions
    assert "more than 50 gaps" in left.left_out[0].why
