"""The documents name what exists, and everything that exists is named."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from bot.adapters.shared.command_table import COMMANDS
from bot.cli.main import warmup
from bot.engine.records import housekeeping
from bot.ops.metrics import Metrics
from bot.setting_names import NAMES
from bot.settings import DEFAULT_BACKUPS, load
from storage.tables import metadata
from tests.support.readme import shell_lines

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(["README.md", "CONTRIBUTING.md", "SECURITY.md", "content/README.md"]) + sorted(
    str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*.md")
)
MADE = {
    "alerts.yml", "bot.log", "my-bank", "my-bank/", "notes.md", ".env", ".venv", "warmup.db",

}  # fmt: skip
"""What people have or make themselves."""
SETTINGS = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_the_quick_start_has_exactly_two_shell_blocks_of_one_line_each() -> None:
    quick_start = README.partition("## Quick start")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(\w*)\n(.*?)```", quick_start, re.DOTALL)
    assert [language for language, _ in blocks] == ["sh", "sh"]
    assert all(len(body.strip().splitlines()) == 1 for _, body in blocks)


def test_the_readme_is_under_two_screens() -> None:
    assert len(README.splitlines()) <= 90


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str) -> None:
    kinds = "py|md|yaml|yml|toml|txt|example|service"
    named = re.findall(rf"`((?:[\w.-]+/)*[\w.-]*\.(?:{kinds})|[\w./-]+/)`", text_of(page))
    folders = (
        "",
        "bot/engine",
        "bot/adapters/console",
        "content/checks",
        "content/importers",
        Path(page).parent,
    )
    missing = [name for name in named if not any((ROOT / f / name).exists() for f in folders)]
    assert set(missing) <= MADE


@pytest.mark.parametrize("kind", ["commands", "handlers"])
def test_contributing_names_every_file_of_commands_and_of_who_serves_them(kind: str) -> None:
    engine = ROOT / "bot" / "engine"
    patterns = re.findall(rf"`bot/engine/([\w*]*{kind}\.py)`", text_of("CONTRIBUTING.md"))
    named = {file for pattern in patterns for file in engine.glob(pattern)}
    assert named == set(engine.glob(f"*{kind}.py"))


def test_contributing_names_the_tables_that_a_command_goes_into_where_they_are() -> None:
    recipe = text_of("CONTRIBUTING.md").partition("**Add a command.**")[2].partition("\n3. ")[0]
    tables = {"handlers": ("READS", "WRITES"), "pair_handlers": ("PAIR_WRITES",)}
    for module, names in tables.items():
        source = text_of(f"bot/engine/{module}.py")
        assert f"`bot/engine/{module}.py`" in recipe
        assert all(f"\n{name}: " in source and f"`{name}`" in recipe for name in names)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if link.startswith(("https://", "#")):
            target, heading = page, link.partition("#")[2] if link.startswith("#") else ""
        else:
            name, _, heading = link.partition("#")
            target = os.path.normpath(Path(page).parent / name)
            assert (ROOT / target).exists(), link
        assert not heading or heading in anchors(text_of(target)), link


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_every_page_is_linked_from_the_readme_or_a_page_that_is() -> None:
    for page in PAGES:
        if page.startswith("docs/"):
            assert f"]({page})" in README or f"]({Path(page).name})" in text_of("docs/writing.md")


def test_every_picture_is_shown_by_a_page_and_small() -> None:
    shown = {
        (ROOT / Path(page).parent / name).resolve()
        for page in PAGES
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", text_of(page))
    }
    assert shown == set((ROOT / "docs" / "pictures").glob("*.png"))
    assert all(picture.stat().st_size < 200_000 for picture in shown)


def test_every_setting_is_documented_and_supported() -> None:
    table = text_of("docs/hosting.md").partition("## Every setting")[2]
    for name in SETTINGS:
        assert f"`{name}`" in table, name
    load(dict.fromkeys(SETTINGS, ""))
    source = "".join(text_of(f"bot/{name}.py") for name in ("settings", "grader_settings"))
    read = set(re.findall(r'"((?:[A-Z]+_)*[A-Z]+)"', source)) - {
        "DEBUG",
        "INFO",
        "WARNING",
        "ERROR",
    }
    assert set(SETTINGS) == read == set(NAMES)


def test_every_command_is_documented_and_exists() -> None:
    page = text_of("docs/commands.md")
    with warmup.make_context("warmup", [], resilient_parsing=True) as context:
        for name in warmup.list_commands(context):
            command = warmup.get_command(context, name)
            assert command is not None
            row = next(line for line in page.splitlines() if f"| `warmup {name}" in line)
            for part in getattr(command, "commands", {}):
                assert f"`{part}`" in row or f"{name} {part}`" in row, f"{name} {part}"


def commands_in(text: str) -> Iterator[list[str]]:
    """Yield the words after ``warmup`` of each command in a page's shell blocks and its text."""
    lines = shell_lines(re.sub(r"^ +", "", text, flags=re.M)) + re.findall(r"`([^`\n]+)`", text)
    for line in lines:
        plain = re.sub(r'"[^"]*\$\([^"]*"', "FILE", line)
        for words in re.findall(r"(?:^|&& |bin/|exec bot )warmup ([^&|;>#]+)", plain):
            yield shlex.split(words)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_in_a_page_is_one_that_warmup_takes(page: str) -> None:
    for words in commands_in(text_of(page)):
        command: click.Command = warmup
        name, rest = "warmup", list(words)
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            name = rest.pop(0)
            with command.make_context(name, [], resilient_parsing=True) as context:
                found = command.get_command(context, name)
            assert found is not None, name
            command = found
        if not isinstance(command, click.Group) and rest and rest[-1] not in ("…", "--help"):
            command.make_context(name, rest)


