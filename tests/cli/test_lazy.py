"""Commands are imported when they are called, so that help and small commands come quickly."""

import json
import subprocess
import sys

import click
import pytest

from bot.cli.content import content
from bot.cli.help import LazyGroup
from bot.cli.main import warmup

HEAVY = ("discord", "slack_sdk", "slack_bolt", "sqlalchemy", "aiohttp", "apscheduler", "fsrs")
OF_OTHERS = ("bot.cli.content_check", "bot.cli.content_import", "bot.cli.content_export",
             "bot.cli.content_preview", "bot.preview.page", "content.importers")  # fmt: skip
PROBE = (
    "import json, sys; from bot.cli.main import main\n"
    "try: main(sys.argv[1:])\n"
    "except SystemExit as end: assert not end.code, end.code\n"
    "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
)


def imported_by(*command: str) -> set[str]:
    """Run a command in a Python of its own; return the modules it has imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *command], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "command",
    [("content", "--help"), ("content", "show", "--help"), ("content", "list", "--track", "sql")],
)
def test_help_and_lists_import_no_platform_no_database_and_no_other_command(
    command: tuple[str, ...],
) -> None:
    modules = imported_by(*command)
    assert "bot.cli.content" in modules
    assert not modules & {*HEAVY, *OF_OTHERS}


def test_the_help_of_warmup_imports_no_command() -> None:
    assert not {
        name for name in imported_by("--help") if name.startswith(("bot.adapters", "content"))
    }


def test_a_question_is_shown_without_the_checks_imports_and_the_database() -> None:
    modules = imported_by("content", "show", "pytorch/tensor-views")
    assert not modules & {"sqlalchemy", "apscheduler", *OF_OTHERS}


def test_what_a_list_says_of_a_command_is_what_its_own_help_begins_with() -> None:
    assert isinstance(content, LazyGroup)
    context = click.Context(content)
    for name in content.lazy:
        command = content.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(1000) == content.about(context, name)


@pytest.mark.parametrize("group", [warmup, content])
def test_every_command_is_listed_once(group: click.Group) -> None:
    names = group.list_commands(click.Context(group))
    assert len(names) == len(set(names))
    assert {*names} >= {*group.commands}
