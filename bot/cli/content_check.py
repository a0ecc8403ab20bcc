"""``warmup content check``: everything wrong with questions, with the fix for each."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.previews import platform_problems
from bot.cli.shared import echo_json
from bot.engine.errors import NotFound, Refused
from content.checks.bank import CheckReport, check_bank
from content.checks.tracks import TrackReport
from content.code.runner import LIMIT, BlockRun, CodeReport, State, run_bank
from content.format.loader import SHIPPED, LoadedBank, load_bank
from content.format.problems import Problem, did_you_mean


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--track", default="", help="Only this track, such as pytorch.")
@click.option("--code", "run_code", is_flag=True, help="Run the python and sql blocks too.")
@click.option("--limit", default=LIMIT, show_default=True, help="Seconds a block of code may take.")
@click.option("--drafts", is_flag=True, help="Accept questions that are not finished yet.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(
    paths: tuple[Path, ...],
    *,
    track: str,
    run_code: bool,
    limit: float,
    drafts: bool,
    as_json: bool,
) -> None:
    """Report every problem with file, line and fix; exit with 1 if there is one.

    PATH is a file or folder of questions; without it, the shipped bank.

    \b
    warmup content check
    warmup content check --track pytorch --code
    warmup content check content/bank/pytorch/tensor-views.md
    """  # noqa: D301  # click's mark: keep these lines
    root, only = _root(paths)
    bank = load_bank(root)
    if track and track not in bank.tracks:
        raise NotFound(f"There is no track {track!r}.", did_you_mean(track, bank.tracks))
    files = _wanted(bank, only, track)
    if not files and not bank.problems:
        raise Refused(f"{root} holds no questions.", "A bank is a folder of <track>/<name>.md.")
    report = check_bank(bank, drafts=drafts, platforms=(platform_problems,))
    report = _narrowed(report, files, whole=not (only or track))
    code = _run(files, limit, quiet=as_json) if run_code else None
    problems = (*report.problems, *(code.problems if code else ()))
    if as_json:
        echo_json(_plain(len(files), problems, report, code))
    else:
        _print(len(files), problems, report, code)
    if problems:
        raise SystemExit(1)


def _root(paths: Sequence[Path]) -> tuple[Path, list[Path]]:
    """Return the bank's folder, and the files and folders of it that were asked for."""
    if not paths:
        return SHIPPED, []
    for path in paths:
        if not path.exists():
            raise Refused(f"There is no {path}.", "Name a file or folder of questions.")
    roots = {_bank_of(path.resolve()) for path in paths}
    if len(roots) > 1:
        raise Refused("These belong to different banks.", "Check one bank at a time.")
    return roots.pop(), [path.resolve() for path in paths]


def _bank_of(path: Path) -> Path:
    if path.is_file():
        return path.parent.parent
    if path == SHIPPED.resolve() or any(path.glob("*/*.md")):
        return path
    return path.parent if any(path.glob("*.md")) else path


def _wanted(bank: LoadedBank, only: Sequence[Path], track: str) -> dict[str, Path]:
    """Return the files asked for: as they are named in problems, and where they are."""
    found = {parsed.file: Path(parsed.file).resolve() for parsed in bank.files}
    return {
        name: path
        for name, path in found.items()
        if (not only or any(path.is_relative_to(wish) for wish in only))
        and track in ("", path.parent.name)
    }


def _narrowed(report: CheckReport, files: dict[str, Path], *, whole: bool) -> CheckReport:
    """Keep what concerns ``files``: their own problems, and their tracks'."""
    if whole:
        return report
    places = {*files, *(name.rpartition("/")[0] for name in files)}
    tracks = {path.parent.name for path in files.values()}
    return CheckReport(
        tuple(problem for problem in report.problems if problem.file in places),
        tuple(track for track in report.tracks if track.track in tracks),
    )


def _run(files: dict[str, Path], limit: float, *, quiet: bool) -> CodeReport:
    with click.progressbar(
        length=len(files), label="Running code", hidden=quiet, file=sys.stderr
    ) as bar:

        def progress(path: Path, runs: Sequence[BlockRun]) -> None:
            del path, runs
            bar.update(1)

        return run_bank([Path(name) for name in files], limit=limit, progress=progress)


def _plain(
    count: int, problems: Sequence[Problem], report: CheckReport, code: CodeReport | None
) -> dict[str, object]:
    return {
        "questions": count,
        "problems": [problem.to_plain() for problem in problems],
        "tracks": [track.to_plain() for track in report.tracks],
        "code": code.to_plain() if code else None,
    }


def _print(
    count: int, problems: Sequence[Problem], report: CheckReport, code: CodeReport | None
) -> None:
    for problem in problems:
        click.echo(str(problem))
    for track in report.tracks:
        click.echo(_track_lines(track))
    if code:
        click.echo(_code_line(code))
    files = f"{count} question{'s' if count != 1 else ''}"
    if not problems:
        click.echo(f"{files}: no problems.")
        return
    plural = "s" if len(problems) != 1 else ""
    click.echo(f"{files}: {len(problems)} problem{plural}. Each is named above with its fix.")


def _track_lines(track: TrackReport) -> str:
    levels = ", ".join(f"{count} {level}" for level, count in track.levels.items())
    lines = [f"{track.track}: {track.questions} questions ({levels})"]
    if track.with_choices:
        lines.append(
            f"  the right choice is the longest in {track.right_longest} and the shortest in "
            f"{track.right_shortest} of {track.with_choices}; the longest choice is "
            f"{track.spread:.2f} times the shortest (most in {track.widest})"
        )
    lines += [f"  {g.question}: several wrong choices say {g.word!r}" for g in track.giveaways]
    lines += [
        f"  {pair.one} and {pair.other}: the {pair.part}s share {pair.share:.0%} of their words"
        for pair in track.alike
    ]
    if track.sources.expected:
        lines.append(f"  covers {track.sources.covered} of {track.sources.expected} headings")
        if track.sources.missing:
            lines.append(f"  not covered: {', '.join(map(str, track.sources.missing))}")
        if track.sources.twice:
            lines.append(f"  covered twice: {', '.join(map(str, track.sources.twice))}")
    return "\n".join(lines)


def _code_line(code: CodeReport) -> str:
    passed, failed = code.count(State.PASSED), code.count(State.FAILED)
    summary = (
        f"Code: {len(code.runs)} blocks, {passed + failed} run, {passed} passed, {failed} failed, "
        f"{code.count(State.NO_RUN)} marked no-run, {code.count(State.LEFT_OUT)} left out"
    )
    lines = [summary]
    lines += [f"  left out: {count}, {reason}" for reason, count in code.left_out.items()]
    return "\n".join(lines)
