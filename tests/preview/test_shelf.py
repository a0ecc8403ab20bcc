"""Which questions are previewed, and what is found wrong with them."""

from pathlib import Path

import pytest

from bot.engine.errors import NotFound, Refused
from bot.preview.shelf import shelf_of
from tests.support.previews import bank_of_files


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return bank_of_files(tmp_path)


def test_an_id_begins_with_that_question_and_leads_to_its_neighbors(bank: Path) -> None:
    shelf, first = shelf_of("hashing/ring", "", root=bank)
    shown = shelf.read(first)
    assert shown.question is not None
    assert shown.question.title == "Consistent hashing (ring)"
    assert (shown.before, shown.after) == ("hashing/edges", "hashing/spread")
    assert (shelf.read("hashing/edges").before, shelf.read("hashing/spread").after) == ("", "")


@pytest.mark.parametrize("path", ["hashing/ring.md", "hashing", "."])
def test_a_file_a_track_and_a_bank_can_be_named(bank: Path, path: str) -> None:
    shelf, first = shelf_of(str(bank / path), "")
    assert first == ("hashing/ring" if path.endswith(".md") else "hashing/edges")
    assert len(shelf.ids) == 3


def test_a_track_leaves_out_the_others(bank: Path) -> None:
    (bank / "sql").mkdir()
    (bank / "sql" / "joins.md").write_text("x", encoding="utf-8")
    assert shelf_of("", "sql", root=bank)[0].ids == ("sql/joins",)
    assert shelf_of(str(bank), "sql")[0].ids == ("sql/joins",)


def test_the_shipped_bank_is_what_is_previewed_otherwise() -> None:
    shelf, first = shelf_of("pytorch/tensor-views", "pytorch")
    assert shelf.read(first).problems == ()


def test_an_unknown_id_names_the_nearest(bank: Path) -> None:
    with pytest.raises(NotFound) as found:
        shelf_of("hashing/rink", "", root=bank)
    assert str(found.value) == ("There is no question 'hashing/rink'. Did you mean hashing/ring?")


def test_an_unknown_track_names_the_nearest(bank: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no track 'hashin'\. Did you mean hashing"):
        shelf_of("", "hashin", root=bank)


def test_a_file_that_is_no_question_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match=r"isn't a question\. Name a Markdown file"):
        shelf_of(str(tmp_path / "x.txt"), "")
    with pytest.raises(Refused, match="No questions found"):
        shelf_of(str(tmp_path), "")


def test_problems_are_those_of_the_file_as_it_is_now(bank: Path) -> None:
    shelf, first = shelf_of("hashing/ring", "", (lambda _: ["It is too long."],), root=bank)
    assert [problem.message for problem in shelf.read(first).problems] == ["It is too long."]
    file = bank / "hashing" / "ring.md"
    broken = file.read_text(encoding="utf-8").replace("level: intermediate", "level: hard")
    file.write_text(broken, encoding="utf-8")
    shown = shelf.read(first)
    assert shown.question is None
    assert [(problem.line, problem.code) for problem in shown.problems] == [(3, "level")]


def test_a_new_file_is_found_while_it_runs(bank: Path) -> None:
    shelf, _ = shelf_of("hashing/ring", "", root=bank)
    (bank / "hashing" / "stripes.md").write_text("x", encoding="utf-8")
    assert shelf.read("hashing/spread").after == "hashing/stripes"
