"""A team's Markdown notes to questions: ``### Question: Title``, a body, ``### Answer``.

A pure function of the text. Headings of any depth are understood, and a heading as deep as
the question's or deeper belongs to its answer. Nothing is invented: only mojibake is fixed, and
what else looks wrong is reported and kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_text
from content.format.revision import revision_of
from content.format.tracks import NamedTrack, named_tracks
from content.importers import quirks
from content.importers.mojibake import fix
from content.importers.outline import Outline, heading, outline, with_newlines
from content.importers.quirks import NoteWarning
from content.importers.slugs import UNNAMED, slug
from content.importers.titles import title_from
from content.importers.walk import Draft, NotesReader
from content.markdown.blocks import parse_document

UNWRAPPED = 120  # characters; where prose has longer lines, the author ends lines on purpose


@dataclass(frozen=True, slots=True)
class Repair:
    """A line (from 1) that was fixed, before and after."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The questions of some notes in their order, what was fixed, and what looks wrong."""

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
    lines = with_newlines(text.removeprefix("\ufeff")).split("\n")
    plan = outline(lines)
    fixed, repairs, warnings = _fixed(lines, plan)
    breaks = _ends_lines_on_purpose(fixed, plan)
    reader = NotesReader(fixed, _outline_with(plan, fixed), known or named_tracks())
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


def _fixed(
    lines: Sequence[str], plan: Outline
) -> tuple[list[str], tuple[Repair, ...], list[NoteWarning]]:
    code = plan.code_lines
    fixed: list[str] = []
    repairs: list[Repair] = []
    warnings: list[NoteWarning] = []
    for number, line in enumerate(lines, 1):
        after = line
        if number not in code and not line.isascii():
            result = fix(line)
            after = result.text
            if result.guessed:
                guesses = " ".join(result.guessed)
                message = f"A garbled character was restored as {guesses}. Please check."
                warnings.append(NoteWarning(number, "guessed-character", message))
        if after != line:
            repairs.append(Repair(number, line, after))
        fixed.append(after)
    return fixed, tuple(repairs), warnings


def _ends_lines_on_purpose(lines: Sequence[str], plan: Outline) -> bool:
    """Whether the author leaves long lines unwrapped, so that a line end is meant as one."""
    code = plan.code_lines
    return any(len(line) > UNWRAPPED for n, line in enumerate(lines, 1) if n not in code)


def _outline_with(plan: Outline, fixed: Sequence[str]) -> Outline:
    """Return ``plan`` with the text of its headings as it is after fixing."""
    found = (heading(fixed[h.line - 1], h.line) or h for h in plan.headings)
    return replace(plan, headings=tuple(found))


def _fence_warnings(plan: Outline) -> list[NoteWarning]:
    message = "This code fence is never closed. Close it with a line of three backticks."
    return [
        NoteWarning(fence.first, "unclosed-fence", message)
        for fence in plan.fences
        if not fence.closed
    ]


# --- questions -------------------------------------------------------------------------


def _question(draft: Draft, *, breaks: bool) -> Question:
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


def _named(questions: Sequence[Question], drafts: Sequence[Draft]) -> tuple[Question, ...]:
    """Give each question its own id: from its title, then its section, then a number."""
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    named: list[Question] = []
    for question, draft in zip(questions, drafts, strict=True):
        revision = revision_of(question)
        base = f"{question.track}/{slug(question.title) or UNNAMED}"
        name = base if base not in taken else f"{base}-{draft.trail.innermost}".rstrip("-")
        while name in taken:
            numbers[base] += 1
            name = f"{base}-{numbers[base] + 1}"
        taken.add(name)
        named.append(replace(question, id=name, revision=revision))
    return tuple(named)


def _draft_warnings(draft: Draft) -> list[NoteWarning]:
    line = draft.heading.line
    if draft.empty:
        message = "This question has no title and no text, so it was skipped. Add one or remove it."
        return [NoteWarning(line, "empty-question", message)]
    found = [*quirks.in_body(draft.body)]
    if draft.answer is not None:
        found.extend(quirks.in_answer(draft.answer))
    if not draft.heading.text:
        message = "This question has no title, so it is titled after its first words. Add one."
        found.append(NoteWarning(line, "untitled", message))
    return found
