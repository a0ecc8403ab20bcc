"""``--json`` prints one object of one shape, whatever the command and however it ends."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli.main import warmup
from tests.support.process import result_of, shell

FREE = {("run",), ("init",), ("content", "preview")}
"""What talks to a person until it ends."""


def commands(group: click.Group = warmup, *names: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command that can be run."""
    with warmup.make_context("warmup", [], resilient_parsing=True) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from commands(command, *names, name)
            else:
                yield (*names, name)


@pytest.mark.parametrize("names", [each for each in commands() if each not in FREE])
def test_every_command_takes_it_and_reports_wrong_use_in_it(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    done = shell(tmp_path, *names, "--json", "--zzz")
    assert (done.returncode, done.stderr) == (2, "")
    error = json.loads(done.stdout)["error"]
    assert error == {"message": "No such option '--zzz'.", "fix": ""}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("doctr",), 2, 'There\'s no command "doctr". Did you mean doctor?'),
        (
            ("content", "show", "nothing/here"),
            1,
            'There is no file and no question "nothing/here".',
        ),
        (("db", "check"), 1, "There's no database at warmup.db: run `warmup db upgrade`."),
        (("db", "copy", "sqlite:///a.db"), 2, "Missing argument 'TO'."),
        (("content", "show", "a\x1bb"), 1, "has a control character"),
    ],
)
def test_an_error_says_the_same_as_without(
    tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    plain = shell(tmp_path, *arguments)
    done = shell(tmp_path, *arguments, "--json")
    assert plain.returncode == done.returncode == code
    assert result_of(done) is None
    error = json.loads(done.stdout)["error"]
    assert message in error["message"]
    assert error["message"] in plain.stderr
    assert error["fix"] in plain.stderr


@pytest.mark.slow
def test_what_was_done_is_the_result(tmp_path: Path) -> None:
    assert result_of(shell(tmp_path, "db", "upgrade", "--json"))["before"] is None
    again = result_of(shell(tmp_path, "db", "upgrade", "--json"))
    assert again["before"] == again["revision"]
    made = result_of(shell(tmp_path, "db", "backup", "copy.db", "--json"))
    size = (tmp_path / "copy.db").stat().st_size
    assert made == {"file": "copy.db", "bytes": size, "deleted": []}
    assert result_of(shell(tmp_path, "content", "show", "pytorch/tensor-views", "--json"))["id"]
    tracks = result_of(shell(tmp_path, "content", "tracks", "--json"))
    assert {"pytorch", "sql"} <= {each["track"] for each in tracks if each["questions"]}
    assert result_of(shell(tmp_path, "content", "export", "bank.json", "--json"))["questions"] > 400


def test_no_line_of_a_help_is_cut(tmp_path: Path) -> None:
    groups = {names[:-1] for names in commands()}
    for names in sorted(groups | {*commands()}):
        told = shell(tmp_path, *names, "--help").stdout.splitlines()[1:]  # after the usage
        assert [line for line in told if line.endswith(("...", "…"))] == [], names
