"""CSV, TSV and workbooks: columns by name in any order, keys by letter, number or text."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.engine.errors import Refused
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.importers.pipeline import ReadSource
from content.importers.reading import read_source
from content.importers.source import Source

KAHOOT = (
    "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters", "Answer 4 - max 75 characters", "Time limit (sec)",
    "Correct answer(s) - choose at least one",
)  # fmt: skip


def _read(text: str, name: str = "sheet.csv") -> ReadSource:
    return read_source(Source(name, text.encode()))


def _rows(read: ReadSource) -> list[tuple[str, list[str], str]]:
    return [
        (
            plain_text(each.question.prompt),
            [("*" if c.right else "") + plain_inlines(c.text) for c in each.question.choices],
            plain_text(each.question.answer),
        )
        for each in read.questions
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("key", ["B", "b)", "2", "two", "Option B", "2.0"])
def test_columns_by_name_in_any_order(delimiter: str, key: str) -> None:
    header = ["level", "Option C", "Option A", "Option B", "Correct answer", "Question", "Topic"]
    row = ["Hard", "three", "one", "two", key, "Which is it?", "Counting"]
    text = "\n".join(delimiter.join(cells) for cells in (header, row))
    read = _read(text)
    assert _rows(read) == [("Which is it?", ["one", "*two", "three"], "")]
    (found,) = read.questions
    assert (found.question.track, found.question.level) == ("counting", Level.ADVANCED)


def test_questions_with_answers_and_lines_of_their_own() -> None:
    read = _read('Question,Answer\n"What is\nit?",A thing\n"And `this`?","Code:\n```\nx\n```"\n')
    assert _rows(read) == [("What is\nit?", [], "A thing"), ("And this?", [], "Code:\n\nx")]
    assert [each.line for each in read.questions] == [2, 4]
    assert read.remarks[0].message == "Columns: question = 'Question'; answer = 'Answer'."


def test_no_header_is_guessed_and_said() -> None:
    read = _read("Which is even?,1,2,3,B\nWhich is odd?,2,3,4,B\n")
    assert _rows(read)[0] == ("Which is even?", ["1", "*2", "3"], "")
    assert "No header found" in read.remarks[0].message


def test_what_quizlet_exports() -> None:
    read = _read("DNA\tA molecule\nWhat is RNA?\tAnother\nCell\tA room\n", "quizlet.txt")
    assert read.reader == "csv"
    assert _rows(read)[0] == ("DNA", [], "A molecule")


def test_what_kahoot_exports_with_a_workbook_around_it() -> None:
    book: Any = openpyxl.Workbook()
    for row in (
        ["Quiz template"],
        [None, *KAHOOT],
        [1, "Which is 4?", 3, 4.0, 2, 1, 20, 2],
        [2, "Which are even?", 2, 4, 5, None, 20, "1,2"],
    ):
        book.active.append(row)
    held = BytesIO()
    book.save(held)
    read = read_source(Source("kahoot.xlsx", held.getvalue()))
    assert _rows(read) == [
        ("Which is 4?", ["3", "*4", "2", "1"], ""),
        ("Which are even?\n\n- 2\n- 4\n- 5", [], "- 2\n- 4"),
    ]
    assert (read.with_choices, read.with_key) == (2, 2)


def test_a_row_that_asks_nothing_is_left_out_with_its_line() -> None:
    read = _read("question,answer\n,lost\nWhat?,found\n")
    assert [(each.line, each.why) for each in read.left_out] == [(2, "it asks nothing")]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "a.xlsx", "protected by a password"),
        (b"PK\x03\x04 xl/workbook", "a.xlsx", "isn't a whole workbook"),
        (b"question,answer\n" + b"a?,b\n" * 100_002, "a.csv", "more than 100,000 rows"),
        (b'question,answer\n"' + b"x" * 1_000_001, "a.csv", "a cell of more than 1,000,000"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        read_source(Source(name, data))
    assert caught.value.fix
