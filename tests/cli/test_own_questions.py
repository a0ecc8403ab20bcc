"""A team's own questions on the command line: list, show, edit, retire, restore, remove."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support.own_questions import QUIZ, team_with
from tests.support.process import result_of, shell

pytestmark = pytest.mark.slow

NOTES = """# Kochen

### Question: Salz

Wann salzt man Nudelwasser?

### Answer:

Sobald es kocht.

### Question: 面条

面条煮多久？

### Answer:

八分钟。
"""
SALT, NOODLES = "kochen/salz", "kochen/mian-tiao"
BUILT_IN = "pytorch/tensor-views"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A folder in which a terminal's team has two questions of its own."""
    return team_with(tmp_path, NOTES)


def run(team: Path, *arguments: str, **settings: str) -> CompletedProcess[str]:
    done = shell(team, "content", *arguments, "--team", "local", **settings)
    assert "Traceback" not in done.stderr
    return done


def refused(team: Path, *arguments: str, **settings: str) -> str:
    done = run(team, *arguments, **settings)
    assert done.returncode == 1, done.stdout
    return done.stderr


def states(team: Path) -> dict[str, str]:
    return {each["id"]: each["state"] for each in result_of(run(team, "list", "--json"))}


def editor(team: Path, before: str, after: str) -> str:
    """Return an $EDITOR that replaces a text."""
    script = team / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "text = file.read_text(encoding='utf-8')\n"
        f"assert {before!r} in text, text\n"
        f"file.write_text(text.replace({before!r}, {after!r}), encoding='utf-8')\n"
    )
    return f"{sys.executable} {script}"


def test_a_retired_question_is_never_asked_until_it_is_restored(team: Path) -> None:
    assert "local won't be asked kochen/salz again." in run(team, "retire", SALT).stdout
    assert states(team) == {SALT: "retired", NOODLES: "asked"}
    assert "(retired)" in run(team, "list").stdout
    assert f"warmup content restore {SALT}" in run(team, "show", SALT).stdout
    assert "is retired already" in refused(team, "retire", SALT)
    assert "can be asked kochen/salz again" in run(team, "restore", SALT).stdout
    assert states(team) == {SALT: "asked", NOODLES: "asked"}
    assert "isn't retired" in refused(team, "restore", SALT)


def test_a_team_can_retire_a_built_in_question_too(team: Path) -> None:
    run(team, "retire", BUILT_IN, SALT)
    listed = result_of(run(team, "list", "--retired", "--json"))
    assert [each["id"] for each in listed] == [SALT, BUILT_IN]
    assert run(team, "show", BUILT_IN).stdout.endswith(
        f'To bring it back: warmup content restore {BUILT_IN} --team "local"\n'
    )


def test_of_several_ids_one_wrong_one_changes_nothing(team: Path) -> None:
    assert "Did you mean kochen/salz?" in refused(team, "retire", NOODLES, "kochen/sals")
    assert "kochen/salz" in refused(team, "remove", "--yes", NOODLES, "kochen/sals")
    assert states(team) == {SALT: "asked", NOODLES: "asked"}


def test_a_question_is_removed_only_when_that_is_meant(team: Path) -> None:
    told = refused(team, "remove", SALT)
    assert "This removes 1 question of local." in told
    assert "If you mean it, add --yes." in told
    assert SALT in states(team)
    assert result_of(run(team, "remove", SALT, "--yes", "--json")) == {"removed": [SALT]}
    assert list(states(team)) == [NOODLES]
    with closing(sqlite3.connect(team / "warmup.db")) as db:
        (kept,) = db.execute(
            "SELECT count(*) FROM question_revisions WHERE question_id = ?", (SALT,)
        ).fetchone()
    assert kept == 1
    assert "is a built-in question" in refused(team, "remove", BUILT_IN, "--yes")


