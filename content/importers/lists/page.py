"""A Markdown page as lines: which are code, comments, folded details, headings or tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from content.importers.lists.admonitions import without_boxes
from content.importers.lists.level_choices import LevelChoices, level_choices
from content.importers.lists.summaries import opens_answer
from content.importers.lists.terms import term_lines
from content.importers.outline import LONGEST, code_lines, with_newlines

_FRONT_MATTER_LINES = 60
_DEEPEST_FOLD = 20
_LOOKS = 3
"""How often comments are looked for: one that hid a fence shows others outside code."""
_LONGEST_ANSWER = 40
"""Lines; a longer fold may hold a list of questions, whatever its summary says."""
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]*(?P<text>.*?)(?:[ \t]+#+)?[ \t]*")
_LIST_HEADING = re.compile(
    r" {0,3}(?:[-*+]|(?P<number>\d{1,4})[.)])[ \t]+(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t#]*"
)
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]*>(?P<text>.*?)</h\1\s*>\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+[.)]\s")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_TAG = re.compile(r"<(/?)(details|summary)\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DELIMITER = re.compile(r"\s*+(?:\|\s*+)?:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+(?:\|\s*+)?")
_BOXED = re.compile(r"^[ ]*(?:!!!|\?\?\?\+?)[ \t]+\w", re.MULTILINE)
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")


@dataclass(frozen=True, slots=True)
class PageHeading:
    """A heading on line ``at`` (from 0), also one inside a list item or written in HTML."""

    at: int
    depth: int
    text: str
    number: str = ""
    in_list: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """``<details>`` from line ``first`` to ``last`` (from 0), its summary, where its body begins.

    ``head`` is what stands before the tag on its line; ``depth`` counts from 0.
    """

    first: int
    last: int
    summary: str
    body_at: int
    body_rest: str
    depth: int


class Page:
    """The lines of a Markdown text, comments blanked; numbers of lines stay the author's."""

    def __init__(self, text: str) -> None:
        lines, fenced = _without_comments(with_newlines(text.removeprefix("\ufeff")))
        self.code = frozenset(number - 1 for number in fenced)
        self.lines = without_boxes(lines, self.code) if _BOXED.search(text) else lines
        self.begin = _after_front_matter(self.lines)

    def blank(self, at: int) -> bool:
        """Tell whether the line has nothing on it."""
        return at not in self.code and not self.lines[at].strip()

    @cached_property
    def headings(self) -> tuple[PageHeading, ...]:
        """The headings outside code, in order."""
        prose = (at for at in range(self.begin, len(self.lines)) if at not in self.code)
        return tuple(heading for at in prose if (heading := self._heading(at)))

    @cached_property
    def folds(self) -> tuple[Fold, ...]:
        """The folded details outside code, in order of their first lines."""
        return tuple(sorted(_folds(self.lines, self.code), key=lambda fold: fold.first))

    @cached_property
    def hiding(self) -> frozenset[int]:
        """The lines on which folded details begin that hide an answer, as their summary says."""
        return frozenset(
            fold.first for fold in self.folds if not fold.summary or opens_answer(fold.summary)
        )

    @cached_property
    def answering(self) -> frozenset[int]:
        """The lines inside short folds that hide an answer."""
        hiding = (fold for fold in self.folds if fold.first in self.hiding)
        return frozenset(
            at
            for fold in hiding
            if fold.last - fold.first <= _LONGEST_ANSWER
            for at in range(fold.first, fold.last + 1)
        )

    @cached_property
    def folded(self) -> frozenset[int]:
        """The lines inside details."""
        outer = (fold for fold in self.folds if fold.depth == 0)
        return frozenset(at for fold in outer for at in range(fold.first, fold.last + 1))

    @cached_property
    def tables(self) -> tuple[tuple[int, int], ...]:
        """Where tables begin (their header) and end (one past the last row)."""
        found: list[tuple[int, int]] = []
        at = max(self.begin, 1)
        while at < len(self.lines):
            line = self.lines[at]
            if (
                at not in self.code
                and "|" in line
                and "|" in self.lines[at - 1]
                and _DELIMITER.fullmatch(line)
            ):
                end = at + 1
                while end < len(self.lines) and "|" in self.lines[end] and end not in self.code:
                    end += 1
                found.append((at - 1, end))
                at = end
            at += 1
        return tuple(found)

    @cached_property
    def tabled(self) -> frozenset[int]:
        """The lines of tables."""
        return frozenset(at for first, end in self.tables for at in range(first, end))

    @cached_property
    def termed(self) -> frozenset[int]:
        """The lines that are flashcards: a term and its definition."""
        return term_lines(self.lines, self.code, self.begin)

    @cached_property
    def choices(self) -> LevelChoices:
        """The items that stand as far out as the question above them."""
        return level_choices(self.lines, self.code, self.begin)

    def _heading(self, at: int) -> PageHeading | None:
        line = self.lines[at]
        if len(line) > LONGEST * 2:
            return None
        bare = line.lstrip(" ")
        if bare.startswith("#") and len(line) - len(bare) <= 3:
            found = _HEADING.fullmatch(bare)
            if found and (found["text"] or found["marks"] == bare.strip()):
                return PageHeading(at, len(found["marks"]), found["text"])
            return None
        if found := _LIST_HEADING.fullmatch(line):
            return PageHeading(at, len(found["marks"]), found["text"], found["number"] or "", True)
        if "<h" in line.lower() and (found := _HTML_HEADING.fullmatch(line)):
            return PageHeading(at, int(found[1]), found["text"])
        return self._underlined(at, bare)

    def _underlined(self, at: int, bare: str) -> PageHeading | None:
        """Return the heading whose underline is the next line."""
        after = at + 1
        if (
            not bare
            or bare[0] in "-*+>|<=#~`"
            or _NUMBERED.match(bare)
            or after >= len(self.lines)
            or after in self.code
            or not _SETEXT.fullmatch(self.lines[after])
            or (at > self.begin and self.lines[at - 1].strip())
        ):
            return None
        mark = self.lines[after].strip()
        return PageHeading(at, 1 if mark[0] == "=" else 2, bare.rstrip()) if mark else None


