"""``warmup content import``: turns a team's own list of questions, in any format, into its own."""

from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.import_changes import echo_changes, may_change, plain_update
from bot.cli.import_destination import (
    Destination,
    FolderDestination,
    Nowhere,
    TeamDestination,
)
from bot.cli.import_report import echo_preview, echo_report, plain_report, seen_in
from bot.cli.json_output import echo_json
from bot.cli.progress import READING, counting, working
from bot.engine.errors import Refused, WarmupError
from content.importers.choosing import READERS, reader_named
from content.importers.gathering import gathered
from content.importers.pipeline import ReadSource, with_ids, with_own_ids, with_track
from content.importers.reading import read_source
from content.importers.source import Source

COMPARING = "Comparing with the questions that are there"
STORING = "Storing the questions"
NAMED = 20
"""Sources without a question: more aren't named one by one."""


@click.command("import")
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--as",
    "reader",
    metavar="READER",
    default="",
    help="Read it as this format, such as csv or anki.  [found by content]",
)
@click.option(
    "--track",
    metavar="NAME",
    default="",
    help="Put all questions into this track.  [what the list says]",
)
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write one file per question into this folder.",
)
@click.option("--team", metavar="NAME", help="Store them as this team's own questions.")
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.option("--yes", is_flag=True, help="Change questions that are there already, unasked.")
@click.option("--only-new", is_flag=True, help="Add new questions and change none.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_(
    sources: tuple[Path, ...],
    reader: str,
    track: str,
    into: Path | None,
    team: str | None,
    *,
    dry_run: bool,
    yes: bool,
    only_new: bool,
    as_json: bool,
) -> None:
    """Import questions from files, folders and archives; run it again to update them.

    The format is found by content: Markdown lists of any shape, tables, flashcards and quizzes.
    A question whose prompt may show its answer is stored unchecked: nobody is asked it before
    you have looked (warmup content approve).

    Importing a list again updates its questions, even if their words changed. You see every
    change first, and are asked.

    \b
    warmup content import notes.md --dry-run
    warmup content import list.md deck.apkg --team "Data platform"
    warmup content import lists/ --into my-bank --as numbered-headings
    """  # noqa: D301  # click's mark: keep these lines
    destination = _destination(into, team, dry_run=dry_run)
    read = _read(sources, reader)
    if track:
        read = [with_track(each, track) for each in read]
    read = with_own_ids(read)
    if not any(each.questions for each in read):
        raise _nothing(read)
    questions = [each.stored for source in read for each in source.questions]
    with working(COMPARING):
        planned = destination.plan(questions)
    read = with_ids(read, planned.ids)
    if not as_json:
        echo_report(read)
    if not dry_run:
        may_change(() if only_new else planned.changed, yes=yes, others=len(planned.new))
        with working(STORING):
            destination.store(questions, planned, changes=not only_new)
    held = _unchecked(read) if into is not None else []
    if as_json:
        report = {**plain_report(read), **plain_update(planned), "not_written": held}
        echo_json(report, ok=not held)
        if held:
            raise SystemExit(1)
        return
    if dry_run:
        echo_preview([each.question for source in read for each in source.questions])
        echo_changes(() if only_new else planned.changed)
    click.echo(destination.told(planned, dry_run=dry_run, changes=not only_new))
    if held:
        names = "\n".join(f"  {name}" for name in held)
        message = f"Not written because the prompt may show the answer:\n{names}"
        fix = "Move each answer below a heading '### Answer' and import again, or use --team."
        raise Refused(message, fix)


def _destination(into: Path | None, team: str | None, *, dry_run: bool) -> Destination:
    if into is not None and team is not None:
        raise Refused("Use --into or --team, not both.", "Remove one of them.")
    if into is not None:
        return FolderDestination(into)
    if team is not None:
        return TeamDestination(team)
    if dry_run:
        return Nowhere()
    raise Refused("Where should the questions go?", "Add --into DIR, --team NAME or --dry-run.")


def _read(paths: Sequence[Path], reader: str) -> list[ReadSource]:
    """Read every source; of several, one that can't be read is reported and left out."""
    if reader:
        reader_named(reader)
    with working(READING):
        sources = list(gathered(paths))
        if len(sources) == 1:
            return [read_source(sources[0], reader)]
    read: list[ReadSource] = []
    with counting(READING) as report:
        for source in sources:
            report(len(read), len(sources))
            read.append(_read_one(source, reader))
    return read


def _read_one(source: Source, reader: str) -> ReadSource:
    try:
        return read_source(source, reader)
    except WarmupError as error:
        return ReadSource(source.name, "none", "", (), (), (), str(error), 0, 0)


def _nothing(read: Sequence[ReadSource]) -> Refused:
    """Return what to say when no source has a question: what they hold instead."""
    saw = "\n".join(
        f"  {each.name}: {seen_in(each) or 'nothing that asks'}" for each in read[:NAMED]
    )
    names = read[0].name if len(read) == 1 else f"{len(read)} files"
    formats = ", ".join(each.name for each in READERS)
    return Refused(
        f"No questions found in {names}.\n{saw}",
        f"Name the format with --as ({formats}); docs/importing.md shows how each is read.",
    )


def _unchecked(read: Sequence[ReadSource]) -> list[str]:
    return [
        f"{source.name}, line {each.line}: {each.question.id} ({each.unchecked})"
        for source in read
        for each in source.questions
        if each.unchecked
    ]
