"""A folder of bank files that a list is imported into: what that does, and doing it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.engine.errors import Refused
from bot.engine.model.import_plan import Known, Update
from bot.engine.model.questions import Question
from content.exporters.markdown import to_markdown
from content.exporters.whole_files import create_file, write_file
from content.format.loader import load_bank
from content.importers.bank_files import as_read, unwritable
from content.importers.updates import update_of


def planned_files(folder: Path, questions: Sequence[Question]) -> Update:
    """Return what writing ``questions`` into ``folder`` would do to the files there.

    A file that can't be read as a question keeps its name: nothing is written over it. Questions
    that a person must look at first aren't written.
    """
    planned = _planned(folder, questions)
    return replace(
        planned,
        new=tuple(question for question in planned.new if not question.unchecked),
        changed=tuple(change for change in planned.changed if not change.after.unchecked),
    )


def _planned(folder: Path, questions: Sequence[Question]) -> Update:
    if not folder.is_dir():
        return update_of((), questions)
    bank = load_bank(folder)
    known = [Known(question, question) for question in bank.questions.values()]
    files = {f"{file.parent.name}/{file.stem}" for file in folder.glob("*/*.md")}
    unreadable = files - bank.questions.keys()
    return update_of(known, [_as_file(each) for each in questions], (), unreadable)


def write_planned(folder: Path, questions: Iterable[Question], changed: Iterable[Question]) -> None:
    """Write a new file for each of ``questions``, and those of ``changed`` over theirs.

    Raises Refused when the folder can't be written to.
    """
    try:
        for question in questions:
            path = folder / f"{question.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            create_file(path, to_markdown(question))
        for question in changed:
            _replace(folder / f"{question.id}.md", to_markdown(question))
    except FileExistsError as error:
        raise Refused(f"{error}: somebody wrote it meanwhile.", "Import again.") from error
    except OSError as error:
        raise unwritable(folder, error) from error


def _replace(path: Path, text: str) -> None:
    mode = path.stat().st_mode
    write_file(path, text.encode(), overwrite=True)
    path.chmod(mode)


def _as_file(question: Question) -> Question:
    """Return the question as its file reads, which may differ in a mark of Markdown."""
    read = as_read(question, to_markdown(question))
    return question if read is None else replace(read, id=question.id, unchecked=question.unchecked)
