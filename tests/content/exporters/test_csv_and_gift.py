"""CSV that spreadsheets open right, and GIFT that Moodle reads; people may change both."""

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.questions import Level, Question
from bot.engine.model.rich_text import Text, paragraph, plain_text
from content.exporters.csv_sheet import csv_text
from content.exporters.gift import gift_text
from content.format.csv_cells import guarded, unguarded
from content.format.gift_text import OWN_COMMENT, escaped, unescaped
from content.format.revision import with_revision
from content.importers.pipeline import with_own_ids
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support.question_samples import FOLLOWED, question

ASKED = question(FOLLOWED)
BEGIN_FORMULAS = ("=", "+", "-", "@", "\t=", " =", "＝", "＋")


def read(text: str, name: str = "list.csv") -> list[Question]:
    return [each.question for each in read_source(Source(name, text.encode())).questions]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(st.text("'=+-@＝ \t\nab", max_size=8))
def test_every_cell_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("begin", BEGIN_FORMULAS)
def test_no_cell_is_a_formula(begin: str) -> None:
    assert guarded(f"{begin}1+1").startswith("'")
    line = (Text("-1"),)
    asked = with_revision(
        replace(ASKED, title=f"{begin}1", key_points=(line,), references=("@SUM(A1)",))
    )
    cells = [cell for row in rows_of(csv_text([asked])) for cell in row]
    assert not [cell for cell in cells if cell.strip()[:1] in tuple("=+-@＝＋")]
    assert read(csv_text([asked])) == [asked]


def test_a_spreadsheet_sees_utf8_whole_rows_and_line_breaks_inside_cells() -> None:
    text = csv_text([ASKED, ASKED])
    assert text.startswith("\ufeffid,title,track,level,form,tags,question,correct,choice 1,why 1,")
    header, first, second = rows_of(text)
    assert first == second
    assert len(header) == len(first)
    cells = dict(zip(header, first, strict=True))
    assert cells["correct"] == "2"
    assert "\n" in cells["key points"]
    assert cells["tags"] == "distributed-systems, caching"
    assert text.count("\r\n") == 3


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_a_spreadsheet_saved_with_other_delimiters_reads_back_equal(delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        rows_of(csv_text([ASKED]))
    )
    assert read(out.getvalue()) == [ASKED]


def test_what_a_spreadsheet_saved_as_a_workbook_reads_back_equal() -> None:
    book: Any = openpyxl.Workbook()
    held = io.BytesIO()
    for row in rows_of(csv_text([ASKED])):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(held)
    (found,) = read_source(Source("list.xlsx", held.getvalue())).questions
    assert found.question == ASKED


def changed(**cells: str) -> str:
    """Return the CSV of one question with other cells."""
    header, row = rows_of(csv_text([ASKED]))
    out = io.StringIO(newline="")
    values = dict(zip(header, row, strict=True)) | {
        name.replace("_", " "): cell for name, cell in cells.items()
    }
    csv.writer(out).writerows([header, [values[name] for name in header]])
    return out.getvalue()


def test_what_people_change_in_cells_is_read() -> None:
    (found,) = read(changed(question="Why *now*?", level="Advanced", correct="3", tags="a; b, c"))
    assert plain_text(found.prompt) == "Why now?"
    assert (found.level, found.key, found.tags) == (Level.ADVANCED, 2, ("a; b", "c"))
    assert found.answer == ASKED.answer


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"id": ""}, "hashing/consistent-hashing"),
        ({"id": "../../etc/passwd"}, "hashing/consistent-hashing"),
        ({"id": "a/b/c", "track": "../.."}, "notes/consistent-hashing"),
        ({"id": "other/ring"}, "hashing/ring"),
        ({"track": "Our Notes"}, "our-notes/ring"),
    ],
)
def test_an_id_that_could_name_another_file_is_made_from_the_title(
    cells: dict[str, str], found: str
) -> None:
    sources = with_own_ids([read_source(Source("list.csv", changed(**cells).encode()))])
    assert [each.question.id for each in sources[0].questions] == [found]


def test_a_row_that_asks_nothing_is_left_out_and_choices_without_a_key_are_dropped() -> None:
    source = read_source(Source("list.csv", changed(question=" ").encode()))
    assert [(each.line, each.why) for each in source.left_out] == [
        (2, "its cell question is empty")
    ]
    for key in ("", "9", "x"):
        assert read(changed(correct=key))[0].choices == ()


# --- GIFT --------------------------------------------------------------------------------


@given(st.text("\\n~=#{}:\nab", max_size=12))
def test_every_text_in_gift_comes_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_moodle_sees_a_question_with_choices_reasons_and_feedback() -> None:
    lines = gift_text([ASKED]).split("\n")
    assert lines[0] == "$CATEGORY: $course$/top/Warmup/hashing"
    assert lines[2].startswith(OWN_COMMENT)
    assert "[id:hashing/ring] [tag:hashing] [tag:intermediate]" in lines[3]
    assert lines[4].startswith("::Consistent hashing::[markdown]Eight cache servers")
    assert [line[:1] for line in lines[5:11]] == ["{", "~", "=", "~", "~", "#"]
    assert lines[11] == "}"
    assert "#One in nine is what" in lines[6]


def test_a_share_of_points_or_a_format_at_the_start_of_a_choice_is_text() -> None:
    texts = ("%50%a", "[html]b", "->c", "=d")
    choices = tuple(
        replace(each, text=(Text(text),)) for text, each in zip(texts, ASKED.choices, strict=True)
    )
    asked = with_revision(replace(ASKED, choices=choices))
    text = gift_text([asked])
    assert "~%" not in text
    assert "~[html]" not in text
    assert read(text, "list.gift") == [asked]


def test_what_people_change_in_gift_is_read() -> None:
    text = gift_text([ASKED]).replace("A ninth is added", "A tenth is added")
    (found,) = read(text, "list.gift")
    assert "A tenth is added" in plain_text(found.prompt)
    assert (found.form, found.follow_ups) == (ASKED.form, ASKED.follow_ups)


def test_a_comment_of_ours_counts_for_the_next_question_only() -> None:
    text = gift_text([ASKED]) + "\n::Other::What else? {=a ~b}\n"
    first, second = read(text, "list.gift")
    assert first == ASKED
    assert (second.title, second.form, second.id) == ("Other", None, "")


@pytest.mark.parametrize("comment", ["{", "[]", '{"id": 3}', '{"id": "a/b", "level": "x"}'])
def test_a_broken_comment_leaves_an_ordinary_question(comment: str) -> None:
    lines = gift_text([ASKED]).split("\n")
    lines[2] = OWN_COMMENT + comment
    (found,) = read("\n".join(lines), "list.gift")
    assert found.key == ASKED.key
    assert found.form is None


def test_latex_in_gift_of_others_keeps_its_backslashes() -> None:
    (found,) = read(r"::Q1 gradient::What is \\nabla f\=? {=a\nb ~c}" + "\n", "list.gift")
    assert plain_text(found.prompt) == r"What is \nabla f=?"


def test_an_open_question_is_an_essay() -> None:
    asked = with_revision(replace(ASKED, choices=(), answer=paragraph("Because.")))
    assert "\n{\n####Because.\n}\n" in gift_text([asked])
    assert read(gift_text([asked]), "list.gift") == [asked]
