"""An answers section at the end of a list: ``1. B``, ``2) 42``, one for each number."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from content.importers.lists import words
from content.importers.lists.clean import Line
from content.importers.lists.page import Page

LEAST = 2
MOST_STRAY = 20
"""Lines more than there are answers, after which a section isn't one of answers."""
_ENTRY = re.compile(
    r"[\s>*_|#\-+]*(?:q(?:uestion)?\.?\s*)?[(\[]?(?P<number>\d{1,4})[)\]]?[*_]{0,2}"
    r"\s*(?:[.):：|=\-–—]+|->|→)\s*[*_]{0,2}\s*(?P<said>\S.*)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"(?<![\w.])(\d{1,4})\s*(?:[.):=\-–]?\s*[(\[]?([A-Ha-h])[)\]]?|[):=\-–]\s*[(\[]?(\d)[)\]]?)"
    r"(?=[\s,;|.]|$)"
)
_TITLED = re.compile(r"[\s>*_]*(?P<title>[^\W\d_][^\d:：]{2,40}?)[\s*_]*[:：][\s*_]*(?=\d)")


@dataclass(frozen=True, slots=True)
class EndAnswers:
    """Answers by number, from line ``first`` to ``end`` (from 0; one past the last)."""

    first: int
    end: int
    by_number: dict[str, tuple[Line, ...]]


def end_answers(page: Page) -> list[EndAnswers]:
    """Return the answers sections of the page, in order."""
    found: list[EndAnswers] = []
    poor = -1
    for first, begin, end in _sections(page):
        if (found and first < found[-1].end) or poor == end:
            continue
        lines = (Line(at, page.lines[at], at in page.code) for at in range(begin, end))
        entries, whole = _entries(lines)
        if len(entries) >= LEAST:
            found.append(EndAnswers(first, end, entries))
        elif whole:
            poor = end  # a section that begins later and ends there has no more
    return found


def _sections(page: Page) -> list[tuple[int, int, int]]:
    """Return where an answers section begins, where its text does, and where it ends."""
    starts: list[tuple[int, int, int]] = []
    headings = page.headings
    for index, heading in enumerate(headings):
        if not words.ANSWERS_TITLE.fullmatch(heading.text.strip()) or heading.at in page.folded:
            continue
        after = index + 1
        while after < len(headings) and headings[after].depth > heading.depth:
            after += 1
        end = headings[after].at if after < len(headings) else len(page.lines)
        starts.append((heading.at, heading.at + 1, end))
    blank = page.begin
    for at in range(page.begin, len(page.lines)):
        line = page.lines[at]
        bare = line.strip(" *_:：")
        if at in page.code or not bare or line.lstrip().startswith("#"):
            continue
        if (found := _TITLED.match(line)) and words.ANSWERS_TITLE.fullmatch(found["title"].strip()):
            if len(_PAIR.findall(line, found.end())) >= LEAST:
                blank = _blank_after(page, max(at, blank))
                starts.append((at, at, blank))
            continue
        if len(bare) > 40:
            continue
        if words.ANSWERS_TITLE.fullmatch(bare) and re.search(
            r"s\b|key|答案|解答", bare, re.IGNORECASE
        ):
            after = bisect_right(headings, at, key=lambda heading: heading.at)
            end = headings[after].at if after < len(headings) else len(page.lines)
            starts.append((at, at + 1, end))
    starts.extend(
        (fold.first, fold.body_at, fold.last + 1)
        for fold in page.folds
        if fold.summary and words.ANSWERS_TITLE.fullmatch(re.sub(r"<[^<>]*>", "", fold.summary))
    )
    return sorted(starts)


def _blank_after(page: Page, at: int) -> int:
    while at < len(page.lines) and page.lines[at].strip():
        at += 1
    return at


def _entries(lines: Iterable[Line]) -> tuple[dict[str, tuple[Line, ...]], bool]:
    """Return the numbered answers, and whether they are all that the lines have.

    There are none if most of the text is something else.
    """
    found: dict[str, list[Line]] = {}
    current = ""
    stray = 0
    for line in lines:
        if line.blank and not current:
            continue
        entry = None if line.code else _ENTRY.fullmatch(line.text)
        pairs = [] if line.code else _PAIR.findall(line.text)
        if entry and len(pairs) <= 1:
            current = entry["number"]
            found[current] = [Line(line.at, entry["said"].strip(" |"))]
        elif pairs:
            for number, letter, place in pairs:
                found[number] = [Line(line.at, letter or place)]
            if len(pairs) > 1:
                current = ""
        elif current:
            found[current].append(line)
        else:
            stray += 1
            if stray > len(found) + MOST_STRAY:
                return {}, False
    if len(found) <= stray:
        return {}, len(found) < LEAST
    return {number: tuple(held) for number, held in found.items()}, True
