import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.own_questions import begin_team, team_with
from tests.support.process import result_of, shell

pytestmark = pytest.mark.slow

NOTES = """# PyTorch

## Basic Level

### Question: Quantization

How does quantization shrink a model?

### Answer:

It stores weights in fewer bits.

### Question: Our own deployment

How do we ship a model here?
"""

NEW = "# PyTorch\n\n### Question: New\n\nWho?"


def stored(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "warmup.db")) as db:
        return [row[0] for row in db.execute("SELECT question_id FROM team_questions ORDER BY 1")]


def bodies(folder: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / "warmup.db")) as db:
        rows = db.execute("SELECT body FROM team_questions ORDER BY id")
        return [json.loads(body) for (body,) in rows]


def remembered(folder: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "warmup.db")) as db:
        return set(db.execute("SELECT question_id, revision FROM question_revisions"))


def imported(folder: Path, *more: str) -> "tuple[int, str]":
    done = shell(folder, "content", "import", "notes.md", "--team", "local", *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_teams_notes_are_stored_once_next_to_the_shipped_questions(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    begin_team(tmp_path)
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


def edited(folder: Path, *changes: tuple[str, str]) -> None:
    """Change the notes."""
    text = NOTES
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (folder / "notes.md").write_text(text, encoding="utf-8")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A folder with the notes, imported for the team of a terminal."""
    return team_with(tmp_path, NOTES)


def test_a_changed_note_changes_nothing_where_nobody_can_be_asked(team: Path) -> None:
    edited(
        team,
        ("ship a model here", "ship it"),
        ("# PyTorch", NEW),
    )
    before = bodies(team)
    code, told = imported(team)
    assert code == 1
    assert "1 question would change, so nothing was imported." in told
    assert "Add --yes to change it. --only-new adds the new one and changes nothing." in told
    assert bodies(team) == before


def test_a_changed_note_changes_its_question_and_the_old_revision_stays(team: Path) -> None:
    edited(team, ("ship a model here", "ship it"), ("fewer bits", "eight bits"))
    old = {body["id"]: body["revision"] for body in bodies(team)}
    code, told = imported(team, "--yes")
    assert (code, "0 questions stored for local, 2 changed, 0 unchanged." in told) == (0, True)
    assert [body["id"] for body in bodies(team)] == list(old), "ids are permanent"
    assert all(body["revision"] != old[body["id"]] for body in bodies(team))
    assert "eight bits" in json.dumps(bodies(team))
    assert set(old.items()) <= remembered(team)
    assert "0 questions stored for local, 2 unchanged." in imported(team)[1]


def test_a_dry_run_shows_what_would_change_before_it_happens(team: Path) -> None:
    edited(team, ("fewer bits", "eight bits"), ("Question: Our own", "Question: A"))
    before = bodies(team)
    code, told = imported(team, "--dry-run")
    assert code == 0
    assert "2 questions would change:\n" in told
    assert (
        """  pytorch/our-own-deployment: Our own deployment
    title: "Our own deployment" → "A deployment"
"""
        in told
    )
    assert (
        """  pytorch/quantization-own: Quantization
    answer: "It stores weights in fewer bits." → "It stores weights in eight bits."
"""
        in told
    )
    assert bodies(team) == before


def test_only_new_ones_are_added_when_asked_for(team: Path) -> None:
    edited(
        team,
        ("ship a model here", "ship it"),
        ("# PyTorch", NEW),
    )
    before = bodies(team)
    code, told = imported(team, "--only-new")
    assert code == 0
    assert "1 question stored for local, 1 left as they are, 1 unchanged." in told
    assert bodies(team)[:2] == before
    assert stored(team) == ["pytorch/new", "pytorch/our-own-deployment", "pytorch/quantization-own"]


def test_another_list_whose_titles_are_the_same_changes_nothing(team: Path) -> None:
    before = bodies(team)
    other = "Who signs the lease of a new office in Berlin?"
    edited(team, ("How do we ship a model here?", other))
    code, told = imported(team)
    assert code == 0, told
    assert bodies(team)[:2] == before
    assert "pytorch/our-own-deployment-2" in stored(team)


def test_the_json_of_an_import_says_what_changes(team: Path) -> None:
    edited(team, ("fewer bits", "eight bits"))
    done = shell(team, "content", "import", "notes.md", "--team", "local", "--dry-run", "--json")
    result = result_of(done)
    assert (result["new"], result["unchanged"]) == ([], ["pytorch/our-own-deployment"])
    (change,) = result["changed"]
    assert change["id"] == "pytorch/quantization-own"
    assert change["parts"] == [
        {
            "part": "answer",
            "before": "It stores weights in fewer bits.",
            "after": "It stores weights in eight bits.",
            "edited": False,
        }
    ]
    refused = shell(team, "content", "import", "notes.md", "--team", "local", "--json")
    assert json.loads(refused.stdout)["error"]["message"].startswith("1 question would change")


def test_an_unknown_team_gets_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    begin_team(tmp_path)
    done = shell(tmp_path, "content", "import", "notes.md", "--team", "locl")
    assert done.returncode == 1
    assert "Did you mean local?" in done.stderr
