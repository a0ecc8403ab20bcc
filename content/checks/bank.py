"""Every check of a bank, in one report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.engine.model.questions import Question
from content.checks.likeness import Likeness, alike, same_paragraphs, same_titles
from content.checks.rules import check_question
from content.checks.sources import expected_sources
from content.checks.tracks import TrackReport, report_track
from content.format.loader import LoadedBank
from content.format.parser import ANSWER, Parsed
from content.format.problems import Problem

PlatformCheck = Callable[[Question], Iterable[str]]
"""Given a question, one sentence for each thing a platform can't show of it."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All problems of a bank, by file and line; and the figures of each track."""

    problems: tuple[Problem, ...]
    tracks: tuple[TrackReport, ...]


def check_bank(
    bank: LoadedBank, *, drafts: bool = False, platforms: Sequence[PlatformCheck] = ()
) -> CheckReport:
    """Check every question of ``bank``, and each track as a whole.

    ``drafts`` accepts what a team's own notes are: questions that are not finished, share a
    title or a text, and come from other notes than ours. ``platforms`` are the limits of
    the places where questions are shown.
    """
    parsed = {p.question.id: p for p in bank.files if p.question is not None}
    problems = [*bank.problems]
    for question_id, question in bank.questions.items():
        file = parsed[question_id]
        problems.extend(check_question(file, question, drafts=drafts))
        problems.extend(_platform_problems(file, question, platforms))
    pairs = alike(bank.questions)
    if not drafts:
        problems.extend(_likeness_problems(bank, parsed, pairs))
        for question_id, question in bank.questions.items():
            problems.extend(_source_problems(parsed[question_id], question))
    reports = [
        report_track(track, [q for q in bank.questions.values() if q.track == track], pairs)
        for track in bank.tracks
    ]
    problems.extend(_track_problems(reports, parsed))
    ordered = sorted(problems, key=lambda problem: (problem.file, problem.line))
    return CheckReport(tuple(ordered), tuple(report for report in reports if report.questions))


def _platform_problems(
    file: Parsed, question: Question, platforms: Sequence[PlatformCheck]
) -> Iterator[Problem]:
    for check in platforms:
        for message in check(question):
            yield Problem(file.file, 1, "platform", message, "Shorten it.")


def _source_problems(file: Parsed, question: Question) -> Iterator[Problem]:
    sources = expected_sources().get(question.track)
    if question.source is None or sources is None or sources.knows(question.source):
        return
    message = f"No heading of this track stands on line {question.source} of the notes."
    fix = f"The nearest is {sources.nearest(question.source)}; use 0 for a question beside them."
    yield Problem(file.file, file.line("source"), "source-unknown", message, fix)


def _likeness_problems(
    bank: LoadedBank, parsed: dict[str, Parsed], pairs: Sequence[Likeness]
) -> Iterator[Problem]:
    for later, earlier in same_titles(bank.questions):
        file = parsed[later]
        message = f"{earlier} has the same title."
        yield Problem(file.file, file.line("title"), "title-twice", message, "Name its own angle.")
    for later, earlier in same_paragraphs(bank.questions):
        file = parsed[later]
        message = f"A paragraph of the answer stands in {earlier} too."
        yield Problem(file.file, file.line(ANSWER), "paragraph-twice", message, "Write it anew.")
    for pair in pairs:
        if pair.copied:
            file = parsed[pair.other]
            message = f"The {pair.part} shares {pair.share:.0%} of its words with {pair.one}."
            yield Problem(file.file, 1, "copied", message, "Ask something of its own.")


def _track_problems(reports: Iterable[TrackReport], parsed: dict[str, Parsed]) -> Iterator[Problem]:
    for report in reports:
        if report.guessable:
            example = next(p.file for i, p in parsed.items() if i.startswith(f"{report.track}/"))
            message = (
                f"The right choice is the longest in {report.right_longest} of "
                f"{report.with_choices} questions; at most a third may be."
            )
            fix = "Shorten right choices, or give wrong ones the same detail."
            yield Problem(example.rpartition("/")[0], 0, "right-longest", message, fix)
