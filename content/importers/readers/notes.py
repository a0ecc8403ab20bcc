"""Notes in Warmup's own form: ``### Question: Title``, a body, ``### Answer``."""

import re
from collections.abc import Sequence

from bot.engine.rules.text import count_of
from content.format.tracks import NamedTrack
from content.importers.found import FoundQuestion, FoundQuestions, LeftOut, Remark
from content.importers.notes import ImportResult, Repair, import_notes
from content.importers.outline import Kind, outline, with_newlines
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source

MOST_ANSWERED = 0.6
"""Where more questions are answered, the reader of lists sees the same, and choices besides."""
_TICKED = re.compile(r"^\s*[-*+]\s+\[[xX]\]\s", re.MULTILINE)


class Notes:
    """The notes reader: a question's body is all asked, its answer has a heading."""

    name = "notes"
    about = "Markdown notes with headings ### Question: … and ### Answer"

    def __init__(self, known: Sequence[NamedTrack] | None = None) -> None:
        self._known = known

    def looks_like(self, source: Source) -> Likeness:
        """Many questions and some answers: without an answer's heading all text is asked."""
        if not source.is_text or "#" not in source.text:
            return UNLIKE
        plan = outline(with_newlines(source.text).split("\n"))
        kinds = [heading.kind for heading in plan.headings]
        questions, answers = kinds.count(Kind.QUESTION), kinds.count(Kind.ANSWER)
        if not questions or not answers or answers > MOST_ANSWERED * questions:
            return UNLIKE
        if _TICKED.search(source.text):
            return UNLIKE
        reason = f"{count_of(questions, 'heading')} ### Question and {answers} ### Answer"
        return Likeness(0.9, reason)

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions; what was fixed and what looks wrong are remarks."""
        result = import_notes(source.text, self._known)
        left = tuple(
            LeftOut(warning.line, "### Question", warning.message)
            for warning in result.warnings
            if warning.code == "empty-question"
        )
        return FoundQuestions(
            tuple(
                FoundQuestion(question.source or 0, question.title, whole=question)
                for question in result.questions
            ),
            left,
            _remarks(result),
            "" if result.questions else "no heading such as `### Question: …`",
        )


def _remarks(result: ImportResult) -> tuple[Remark, ...]:
    repairs = [Remark(repair.line, f"fixed {_around(repair)}") for repair in result.repairs]
    warnings = [
        Remark(warning.line, warning.message)
        for warning in result.warnings
        if warning.code != "empty-question"
    ]
    return (*repairs, *warnings)


def _around(repair: Repair, width: int = 24) -> str:
    """Return the first place at which a line was fixed, before and after."""
    before, after = repair.before, repair.after
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after)
    )
    low = max(0, start - 12)
    return f"…{before[low : start + width]}… to …{after[low : start + width]}…"
