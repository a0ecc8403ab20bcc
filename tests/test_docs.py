"""The documents name what exists, and everything that exists is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.main import warmup
from bot.setting_names import NAMES
from bot.settings import load

ROOT = Path(__file__).parent.parent
DOCS = ("README.md", "CONTRIBUTING.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M)


def test_the_quick_start_has_exactly_two_shell_blocks_of_one_line_each() -> None:
    quick_start = README.partition("## Quick start")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(\w*)\n(.*?)```", quick_start, re.DOTALL)
    assert [language for language, _ in blocks] == ["sh", "sh"]
    assert all(len(body.strip().splitlines()) == 1 for _, body in blocks)


@pytest.mark.parametrize("document", DOCS)
def test_every_file_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)*[\w.-]*\.(?:py|md|yaml|toml|txt|example)|[\w./-]+/)`", text)
    assert named
    bases = (ROOT, ROOT / "bot" / "engine", ROOT / "bot" / "adapters" / "console")
    missing = [name for name in named if not any((base / name).exists() for base in bases)]
    ignored = {"notes.md", ".venv"}
    assert [name for name in missing if name not in ignored] == []


def test_every_setting_is_in_the_readme_and_supported() -> None:
    for name in SETTINGS:
        assert f"`{name}`" in README or f"{name}`" in README, name
    load(dict.fromkeys(SETTINGS, ""))
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:[A-Z]+_)*[A-Z]+)"', source)) - {
        "DEBUG",
        "INFO",
        "WARNING",
        "ERROR",
    }
    assert set(SETTINGS) == read == set(NAMES)


def test_every_command_is_in_the_readme_and_exists() -> None:
    with warmup.make_context("warmup", [], resilient_parsing=True) as context:
        for name in warmup.list_commands(context):
            command = warmup.get_command(context, name)
            assert command is not None
            assert f"`warmup {name}" in README
            row = next(line for line in README.splitlines() if f"| `warmup {name}" in line)
            for part in getattr(command, "commands", {}):
                assert f"`{part}`" in row or f"{name} {part}`" in row, f"{name} {part}"


def test_no_process_in_the_procfile_ends_by_itself_or_needs_more_than_the_requirements() -> None:
    # A host installs requirements.txt and nothing else, so there is no `warmup` command.
    # honcho and foreman stop all processes when one ends, as a release step would.
    assert (ROOT / "Procfile").read_text(encoding="utf-8") == "worker: python -m bot run\n"


def test_importing_any_module_has_no_side_effect(tmp_path: Path) -> None:
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for package in ("bot", "content", "storage")
        for file in sorted((ROOT / package).rglob("*.py"))
        if "versions" not in file.parts and file.name not in ("__main__.py", "env.py")
    ]
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
