"""``warmup content check``: finds problems in questions, and says how to fix each."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG

import click

from bot.cli.code_consent import warn_of_code
from bot.cli.content_report import plain_report, print_report
from bot.cli.json_output import echo_json, json_option
from bot.cli.previews import platform_problems
from bot.cli.progress import READING, counting, working
from bot.cli.question_argument import path_of
from bot.cli.tracks import require_track
from bot.engine.errors import Refused
from bot.engine.rules.text import shorten
from content.checks.bank import CheckReport, check_bank
from content.checks.twins import NEAR, TWINS
from content.code.report import BlockRun, CodeReport
from content.code.runner import LIMIT, run_bank
from content.format.loader import SHIPPED, LoadedBank, load_bank
from content.format.regular_files import located

NO_FILES = (
    'Write them as files first: warmup content export --format markdown my-bank/ --team "{team}"'
)
MAX_LIMIT = 3600.0
"""The most seconds ``--limit`` can give a block."""


def _seconds(ctx: click.Context, option: click.Parameter, limit: float) -> float:
    if not 0 < limit <= MAX_LIMIT:  # also refuses "nan", of which every comparison is false
        message = f"{limit:g} isn't a number of seconds above 0 and up to {MAX_LIMIT:g}."
        raise click.BadParameter(message, ctx, option)
    return limit


@click.command()
@click.argument("what", nargs=-1, metavar="[ID|PATH]...")
@click.option("--track", default="", help="Only this track, such as pytorch.")
@click.option("--team", metavar="NAME", help="This team's own questions instead of the bank's.")
@click.option(
    "--code",
    "run_code",
    is_flag=True,
    help="Run the python and sql blocks on this machine too; asks first if they aren't ours.",
)
@click.option("--yes", is_flag=True, help="With --code: run the code of your files unasked.")
@click.option(
    "--limit",
    default=LIMIT,
    show_default=True,
    callback=_seconds,
    help="Seconds one code block may take.",
)
@click.option("--drafts", is_flag=True, help="Accept questions that are not finished yet.")
@json_option
def check(
    what: tuple[str, ...],
    *,
    track: str,
    team: str | None,
    run_code: bool,
    yes: bool,
    limit: float,
    drafts: bool,
    as_json: bool,
) -> None:
    """List problems with file, line and fix. Exits with 1 if there are any.

    PATH is a file or folder of questions, ID a built-in question. Without either, all built-in
    questions are checked. With --team, ID is a question of the team's own, and the lines are
    those that warmup content edit shows.

    \b
    warmup content check
    warmup content check --track pytorch --code
    warmup content check my-bank/sql/joins.md
    warmup content check pytorch/tensor-views
    warmup content check --team "Data platform"

    --code runs what the files say: use it only on files whose authors you trust. On Linux the
    code gets no network and none of your files, and everything it starts is ended; where that
    isn't possible, a line says what the code can reach. Memory, CPU time, files and processes
    are limited everywhere, and your settings and tokens are never passed on.
    """  # noqa: D301  # click's mark: keep these lines
    if team is not None:
        if run_code or drafts:
            raise Refused("--code and --drafts are for files.", NO_FILES.format(team=team))
        _check_team(team, what, track, as_json=as_json)
        return
    root, only = _root([path_of(each) for each in what])
    with working(READING):
        bank = load_bank(root)
    require_track(bank, track)
    files = _wanted(bank, only, track)
    if not files and not bank.problems:
        raise Refused(f"No questions found in {root}.", "Give a folder of <track>/<name>.md files.")
    twins = NEAR if only else TWINS
    if run_code:
        warn_of_code(root, yes=yes)
    with working("Checking the questions"):
        report = check_bank(bank, drafts=drafts, platforms=(platform_problems,), twins=twins)
    report = _narrowed(report, files, whole=not (only or track))
    code = _run(files, limit) if run_code else None
    _tell(len(files), report, code, as_json=as_json)


def _check_team(team: str, ids: Sequence[str], track: str, *, as_json: bool) -> None:
    from bot.cli.check_team import check_team  # noqa: PLC0415  # needs the database

    with working("Checking the questions"):
        questions, report = check_team(team, ids, track)
    _tell(questions, report, None, as_json=as_json)


def _tell(questions: int, report: CheckReport, code: CodeReport | None, *, as_json: bool) -> None:
    """Print what was found; exit with 1 if it's a problem."""
    problems = (*report.problems, *(code.problems if code else ()))
    if as_json:
        echo_json(plain_report(questions, problems, report, code), ok=not problems)
    else:
        print_report(questions, problems, report, code)
    if problems:
        raise SystemExit(1)


def _root(paths: Sequence[Path]) -> tuple[Path, list[Path]]:
    """Return the bank's folder, and which of its files and folders to check."""
    if not paths:
        return SHIPPED, []
    for path in paths:
        _require(path)
    places = [located(path) for path in paths]
    roots = set(map(_bank_of, places))
    if len(roots) > 1:
        raise Refused("These files come from different banks.", "Check one bank at a time.")
    return roots.pop(), places


def _require(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(f"{path} doesn't exist.", "Name a file or folder of questions.") from None
    except OSError as error:  # such as links in a circle, or a name that's too long
        wrong = f"{shorten(str(path))} can't be read ({error.strerror})."
        raise Refused(wrong, "Name a file or folder of questions.") from None
    if not (S_ISDIR(mode) or S_ISREG(mode)):
        wrong = f"{path} is a pipe or device."
        raise Refused(wrong, "Name a file or folder of questions.")


def _bank_of(path: Path) -> Path:
    if not path.is_dir():
        return path.parent.parent
    if path == SHIPPED.resolve() or any(path.glob("*/*.md")):
        return path
    return path.parent if any(path.glob("*.md")) else path


def _wanted(bank: LoadedBank, only: Sequence[Path], track: str) -> dict[str, Path]:
    """Return the files to check: as they are named in problems, and where they are."""
    found = {parsed.file: located(Path(parsed.file)) for parsed in bank.files}
    return {
        name: path
        for name, path in found.items()
        if (not only or any(path.is_relative_to(wish) for wish in only))
        and track in ("", path.parent.name)
    }


def _narrowed(report: CheckReport, files: dict[str, Path], *, whole: bool) -> CheckReport:
    """Return what concerns ``files``: their problems and twins, and the figures of their tracks."""
    if whole:
        return report
    places = {*files, *(name.rpartition("/")[0] for name in files)}
    tracks = {path.parent.name for path in files.values()}
    ids = {f"{path.parent.name}/{path.stem}" for path in files.values()}
    return CheckReport(
        tuple(problem for problem in report.problems if problem.file in places),
        tuple(note for note in report.notes if note.file in places),
        tuple(
            replace(
                track,
                twins=tuple(each for each in track.twins if not ids.isdisjoint(each.pair)),
            )
            for track in report.tracks
            if track.track in tracks
        ),
    )


def _run(files: dict[str, Path], limit: float) -> CodeReport:
    done = count(1)
    with counting("Running the code") as report:

        def progress(path: Path, runs: Sequence[BlockRun]) -> None:
            del path, runs
            report(next(done), len(files))

        report(0, len(files))
        return run_bank([Path(name) for name in files], limit=limit, progress=progress)
