import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from bot.cli.content import content
from bot.cli.previews import shown_on
from bot.engine.errors import Refused
from bot.engine.model.people import PLATFORMS, Platform
from content.format.loader import load_bank
from tests.support.notes_sample import NOTES
from tests.support.own_questions import QUIZ
from tests.support.question_samples import FOLLOWED, WHOLE, question


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(content, [str(argument) for argument in arguments])


def _json(*arguments: str | Path) -> Any:
    return json.loads(_run(*arguments).stdout)["result"]


def _refusal(*arguments: str | Path) -> str:
    found = _run(*arguments)
    assert isinstance(found.exception, Refused), found.output
    return str(found.exception)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank" / "hashing"
    folder.mkdir(parents=True)
    (folder / "ring.md").write_text(WHOLE)
    return folder.parent


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "notes.md"
    file.write_text(NOTES)
    return file


def test_a_sound_bank_passes(bank: Path) -> None:
    found = _run("check", bank)
    assert found.exit_code == 0
    assert "1 question: no problems." in found.output


def test_problems_are_named_with_file_line_and_fix_and_exit_with_one(bank: Path) -> None:
    file = bank / "hashing" / "ring.md"
    file.write_text(WHOLE.replace("level: intermediate", "level: intermediat"))
    for path in (bank, bank / "hashing", file):
        found = _run("check", path)
        assert found.exit_code == 1
        assert "ring.md:3: level can't be 'intermediat'. Did you mean intermediate?" in found.output
    (problem,) = _json("check", "--json", bank)["problems"]
    assert problem["line"] == 3
    assert set(problem) == {"file", "line", "code", "message", "fix"}


def test_code_is_run_when_asked(bank: Path) -> None:
    (bank / "hashing" / "ring.md").write_text(WHOLE + "\n```python\nassert False\n```\n")
    assert _run("check", bank).exit_code == 0
    found = _json("check", "--code", "--yes", "--json", bank)
    assert found["code"]["failed"] == 1
    (problem,) = found["problems"]
    assert problem["code"] == "code"
    assert "Traceback" in problem["fix"]
    assert _run("check", "--code", "--yes", bank).exit_code == 1


def test_only_the_files_asked_for_are_reported(bank: Path) -> None:
    (bank / "hashing" / "bad.md").write_text("no")
    assert _run("check", bank / "hashing" / "ring.md").exit_code == 0
    assert _run("check", bank).exit_code == 1


def test_a_path_without_questions_is_refused(tmp_path: Path) -> None:
    assert "No questions found" in _refusal("check", tmp_path)
    assert "doesn't exist" in _refusal("check", tmp_path / "none")


@pytest.mark.slow
def test_unknown_names_are_answered_with_the_nearest() -> None:
    some = next(iter(load_bank().questions))
    assert f"Did you mean {some}?" in _refusal("show", some + "x")
    assert "Did you mean pytorch?" in _refusal("list", "--track", "pytorhc")
    assert "Did you mean pytorch?" in _refusal("check", "--track", "pytorhc")
    assert "Did you mean basic?" in _refusal("list", "--level", "basik")


def test_the_page_of_tracks_is_the_one_in_the_docs() -> None:
    page = Path(__file__).parents[2] / "docs" / "tracks.md"
    printed = _run("tracks").output
    assert printed == page.read_text(encoding="utf-8"), "warmup content tracks > docs/tracks.md"
    assert "## PyTorch" in printed


@pytest.mark.slow
def test_the_list_can_be_read_by_people_and_by_tools() -> None:
    questions = load_bank().questions
    found = _json("list", "--json")
    assert [shown["id"] for shown in found] == list(questions)
    assert set(found[0]) >= {
        "id", "title", "track", "level", "source", "revision", "choices", "key_points", "answer",
        "prompt", "references",
    }  # fmt: skip
    some = next(iter(questions.values()))
    assert some.title in _run("list", "--track", some.track, "--level", some.level.value).output


def test_a_question_is_shown_with_its_answer() -> None:
    some = next(iter(load_bank().questions.values()))
    found = _run("show", some.id)
    assert found.exit_code == 0
    assert some.id in found.output
    assert "Model answer" in found.output


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_preview_shows_the_first_follow_up(platform: Platform) -> None:
    console = Console(file=StringIO(), width=10_000)
    with console.capture() as capture:
        console.print(shown_on(platform, question(FOLLOWED)))
    shown = capture.get()
    assert "One key gets half of all requests. Does" in shown
    assert ("When is a table of slots simpler?" in shown) is (platform == "console")
    assert ("With a fixed count." in shown) is (platform == "console")


