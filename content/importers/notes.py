"""A team's Markdown notes to questions: ``### Question: Title``, a body, ``### Answer``.

A pure function of the text. Headings of any depth are understood, and a heading as deep as
the question's or deeper belongs to its answer. Nothing is invented: what looks wrong is
reported and left as it is, and only mojibake is mended.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.engine.model import Question
from bot.engine.richtext import plain_text
from content.importers import quirks
from content.importers.mojibake import mend
from content.importers.outline import Heading, Kind, Outline, heading, outline
from content.importers.quirks import NoteWarning, Passage
from content.importers.sections import Section, Trail, section, slug
from content.importers.titles import title_from
from content.markdown import parse_document
from content.revision import revision_of
from content.tracks import NamedTrack, named_tracks

LOOKAHEAD = 200  # headings; a section with more sub-headings before its first question is none
UNWRAPPED = 120  # a prose line longer than this: the author ends lines only on purpose


@dataclass(frozen=True, slots=True)
class Repair:
    """A line (from 1) that was mended, before and after."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The questions of some notes in their order, what was mended, and what looks wrong."""

    questions: tuple[Question, ...]
    headings: int
    repairs: tuple[Repair, ...]
    warnings: tuple[NoteWarning, ...]

    @property
    def with_answer(self) -> int:
        """How many questions have a model answer."""
        return sum(bool(question.answer) for question in self.questions)

    @property
    def without_answer(self) -> int:
        """How many questions have none."""
        return len(self.questions) - self.with_answer


def import_notes(text: str, known: Sequence[NamedTrack] | None = None) -> ImportResult:
    """Read the notes ``text``; sections are matched to the ``known`` tracks (the shipped)."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plan = outline(lines)
    mended, repairs, warnings = _mended(lines, plan)
    breaks = _ends_lines_on_purpose(mended, plan)
    reader = _Reader(mended, _outline_with(plan, mended), known or named_tracks())
    reader.read()
    drafts = [draft for draft in reader.drafts if not draft.empty]
    questions = _named([_question(draft, breaks=breaks) for draft in drafts], drafts)
    found = [*warnings, *reader.warnings, *_fence_warnings(plan)]
    for draft in reader.drafts:
        found.extend(_draft_warnings(draft))
    return ImportResult(
        questions, len(reader.drafts), repairs, tuple(sorted(found, key=lambda w: w.line))
    )


# --- lines -----------------------------------------------------------------------------


def _mended(
    lines: Sequence[str], plan: Outline
) -> tuple[list[str], tuple[Repair, ...], list[NoteWarning]]:
    code = plan.code_lines
    mended: list[str] = []
    repairs: list[Repair] = []
    warnings: list[NoteWarning] = []
    for number, line in enumerate(lines, 1):
        after = line
        if number not in code and not line.isascii():
            result = mend(line)
            after = result.text
            if result.guessed:
                signs = " ".join(result.guessed)
                message = f"A damaged sign had lost a part; it is read as {signs}. Check it."
                warnings.append(NoteWarning(number, "guessed-sign", message))
        if after != line:
            repairs.append(Repair(number, line, after))
        mended.append(after)
    return mended, tuple(repairs), warnings


def _ends_lines_on_purpose(lines: Sequence[str], plan: Outline) -> bool:
    """Whether prose goes on over lines of any length, so that a line end means one."""
    code = plan.code_lines
    return any(len(line) > UNWRAPPED for n, line in enumerate(lines, 1) if n not in code)


def _outline_with(plan: Outline, mended: Sequence[str]) -> Outline:
    """Return ``plan`` with its headings' words as they are after mending."""
    found = (heading(mended[h.line - 1], h.line) or h for h in plan.headings)
    return replace(plan, headings=tuple(found))


def _fence_warnings(plan: Outline) -> list[NoteWarning]:
    message = "This code fence is never closed. Close it with a line of three backticks."
    return [
        NoteWarning(fence.first, "unclosed-fence", message)
        for fence in plan.fences
        if not fence.closed
    ]


# --- reading ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    """A question as it is gathered."""

    heading: Heading
    trail: Trail
    code: frozenset[int]
    body_lines: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    answer_lines: list[tuple[int, str]] | None = None

    @property
    def body(self) -> Passage:
        """The lines before the answer."""
        return Passage(tuple(self.body_lines), self.code)

    @property
    def answer(self) -> Passage | None:
        """The lines of the answer, or None when there is no heading for it."""
        return None if self.answer_lines is None else Passage(tuple(self.answer_lines), self.code)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.heading.text and self.body.blank


