"""Loads a bank: the questions of a folder of ``<track>/<slug>.md`` files, and their problems."""

import gc
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bot.engine.model.questions import Question, Track
from bot.engine.rules.did_you_mean import suggest
from content.format.cache import Kept, key_of, parser_version, read_cache, write_cache
from content.format.parsed import Parsed
from content.format.problems import Problem
from content.format.regular_files import (
    NotRegularFileError,
    TooLargeError,
    located,
    read_regular,
    resolved,
)
from content.format.tracks import shipped_tracks, track_for

SHIPPED = Path(__file__).parent.parent / "bank"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_BYTES = 64 * 1024  # a question is a few kilobytes; anything past this is a mistake


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """A bank (``ports.Bank``) and what could not be loaded.

    ``questions`` is by id in the order of the ids; ``tracks`` are those of the shipped
    list, then others the folder has. ``files`` holds every file as it was read.
    """

    questions: Mapping[str, Question]
    tracks: Mapping[str, Track]
    problems: tuple[Problem, ...]
    files: tuple[Parsed, ...]


@contextmanager
def _without_collections() -> Generator[None]:
    """Pause the garbage collector: all that is made stays, and going through it takes as long."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


@_without_collections()
def load_bank(
    path: Path = SHIPPED, *, only: Sequence[Path] = (), cache: Path | None = None
) -> LoadedBank:
    """Load the questions under ``path``, or only those of the files and folders ``only``.

    Never raises for what the files hold: what is wrong is in ``problems``. In the shipped
    bank every folder must be a known track; elsewhere a new folder is a new track.
    ``cache`` is a file in which parsed questions are kept for the next start: what comes out
    is the same with it and without.
    """
    if not path.is_dir():
        fix = "Give a folder of <track>/<name>.md files."
        problem = Problem(str(path), 0, "no-bank", "The folder doesn't exist.", fix)
        return _bank((), [problem])
    strict = resolved(path) == SHIPPED.resolve()
    shown = Path(_shown(path))
    problems: list[Problem] = []
    files: list[Parsed] = []
    with _Reader.using(cache, whole=not only) as reader:
        for file in _files(path, only):
            name = str(shown / _printable(file.parent.name) / _printable(file.name))
            problems.extend(_place_problems(file, name, strict=strict))
            files.append(reader.read(file, name))
    for loose in path.glob("*.md"):
        fix = f"Move it to a track's folder: {path.name}/<track>/{loose.name}."
        message = "The file isn't inside a track's folder."
        problems.append(Problem(_shown(loose), 0, "place", message, fix))
    problems.extend(problem for parsed in files for problem in parsed.problems)
    return _bank(files, problems)


def read_file(file: Path) -> Parsed:
    """Read one bank file; its folder is the track and its name the slug."""
    return _Reader().read(file, _shown(file))


@dataclass(slots=True)
class _Reader:
    """Reads files. ``known`` questions need no parsing; ``kept`` are all that were read."""

    known: Mapping[str, Kept] = field(default_factory=dict[str, Kept])
    kept: dict[str, Kept] = field(default_factory=dict[str, Kept])

    @classmethod
    @contextmanager
    def using(cls, cache: Path | None, *, whole: bool) -> Generator["_Reader"]:
        """Yield a reader that knows what ``cache`` keeps, and write there what is new.

        Without ``whole`` nothing is written: most questions would be lost.
        """
        parser = parser_version() if cache else None
        if cache is None or parser is None:
            yield cls()
            return
        reader = cls(read_cache(cache, parser))
        yield reader
        if whole and reader.kept.keys() != reader.known.keys():
            write_cache(cache, parser, reader.kept)

    def read(self, file: Path, shown: str) -> Parsed:
        """Return the result of reading ``file``, which problems call ``shown``."""
        track, slug = _printable(file.parent.name), _printable(file.stem)
        try:
            data = _data(file)
            key = key_of(f"{track}/{slug}", data)
            kept = self.known.get(key)
            if kept is not None:
                self.kept[key] = kept
                return Parsed(shown, kept.question, (), kept.lines)
            text = _text(data)
        except _UnreadableError as error:
            return Parsed(shown, None, (Problem(shown, error.line, error.code, *error.args),))
        # Its libraries take as long to import as all questions to read, where nothing is new.
        from content.format.parser import parse_question  # noqa: PLC0415

        try:
            parsed = parse_question(text, file=shown, track=track, slug=slug)
        except Exception as error:  # noqa: BLE001 - whatever a file does, the others are read
            message = f"The file can't be read as a question ({type(error).__name__})."
            fix = "Look for something very long or deeply nested in it."
            return Parsed(shown, None, (Problem(shown, 0, "unreadable", message, fix),))
        if parsed.question is not None:
            self.kept[key] = Kept(parsed.question, parsed.lines)
        return parsed


class _UnreadableError(Exception):
    def __init__(self, code: str, message: str, fix: str, line: int = 0) -> None:
        super().__init__(message, fix)
        self.code = code
        self.line = line


def _data(file: Path) -> bytes:
    try:
        return read_regular(file, MAX_BYTES)
    except TooLargeError as error:
        message = f"The file is larger than {MAX_BYTES // 1024} KiB."
        raise _UnreadableError("too-large", message, "Write one question per file.") from error
    except NotRegularFileError as error:
        message, fix = "This isn't a regular file.", "Put a Markdown file here, or remove it."
        raise _UnreadableError("not-a-file", message, fix) from error
    except OSError as error:
        message = f"The file can't be read ({error.strerror})."
        raise _UnreadableError("unreadable", message, "Check its permissions.") from error


def _text(data: bytes) -> str:
    if b"\0" in data:
        raise _UnreadableError("binary", "The file isn't text.", "Write Markdown in UTF-8.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(
            "encoding", "The file isn't UTF-8.", "Save it as UTF-8.", line
        ) from error


def _files(path: Path, only: Sequence[Path]) -> Iterator[Path]:
    wanted = [located(wish) for wish in only]
    for file in sorted(path.glob("*/*.md")):
        if not wanted or any(located(file).is_relative_to(wish) for wish in wanted):
            yield file


def _place_problems(file: Path, shown: str, *, strict: bool) -> Iterator[Problem]:
    track, known = file.parent.name, shipped_tracks()
    if not SLUG.fullmatch(file.stem):
        fix = "Use lowercase letters, digits and single hyphens, as in batch-size.md."
        yield Problem(shown, 0, "slug", "The file name isn't valid.", fix)
    if strict and track not in known:
        message = f"There is no track {track!r}."
        hint = suggest(track, known) or "content/tracks.yaml lists them."
        yield Problem(shown, 0, "track", message, hint)
    elif not SLUG.fullmatch(track):
        fix = "Use lowercase letters, digits and single hyphens, as in machine-learning."
        yield Problem(shown, 0, "track", "The folder name isn't valid.", fix)


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
        return _printable(str(located(file).relative_to(Path.cwd())))
    except (ValueError, OSError):
        return _printable(str(file))


def _printable(name: str) -> str:
    """Return a file's name with what a terminal would obey or can't encode as escapes."""
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)