def test_every_chat_command_is_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"`/{name}`" not in README] == []


def test_no_process_in_the_procfile_ends_by_itself_or_needs_more_than_the_requirements() -> None:
    # A host installs requirements.txt and nothing else, so there is no `warmup` command.
    # honcho and foreman stop all processes when one ends, as a release step would.
    assert (ROOT / "Procfile").read_text(encoding="utf-8") == "worker: python -m bot run\n"


def test_alerts_and_their_page_name_metrics_that_exist() -> None:
    metrics = Metrics()
    metrics.contact.labels("discord").set(1)
    metrics.graded("graded", 1.0)
    metrics.fitted("own", 4.0)
    with metrics.serving("SubmitChoice"):
        pass
    real = set(re.findall(r"^(\w+)[ {]", metrics.text().decode(), re.M))
    rules = yaml.safe_load(text_of("deploy/alerts.yml"))["groups"][0]["rules"]
    alerted = {name for rule in rules for name in re.findall(r"warmup_\w+", rule["expr"])}
    assert alerted <= real
    for rule in rules:
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert set(rule["annotations"]) == {"summary", "description"}
    page = text_of("docs/operating.md")
    table = set(re.findall(r"`((?:warmup|process)_\w+)`", page))
    families = {re.sub(r"_(bucket|count|sum|created)$", "", name) for name in real}
    assert table <= families | real
    ours = {name for name in families if name.startswith("warmup_")} - {"warmup_rounds"}
    assert ours <= table


def test_the_privacy_page_has_every_table_and_says_how_long() -> None:
    page = text_of("docs/privacy.md")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| ")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row[2])]
    assert sorted(named) == sorted(metadata.tables)
    kept = {name: row[3].strip() for row in rows for name in re.findall(r"`(\w+)`", row[2])}
    assert f"{housekeeping.DRILLS_KEPT.days} days" in kept["drills"]
    assert f"{housekeeping.DRILLS_KEPT.days} days" in kept["interviews"]
    assert f"{housekeeping.DRILLS_KEPT.days} days" in kept["group_quizzes"]
    assert f"{housekeeping.DELIVERIES_KEPT.days} days" in kept["deliveries"]
    assert f"{housekeeping.DRAFTS_KEPT.days} days" in kept["question_drafts"]
    assert (housekeeping.EVENTS_KEPT.days, kept["delivered_events"]) == (1, "a day")
    assert (housekeeping.PLAN_WAITS.seconds, kept["waiting_plans"]) == (3600, "an hour")
    assert f"`BACKUP_KEEP={DEFAULT_BACKUPS}`" in page


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
