"""Whatever one file holds or is, it costs one line of the report, and the others are read."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.content_check import check
from bot.engine.errors import Refused
from content.checks.bank import MAX_PROBLEMS, check_bank
from content.format.loader import load_bank
from content.format.parser import parse_question
from content.importers.gathering import gathered
from tests.support.question_samples import WHOLE

_ALIASES = "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\ntags: [*b, *b, *b, *b]\n"


def _text(head: str = "", body: str = "What is it?") -> str:
    return f"---\ntitle: T\nlevel: basic\n{head}---\n\n{body}\n"


BAD_FRONT_MATTER = {
    "aliases": _ALIASES,
    "alias of itself": "tags: &a [*a]\n",
    "no such day": "source: 2026-13-45\n",
    "5,000 digits": f"source: {'9' * 5000}\n",
    "9,000 hexadecimal digits": f"tags: [0x{'f' * 9000}]\n",
    "as many digits as fit": f"source: {'9' * 999}\n",
    "not a boolean": "tags: !!bool x\n",
    "not a time": "tags: [!!timestamp x]\n",
    "not a number": "tags: !!int ''\n",
    "infinite": "source: 1e999\n",
    "code": "tags: !!python/object/apply:os.system [ls]\n",
    "deep list": f"tags: {'[' * 3000}{']' * 3000}\n",
    "open deep list": f"tags: {'[' * 9000}\n",
    "deep mapping": f"tags: {'{a: ' * 3000}\n",
    "a list as key": "? [a, [b]]\n: c\n",
    "long key": f"? {'k' * 15000}\n: c\n",
    "long value": f"form: {'k' * 15000}\n",
    "endless": f"tags: [{'x,' * 9000}]\n",
    "control character": 'tags: ["a\\x1b[31m"]\n',
    "half a character": 'tags: ["\\ud800"]\n',
}


@pytest.mark.parametrize("name", BAD_FRONT_MATTER)
def test_hostile_front_matter_is_one_short_problem(name: str) -> None:
    parsed = parse_question(_text(BAD_FRONT_MATTER[name]), file="f.md", track="t", slug="s")
    (problem,) = parsed.problems
    assert parsed.question is None
    assert problem.fix
    assert str(problem).isprintable()
    assert len(str(problem)) < 300


HOSTILE_BODIES = {
    "italics in italics": "*a " * 5000 + "b*" * 5000,
    "bold in italics": "*a **b " * 2000 + "c** d*" * 2000,
    "stars": "*" * 20000 + "a" + "*" * 20000,
    "fractions": "$" + r"\frac{" * 500 + "a" + "}{b}" * 500 + "$",
    "braces": "$" + "{" * 900 + "x" + "}" * 900 + "$",
    "open braces": "$" + "{" * 1500 + "$",
    "subscripts": "$x" + "_{x" * 300 + "}" * 300 + "$",
    "open subscripts": "$x" + "_{x" * 600 + "$",
    "roots": "$" + r"\sqrt{" * 300 + "x" + "}" * 300 + "$",
    "bare macros": "$" + r"\sqrt" * 380 + "$",
    "brackets": "$" + r"\sqrt[" * 300 + "$",
    "environments": "$" + r"\begin{a}" * 200 + "$",
    "a cut macro": r"$\verb$",
    "quotes": ">" * 20000 + "a",
    "lists": "- " * 20000 + "a",
    "brackets of links": "[" * 20000 + "a" + "](http://x.y)" * 1000,
    "images in images": "![" * 900 + "a" + "](http://x.y)" * 900,
}


@pytest.mark.parametrize("name", HOSTILE_BODIES)
def test_a_deeply_nested_body_is_read_and_checked(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/deep.md").write_text(_text(body=HOSTILE_BODIES[name]))
    bank = load_bank(tmp_path)
    assert bank.problems == ()
    assert list(bank.questions) == ["a/deep"]
    assert check_bank(bank).problems


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _circle(path: Path) -> None:
    path.symlink_to("other-way")
    path.with_name("other-way").symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _folder(path: Path) -> None:
    path.mkdir()


def _circle_of_folders(path: Path) -> None:
    path.symlink_to("..")


NO_FILES = (_pipe, _device, _circle, _dangling, _folder, _circle_of_folders)


@pytest.mark.parametrize("make", NO_FILES)
def test_what_is_no_regular_file_is_one_problem_and_the_others_are_read(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/good.md").write_text(WHOLE)
    make(tmp_path / "a/bad.md")
    bank = load_bank(tmp_path)
    assert list(bank.questions) == ["a/good"]
    assert [Path(problem.file).name for problem in bank.problems] == ["bad.md"]


@pytest.mark.parametrize("name", [b"bad\xff.md", b"escape\x1b[31m.md", b"two\nlines.md"])
def test_a_name_no_terminal_can_show_is_escaped(name: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/good.md").write_text(WHOLE)
    try:
        Path(os.fsdecode(os.fsencode(tmp_path / "a") + b"/" + name)).write_text(WHOLE)
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    problems = load_bank(tmp_path).problems
    assert [problem.code for problem in problems] == ["slug"]
    assert all(str(problem).isprintable() for problem in problems)


def test_a_bank_of_hostile_files_is_reported_whole(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    texts = [*map(_text, BAD_FRONT_MATTER.values())]
    texts += [_text(body=body) for body in HOSTILE_BODIES.values()]
    for number, text in enumerate(texts):
        (folder / f"case-{number}.md").write_text(text)
    for number, make in enumerate(NO_FILES):
        make(folder / f"no-file-{number}.md")
        (folder / "other-way").unlink(missing_ok=True)
    (folder / "good.md").write_text(WHOLE)
    run = subprocess.run(
        [sys.executable, "-m", "bot", "content", "check", str(tmp_path), "--drafts", "--json"],
        capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}, cwd=tmp_path,
    )  # fmt: skip
    assert run.stderr == ""
    report = json.loads(run.stdout)["result"]
    assert report["questions"] == len(texts) + len(NO_FILES) + 1
    named = {Path(problem["file"]).stem for problem in report["problems"]}
    assert named >= {f"case-{number}" for number in range(len(BAD_FRONT_MATTER))}
    assert named >= {f"no-file-{number}" for number in range(len(NO_FILES))}
    assert "good" not in named


def test_a_file_with_very_many_problems_does_not_bury_the_others(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/bad.md").write_text(_text(body="x\n\n" + "## Nothing\n" * 3000))
    (tmp_path / "a/worse.md").write_text("")
    problems = check_bank(load_bank(tmp_path)).problems
    assert [problem.code for problem in problems][-2:] == ["more", "front-matter-missing"]
    assert len(problems) == MAX_PROBLEMS + 2
    assert problems[-2].message == "There are 2,950 more problems in this file."


@pytest.mark.parametrize("limit", ["inf", "nan", "0", "-1", "1e300", "x"])
def test_a_limit_that_is_no_time_is_refused(limit: str) -> None:
    result = CliRunner().invoke(check, ["--code", "--limit", limit])
    assert result.exit_code == 2
    assert "Invalid value for '--limit'" in result.output


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_pipe, "is a pipe or device"),
        (_device, "is a pipe or device"),
        (_circle, "can't be read (Too many levels of symbolic links)"),
        (_dangling, "doesn't exist"),
    ],
)
def test_a_path_that_leads_to_no_file_is_refused(
    make: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.md"
    make(path)
    checked = CliRunner().invoke(check, [str(path)])
    assert said in str(checked.exception)
    with pytest.raises(Refused, match=re.escape(said)):
        list(gathered([path]))


def test_a_path_of_5000_characters_is_refused_in_a_short_sentence() -> None:
    path = "a/" * 2500
    checked = CliRunner().invoke(check, [path])
    assert "can't be read (File name too long)" in str(checked.exception)
    assert len(str(checked.exception)) < 200
    with pytest.raises(Refused, match="can't be read") as refused:
        list(gathered([Path(path)]))
    assert len(str(refused.value)) < 200
