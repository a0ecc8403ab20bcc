"""The question before the code of somebody's files runs, over a real terminal and without one."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.content import content
from bot.engine.errors import Refused
from content.format.loader import SHIPPED
from tests.support.question_samples import WHOLE

pytestmark = pytest.mark.slow

RAN = "Code: "


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank" / "hashing"
    folder.mkdir(parents=True)
    (folder / "ring.md").write_text(WHOLE)
    return folder.parent


def _at_a_terminal(answer: str, *arguments: str) -> tuple[int, str]:
    """Run ``warmup content check`` on a pseudo-terminal; return its exit code and output."""
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "bot", "content", "check", *arguments]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal) as process:
        os.close(terminal)
        os.write(main, answer.encode())
        shown = b""
        while True:
            try:
                shown += os.read(main, 4096)
            except OSError:  # the last one at the terminal has left
                break
    os.close(main)
    return process.returncode, shown.decode()


def test_a_terminal_is_asked_and_no_runs_nothing(bank: Path) -> None:
    code, shown = _at_a_terminal("n\n", "--code", str(bank))
    assert code == 1
    assert f"Python and SQL code of the questions in {bank} on this machine" in _flat(shown)
    assert "Do you trust their authors? [y/N]" in _flat(shown)
    assert RAN not in shown


def test_yes_at_the_terminal_runs_the_code(bank: Path) -> None:
    code, shown = _at_a_terminal("y\n", "--code", str(bank))
    assert code == 0
    assert RAN in shown


def _flat(shown: str) -> str:
    return " ".join(shown.split())


def test_without_a_terminal_it_is_refused_in_one_sentence_that_says_how(bank: Path) -> None:
    found = CliRunner().invoke(content, ["check", "--code", str(bank)])
    assert isinstance(found.exception, Refused)
    assert str(found.exception) == (
        f"This runs the Python and SQL code of the questions in {bank} on this machine. "
        "If you trust their authors, add --yes."
    )


def test_yes_as_an_option_asks_nobody(bank: Path) -> None:
    found = CliRunner().invoke(content, ["check", "--code", "--yes", str(bank)])
    assert found.exit_code == 0
    assert RAN in found.output


def test_the_shipped_bank_runs_unasked() -> None:
    file = str(SHIPPED / "sql" / "average-discount.md")
    found = CliRunner().invoke(content, ["check", "--code", file])
    assert found.exception is None
    assert RAN in found.output


def test_a_check_without_code_asks_nobody(bank: Path) -> None:
    assert CliRunner().invoke(content, ["check", str(bank)]).exit_code == 0