def test_a_removed_question_comes_back_with_its_list_and_is_asked(team: Path) -> None:
    run(team, "retire", SALT)
    run(team, "remove", SALT, "--yes")
    shell(team, "content", "import", "notes.md", "--team", "local")
    assert states(team) == {NOODLES: "asked", SALT: "asked"}


def test_an_edit_is_a_new_revision_and_survives_the_next_import(team: Path) -> None:
    change = editor(team, "Sobald es kocht.", "Vor den Nudeln.")
    told = run(team, "edit", SALT, EDITOR=change).stdout
    assert "Saved kochen/salz." in told
    assert "Vor den Nudeln." in json.dumps(result_of(run(team, "show", SALT, "--json")))
    done = shell(team, "content", "import", "notes.md", "--team", "local")
    assert "2 unchanged; 1 keep what was edited here" in done.stdout
    assert "Vor den Nudeln." in json.dumps(result_of(run(team, "show", SALT, "--json")))


def test_a_text_that_does_not_check_out_is_kept_in_a_file(team: Path) -> None:
    broken = editor(team, "level: intermediate", "level: intermediat")
    told = refused(team, "edit", SALT, EDITOR=broken)
    assert "Not saved: 1 problem." in told
    assert "line 3: level can't be 'intermediat'. Did you mean intermediate?" in told
    assert "Your text is in salz-edited.md." in told
    file = team / "salz-edited.md"
    assert "level: intermediat\n" in file.read_text(encoding="utf-8")
    again = ("edit", SALT, "--file", "salz-edited.md")
    assert "Your text is in salz-edited.md." in refused(team, *again)
    file.write_text(file.read_text(encoding="utf-8").replace("intermediat\n", "advanced\n"))
    assert result_of(run(team, *again, "--json"))["changed"] is True
    assert result_of(run(team, "show", SALT, "--json"))["level"] == "advanced"
    assert "Nothing changed." in run(team, *again).stdout


def test_choices_without_reasons_can_be_edited(team: Path) -> None:
    (team / "quiz.md").write_text(QUIZ)
    shell(team, "content", "import", "quiz.md", "--team", "local")
    change = editor(team, "Milch", "Sahne")
    assert (
        "Saved quiz/was-kocht-zuerst."
        in run(team, "edit", "quiz/was-kocht-zuerst", EDITOR=change).stdout
    )


def test_an_edit_that_shows_the_answer_is_not_saved(team: Path) -> None:
    change = editor(team, "Wann salzt man Nudelwasser?", "Wann?\n\nAnswer: sofort")
    assert "The question shows an answer." in refused(team, "edit", SALT, EDITOR=change)


def test_an_editor_that_changes_nothing_or_fails_saves_nothing(team: Path) -> None:
    assert "Nothing changed." in run(team, "edit", SALT, EDITOR="true").stdout
    failed = run(team, "edit", SALT, EDITOR="false")
    assert failed.returncode == 1
    assert "false: Editing failed" in failed.stderr


def test_what_is_built_in_is_not_edited_here(team: Path) -> None:
    assert f"{BUILT_IN} is a built-in question." in refused(team, "edit", BUILT_IN)
    for command in ("edit", "remove", "retire", "restore", "approve"):
        done = shell(team, "content", command, SALT)
        assert done.returncode == 1
        assert "Add --team NAME" in done.stderr


def test_a_file_and_an_id_are_the_same_to_show_and_check(team: Path) -> None:
    new = result_of(shell(team, "content", "new", "kochen/reis", "--json"))
    assert new == {"id": "kochen/reis", "file": "kochen/reis.md"}
    shown = result_of(shell(team, "content", "show", "kochen/reis.md", "--json"))
    assert shown["id"] == "kochen/reis"
    assert shell(team, "content", "check", BUILT_IN).returncode == 0
    for command in ("show", "check"):
        wrong = shell(team, "content", command, "pytorch/tensor-vews").stderr
        assert "Did you mean pytorch/tensor-views?" in wrong
        assert "doesn't exist" in shell(team, "content", command, "./none.md").stderr


