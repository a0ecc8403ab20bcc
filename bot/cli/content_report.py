"""What ``warmup content check`` prints: problems, notes, the figures of each track, a summary."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from bot.engine.rules.text import count_of
from content.checks.bank import CheckReport
from content.checks.tracks import TrackReport
from content.code.report import CodeReport, State
from content.format.problems import Problem


def plain_report(
    questions: int, problems: Sequence[Problem], report: CheckReport, code: CodeReport | None
) -> dict[str, Any]:
    """Return everything as dicts, lists, strings and numbers."""
    return {
        "questions": questions,
        "problems": [problem.to_plain() for problem in problems],
        "notes": [note.to_plain() for note in report.notes],
        "tracks": [track.to_plain() for track in report.tracks],
        "code": code.to_plain() if code else None,
    }


def print_report(
    questions: int, problems: Sequence[Problem], report: CheckReport, code: CodeReport | None
) -> None:
    """Print everything for people."""
    for note in report.notes:
        click.echo(f"note: {note}")
    for problem in problems:
        click.echo(str(problem))
    for track in report.tracks:
        click.echo("\n".join(_track_lines(track)))
    if code:
        click.echo("\n".join(_code_lines(code)))
    found = f"{count_of(len(problems), 'problem')} (listed above)" if problems else "no problems"
    noted = f", {count_of(len(report.notes), 'note')}" if report.notes else ""
    click.echo(f"{count_of(questions, 'question')}: {found}{noted}.")


def _track_lines(track: TrackReport) -> Iterator[str]:
    levels = ", ".join(f"{count} {level}" for level, count in track.levels.items())
    yield f"{track.track}: {count_of(track.questions, 'question')} ({levels})"
    forms = ", ".join(f"{count} {form}" for form, count in track.forms.items() if count)
    if forms:
        yield f"  forms: {forms}; prompts that ask two things: {track.two_part}"
    if track.without_form or track.without_follow_ups:
        yield (
            f"  without a form: {len(track.without_form)}; "
            f"without follow-ups: {len(track.without_follow_ups)}"
        )
    if track.with_choices:
        yield (
            f"  medians: prompt {track.prompt_words:g} words, choice {track.choice_length:g} "
            f"characters, prompt and choices {track.asked_length:g} characters, "
            f"answer {track.answer_words:g} words"
        )
        yield (
            f"  correct choice is longest in {track.right_longest}/{track.with_choices}, shortest "
            f"in {track.right_shortest}/{track.with_choices}; length spread {track.spread:.2f} "
            f"(widest: {track.widest}); {track.short_choices:.0%} of choices are under 70"
        )
    for giveaway in track.giveaways:
        yield f"  {giveaway.question}: {giveaway.word!r} appears in several wrong choices"
    for echo in track.echoes:
        yield f"  {echo.question}: only the right choice repeats {echo.word!r} from the prompt"
    for pair in track.alike:
        yield f"  {pair.one} and {pair.other}: {pair.part}s overlap by {pair.share:.0%}"
    for twins in track.twins:
        yield (
            f"  {twins.one} and {twins.other}: may ask the same ({twins.nearness:.2f}: "
            f"{', '.join(twins.shared)})"
        )


def _code_lines(code: CodeReport) -> Iterator[str]:
    passed, failed = code.count(State.PASSED), code.count(State.FAILED)
    yield (
        f"Code: {count_of(len(code.runs), 'block')}, {passed + failed} run, {passed} passed, "
        f"{failed} failed, {code.count(State.NO_RUN)} no-run, "
        f"{code.count(State.SKIPPED)} skipped"
    )
    for reason, count in code.skipped.items():
        yield f"  skipped {count}: {reason}"
