"""``warmup content export``: the questions of the bank, or a team's own, in any format."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from bot.cli.json_output import echo_json
from bot.cli.progress import working
from bot.cli.shared import shipped_bank
from bot.cli.tracks import require_track
from bot.clock import now
from bot.engine.errors import Refused
from bot.engine.model.questions import Question
from bot.engine.records.question_pool import track_title
from bot.engine.rules.text import count_of
from content.exporters.anki_note import deck_name
from content.exporters.formats import (
    SUFFIXES,
    Deck,
    ExportFormat,
    changed_by,
    exported,
    markdown_sources,
)
from content.exporters.whole_files import write_file
from content.importers.bank_files import write_bank_files
from content.importers.source import Source

WRITING = "Writing the questions"
CHECKING = "Reading the export back"
NAMED = 10
"""Questions that don't come back equal: more aren't named one by one."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is exported: some questions, whose they are, and what their decks are called."""

    questions: Sequence[Question]
    deck: Deck


@click.command("export")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in ExportFormat]),
    help="Default: what FILE ends in, such as .csv or .apkg; json for standard output.",
)
@click.option("--track", default="", help="Only this track, such as pytorch.")
@click.option("--team", metavar="NAME", help="The team's own questions instead of the bank's.")
@click.option("--overwrite", is_flag=True, help="Write over files that are there already.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def export(
    file: Path | None,
    format_: str | None,
    track: str,
    team: str | None,
    *,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write questions to FILE, a folder (Markdown), or standard output.

    An existing file is only overwritten with --overwrite. The export is read back at once:
    whatever an import wouldn't give back the same is named.

    \b
    warmup content export bank.json
    warmup content export --track pytorch pytorch.apkg
    warmup content export --team "Data platform" ours.csv
    warmup content export --format markdown my-bank/
    """  # noqa: D301  # click's mark: keep these lines
    target = None if file is None or str(file) == "-" else file
    chosen_format = _format(target, format_)
    if target is None and as_json:
        raise Refused("The questions would mix with the report.", "Name a file, or omit --json.")
    chosen = _of_team(team, track) if team is not None else _of_bank(track)
    if not chosen.questions:
        raise Refused("There are no questions to export.", "Choose another track or team.")
    if chosen_format is ExportFormat.MARKDOWN and target is not None:
        with working(WRITING):
            said = _write_folder(target, chosen.questions, overwrite=overwrite)
            sources = markdown_sources(chosen.questions)
    else:
        with working(WRITING):
            data = exported(chosen.questions, chosen_format, chosen.deck)
        said = _write(target, data, len(chosen.questions), overwrite=overwrite)
        sources = [Source(f"export{SUFFIXES[chosen_format]}", data)]
    with working(CHECKING):
        changed = changed_by(chosen.questions, sources)
    if as_json:
        echo_json(
            {
                "file": str(target),
                "format": chosen_format.value,
                "questions": len(chosen.questions),
                "changed": changed,
            }
        )
        return
    click.echo(said, err=target is None)
    if changed:
        click.echo(_about_changed(changed, chosen_format), err=target is None)


def _format(target: Path | None, named: str | None) -> ExportFormat:
    """Return the format that was named, or that the file's name says."""
    if named is None and target is not None:
        by_suffix = {suffix: each for each, suffix in SUFFIXES.items()}
        found = by_suffix.get(target.suffix.lower())
        if found is None:
            formats = ", ".join(each.value for each in ExportFormat)
            raise Refused(f"{target} doesn't say its format.", f"Add --format: {formats}.")
        return found
    chosen = ExportFormat(named or ExportFormat.JSON)
    if target is None and chosen is ExportFormat.MARKDOWN:
        raise Refused("Markdown is a folder with one file per question.", "Name the folder.")
    if target is None and chosen is ExportFormat.ANKI:
        raise Refused("An Anki deck isn't text.", "Name its file, such as deck.apkg.")
    return chosen


def _of_bank(track: str) -> _Chosen:
    bank = shipped_bank()
    require_track(bank, track)
    questions = [each for each in bank.questions.values() if track in ("", each.track)]
    return _Chosen(questions, Deck(lambda q: deck_name(track_title(bank, q.track)), now()))


def _of_team(name: str, track: str) -> _Chosen:
    from bot.cli.team_questions import team_with_questions  # noqa: PLC0415  # needs the database

    team, own = team_with_questions(name)
    bank = shipped_bank()
    questions = [each for each in own if track in ("", each.track)]
    deck = Deck(lambda q: deck_name(team.name, track_title(bank, q.track)), now(), team.stamp)
    return _Chosen(questions, deck)


def _write(target: Path | None, data: bytes, count: int, *, overwrite: bool) -> str:
    """Write one file, or to standard output; return a sentence about it."""
    questions = count_of(count, "question")
    if target is None:
        click.echo(data, nl=False)
        return f"{questions} written."
    try:
        write_file(target, data, overwrite=overwrite)
    except FileExistsError as error:
        fix = "Choose another name, or add --overwrite."
        raise Refused(f"{target} already exists.", fix) from error
    except OSError as error:
        wrong = f"{target} can't be written ({error.strerror})."
        raise Refused(wrong, "Check the path.") from error
    return f"{questions} written to {target}."


def _write_folder(folder: Path, questions: Sequence[Question], *, overwrite: bool) -> str:
    """Write one file per question; return a sentence about it. Raises Refused for what differs."""
    report = write_bank_files(questions, folder, overwrite=overwrite)
    said = f"{count_of(len(report.written), 'file')} written, {len(report.unchanged)} unchanged."
    if report.differing:
        names = "\n".join(f"  {path}" for path in report.differing)
        message = f"{said}\nNot overwritten because they differ:\n{names}"
        raise Refused(message, "Move or delete them first, or add --overwrite.")
    return said


def _about_changed(changed: Sequence[str], format_: ExportFormat) -> str:
    more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
    return (
        f"{count_of(len(changed), 'question')} won't import back exactly the same from "
        f"{format_.value}: {', '.join(changed[:NAMED])}{more}. For an exact copy, use json."
    )
