"""The questions that can be previewed, by file: each is read again whenever it is shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.engine.errors import NotFound, Refused
from bot.engine.model.questions import Question
from bot.engine.rules.did_you_mean import closest
from content.checks.bank import PlatformCheck, check_bank
from content.format.loader import SHIPPED, LoadedBank, load_bank
from content.format.problems import Problem
from content.format.regular_files import located


@dataclass(frozen=True, slots=True)
class Previewed:
    """A file as it is now: its question, unless it can't be read, and what is wrong with it.

    ``before`` and ``after`` are the ids of its neighbors, empty at either end.
    """

    id: str
    file: Path
    question: Question | None
    bank: LoadedBank
    problems: tuple[Problem, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files in order. ``root`` is their bank's folder; ``list_files`` lists them as they are now.

    ``platforms`` say what a platform can't show of a question.
    """

    root: Path
    list_files: Callable[[], Sequence[Path]]
    platforms: tuple[PlatformCheck, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions, in the order of their files."""
        return tuple(_id_of(file) for file in self.list_files())

    def file_of(self, question_id: str) -> Path:
        """Return the file of a question; NotFound names the nearest one."""
        if question_id not in (ids := self.ids):
            raise unknown_question(question_id, ids)
        return self.root / f"{question_id}.md"

    def read(self, question_id: str) -> Previewed:
        """Read a question and check it by itself; NotFound names the nearest one."""
        file, ids = self.file_of(question_id), self.ids
        bank = load_bank(self.root, only=(file,))
        names = {parsed.file for parsed in bank.files}
        found = check_bank(bank, platforms=self.platforms).problems
        at = ids.index(question_id)
        return Previewed(
            question_id,
            file,
            bank.questions.get(question_id),
            bank,
            tuple(problem for problem in found if problem.file in names),
            ids[at - 1] if at else "",
            ids[at + 1] if at + 1 < len(ids) else "",
        )


def shelf_of(
    what: str, track: str, platforms: tuple[PlatformCheck, ...] = (), root: Path = SHIPPED
) -> tuple[Shelf, str]:
    """Return the questions to preview and the id to begin with.

    ``what`` is an id of the bank in ``root``, or a file or folder; empty means the whole bank.
    ``track`` leaves out the others. Raises NotFound or Refused with what to do instead.
    """
    path = Path(what)
    if what and path.exists():
        return _of_path(path, track, platforms)
    shelf = Shelf(root, lambda: sorted(root.glob(f"{track or '*'}/*.md")), platforms)
    ids = shelf.ids
    if not ids:
        tracks = {folder.name for folder in root.iterdir() if folder.is_dir()}
        raise NotFound(f"There is no track {track!r}.", _near(track, tracks))
    if what and what not in ids:
        raise unknown_question(what, ids)
    return shelf, what or ids[0]


def _of_path(path: Path, track: str, platforms: tuple[PlatformCheck, ...]) -> tuple[Shelf, str]:
    """Return the questions of a folder, or those in the folder of a file."""
    place = located(path)
    if not place.is_dir():
        if place.suffix != ".md":
            raise Refused(f"{path} isn't a question.", "Name a Markdown file (.md) or a folder.")
        folder = place.parent
        shelf = Shelf(folder.parent, lambda: sorted(folder.glob("*.md")), platforms)
        return shelf, _id_of(place)
    if any(place.glob("*.md")) and not track:
        shelf = Shelf(place.parent, lambda: sorted(place.glob("*.md")), platforms)
    else:
        shelf = Shelf(place, lambda: sorted(place.glob(f"{track or '*'}/*.md")), platforms)
    ids = shelf.ids
    if not ids:
        raise Refused(f"No questions found in {path}.", "Give a folder of <track>/<name>.md files.")
    return shelf, ids[0]


def _id_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def unknown_question(question_id: str, ids: Iterable[str]) -> NotFound:
    """Return what to raise for an id that isn't among ``ids``: it names the nearest one."""
    return NotFound(f"There is no question {question_id!r}.", _near(question_id, ids))


def _near(name: str, known: Iterable[str]) -> str:
    meant = closest(name, known)
    return f"Did you mean {meant}?" if meant else "List them with: warmup content list."
