"""Writes questions as bank files, never over a file with another question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.engine.errors import Refused
from bot.engine.model.questions import Question
from content.exporters.markdown import to_markdown
from content.exporters.whole_files import write_file
from content.format.loader import read_file
from content.format.parser import parse_question


@dataclass(frozen=True, slots=True)
class WriteReport:
    """Which files were written, which had the same question, which were not overwritten.

    ``differing`` are existing files with another question in them, which stay as they are.
    """

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    differing: tuple[Path, ...]


def write_bank_files(
    questions: Sequence[Question], folder: Path, *, dry_run: bool = False, overwrite: bool = False
) -> WriteReport:
    """Write each question to ``folder/<track>/<slug>.md``; with ``dry_run``, none.

    With ``overwrite``, differing files are overwritten.

    A file is unchanged if it reads as the same question (its ``source`` line aside, which
    moves as notes grow). Raises ``Refused`` when the folder can't be written to.
    """
    written: list[Path] = []
    unchanged: list[Path] = []
    differing: list[Path] = []
    try:
        for question in questions:
            path = folder / f"{question.id}.md"
            text = to_markdown(question)
            if path.exists():
                if _says(path, text, question):
                    unchanged.append(path)
                    continue
                if not overwrite:
                    differing.append(path)
                    continue
            written.append(path)
            if not dry_run:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_file(path, text.encode(), overwrite=overwrite)
    except OSError as error:
        raise unwritable(folder, error) from error
    return WriteReport(tuple(written), tuple(unchanged), tuple(differing))


def unwritable(folder: Path, error: OSError) -> Refused:
    """Return the sentence about a folder that can't be written to."""
    wrong = f"{error.filename or folder} can't be written ({error.strerror})."
    return Refused(wrong, "Give a folder you can write to.")


def as_read(question: Question, text: str) -> Question | None:
    """Return the question as its file with this ``text`` reads; None if it isn't one."""
    track, _, slug = question.id.partition("/")
    return parse_question(text, file="", track=track, slug=slug).question


def _says(path: Path, text: str, question: Question) -> bool:
    there = read_file(path).question
    ours = as_read(question, text)
    return (
        there is not None
        and ours is not None
        and replace(there, source=None) == replace(ours, source=None)
    )
