"""``warmup grader``: try the model that suggests ticks on answers that people have marked."""

import asyncio
from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.help import Group
from bot.cli.json_output import echo_json, json_option
from bot.cli.progress import working
from bot.cli.shared import settings
from bot.engine.errors import Refused
from bot.engine.rules.text import count_of, cut
from bot.grader.bench import (
    Agreement,
    BenchCase,
    CaseResult,
    PointResult,
    agreement,
    read_cases,
    run_case,
)
from bot.grader_settings import GraderSettings
from bot.graders import build_grader
from bot.ops import logs

LARGEST_FILE = 20_000_000
QUOTE = 60


@click.group(cls=Group)
def grader() -> None:
    """Try the model that suggests ticks (GRADER_MODEL)."""


@grader.command("try")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def try_(*, file: Path, as_json: bool) -> None:
    """Have the model read the answers in FILE and compare its ticks with people's marks.

    Example: warmup grader try docs/grader-sample.jsonl

    FILE has one JSON object per line: a question, its key points, an answer, and the numbers of
    the key points it covers. The answers are sent to GRADER_URL.

    Prints each key point that isn't as marked, then how many are. Exits with 1 if the model
    couldn't read an answer.
    """
    config = settings()
    if not config.grader.is_on:
        raise Refused("No model is set up.", "Set GRADER_MODEL and GRADER_URL (docs/grader.md).")
    logs.set_up("ERROR", config.secrets)
    cases = read_cases(_text_of(file))
    with working("Reading answers"):
        results = asyncio.run(_results(config.grader, cases))
    total = agreement(results)
    if as_json:
        shown = {"cases": [asdict(result) for result in results], "agreement": asdict(total)}
        echo_json(shown, ok=not total.failed)
    else:
        _echo(results, total)
    if total.failed:
        raise SystemExit(1)


async def _results(config: GraderSettings, cases: tuple[BenchCase, ...]) -> list[CaseResult]:
    model = build_grader(config)
    if model is None:
        return []
    try:
        return [await run_case(model, case) for case in cases]
    finally:
        await model.close()


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused(f"{file} is too large.", "Try up to 20 MB at a time.")
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise Refused(f"{file} can't be read: {error.strerror}.", "Check its name.") from error
    except UnicodeDecodeError:
        raise Refused(f"{file} isn't UTF-8 text.", "Save it as UTF-8.") from None


def _echo(results: list[CaseResult], total: Agreement) -> None:
    for result in results:
        if result.failure:
            click.echo(f"line {result.line}: not read: {result.failure}")
        for point in result.points:
            if not point.agrees:
                click.echo(_told(point))
    if total.points:
        share = round(100 * total.agreed / total.points)
        points = count_of(total.points, "key point")
        click.echo(f"{total.agreed:,} of {points} as people marked them ({share}%).")
        click.echo(
            f"Ticked but not covered: {total.ticked_wrongly:,}. Covered but not ticked: "
            f"{total.missed:,}. Claimed without words that show it: {total.unsupported:,}."
        )
    if total.failed:
        click.echo(f"Not read: {count_of(total.failed, 'answer')}.")


def _told(point: PointResult) -> str:
    what = "ticked, but not covered" if point.ticked else "covered, but not ticked"
    quote = f' ("{cut(" ".join(point.claim.quote.split()), QUOTE)}")' if point.claim.quote else ""
    return f"line {point.line}, key point {point.number}: {what}{quote}"
