from pathlib import Path

import pytest

from bot.engine.errors import Refused
from content.format.loader import load_bank
from content.importers.bank_files import write_bank_files
from content.importers.notes import import_notes
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
