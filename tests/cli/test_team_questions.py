import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.process import result_of, shell, warmup

NOTES = """# PyTorch

## Basic Level

### Question: Quantization

How does quantization shrink a model?

### Answer:

It stores weights in fewer bits.

### Question: Our own deployment

How do we ship a model here?
"""


def stored(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "warmup.db")) as db:
        return [row[0] for row in db.execute("SELECT question_id FROM team_questions ORDER BY 1")]


def imported(folder: Path, *more: str) -> "tuple[int, str]":
    done = shell(folder, "content", "import", "notes.md", "--team", "local", *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_teams_notes_are_stored_once_next_to_the_shipped_questions(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    warmup(tmp_path, "run", typed="A\n")  # the team begins
    code, told = imported(tmp_path, "--dry-run")
    assert code == 0
    assert "2 questions" in told
    assert stored(tmp_path) == []
    code, told = imported(tmp_path)
    assert (code, "2 questions stored" in told) == (0, True)
    assert "asked by schedules whose format is open or thread" in told
    # One has a shipped question's id: it is kept next to that one, not in its place.
    assert stored(tmp_path) == ["pytorch/our-own-deployment", "pytorch/quantization-own"]
    code, told = imported(tmp_path)
    assert "0 questions stored" in told
    assert len(stored(tmp_path)) == 2


def test_a_changed_note_is_reported_and_nothing_is_overwritten(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, encoding="utf-8")
    warmup(tmp_path, "run", typed="A\n")
    imported(tmp_path)
    notes.write_text(NOTES.replace("ship a model here", "ship it"), encoding="utf-8")
    _, told = imported(tmp_path)
    assert "pytorch/our-own-deployment" in told
    assert "differ" in told
    listed = shell(tmp_path, "content", "list", "--json")
    assert result_of(listed)


def test_an_unknown_team_gets_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    warmup(tmp_path, "run", typed="A\n")
    done = shell(tmp_path, "content", "import", "notes.md", "--team", "locl")
    assert done.returncode == 1
    assert "Did you mean local?" in done.stderr
