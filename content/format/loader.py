"""The bank: every question of a folder ``<track>/<slug>.md``, with the problems found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bot.engine.model.questions import Question, Track
from content.format.parser import Parsed, parse_question
from content.format.problems import Problem, did_you_mean
from content.format.tracks import shipped_tracks, track_for

SHIPPED = Path(__file__).parent.parent / "bank"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_BYTES = 256 * 1024  # a question is a few kilobytes; anything past this is a mistake


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A bank (``ports.Bank``) with what could not be loaded.

    ``questions`` is by id in the order of the ids; ``tracks`` are those of the shipped
    list, then others the folder has. ``files`` holds every file as it was read.
    """

    questions: Mapping[str, Question]
    tracks: Mapping[str, Track]
    problems: tuple[Problem, ...]
    files: tuple[Parsed, ...]


def load_bank(path: Path = SHIPPED, *, only: Sequence[Path] = ()) -> LoadedBank:
    """Load the questions under ``path``, or only those of the files and folders ``only``.

    Never raises for what the files hold: what is wrong is in ``problems``. In the shipped
    bank every folder must be a known track; elsewhere a new folder is a new track.
    """
    if not path.is_dir():
        fix = "Name a folder that holds <track>/<name>.md files."
        problem = Problem(str(path), 0, "no-bank", "There is no such folder.", fix)
        return _bank((), [problem])
    strict = path.resolve() == SHIPPED.resolve()
    problems: list[Problem] = []
    files: list[Parsed] = []
    for file in _files(path, only):
        problems.extend(_place_problems(file, strict=strict))
        files.append(read_file(file))
    for loose in path.glob("*.md"):
        fix = f"Move it to a track's folder: {path.name}/<track>/{loose.name}."
        problems.append(Problem(_shown(loose), 0, "place", "The file is in no track.", fix))
    problems.extend(problem for parsed in files for problem in parsed.problems)
    return _bank(files, problems)


def read_file(file: Path) -> Parsed:
    """Read one bank file; its folder is the track and its name the slug."""
    shown = _shown(file)
    try:
        text = _text(file)
    except _UnreadableError as error:
        return Parsed(shown, None, (Problem(shown, error.line, error.code, *error.args),))
    return parse_question(text, file=shown, track=file.parent.name, slug=file.stem)


class _UnreadableError(Exception):
    def __init__(self, code: str, message: str, fix: str, line: int = 0) -> None:
        super().__init__(message, fix)
        self.code = code
        self.line = line


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            message = f"The file is larger than {MAX_BYTES // 1024} KiB."
            raise _UnreadableError("too-large", message, "Keep one question a file.")
        data = file.read_bytes()
    except OSError as error:
        message = f"The file can't be read ({error.strerror})."
        raise _UnreadableError("unreadable", message, "Check its permissions.") from error
    if b"\0" in data:
        raise _UnreadableError("binary", "The file is not text.", "Write Markdown in UTF-8.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(
            "encoding", "The file is not UTF-8.", "Save it as UTF-8.", line
        ) from error


def _files(path: Path, only: Sequence[Path]) -> Iterator[Path]:
    wanted = [wish.resolve() for wish in only]
    for file in sorted(path.glob("*/*.md")):
        resolved = file.resolve()
        if not wanted or any(resolved.is_relative_to(wish) for wish in wanted):
            yield file


def _place_problems(file: Path, *, strict: bool) -> Iterator[Problem]:
    track, known = file.parent.name, shipped_tracks()
    if not SLUG.fullmatch(file.stem):
        fix = "Use small letters, digits and single hyphens, as in batch-size.md."
        yield Problem(_shown(file), 0, "slug", "The file's name is no slug.", fix)
    if strict and track not in known:
        message = f"There is no track {track!r}."
        yield Problem(_shown(file), 0, "track", message, did_you_mean(track, known))
    elif not SLUG.fullmatch(track):
        fix = "Use small letters, digits and single hyphens, as in machine-learning."
        yield Problem(_shown(file), 0, "track", "The folder's name is no slug.", fix)


def _bank(files: Sequence[Parsed], problems: Sequence[Problem]) -> LoadedBank:
    found = [parsed.question for parsed in files if parsed.question is not None]
    questions = {question.id: question for question in sorted(found, key=lambda q: q.id)}
    tracks = shipped_tracks()
    for question in questions.values():
        tracks.setdefault(question.track, track_for(question.track))
    return LoadedBank(
        MappingProxyType(questions), MappingProxyType(tracks), tuple(problems), tuple(files)
    )


def _shown(file: Path) -> str:
    """Return ``file`` as a person at this prompt would type it."""
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(file)
