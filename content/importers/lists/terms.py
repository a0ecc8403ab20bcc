"""Flashcards of one line: ``Term :: definition``."""

import re
from collections.abc import Collection, Sequence

from content.importers.found import FoundQuestion, Written
from content.importers.lists.clean import words_of

_FEWEST = 2
"""One such line may be anything, such as a type in Haskell."""
_CARD = re.compile(
    r"[ \t]{0,3}(?:(?:[-*+•]|\d{1,4}[.)])[ \t]+)?"
    r"(?P<term>[^\s:].{0,300}?)(?:[ \t]+:::?[ \t]+|(?<=[?？]):::?[ \t]*)"
    r"(?P<said>(?!.*[ \t]:::?[ \t])\S.*)"
)
_TYPE = re.compile(r"(?:->|=>|→)")
_WORD = re.compile(r"\w")


def term_questions(lines: Sequence[str], termed: Collection[int]) -> list[FoundQuestion]:
    """Return a question for each of the ``termed`` lines of a page."""
    return [made for at in sorted(termed) if (made := _question(lines[at], at))]


def term_lines(lines: Sequence[str], code: Collection[int], begin: int) -> frozenset[int]:
    """Return the lines of a page that are flashcards, if there are several."""
    places = [
        at
        for at in range(begin, len(lines))
        if "::" in lines[at] and at not in code and _is_card(lines[at])
    ]
    return frozenset(places) if len(places) >= _FEWEST else frozenset()


def _is_card(line: str) -> bool:
    found = _CARD.fullmatch(line)
    return (
        found is not None
        and _WORD.search(found["term"]) is not None
        and not _TYPE.search(found["said"])
    )


def _question(line: str, at: int) -> FoundQuestion | None:
    found = _CARD.fullmatch(line)
    if not found:
        return None
    title = words_of(found["term"]).strip()
    return FoundQuestion(at + 1, title, Written(title), answer=Written(words_of(found["said"])))
