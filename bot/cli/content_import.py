"""``warmup content import``: turns a team's own list of questions, in any format, into its own."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.import_report import echo_preview, echo_report, plain_report
from bot.cli.json_output import echo_json
from bot.engine.errors import Refused, WarmupError
from bot.engine.model.questions import Question
from bot.engine.rules.text import count_of
from content.importers.bank_files import write_bank_files
from content.importers.choosing import READERS, reader_named
from content.importers.gathering import gathered
from content.importers.pipeline import ReadSource, with_own_ids, with_track
from content.importers.reading import read_source
from content.importers.source import Source

MANY = 20
"""With more sources, a bar on standard error shows how far the import is."""


@click.command("import")
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--as", "reader", metavar="READER", default="", help="Read it as this format.")
@click.option("--track", metavar="NAME", default="", help="Put all questions into this track.")
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write one file per question into this folder.",
)
@click.option("--team", metavar="NAME", help="Store them as this team's own questions.")
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_(
    sources: tuple[Path, ...],
    reader: str,
    track: str,
    into: Path | None,
    team: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import questions from files, folders and archives; nothing is ever overwritten.

    The format is found by content: Markdown lists of any shape, tables, flashcards and quizzes.
    A question whose prompt may show its answer is stored unchecked: nobody is asked it before
    you have looked (warmup content approve).

    \b
    warmup content import notes.md --dry-run
    warmup content import list.md deck.apkg --team "Data platform"
    warmup content import lists/ --into my-bank --as numbered-headings
    """  # noqa: D301  # click's mark: keep these lines
    _require_place(into, team, dry_run=dry_run)
    read = _read(sources, reader)
    if track:
        read = [with_track(each, track) for each in read]
    read = list(with_own_ids(read))
    if not any(each.questions for each in read):
        raise _nothing(read)
    outcome, differing = _store(read, into, team, dry_run=dry_run)
    if as_json:
        held = [*differing, *(_unchecked(read) if into is not None else ())]
        echo_json({**plain_report(read), "not_written": held}, ok=not held)
        if held:
            raise SystemExit(1)
        return
    echo_report(read)
    if dry_run:
        echo_preview([each.question for source in read for each in source.questions])
    click.echo(outcome)
    if into is not None and (unchecked := _unchecked(read)):
        names = "\n".join(unchecked)
        message = f"Not written because the prompt may show the answer:\n{names}"
        fix = "Move each answer below a heading '### Answer' and import again, or use --team."
        raise Refused(message, fix)
    if differing:
        names = "\n".join(f"  {name}" for name in differing)
        message = f"{len(differing)} not overwritten because they differ:\n{names}"
        raise Refused(message, "Move or edit them, then import again.")


def _require_place(into: Path | None, team: str | None, *, dry_run: bool) -> None:
    if into is not None and team is not None:
        raise Refused("Use --into or --team, not both.", "Remove one of them.")
    if into is None and team is None and not dry_run:
        raise Refused("Where should the questions go?", "Add --into DIR, --team NAME or --dry-run.")


def _read(paths: Sequence[Path], reader: str) -> list[ReadSource]:
    """Read every source; of several, one that can't be read is reported and left out."""
    if reader:
        reader_named(reader)
    sources = list(gathered(paths))
    if len(sources) == 1:
        return [read_source(sources[0], reader)]
    if len(sources) <= MANY or not sys.stderr.isatty():
        return [_read_one(source, reader) for source in sources]
    with click.progressbar(sources, label="Reading", file=sys.stderr) as bar:
        return [_read_one(source, reader) for source in bar]


def _read_one(source: Source, reader: str) -> ReadSource:
    try:
        return read_source(source, reader)
    except WarmupError as error:
        return ReadSource(source.name, "none", "", (), (), (), str(error), 0, 0)


def _nothing(read: Sequence[ReadSource]) -> Refused:
    """Return what to say when no source has a question: what they hold instead."""
    saw = "\n".join(f"  {each.name}: {each.saw or 'nothing that asks'}" for each in read[:MANY])
    names = read[0].name if len(read) == 1 else f"{len(read)} files"
    formats = ", ".join(each.name for each in READERS)
    return Refused(
        f"No questions found in {names}.\n{saw}",
        f"Name the format with --as ({formats}); docs/importing.md shows how each is read.",
    )


def _unchecked(read: Sequence[ReadSource]) -> list[str]:
    return [
        f"  {source.name}, line {each.line}: {each.question.id} ({each.unchecked})"
        for source in read
        for each in source.questions
        if each.unchecked
    ]


def _store(
    read: Sequence[ReadSource], into: Path | None, team: str | None, *, dry_run: bool
) -> tuple[str, tuple[str, ...]]:
    """Store the questions; return a sentence on what happened, and what was not overwritten."""
    would = "would be " if dry_run else ""
    if into is not None:
        safe = [each.question for source in read for each in source.questions if not each.unchecked]
        report = write_bank_files(safe, into, dry_run=dry_run)
        sentence = (
            f"{count_of(len(report.written), 'file')} {would}written to {into}, "
            f"{len(report.unchanged)} unchanged."
        )
        return sentence, tuple(map(str, report.differing))
    if team is not None:
        return _store_for(
            team, [each.stored for s in read for each in s.questions], dry_run=dry_run
        )
    return "Nothing was written (--dry-run).", ()


def _store_for(
    team: str, questions: Sequence[Question], *, dry_run: bool
) -> tuple[str, tuple[str, ...]]:
    # Only this way needs the database.
    from bot.cli.team_questions import store  # noqa: PLC0415

    stored = store(team, questions, dry_run=dry_run)
    would = "would be " if dry_run else ""
    new = count_of(len(stored.new), "question")
    sentences = [f"{new} {would}stored for {team}, {len(stored.unchanged)} unchanged."]
    if not all(question.choices for question in questions):
        sentences.append(
            "Questions without choices are only asked by schedules whose format is open or thread."
        )
    if stored.unchecked:
        sentences.append(
            f"{count_of(len(stored.unchecked), 'question')} of them {would}unchecked and asked of "
            f'nobody. Look: warmup content list --team "{team}" --unchecked'
        )
    return "\n".join(sentences), stored.differing
