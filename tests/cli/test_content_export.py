"""``warmup content export``: where it writes, what it never overwrites, what it says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.content import content
from bot.engine.errors import Refused
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support.decks import guids_in, rows_in
from tests.support.own_questions import begin_team, team_with
from tests.support.process import result_of, shell

pytestmark = pytest.mark.slow

TRACK = "behavioral"
NOTES = """# PyTorch

### Question: Quantization

How does quantization shrink a model?

### Answer:

It stores weights in fewer bits.

### Question: Our own deployment

Answer: ship it. How do we ship a model here?
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(content, ["export", *map(str, arguments)])


def refusal(*arguments: str | Path) -> str:
    found = run(*arguments)
    assert isinstance(found.exception, Refused), found.output
    return str(found.exception)


def ids_in(file: Path) -> set[str]:
    source = read_source(Source(str(file), file.read_bytes()))
    return {each.question.id for each in source.questions}


@pytest.mark.parametrize("name", ["q.json", "q.csv", "Q.APKG", "q.gift"])
def test_the_files_name_says_the_format(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    done = run("--track", TRACK, file)
    assert done.exit_code == 0, done.output
    ids = ids_in(file)
    assert done.output == f"{len(ids)} questions written to {file}.\n"
    assert ids
    assert all(each.startswith(f"{TRACK}/") for each in ids)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [name], "nothing is left next to it"


def test_nothing_is_overwritten_without_being_told(tmp_path: Path) -> None:
    file = tmp_path / "q.gift"
    file.write_text("mine")
    assert "already exists" in refusal("--track", TRACK, file)
    assert file.read_text() == "mine"
    assert run("--track", TRACK, "--overwrite", file).exit_code == 0
    assert ids_in(file)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_folder_keeps_files_that_differ_until_told(tmp_path: Path) -> None:
    assert run("--format", "markdown", "--track", TRACK, tmp_path).exit_code == 0
    first = min((tmp_path / TRACK).iterdir())
    whole = first.read_text()
    first.write_text(whole.replace("title: ", "title: My "))
    assert str(first) in refusal("--format", "markdown", "--track", TRACK, tmp_path)
    assert "title: My" in first.read_text()
    done = run("--format", "markdown", "--track", TRACK, "--overwrite", tmp_path)
    assert "1 file written" in done.output
    assert first.read_text() == whole


@pytest.mark.parametrize("where", [(), ("-",)])
def test_text_goes_to_standard_output_and_the_report_elsewhere(where: tuple[str, ...]) -> None:
    done = run("--track", TRACK, *where)
    questions = json.loads(done.stdout)
    assert questions[0]["track"] == TRACK
    assert done.stderr == f"{len(questions)} questions written.\n"
    sheet = run("--track", TRACK, "--format", "csv", *where)
    assert sheet.stdout_bytes.startswith(b"\xef\xbb\xbfid,title,")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "anki"), "isn't text"),
        (("--format", "markdown"), "is a folder"),
        (("--json",), "mix with the report"),
        (("notes.doc",), "doesn't say its format"),
        (("--track", "pytorhc"), "no track"),
        (("missing/folder/q.csv", "--track", TRACK), "can't be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert said in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_the_report_as_json_names_what_would_not_come_back(tmp_path: Path) -> None:
    done = run("--track", TRACK, "--json", tmp_path / "q.csv")
    report = json.loads(done.stdout)["result"]
    assert report["format"] == "csv"
    assert report["questions"] >= 10
    assert report["changed"] == []


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Return a folder with a team of two questions, one of them unchecked."""
    return team_with(tmp_path, NOTES)


def test_a_teams_own_questions_come_back_unchanged_in_every_format(team: Path) -> None:
    for name in ("q.json", "q.csv", "q.apkg", "q.gift"):
        done = shell(team, "content", "export", "--team", "local", name, "--json")
        assert result_of(done)["questions"] == 2, done.stdout
        assert result_of(done)["changed"] == []
        again = shell(team, "content", "import", name, "--team", "local")
        assert "0 questions stored for local, 2 unchanged." in again.stdout, again.stdout


def test_a_teams_deck_is_its_own(team: Path) -> None:
    shell(team, "content", "export", "--team", "local", "q.apkg")
    data = (team / "q.apkg").read_bytes()
    ((decks,),) = rows_in(data, "SELECT decks FROM col")
    names = {deck["name"] for deck in json.loads(decks).values()}
    assert names == {"Default", "Warmup::local::PyTorch"}
    assert len(set(guids_in(data))) == 2


def test_a_team_without_questions_or_name_is_said(tmp_path: Path) -> None:
    begin_team(tmp_path)
    done = shell(tmp_path, "content", "export", "--team", "local", "q.csv")
    assert "There are no questions to export." in done.stderr
    done = shell(tmp_path, "content", "export", "--team", "locl", "q.csv")
    assert "Did you mean local?" in done.stderr
    assert not (tmp_path / "q.csv").exists()