@dataclass(slots=True)
class _Reader:
    """Walks the lines once and gathers drafts and warnings."""

    lines: Sequence[str]
    plan: Outline
    known: Sequence[NamedTrack]
    drafts: list[_Draft] = field(default_factory=list[_Draft])
    warnings: list[NoteWarning] = field(default_factory=list[NoteWarning])
    trail: Trail = field(default_factory=Trail)
    draft: _Draft | None = None
    code: frozenset[int] = frozenset()

    def read(self) -> None:
        """Read every line; the results are in ``drafts`` and ``warnings``."""
        headings = {heading.line: heading for heading in self.plan.headings}
        self.code = self.plan.code_lines
        for number, line in enumerate(self.lines, 1):
            found = headings.get(number)
            if found is None or not self._take(found):
                self._text(number, line)

    def _take(self, heading: Heading) -> bool:
        """Act on a heading; False when it is text of the open question."""
        match heading.kind:
            case Kind.QUESTION:
                self._open_question(heading)
                return True
            case Kind.ANSWER:
                return self._open_answer(heading)
            case Kind.OTHER:
                if self._belongs_to_question(heading):
                    return False
                self._open_section(heading)
                return True

    def _open_question(self, heading: Heading) -> None:
        self.trail = self.trail.filled()
        self.draft = _Draft(heading, self.trail, self.code)
        self.drafts.append(self.draft)

    def _open_answer(self, heading: Heading) -> bool:
        if self.draft is None:
            self._warn(
                heading.line,
                "answer-without-question",
                "There is no question above this answer, so it is left out.",
            )
            return True
        if self.draft.answer_lines is not None:
            self._warn(
                heading.line,
                "second-answer",
                "The question has an answer already; this one is kept as part of it.",
            )
            return False
        self.draft.answer_lines = [(heading.line, heading.text)] if heading.text else []
        return True

    def _open_section(self, heading: Heading) -> None:
        self.draft = None
        new = section(heading.text, heading.depth, heading.line, self.known)
        self.trail = self.trail.entered(new)

    def _belongs_to_question(self, heading: Heading) -> bool:
        if self.draft is None:
            return False
        if heading.depth >= self.draft.heading.depth:
            return True
        return self._continues_answer(heading)

    def _continues_answer(self, heading: Heading) -> bool:
        """Whether a heading above the question's depth is still a part of its answer.

        It is when the answer has begun, and nothing but text comes before the next heading
        of that depth: a section would have questions.
        """
        own = section(heading.text, heading.depth, heading.line, self.known)
        if self.draft is None or own.level is not None or not _has_words(self.draft.answer_lines):
            return False
        later = self._after(heading.line)
        end = later[0].line if later else len(self.lines) + 1
        if self._has_question(heading) or not any(
            line.strip() for line in self.lines[heading.line : end - 1]
        ):
            return False
        self._warn(
            heading.line,
            "section-without-question",
            f"{heading.text!r} has text and no question; it is kept as part of the "
            "answer above it.",
        )
        return True

    def _text(self, number: int, line: str) -> None:
        if self.draft is not None:
            answer = self.draft.answer_lines
            (self.draft.body_lines if answer is None else answer).append((number, line))
        elif line.strip():
            self._stray_text(number)

    def _stray_text(self, number: int) -> None:
        """Report the first line of text in a section outside any question."""
        inner = self.trail.sections[-1] if self.trail.sections else None
        if inner is None:
            if not any(w.code == "text-outside-question" for w in self.warnings):
                self._warn(
                    number,
                    "text-outside-question",
                    "This text is above the first heading, so it is left out.",
                )
        elif inner.empty:
            self.trail = self.trail.filled()
            self._warn_section(inner)

    def _warn_section(self, inner: Section) -> None:
        if self._has_question(inner):
            self._warn(
                inner.line,
                "text-outside-question",
                f"{inner.name!r} has text before its first question; it is left out.",
            )
            return
        self._warn(
            inner.line,
            "section-without-question",
            f"{inner.name!r} has text and no question, so it is left out. Put a line "
            "'### Question: …' where a question begins.",
        )

    def _has_question(self, place: Heading | Section) -> bool:
        """Whether a question comes before the next heading as high as ``place``."""
        for other in self._after(place.line):
            if other.kind is Kind.QUESTION:
                return True
            if other.kind is Kind.OTHER and other.depth <= place.depth:
                return False
        return False

    def _after(self, line: int) -> Sequence[Heading]:
        headings = self.plan.headings
        start = bisect_right(headings, line, key=lambda heading: heading.line)
        return headings[start : start + LOOKAHEAD]

    def _warn(self, line: int, code: str, message: str) -> None:
        self.warnings.append(NoteWarning(line, code, message))


def _has_words(lines: Sequence[tuple[int, str]] | None) -> bool:
    return any(text.strip() for _, text in lines or ())


# --- questions -------------------------------------------------------------------------


def _question(draft: _Draft, *, breaks: bool) -> Question:
    written = draft.heading.text
    prompt = parse_document(written if draft.body.blank else draft.body.text, breaks=breaks)
    answer = "" if draft.answer is None else draft.answer.text
    return Question(
        id="",
        title=written or title_from(plain_text(prompt)),
        track=draft.trail.track,
        level=draft.trail.level,
        prompt=prompt,
        choices=(),
        key_points=(),
        answer=parse_document(answer, breaks=breaks),
        revision="",
        tags=draft.trail.tags,
        source=draft.heading.line,
    )


def _named(questions: Sequence[Question], drafts: Sequence[_Draft]) -> tuple[Question, ...]:
    """Give every question an id of its own: by title, then section, then a number."""
    taken: set[str] = set()
    named: list[Question] = []
    for question, draft in zip(questions, drafts, strict=True):
        revision = revision_of(question)
        base = slug(question.title) or f"question-{revision[:8]}"
        candidates = [base, f"{base}-{draft.trail.innermost}".rstrip("-")]
        number = 2
        while all(f"{question.track}/{name}" in taken for name in candidates):
            candidates = [f"{base}-{number}"]
            number += 1
        name = next(n for n in candidates if f"{question.track}/{n}" not in taken)
        taken.add(f"{question.track}/{name}")
        named.append(replace(question, id=f"{question.track}/{name}", revision=revision))
    return tuple(named)


def _draft_warnings(draft: _Draft) -> list[NoteWarning]:
    line = draft.heading.line
    if draft.empty:
        message = "This question has neither a title nor a text, so it is left out."
        return [NoteWarning(line, "empty-question", message)]
    found = [*quirks.in_body(draft.body)]
    if draft.answer is not None:
        found.extend(quirks.in_answer(draft.answer))
    if not draft.heading.text:
        message = "This question has no title; it is called by its first words."
        found.append(NoteWarning(line, "untitled", message))
    return found
