"""Asks before the code of other people's questions runs, and says what it could reach."""

import sys
from pathlib import Path

import click

from bot.engine.errors import Refused
from content.code.process import obstacle
from content.format.loader import SHIPPED


def warn_of_code(root: Path, *, yes: bool) -> None:
    """Ask before the code of a bank other than the shipped one runs; ``yes`` answers.

    Raises Refused where nobody can be asked. Prints what isn't contained on this machine.
    """
    lacking = obstacle()
    if root.resolve() != SHIPPED.resolve() and not yes:
        _ask(root, contained=not lacking)
    if lacking:
        click.echo(
            "note: the code isn't contained on this machine: it can reach the network, your files "
            f"and other processes of yours ({lacking}).",
            err=True,
        )


def _ask(root: Path, *, contained: bool) -> None:
    what = f"This runs the Python and SQL code of the questions in {root} on this machine"
    if not sys.stdin.isatty():
        raise Refused(f"{what}.", "If you trust their authors, add --yes.")
    how = "without network or your files" if contained else "with your rights"
    click.confirm(f"{what}, {how}. Do you trust their authors?", abort=True, err=True)
