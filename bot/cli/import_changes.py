"""What an import would change, told before it happens, and whether it may."""

import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from bot.engine.errors import Refused
from bot.engine.rules.text import count_of, cut
from content.importers.updates import Change, PartChange, Update

SHOWN = 20
"""So many changed questions are shown; ``--dry-run --json`` has all of them."""
_BEFORE, _EXCERPT = 20, 70
"""Characters of a text before its first difference, and of all that is shown of it."""


def echo_changes(changes: Sequence[Change], *, err: bool = False) -> None:
    """Print each changed question with its parts before and after."""
    if not changes:
        return
    click.echo(f"{count_of(len(changes), 'question')} would change:", err=err)
    for change in changes[:SHOWN]:
        click.echo(f"  {change.before.id}: {change.before.title}", err=err)
        for part in change.parts:
            click.echo(f"    {_line(part)}", err=err)
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
    click.echo("Answers already given stay judged by what people saw.", err=True)
    if not click.confirm(f"Change {_them(len(changes))}?", err=True):
        raise Refused("Nothing was imported.", fix)


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _the_new(count: int) -> str:
    return "the new one" if count == 1 else f"the {count:,} new ones"


def _line(part: PartChange) -> str:
    before, after = _excerpts(part.before, part.after)
    if not part.before.strip():
        told = f"{part.part} added: {after}"
    elif not part.after.strip():
        told = f"{part.part} removed: {before}"
    else:
        told = f"{part.part}: {before} → {after}"
    return f"{told} (replaces what was edited here)" if part.edited else told


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return both texts on one line, from shortly before the place where they differ."""
    texts = [" ".join(text.split()) for text in (before, after)]
    differ = next(
        (at for at, (one, other) in enumerate(zip(*texts, strict=False)) if one != other),
        min(map(len, texts)),
    )
    start = max(differ - _BEFORE, 0)
    start = texts[0].rfind(" ", 0, start) + 1 if start else 0
    return _quoted(texts[0], start), _quoted(texts[1], start)


def _quoted(text: str, start: int) -> str:
    return f'"{"…" if start else ""}{cut(text[start:], _EXCERPT)}"'
