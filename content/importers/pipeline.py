"""From what a reader found to questions: rich text, ids, and a look at what gives itself away.

Every format goes this way, so that no question reaches a team unchecked by another door.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from bot.engine.model.questions import Choice, Level, Question
from bot.engine.model.rich_text import (
    CodeBlock,
    Document,
    Heading,
    Paragraph,
    Table,
    plain_text,
)
from bot.engine.rules.leaks import doubt_about
from content.format.revision import with_revision
from content.format.tracks import NamedTrack, named_tracks
from content.importers.found import FoundQuestion, FoundQuestions, LeftOut, Remark, Written
from content.importers.limits import refuse_too_many
from content.importers.lists import words
from content.importers.rich import document_of, inlines_of
from content.importers.sections import NO_TRACK, known_track
from content.importers.slugs import UNNAMED, slug
from content.importers.titles import title_from
from content.markdown.plain import is_plain

_UNNAMED = re.compile(r"readme|index|questions?|notes|questionnaire|data|export", re.IGNORECASE)
_REPEATED = 60
"""Characters of an answer that make it the answer if the prompt has them too."""
_TOLD = 40
"""Words of prose after a question, with no further question in them, that may answer it."""
_ENDS_PROMPTS = frozenset(("notes",))
"""Readers of formats that say where a question ends: what's before isn't an answer."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A question, the line (from 1) it came from, and why a person must look at it first.

    ``source_id`` is what its source calls it by, if it does.
    """

    question: Question
    line: int
    unchecked: str = ""
    source_id: str = ""

    @property
    def stored(self) -> Question:
        """The question as a team has it: unchecked until a person has looked."""
        return replace(self.question, unchecked=self.unchecked, source_id=self.source_id)


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What one source gave: by which reader, and all that a person would want to know."""

    name: str
    reader: str
    reason: str
    questions: tuple[Imported, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    saw: str
    with_choices: int
    with_key: int
    read_as: str = ""

    @property
    def with_answer(self) -> int:
        """How many questions have a model answer."""
        return sum(bool(each.question.answer) for each in self.questions)

    def lines(self, *, options: bool = False) -> Iterator[str]:
        """Yield a sentence for each line that was left out, fixed or looks wrong, in order.

        ``options`` says that the shell reads it, which has an option that names another reader.
        """
        said = [
            *((each.line, _left_out(each, options=options)) for each in self.left_out),
            *((each.line, each.message) for each in self.remarks),
        ]
        for line, message in sorted(said, key=lambda each: each[0]):
            yield f"line {line}: {message}" if line else message

    @property
    def unchecked(self) -> int:
        """How many questions nobody may be asked before a person has looked."""
        return sum(bool(each.unchecked) for each in self.questions)


def imported(
    found: FoundQuestions,
    name: str,
    reader: str,
    reason: str,
    known: Sequence[NamedTrack] | None = None,
) -> ReadSource:
    """Return the questions of what ``reader`` found in the source called ``name``.

    Raises Refused for too many questions: nobody could look through them, and reading
    so many would keep everyone else waiting.
    """
    refuse_too_many(len(found.questions), name)
    tracks = known or named_tracks()
    fallback = _track_of(name)
    made = [(each, _question(each, fallback, tracks)) for each in found.questions]
    asked = [(each, question) for each, question in made if question.prompt]
    empty = [
        LeftOut(each.line, each.title, "nothing is left of it to ask")
        for each, question in made
        if not question.prompt
    ]
    return ReadSource(
        name,
        reader,
        reason,
        tuple(
            Imported(question, each.line, _doubt(each, question, reader), _source_id(each, name))
            for each, question in asked
        ),
        (*found.left_out, *empty),
        found.remarks,
        found.saw,
        sum(bool(each.offered or question.choices) for each, question in asked),
        sum(each.keyed or bool(question.choices) for each, question in asked),
        found.read_as,
    )


def _left_out(left: LeftOut, *, options: bool) -> str:
    said = f"left out: {left.what}: {left.why}"
    return f"{said}; try --as {left.read_as}" if options and left.read_as else said


def with_track(source: ReadSource, name: str) -> ReadSource:
    """Return the source with all its questions in the track called ``name``."""
    track = known_track(name, named_tracks()) or slug(name) or NO_TRACK
    return _with_each(
        source, lambda question: replace(question, track=track, id=_moved(question, track))
    )


def _with_each(source: ReadSource, change: Callable[[Question], Question]) -> ReadSource:
    questions = (replace(each, question=change(each.question)) for each in source.questions)
    return replace(source, questions=tuple(questions))


def _moved(question: Question, track: str) -> str:
    _, _, name = question.id.partition("/")
    return f"{track}/{name}" if name else ""


def with_own_ids(sources: Iterable[ReadSource]) -> tuple[ReadSource, ...]:
    """Give every question its own id: from its title, then its section, then a number."""
    read = tuple(sources)
    return with_ids(read, _own_ids(each.question for source in read for each in source.questions))


def with_ids(sources: Iterable[ReadSource], ids: Iterable[str]) -> tuple[ReadSource, ...]:
    """Return the sources with these ids for their questions, in order."""
    names = iter(ids)
    return tuple(
        _with_each(source, lambda question: replace(question, id=next(names))) for source in sources
    )


def _own_ids(questions: Iterable[Question]) -> Iterator[str]:
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for question in questions:
        base = question.id or f"{question.track}/{slug(question.title) or UNNAMED}"
        name = base
        while name in taken:
            numbers[base] += 1
            name = f"{base}-{numbers[base] + 1}"
        taken.add(name)
        yield name


def _track_of(name: str) -> str:
    """Return a track's id for questions that name none: after the file, or its folder."""
    path = PurePath(name)
    for part in (path.stem, path.parent.name):
        if part and not _UNNAMED.fullmatch(part) and (found := slug(part)):
            return found
    return NO_TRACK


def _question(found: FoundQuestion, fallback: str, tracks: Sequence[NamedTrack]) -> Question:
    if found.whole is not None:
        return found.whole
    prompt = document_of(found.prompt)
    title = title_from(_plain_title(found.title) or plain_text(prompt[:1]))
    track = known_track(found.track, tracks) or slug(found.track) or fallback
    return with_revision(
        Question(
            id="",
            title=title,
            track=track,
            level=found.level or Level.INTERMEDIATE,
            prompt=prompt,
            choices=tuple(
                Choice(inlines_of(choice.text), choice.right, inlines_of(choice.why))
                for choice in found.choices
            ),
            key_points=(),
            answer=document_of(found.answer),
            revision="",
            tags=tuple(dict.fromkeys(filter(None, map(slug, found.tags)))),
            source=found.line,
        )
    )


def _source_id(found: FoundQuestion, name: str) -> str:
    """Return what a source calls a question; a number, which many sources have, with its file."""
    called = found.source_id.strip()
    return f"{PurePath(name).name}#{called}" if called.isdigit() else called


def _plain_title(title: str) -> str:
    """Return a title in Markdown as plain words on one line."""
    text = title if is_plain(title) else plain_text(document_of(Written(title)))
    return " ".join(text.split())


def _doubt(found: FoundQuestion, question: Question, reader: str) -> str:
    if doubt := found.doubt or doubt_about(question):
        return doubt
    said = " ".join(plain_text(question.answer).split())[:_REPEATED]
    if len(said) == _REPEATED:
        asked = " ".join(plain_text(question.prompt).split())
        if said in asked and len(asked) > len(said) + 20:
            return "the first words of its answer"
    open_ = not said and not question.choices and reader not in _ENDS_PROMPTS
    if open_ and _tells(question.prompt):
        return "text after the question"
    return ""


def _tells(prompt: Document) -> bool:
    """Tell whether much that asks nothing follows the question of a prompt."""
    prose = "\n".join(
        plain_text((block,)) for block in prompt if not isinstance(block, CodeBlock | Table)
    )
    question, mark, rest = prose.partition("?")
    if not mark and len(prompt) > 1 and isinstance(prompt[0], Heading | Paragraph):
        question, rest = plain_text(prompt[:1]), prose[len(plain_text(prompt[:1])) :]
        mark = "?" if words.asks_plainly(question) else ""
    return bool(mark) and "?" not in rest and len(rest.split()) >= _TOLD
