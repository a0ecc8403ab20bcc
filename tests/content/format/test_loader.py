import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.engine.ports.runtime import Bank
from content.format.loader import MAX_BYTES, SHIPPED, load_bank, read_file
from content.format.tracks import shipped_tracks, track_for
from tests.support.question_samples import WHOLE


def _bank(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", "-")
        path = path.with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_the_shipped_bank_loads_without_a_problem_and_is_a_bank() -> None:
    bank: Bank = load_bank()
    assert load_bank().problems == ()
    assert list(bank.questions) == sorted(bank.questions)
    assert all(question.track in bank.tracks for question in bank.questions.values())


@pytest.mark.slow
def test_the_shipped_bank_is_found_from_any_folder(tmp_path: Path) -> None:
    code = "from content.format.loader import load_bank; print(len(load_bank().questions))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(SHIPPED.parent.parent)},
    )  # fmt: skip
    assert int(found.stdout) == len(load_bank().questions)


def test_a_file_is_a_question_of_its_folder(tmp_path: Path) -> None:
    bank = load_bank(_bank(tmp_path, pytorch__ring=WHOLE, our_tools__deploy=WHOLE))
    assert list(bank.questions) == ["our-tools/deploy", "pytorch/ring"]
    assert bank.tracks["pytorch"].title == "PyTorch"
    assert bank.tracks["our-tools"].title == "Our tools"
    assert bank.problems == ()


def test_one_bad_file_does_not_stop_the_others_from_loading(tmp_path: Path) -> None:
    bank = load_bank(_bank(tmp_path, a__good=WHOLE, a__bad="---\n"))
    assert list(bank.questions) == ["a/good"]
    assert [problem.code for problem in bank.problems] == ["front-matter-open"]


def test_only_some_files_can_be_loaded(tmp_path: Path) -> None:
    folder = _bank(tmp_path, a__one=WHOLE, a__two=WHOLE, b__three=WHOLE)
    assert list(load_bank(folder, only=[folder / "b"]).questions) == ["b/three"]
    assert list(load_bank(folder, only=[folder / "a" / "two.md"]).questions) == ["a/two"]


@pytest.mark.parametrize(
    ("place", "code"), [("a/Bad Name.md", "slug"), ("A b/x.md", "track"), ("loose.md", "place")]
)
def test_a_misplaced_file_is_a_problem(place: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(WHOLE)
    (problem,) = load_bank(tmp_path).problems
    assert problem.code == code
    assert problem.fix


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"\0", "binary", 0),
        (b"---\ntitle: \xe9\n", "encoding", 2),
        (b" " * (MAX_BYTES + 1), "too-large", 0),
        (b"", "front-matter-missing", 1),
    ],
)
def test_a_file_that_is_not_text_is_one_problem(
    data: bytes, code: str, line: int, tmp_path: Path
) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(data)
    (problem,) = read_file(file).problems
    assert (problem.code, problem.line) == (code, line)


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert [p.code for p in load_bank(tmp_path / "none").problems] == ["no-bank"]


def test_every_track_says_what_it_is_about() -> None:
    assert all(track.title and track.about for track in shipped_tracks().values())
    assert track_for("new-subject").title == "New subject"
