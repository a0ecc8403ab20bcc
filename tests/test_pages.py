"""What the pages under docs/ tell you to paste works, in a folder of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pasting import fresh_folder, pasted
from tests.support.readme import shell_lines

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
ACTIVATE = ". .venv/bin/activate"


def lines(page: str, *, after: str = "") -> list[str]:
    """Return the shell lines of a page, or of what comes ``after`` a text in it up to a heading."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return shell_lines(text.partition(after)[2].partition("\n## ")[0] if after else text)


def test_a_backup_is_made_and_restored_as_the_page_says(tmp_path: Path) -> None:
    by_hand = lines("hosting.md", after="By hand")[:4]
    assert by_hand[-1] == "warmup db check"
    done = pasted(fresh_folder(tmp_path), ACTIVATE, "warmup db upgrade", *by_hand)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Restored" in done.stdout
    assert "Database OK" in done.stdout
    assert (tmp_path / "warmup.db.before-restore-1").exists()


def test_questions_are_written_as_the_page_says(tmp_path: Path) -> None:
    (fresh_folder(tmp_path) / "content").symlink_to(ROOT / "content")
    ending = [  # a preview serves until Ctrl-C, and there's no team
        line for line in lines("writing.md") if "preview" not in line and "--team" not in line
    ]
    new, check, *rest = ending
    done = pasted(tmp_path, ACTIVATE, new, f"{check} || test $? = 1", *rest)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("still to be written") == 6


@pytest.mark.parametrize(
    ("typed", "found"),
    [("warmup do", "doctor"), ("warmup db ba", "backup"), ("warmup doctor --re", "--report")],
)
def test_the_shell_completes_commands_and_options(tmp_path: Path, typed: str, found: str) -> None:
    settings = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    command = "_WARMUP_COMPLETE=bash_complete warmup"
    done = pasted(fresh_folder(tmp_path), ACTIVATE, command, **settings)
    assert done.stdout.splitlines() == [f"plain,{found}"], done.stderr


def test_the_lines_that_set_completion_up_write_scripts(tmp_path: Path) -> None:
    (tmp_path / ".config/fish/completions").mkdir(parents=True)
    bash, zsh, fish = lines("commands.md")
    done = pasted(fresh_folder(tmp_path), ACTIVATE, bash, zsh, fish)
    if "not supported" not in done.stderr:  # a bash that is too old, as on macOS
        assert done.returncode == 0, done.stderr
        assert "complete" in (tmp_path / ".warmup-complete.bash").read_text()
    assert "compdef" in (tmp_path / ".warmup-complete.zsh").read_text()
    assert "complete" in (tmp_path / ".config/fish/completions/warmup.fish").read_text()


@pytest.mark.skipif(not Path("/usr/bin/systemd-analyze").exists(), reason="needs systemd-analyze")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = (ROOT / "deploy/warmup.service").read_text(encoding="utf-8")
    assert "ExecStart=/opt/warmup/bin/warmup run" in unit
    file = tmp_path / "warmup.service"
    file.write_text(unit.replace("/opt/warmup/bin/warmup", sys.executable))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", file], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "warmup.service" in line]
    assert (done.returncode, ours) == (0, [])