def test_the_json_of_an_import_has_the_figures(notes: Path) -> None:
    found = _json("import", notes, "--dry-run", "--json")
    figures = {
        "questions": 7, "with_choices": 0, "with_key": 0, "with_answer": 2, "unchecked": 0,
        "left_out": 0,
    }  # fmt: skip
    assert {name: found[name] for name in figures} == figures
    (source,) = found["sources"]
    assert source["reader"] == "notes"
    assert {name: source[name] for name in figures} == figures
    assert set(source["remarks"][0]) == {"line", "message"}
    assert set(source["ids"][0]) == {"id", "line", "unchecked"}


def test_importing_twice_writes_once(notes: Path, tmp_path: Path) -> None:
    into = tmp_path / "mine"
    assert "7 files written" in _run("import", notes, "--into", into).output
    second = _run("import", notes, "--into", into)
    assert second.exit_code == 0
    assert "0 files written" in second.output
    assert _run("check", into, "--drafts").exit_code == 0


def test_a_file_with_another_question_stays(notes: Path, tmp_path: Path) -> None:
    into = tmp_path / "mine"
    _run("import", notes, "--into", into)
    for text in (WHOLE, "not a question"):
        (into / "pytorch" / "tensors.md").write_text(text)
        assert "1 file written" in _run("import", notes, "--into", into).output
        assert (into / "pytorch" / "tensors.md").read_text() == text
        (into / "pytorch" / "tensors-2.md").unlink()


def test_a_changed_list_changes_its_files_and_keeps_what_was_written_there(
    notes: Path, tmp_path: Path
) -> None:
    into = tmp_path / "mine"
    _run("import", notes, "--into", into)
    file = into / "pytorch" / "tensors.md"
    text = file.read_text().replace(
        "## Answer", "## Key points\n\n- A tensor has strides.\n\n## Answer"
    )
    file.write_text(text)
    notes.write_text(NOTES.replace("the short form", "the long form"))
    assert "1 question would change, so nothing was imported" in _refusal(
        "import", notes, "--into", into
    )
    assert file.read_text() == text
    assert "1 changed, 6 unchanged" in _run("import", notes, "--into", into, "--yes").output
    assert file.read_text() == text.replace("the short form", "the long form")
    assert sorted(each.name for each in file.parent.iterdir()) == sorted(
        {each.name for each in file.parent.glob("*.md")}
    )


def test_choices_without_reasons_are_written_once(tmp_path: Path) -> None:
    quiz, into = tmp_path / "quiz.md", tmp_path / "mine"
    quiz.write_text(QUIZ)
    assert "2 files written" in _run("import", quiz, "--into", into).output
    assert "0 files written" in _run("import", quiz, "--into", into).output
    assert _run("check", into, "--drafts").exit_code == 0


def test_an_import_says_where_to_or_that_it_is_dry(notes: Path, tmp_path: Path) -> None:
    assert "--into DIR" in _refusal("import", notes)
    assert "not both" in _refusal("import", notes, "--into", tmp_path, "--team", "x")
    into = tmp_path / "mine"
    assert "would be written" in _run("import", notes, "--into", into, "--dry-run").output
    assert not into.exists()


def test_notes_without_a_question_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("# Nothing\n")
    assert "No questions found" in _refusal("import", file, "--dry-run")
    assert "doesn't exist" in _refusal("import", tmp_path / "none.md", "--dry-run")


@pytest.mark.slow
def test_an_export_never_overwrites(tmp_path: Path) -> None:
    file = tmp_path / "bank.json"
    assert _run("export", file).exit_code == 0
    assert len(json.loads(file.read_text())) == len(load_bank().questions)
    assert "already exists" in _refusal("export", file)
    folder = tmp_path / "md"
    assert _run("export", "--format", "markdown", folder).exit_code == 0
    assert dict(load_bank(folder).questions) == dict(load_bank().questions)


def test_every_command_shows_an_example() -> None:
    for name in content.commands:
        told = _run(name, "--help").output
        assert f"  warmup content {name}" in told or f"Example: warmup content {name}" in told
        assert "\\b" not in told


def test_a_note_whose_prompt_shows_its_answer_is_not_imported(tmp_path: Path) -> None:
    notes, into = tmp_path / "notes.md", tmp_path / "bank"
    notes.write_text(
        "### Question: Shown\n\nWhy?\n\nAnswer: because\n\n### Question: Kept\n\nHow?\n\n"
        "### Question: Third\n\nWhen?\n\n### Answer\n\nNow.\n",
        encoding="utf-8",
    )
    told = _refusal("import", notes, "--into", into)
    assert "shown (an answer)" in told
    assert "line 1" in told
    assert "below a heading '### Answer'" in told
    assert sorted(each.stem for each in into.rglob("*.md")) == ["kept", "third"]
