"""People's words, page by page, so that each page fits a message of any platform."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ANSWERS_A_PAGE = 7
"""A message of Discord has room for 40 components, and an answer takes five."""
ROOM = 3_000
"""What a page's words may weigh."""
_MARK, _LINE_END = 3, 4
"""A character that may need escaping, and a line's end, can take so many in a message."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of someone's answer: all of it, or a part that ``continued`` from a page before."""

    author_id: int
    text: str
    continued: bool = False


def paginate(answers: Iterable[tuple[int, str]]) -> tuple[tuple[Words, ...], ...]:
    """Return (author, text) as pages, in order and uncut: a long answer continues on the next."""
    pages: list[list[Words]] = []
    room = 0
    for author_id, text in answers:
        for piece in _pieces(author_id, text):
            weight = weigh(piece.text)
            if not pages or weight > room or len(pages[-1]) == ANSWERS_A_PAGE:
                pages.append([])
                room = ROOM
            pages[-1].append(piece)
            room -= weight
    return tuple(map(tuple, pages))


def weigh(text: str) -> int:
    """Return the most characters that ``text`` takes in a message, marks escaped."""
    return sum(map(_weight, text))


def _weight(char: str) -> int:
    if char == "\n":
        return _LINE_END
    return 1 if char == " " or (char.isascii() and char.isalnum()) else _MARK


def _pieces(author_id: int, text: str) -> Iterator[Words]:
    continued = False
    while text:
        end = _fitting(text)
        yield Words(author_id, text[:end].rstrip(), continued)
        text, continued = text[end:].lstrip(), True


def _fitting(text: str) -> int:
    """Return how much of ``text`` fits a page, up to a space or a line's end if there is one."""
    weight = 0
    for end, char in enumerate(text):
        weight += _weight(char)
        if weight > ROOM:
            return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1 or end
    return len(text)
