"""What ``--json`` prints: one object of one shape, whatever the command and however it ended.

``{"ok": …, "result": …, "error": …}``: ``ok`` says whether the exit code is 0, ``result`` is what
the command found or did (null if it couldn't), ``error`` its ``message`` and ``fix`` (null if it
could). A check that found something wrong has a result and is not ok.
"""

import json
from typing import Any

import click

OPTION = "--json"

json_option = click.option(OPTION, "as_json", is_flag=True, help="Print JSON.")
"""The option that every command with something to print has."""


def echo_json(result: Any, *, ok: bool = True) -> None:  # noqa: ANN401  # any JSON value
    """Print what a command found or did."""
    _echo({"ok": ok, "result": result, "error": None})


def echo_error(message: str, fix: str = "") -> None:
    """Print why a command couldn't do it."""
    _echo({"ok": False, "result": None, "error": {"message": message, "fix": fix}})


def _echo(value: Any) -> None:  # noqa: ANN401  # any JSON value
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
