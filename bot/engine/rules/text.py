"""What people type: cleaned so that databases store it and no screen obeys it; plurals."""

import re
import unicodedata

NAME_LENGTH = 40
LONGEST_QUOTE = 40
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LINE_ENDS = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters except tab and newline: PostgreSQL refuses NUL, terminals obey the rest."""
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which UTF-8 can't encode, so that no database stores them."""


def clean_text(text: str) -> str:
    """Return ``text`` without control characters and with newlines as the only line ends."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))


def clean_name(name: str) -> str:
    """Return ``name`` without invisible characters, on one line, at most 40 characters.

    A name with nothing to see becomes "someone". Escaping for a platform is its renderer's job.
    """
    plain = name.isascii() and name.isprintable()  # most names; spares looking at each character
    words = " ".join((name if plain else _few_marks(_visible(name))).split())
    return cut(words, NAME_LENGTH) if words else "someone"


def _visible(text: str) -> str:
    return "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in _HIDDEN_CATEGORIES
    )


def shorten(words: str) -> str:
    """Return ``words`` on one line, cut after 40 characters, to be quoted in an error."""
    return cut(" ".join(words.split()), LONGEST_QUOTE)


def count_of(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun in the right form: ``1 question``, ``1,200 questions``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(words: str, length: int) -> str:
    """Return ``words``, with an ellipsis at the end where they are longer than ``length``."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _few_marks(text: str) -> str:
    """Drop the third and later combining marks in a row, which would climb over other lines."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= 2:
            kept.append(char)
    return "".join(kept)