def is_rule(line: str) -> bool:
    """Tell whether the line is a thematic break."""
    return _RULE.fullmatch(line) is not None


def _after_front_matter(lines: Sequence[str]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    for at, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1):
        if line.rstrip() in ("---", "..."):
            return at + 1
    return 0


def _without_comments(text: str) -> tuple[list[str], frozenset[int]]:
    """Return the lines with HTML comments blanked, and which of them (from 1) are code.

    A comment that begins in code stays. Fences in a comment aren't fences.
    """
    fenced = code_lines(text.split("\n"))
    if "<!--" not in text:
        return text.split("\n"), fenced
    for _ in range(_LOOKS):
        shown = _blanked(text, fenced)
        if shown == text:
            break
        text, fenced = shown, code_lines(shown.split("\n"))
    return text.split("\n"), fenced


def _blanked(text: str, fenced: frozenset[int]) -> str:
    """Return the text without the comments that begin outside code; lines stay lines."""
    parts: list[str] = []
    position = line = 0
    for found in _COMMENT.finditer(text):
        line += text.count("\n", position, found.start())
        parts.append(text[position : found.start()])
        held = found[0]
        inside = line + 1 in fenced or not held.endswith("-->")
        parts.append(held if inside else "\n" * held.count("\n"))
        line += held.count("\n")
        position = found.end()
    parts.append(text[position:])
    return "".join(parts)


def _folds(lines: Sequence[str], code: frozenset[int]) -> list[Fold]:
    found: list[Fold] = []
    open_folds: list[_OpenFold] = []
    too_deep = 0
    for at, line in enumerate(lines):
        if at in code or ("<" not in line and not (open_folds and open_folds[-1].in_summary)):
            continue
        for tag in _TAG.finditer(line):
            closing, name = bool(tag[1]), tag[2].lower()
            if name == "details" and not closing and len(open_folds) == _DEEPEST_FOLD:
                too_deep += 1  # each open fold holds a copy of the rest of its line
            elif too_deep:
                too_deep -= name == "details" and closing
            elif name == "details" and not closing:
                open_folds.append(_OpenFold(at, len(open_folds)))
                open_folds[-1].place(at, tag.end())
            elif open_folds and name == "details":
                found.append(open_folds.pop().closed(lines, at, tag.start()))
            elif open_folds and not closing:
                open_folds[-1].in_summary = True
                open_folds[-1].place(at, tag.end())
            elif open_folds:
                open_folds[-1].end_summary(lines, at, tag.start(), tag.end())

    found.extend(fold.closed(lines, len(lines) - 1, None) for fold in open_folds)
    return found


class _OpenFold:
    def __init__(self, first: int, depth: int) -> None:
        self.first, self.depth = first, depth
        self.in_summary = False
        self.summary = ""
        self._at, self._column = first, 0

    def place(self, at: int, column: int) -> None:
        self._at, self._column = at, column

    def end_summary(self, lines: Sequence[str], at: int, start: int, end: int) -> None:
        if self.in_summary:
            if at == self._at:
                self.summary = lines[at][self._column : start]
            else:
                held = [
                    lines[self._at][self._column :],
                    *lines[self._at + 1 : at],
                    lines[at][:start],
                ]
                self.summary = "\n".join(held)
            self.in_summary = False
        self.place(at, end)

    def closed(self, lines: Sequence[str], last: int, end: int | None) -> Fold:
        """Return the fold that ends on line ``last``, before the column ``end`` of it."""
        rest = lines[self._at][self._column : end if last == self._at else None]
        return Fold(self.first, last, self.summary.strip(), self._at + 1, rest, self.depth)
