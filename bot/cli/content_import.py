"""``warmup content import``: turns a team's own Markdown notes into questions."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from bot.cli.json_output import echo_json
from bot.engine.errors import Refused
from bot.engine.model.questions import Question
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.text import count_of
from content.importers.bank_files import WriteReport, write_bank_files
from content.importers.notes import ImportResult, import_notes
from content.importers.reading import read_notes


@click.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write one file per question into this folder.",
)
@click.option("--team", metavar="NAME", help="Store them as this team's own questions.")
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print counts, repairs and warnings as JSON.")
def import_(
    file: Path, into: Path | None, team: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Import questions from Markdown notes; nothing is ever overwritten.

    A question is a heading "### Question: Title", the text below it, and "### Answer" with
    the model answer, if there is one. Sections become tags, tracks and levels.

    \b
    warmup content import notes.md --dry-run
    warmup content import notes.md --into my-bank
    warmup content import notes.md --team "Data platform"
    """  # noqa: D301  # click's mark: keep these lines
    if into is not None and team is not None:
        raise Refused("Use --into or --team, not both.", "Remove one of them.")
    if into is None and team is None and not dry_run:
        raise Refused("Where should the questions go?", "Add --into DIR, --team NAME or --dry-run.")
    result = import_notes(read_notes(file))
    if not result.questions:
        wrong = f"No questions found in {file}."
        raise Refused(wrong, "Start each with a heading such as '### Question: Tensors'.")
    leaking = {each.id: line for each in result.questions if (line := _leak(each))}
    kept = replace(result, questions=tuple(q for q in result.questions if q.id not in leaking))
    outcome, differing = _store(kept, into, team, dry_run=dry_run)
    if as_json:
        echo_json(_plain(result))
    else:
        _print(result)
        click.echo(outcome)
    if leaking:
        names = "\n".join(leaking.values())
        message = f"Not imported because the prompt shows the answer:\n{names}"
        fix = "Move each answer below a heading '### Answer', then import again."
        raise Refused(message, fix)
    if differing:
        names = "\n".join(f"  {name}" for name in differing)
        message = f"{len(differing)} not overwritten because they differ from the notes:\n{names}"
        raise Refused(message, "Move or edit them, then import again.")


def _leak(question: Question) -> str:
    """Return a line about a question whose prompt shows its answer; empty for any other."""
    sign = sign_of_answer(question)
    return f"  line {question.source}: {question.id} ({sign})" if sign else ""


def _store(
    result: ImportResult, into: Path | None, team: str | None, *, dry_run: bool
) -> tuple[str, tuple[str, ...]]:
    """Store the questions; return a sentence on what happened, and what was not overwritten."""
    would = "would be " if dry_run else ""
    if into is not None:
        report: WriteReport = write_bank_files(result.questions, into, dry_run=dry_run)
        sentence = (
            f"{count_of(len(report.written), 'file')} {would}written to {into}, "
            f"{len(report.unchanged)} unchanged."
        )
        return sentence, tuple(map(str, report.differing))
    if team is not None:
        # Only this way needs the database.
        from bot.cli.team_questions import store  # noqa: PLC0415

        stored = store(team, result.questions, dry_run=dry_run)
        sentence = (
            f"{count_of(len(stored.new), 'question')} {would}stored for {team}, "
            f"{len(stored.unchanged)} unchanged."
        )
        if not all(question.choices for question in result.questions):
            sentence += (
                "\nQuestions without choices are only asked by schedules whose format is open or "
                "thread."
            )
        return sentence, stored.differing
    return "Nothing was written (--dry-run).", ()


def _plain(result: ImportResult) -> dict[str, object]:
    return {
        "headings": result.headings,
        "questions": len(result.questions),
        "with_answer": result.with_answer,
        "without_answer": result.without_answer,
        "repairs": [asdict(repair) for repair in result.repairs],
        "warnings": [asdict(warning) for warning in result.warnings],
    }


def _print(result: ImportResult) -> None:
    for repair in result.repairs:
        click.echo(f"line {repair.line}: fixed {_around(repair.before, repair.after)}")
    for warning in result.warnings:
        click.echo(f"line {warning.line}: {warning.message}")
    click.echo(
        f"{count_of(result.headings, 'question heading')}, "
        f"{count_of(len(result.questions), 'question')}: "
        f"{result.with_answer} with an answer, {result.without_answer} without."
    )


def _around(before: str, after: str, width: int = 24) -> str:
    """Return the first place at which a line was fixed, before and after."""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after)
    )
    low = max(0, start - 12)
    return f"…{before[low : start + width]}… to …{after[low : start + width]}…"