def test_a_new_file_lacks_only_what_its_author_has_to_write(team: Path) -> None:
    shell(team, "content", "new", "kochen/reis")
    done = shell(team, "content", "check", "kochen/reis.md", "--json")
    problems = json.loads(done.stdout)["result"]["problems"]
    assert {problem["code"] for problem in problems} == {"to-do"}
    assert [problem["message"] for problem in problems] == [
        "The references are still to be written.",
        "The prompt is still to be written.",
        "The choices are still to be written.",
        "The key points are still to be written.",
        "The follow-ups are still to be written.",
        "The answer is still to be written.",
    ]
    assert "already exists" in shell(team, "content", "new", "kochen/reis").stderr
    assert "Use kuchen/susser-reis." in shell(team, "content", "new", "Küchen/Süßer Reis").stderr


def test_two_new_files_are_not_called_copies_of_each_other(team: Path) -> None:
    for name in ("behavioral/reis", "behavioral/nudeln"):
        shell(team, "content", "new", name, "--into", "mine")
    done = shell(team, "content", "check", "mine", "--json")
    problems = json.loads(done.stdout)["result"]["problems"]
    assert {problem["code"] for problem in problems} == {"to-do"}
    assert not any("choices" in problem["message"] for problem in problems), "it's an open track"


def test_a_teams_own_questions_are_checked_by_the_lines_that_an_edit_shows(team: Path) -> None:
    assert run(team, "check").stdout == "2 questions: no problems.\n"
    spoil(team, SALT, "Sobald es kocht.", "x" * 3_600)
    found = run(team, "check")
    assert found.returncode == 1
    assert "kochen/salz:" in found.stdout
    assert "This has 3,600 characters; at most 3,500 fit. Shorten it." in found.stdout
    assert "2 questions: 1 problem (listed above)." in found.stdout
    assert run(team, "check", NOODLES).stdout == "1 question: no problems.\n"
    plain = json.loads(run(team, "check", SALT, "--json").stdout)
    assert plain["ok"] is False
    assert [each["file"] for each in plain["result"]["problems"]] == [SALT]
    run(team, "retire", SALT)
    assert run(team, "check").stdout == "1 question: no problems.\n"


def test_that_a_question_is_unchecked_is_a_note(tmp_path: Path) -> None:
    ticked = "### Question: Tick\n\nIs it so?\n\n- [x] yes\n\n### Answer\n\nYes.\n"
    told = run(team_with(tmp_path, ticked), "check").stdout
    asked = "Not asked before you have looked: the prompt shows a ticked choice."
    assert f"note: notes/tick:1: {asked}" in told
    assert "warmup content approve notes/tick" in told
    assert "1 question: no problems, 1 note." in told


def test_a_check_of_a_team_names_what_it_can_not_check(team: Path) -> None:
    assert "Did you mean kochen/salz?" in refused(team, "check", "kochen/salzz")
    assert "There is no" in refused(team, "check", BUILT_IN)
    assert 'no questions of its own in "backen"' in refused(team, "check", "--track", "backen")
    assert "--code and --drafts are for files." in refused(team, "check", "--code")
    assert run(team, "check", "--track", "kochen").stdout == "2 questions: no problems.\n"
    none = shell(team, "content", "check", "--team", "nobody")
    assert (none.returncode, 'no team "nobody"' in none.stderr) == (1, True)


def spoil(team: Path, question_id: str, before: str, after: str) -> None:
    """Change a text of a question in the database, as no command of ours would."""
    with closing(sqlite3.connect(team / "warmup.db")) as database:
        rows = database.execute("select rowid, body from team_questions").fetchall()
        ((row, body),) = [each for each in rows if json.loads(each[1])["id"] == question_id]
        assert before in body
        changed = body.replace(before, after)
        database.execute("update team_questions set body = ? where rowid = ?", (changed, row))
        database.commit()
