"""Words of a text in a form in which two texts can be compared, each with its place in the text.

Case, accents, kinds of spaces and quotes, punctuation and characters that can't be seen make no
difference. Mathematical signs do: ``a < b`` isn't ``a > b``.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_APOSTROPHES = "'’‘ʼ＇`´"
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f]"
)
"""Letters of scripts that put no spaces between words: each counts as a word of its own."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a sign of its own, as it is compared; it is ``text[start:end]``."""

    normal: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in their order."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    pieces = _pieces(text)
    for (kind, _), group in groupby(pieces, key=lambda piece: (piece.kind, piece.alone)):
        if not kind:
            continue
        members = list(group)
        yield Word("".join(one.normal for one in members), members[0].start, members[-1].end)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character in its normal form. ``alone`` differs for each that is a word of its own."""

    normal: str
    kind: str
    alone: int
    start: int
    end: int


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield the characters that matter; an empty ``kind`` separates words."""
    for place, char in enumerate(text):
        for normal in unicodedata.normalize("NFKD", char).casefold():
            category = unicodedata.category(normal)
            if category[0] == "M" or category == "Cf" or _joins(text, place, char):
                continue  # accents, invisible characters, the apostrophe of "don't"
            kind = _kind(category)
            alone = place + 1 if kind == "sign" or _UNSPACED.match(normal) else 0
            yield _Piece(normal, kind, alone, place, place + 1)


def _joins(text: str, place: int, char: str) -> bool:
    return (
        char in _APOSTROPHES
        and text[place - 1 : place].isalpha()
        and text[place + 1 : place + 2].isalpha()
    )


def _kind(category: str) -> str:
    if category[0] in "LN":
        return "word"
    return "sign" if category in ("Sm", "Sc", "So") else ""
