from pathlib import Path

import pytest

from bot.engine.errors import Refused
from content.format.loader import load_bank
from content.importers.bank_files import write_bank_files
from content.importers.notes import import_notes
from content.importers.reading import MAX_BYTES, read_notes
from tests.support.notes_sample import NOTES

QUESTIONS = import_notes(NOTES).questions


def test_written_questions_load_as_the_same_questions(tmp_path: Path) -> None:
    report = write_bank_files(QUESTIONS, tmp_path)
    assert len(report.written) == len(QUESTIONS)
    bank = load_bank(tmp_path)
    assert bank.problems == ()
    assert dict(bank.questions) == {question.id: question for question in QUESTIONS}


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    write_bank_files(QUESTIONS, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    report = write_bank_files(QUESTIONS, tmp_path)
    assert (len(report.written), len(report.unchanged)) == (0, len(QUESTIONS))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == before


def test_a_heading_that_moved_in_the_notes_changes_nothing(tmp_path: Path) -> None:
    write_bank_files(QUESTIONS, tmp_path)
    report = write_bank_files(import_notes("\n\n" + NOTES).questions, tmp_path)
    assert len(report.unchanged) == len(QUESTIONS)


def test_a_file_with_another_question_is_not_overwritten(tmp_path: Path) -> None:
    write_bank_files(QUESTIONS, tmp_path)
    edited = tmp_path / "pytorch" / "tensors.md"
    edited.write_text(edited.read_text().replace("basic", "advanced"))
    kept = edited.read_text()
    report = write_bank_files(QUESTIONS, tmp_path)
    assert report.differing == (edited,)
    assert edited.read_text() == kept


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    report = write_bank_files(QUESTIONS, tmp_path / "new", dry_run=True)
    assert len(report.written) == len(QUESTIONS)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("")
    with pytest.raises(Refused, match="can't be written"):
        write_bank_files(QUESTIONS, tmp_path / "bank")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x00\x01", "isn't text"),
        ("### Question: é".encode("latin-1"), r"isn't UTF-8 \(byte 0xe9 on line 1\)"),
        (b"ok\nok\n\xff\xff", r"isn't UTF-8 \(byte 0xff on line 3\)"),
        ("### Question: A".encode("utf-16"), "is UTF-16"),
        (b"x" * (MAX_BYTES + 1), "is larger than 5 MiB"),
    ],
)
def test_a_file_that_is_not_notes_is_one_clear_error(
    data: bytes, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(data)
    with pytest.raises(Refused, match=message) as caught:
        read_notes(file)
    assert caught.value.fix


def test_a_missing_file_and_a_folder_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="doesn't exist"):
        read_notes(tmp_path / "none.md")
    with pytest.raises(Refused, match="is a folder"):
        read_notes(tmp_path)


def test_a_byte_order_mark_is_not_part_of_the_notes(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"\xef\xbb\xbf### Question: A\n")
    assert read_notes(file) == "### Question: A\n"
