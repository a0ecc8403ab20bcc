"""Every check of a bank, in one report."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.engine.model.questions import Question
from content.checks.editorial import check_editorial
from content.checks.likeness import Likeness, alike, same_paragraphs, same_titles
from content.checks.rules import check_question
from content.checks.to_do import to_do
from content.checks.tracks import TrackReport, out_of_bounds, report_track
from content.checks.twins import TWINS, Twins, near_twins
from content.format.loader import LoadedBank
from content.format.parsed import ANSWER, Parsed
from content.format.problems import Problem

EDITORIAL_ENFORCED = True
"""Whether what breaks the editorial rules is a problem; else it is a note."""

MAX_PROBLEMS = 50
"""The most problems listed for one file: a file of garbage must not bury the others."""

PlatformCheck = Callable[[Question], Iterable[str]]
"""Given a question, one sentence for each thing a platform can't show of it."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All problems of a bank, by file and line; notes that fail nothing; each track's figures."""

    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    tracks: tuple[TrackReport, ...]


def check_bank(
    bank: LoadedBank,
    *,
    drafts: bool = False,
    platforms: Sequence[PlatformCheck] = (),
    twins: float = TWINS,
    enforced: bool = EDITORIAL_ENFORCED,
) -> CheckReport:
    """Check every question of ``bank``, and each track as a whole.

    ``drafts`` accepts what a team's own notes are: questions that are not finished, share a
    title or a text, and are written in any style.
    ``platforms`` are the limits of the places where questions are shown. Questions at least
    as near as ``twins`` are reported. Without ``enforced``, what breaks the editorial rules
    is noted only. Of a file that still has a TODO of the template, only that is reported.
    """
    parsed = {p.question.id: p for p in bank.files if p.question is not None}
    unwritten = [
        problem
        for each, question in bank.questions.items()
        for problem in to_do(parsed[each], question)
    ]
    problems = [*bank.problems, *unwritten]
    bank = _without(bank, {problem.file for problem in unwritten})
    editorial: list[Problem] = []
    pairs = alike(bank.questions)
    reports = _track_reports(bank, pairs, near_twins(bank.questions, twins))
    for question_id, question in bank.questions.items():
        file = parsed[question_id]
        problems.extend(check_question(file, question, drafts=drafts))
        problems.extend(_platform_problems(file, question, platforms))
        if not drafts:
            editorial.extend(check_editorial(file, question))
    if not drafts:
        problems.extend(_likeness_problems(bank, parsed, pairs))
        editorial.extend(_track_problems(reports, parsed))
    if enforced:
        problems, editorial = [*problems, *editorial], []
    return CheckReport(_ordered(problems), _ordered(editorial), reports)


def _without(bank: LoadedBank, files: Container[str]) -> LoadedBank:
    """Return the bank without the questions of these files, which are still to be written."""
    out = {each.question.id for each in bank.files if each.question and each.file in files}
    kept = {each: question for each, question in bank.questions.items() if each not in out}
    return replace(bank, questions=kept)


def _track_reports(
    bank: LoadedBank, pairs: Sequence[Likeness], twins: Sequence[Twins]
) -> tuple[TrackReport, ...]:
    by_track: dict[str, list[Question]] = {track: [] for track in bank.tracks}
    for question in bank.questions.values():
        by_track[question.track].append(question)
    return tuple(
        report_track(track, questions, pairs, twins)
        for track, questions in by_track.items()
        if questions
    )


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by file and line; of a file with very many, the first and their number."""
    ordered = sorted(problems, key=lambda problem: (problem.file, problem.line))
    kept: list[Problem] = []
    for file, group in groupby(ordered, key=lambda problem: problem.file):
        found = list(group)
        kept.extend(found[:MAX_PROBLEMS])
        if len(found) > MAX_PROBLEMS:
            message = f"There are {len(found) - MAX_PROBLEMS:,} more problems in this file."
            kept.append(Problem(file, 0, "more", message, "Fix those above first."))
    return tuple(kept)


def _platform_problems(
    file: Parsed, question: Question, platforms: Sequence[PlatformCheck]
) -> Iterator[Problem]:
    for check in platforms:
        for message in check(question):
            yield Problem(file.file, 1, "platform", message, "Shorten it.")


def _likeness_problems(
    bank: LoadedBank, parsed: dict[str, Parsed], pairs: Sequence[Likeness]
) -> Iterator[Problem]:
    for later, earlier in same_titles(bank.questions):
        message = f"{earlier} has the same title."
        yield parsed[later].problem("title", "title-twice", message, "Give it a distinct title.")
    for later, earlier in same_paragraphs(bank.questions):
        message = f"The answer repeats a paragraph of {earlier}."
        yield parsed[later].problem(ANSWER, "paragraph-twice", message, "Rewrite it.")
    for pair in pairs:
        if pair.copied:
            message = f"The {pair.part} shares {pair.share:.0%} of its words with {pair.one}."
            yield parsed[pair.other].problem("", "copied", message, "Ask something different.")


def _track_problems(reports: Iterable[TrackReport], parsed: dict[str, Parsed]) -> Iterator[Problem]:
    folders = {
        question_id.partition("/")[0]: file.file.rpartition("/")[0]
        for question_id, file in parsed.items()
    }
    for report in reports:
        for code, message, fix in out_of_bounds(report):
            yield Problem(folders[report.track], 0, code, message, fix)
