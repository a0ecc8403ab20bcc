"""A walk over the lines of notes: which belong to which question, answer or section."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.format.tracks import NamedTrack
from content.importers.outline import Heading, Kind, Outline
from content.importers.quirks import NoteWarning, Passage
from content.importers.sections import Section, Trail, section

LOOKAHEAD = 200  # headings; a section whose first question comes later counts as text


@dataclass(slots=True)
class Draft:
    """A question whose lines are still being collected."""

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
        """The lines of the answer, or None if no heading announced one."""
        return None if self.answer_lines is None else Passage(tuple(self.answer_lines), self.code)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.heading.text and self.body.blank


@dataclass(slots=True)
class NotesReader:
    """Walks the lines once and collects drafts and warnings."""

    lines: Sequence[str]
    plan: Outline
    known: Sequence[NamedTrack]
    drafts: list[Draft] = field(default_factory=list[Draft])
    warnings: list[NoteWarning] = field(default_factory=list[NoteWarning])
    trail: Trail = field(default_factory=Trail)
    draft: Draft | None = None
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
        self.draft = Draft(heading, self.trail, self.code)
        self.drafts.append(self.draft)

    def _open_answer(self, heading: Heading) -> bool:
        if self.draft is None:
            self._warn(
                heading.line,
                "answer-without-question",
                "There is no question above this answer, so it was skipped. "
                "Add the question's heading.",
            )
            return True
        if self.draft.answer_lines is not None:
            self._warn(
                heading.line,
                "second-answer",
                "The question already has an answer; this one was added to it. Keep one heading.",
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
        """Whether a heading above the question's depth still belongs to its answer.

        It does if the answer has begun and only text comes before the next heading of that
        depth: a section would have questions.
        """
        own = section(heading.text, heading.depth, heading.line, self.known)
        if self.draft is None or own.level is not None or not _has_text(self.draft.answer_lines):
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
            f"{heading.text!r} has text but no question, so it was added to the answer above. "
            "Put it below a heading '### Question: …' if it is one.",
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
                    "This text is above the first heading, so it was skipped. "
                    "Put it below a heading.",
                )
        elif inner.empty:
            self.trail = self.trail.filled()
            self._warn_section(inner)

    def _warn_section(self, inner: Section) -> None:
        if self._has_question(inner):
            self._warn(
                inner.line,
                "text-outside-question",
                f"{inner.name!r} has text before its first question, which was skipped. "
                "Move it below the question.",
            )
            return
        self._warn(
            inner.line,
            "section-without-question",
            f"{inner.name!r} has text but no question, so it was skipped. Put a line "
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


def _has_text(lines: Sequence[tuple[int, str]] | None) -> bool:
    return any(text.strip() for _, text in lines or ())
