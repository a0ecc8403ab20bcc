"""The report's table: spreadsheets read it, and nothing in it is a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.shared.report_csv import COLUMNS, report_csv, report_file_name, safe_cell
from tests.support.reports import report_card


def rows(written: str = "Views") -> list[dict[str, str]]:
    text = report_csv(report_card(written)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_has_every_week_track_question_and_named_person() -> None:
    found = rows()
    assert list(found[0]) == list(COLUMNS)
    assert [row["what"] for row in found] == (
        ["week"] * 4 + ["track"] * 4 + ["question"] * 5 + ["person"] * 12
    )
    week, track = found[0], found[5]
    assert (week["from"], week["to"], week["people"]) == ("2026-11-02", "2026-11-08", "4")
    assert (week["answers"], week["chose"], week["right"]) == ("18", "16", "9")
    assert (track["id"], track["name"]) == ("own", "Views")
    assert report_file_name(report_card()) == "warmup-report-2026-11-28.csv"


@pytest.mark.parametrize(
    "written",
    ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1+1", "\n=1+1", "＝1+1", "＠SUM(A1)"],
)
def test_what_people_wrote_is_no_formula(written: str) -> None:
    for row in rows(written):
        if row["what"] in ("person", "question", "track"):
            assert row["name"].lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert any(row["name"].startswith("'") for row in rows(written))


def test_nor_is_what_a_semicolon_splits_off() -> None:
    assert safe_cell("Views; =HYPERLINK(1)") == "Views;' =HYPERLINK(1)"
    assert safe_cell("self-attention = fast") == "self-attention = fast"


@given(st.text())
def test_no_cell_of_a_split_table_begins_a_formula(text: str) -> None:
    for cell in safe_cell(text).replace("\t", ";").split(";"):
        assert cell.strip()[:1] not in tuple("=+-@＝＋－＠") or not cell.strip()
    assert "\n" not in safe_cell(text)
    assert "\r" not in safe_cell(text)
