"""Which lines of notes are headings and which are fenced code.

A fence that is never closed would swallow the questions after it. Where the fences don't
match (a fence still open at the end, or one that holds both a question and the start of
another fence), the first fence that holds a question's heading is ended before it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from string import whitespace

LONGEST = 400  # characters of a heading; a longer line that begins with # is text
_COLONS_AND_SPACE = ":：\u3000\xa0" + whitespace
_FENCE = re.compile(r"[ \t]*(?:>[ \t]*)*(?P<mark>`{3,}(?!`)|~{3,}(?!~))(?P<info>.*)")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*")
# Also without the space Markdown asks for, since people forget it.
_QUESTION = re.compile(
    r" {0,3}(?P<marks>#{1,6})[ \t]*(?:\*\*|__)?"
    r"(?:question(?:[ \t]+\d+)?[ \t]*(?:[:.]|[ \t]-[ \t]|(?=\*\*|__|$))|q(?:[ \t]*\d+)?[ \t]*[:.])"
    r"(?P<title>.*?)(?:[ \t]+#+)?[ \t]*",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r" {0,3}(?P<marks>#{1,6})[ \t]*(?:\*\*|__)?"
    r"(?:(?:answer|ans)(?:\*\*|__)?[ \t]*(?::(?P<text>.*?))?|a[ \t]*:(?P<short>.*?))"
    r"(?:\*\*|__)?(?:[ \t]+#+)?[ \t]*",
    re.IGNORECASE,
)


class Kind(Enum):
    """What a heading announces."""

    QUESTION = auto()
    ANSWER = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside code: its line (from 1), its depth (1 to 6), its text."""

    line: int
    depth: int
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block from line ``first`` to ``last``, both included (from 1)."""

    first: int
    last: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings and fences of some notes, in the order of the file."""

    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]

    @property
    def code_lines(self) -> frozenset[int]:
        """Every line that belongs to a fenced block."""
        return frozenset(n for fence in self.fences for n in range(fence.first, fence.last + 1))


def with_newlines(text: str) -> str:
    """Return ``text`` with newlines as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def code_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return every line (from 1) that belongs to a fenced block."""
    return Outline((), _fixed_fences(lines)).code_lines


def outline(lines: Sequence[str]) -> Outline:
    """Return the headings and fences of ``lines``."""
    fences = _fixed_fences(lines)
    code = Outline((), fences).code_lines
    found = (heading(line, number) for number, line in enumerate(lines, 1) if number not in code)
    return Outline(tuple(h for h in found if h is not None), fences)


def heading(line: str, number: int) -> Heading | None:
    """Return the heading ``line`` is, or None."""
    if len(line) > LONGEST or not line.lstrip(" ").startswith("#"):
        return None
    if found := _QUESTION.fullmatch(line):
        return Heading(number, len(found["marks"]), Kind.QUESTION, _bare(found["title"]))
    if found := _ANSWER.fullmatch(line):
        return Heading(
            number,
            len(found["marks"]),
            Kind.ANSWER,
            (found["text"] or found["short"] or "").strip(),
        )
    if found := _HEADING.fullmatch(line):
        return Heading(number, len(found["marks"]), Kind.OTHER, _bare(found["text"] or ""))
    return None


def _bare(text: str) -> str:
    """Return a heading's text without the colon or bold marks people put around it."""
    bare = text.strip().removesuffix("**").removesuffix("__").removeprefix("**").strip()
    return bare.rstrip(_COLONS_AND_SPACE)


def _fixed_fences(lines: Sequence[str]) -> tuple[Fence, ...]:
    """Return the fenced blocks; those that don't match end before the question they hold."""
    kept: list[Fence] = []
    start = 1
    while True:
        fences, broken = _fences(lines, start)
        culprit = _swallower(lines, fences) if broken else None
        if culprit is None:
            return (*kept, *fences)
        index, question = culprit
        kept.extend(fences[:index])
        kept.append(Fence(fences[index].first, question - 1, closed=False))
        start = question


def _fences(lines: Sequence[str], start: int) -> tuple[list[Fence], bool]:
    """Return the fenced blocks from line ``start`` on, and whether they don't match."""
    fences: list[Fence] = []
    mark, first, question_inside = "", 0, False
    for number in range(start, len(lines) + 1):
        line = lines[number - 1]
        found = _FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
        if not mark:
            if found and not ("`" in found["mark"] and "`" in found["info"]):
                mark, first, question_inside = found["mark"], number, False
            continue
        question_inside = question_inside or _is_question(line)
        if found and found["mark"].startswith(mark):
            if not found["info"].strip():
                fences.append(Fence(first, number, closed=True))
                mark = ""
            elif question_inside:
                return [*fences, Fence(first, number, closed=False)], True
    if mark:
        fences.append(Fence(first, len(lines), closed=False))
    return fences, bool(mark)


def _swallower(lines: Sequence[str], fences: Sequence[Fence]) -> tuple[int, int] | None:
    """Return the index of the first fence that holds a question, and that question's line."""
    for index, fence in enumerate(fences):
        for number in range(fence.first + 1, fence.last + 1):
            if _is_question(lines[number - 1]):
                return index, number
    return None


def _is_question(line: str) -> bool:
    return "#" in line and len(line) <= LONGEST and _QUESTION.fullmatch(line) is not None
