"""What an import would change, told before it happens, and whether it may."""

import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from bot.engine.errors import Refused
from bot.engine.model.import_plan import Change, Update
from bot.engine.rules.import_words import JUDGED, change_line
from bot.engine.rules.text import count_of

SHOWN = 20
"""So many changed questions are shown; ``--dry-run --json`` has all of them."""


def echo_changes(changes: Sequence[Change], *, err: bool = False) -> None:
    """Print each changed question with its parts before and after."""
    if not changes:
        return
    click.echo(f"{count_of(len(changes), 'question')} would change:", err=err)
    for change in changes[:SHOWN]:
        click.echo(f"  {change.before.id}: {change.before.title}", err=err)
        for part in change.parts:
            click.echo(f"    {change_line(part)}", err=err)
    if len(changes) > SHOWN:
        more = f"  and {len(changes) - SHOWN:,} more (--dry-run --json shows all of them)"
        click.echo(more, err=err)


def plain_update(planned: Update) -> dict[str, object]:
    """Return what an import does as plain values, for JSON."""
    return {
        "new": [question.id for question in planned.new],
        "changed": [
            {
                "id": change.before.id,
                "title": change.before.title,
                "parts": [asdict(part) for part in change.parts],
            }
            for change in planned.changed
        ],
        "unchanged": list(planned.unchanged),
        "edited_here": list(planned.edited),
    }


def may_change(changes: Sequence[Change], *, yes: bool, others: int) -> None:
    """Ask before questions are overwritten; ``yes`` answers.

    Raises Refused where nobody can be asked, or where the answer is no. ``others`` is how many
    new questions could be added without any change.
    """
    if not changes or yes:
        return
    fix = f"--only-new adds {_the_new(others)} and changes nothing." if others else ""
    echo_changes(changes, err=True)
    if not sys.stdin.isatty():
        message = f"{count_of(len(changes), 'question')} would change, so nothing was imported."
        raise Refused(message, f"Add --yes to change {_them(len(changes))}. {fix}".strip())
    click.echo(JUDGED, err=True)
    if not click.confirm(f"Change {_them(len(changes))}?", err=True):
        raise Refused("Nothing was imported.", fix)


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _the_new(count: int) -> str:
    return "the new one" if count == 1 else f"the {count:,} new ones"
