"""Fixing text that was UTF-8, was read as Windows-1252 and saved again.

ftfy fixes what can't be anything else. Two more traces of the same accident are fixed here,
which ftfy leaves alone because it can't be sure in general: a three-byte character that reads
``â`` and a Windows-1252 symbol (``Hâ‚€``), and one whose last byte was lost because
Windows-1252 has no character for it (``Hâ‚``, ``helloâ€``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import ftfy

# "â" and one of these are the first two bytes of U+2000 to U+22FF without U+2140 to U+217F:
# punctuation, sub- and superscripts, arrows, mathematics. No word ends like that.
_GARBLED = re.compile("â[€\x81‚ƒ„†‡ˆ‰Š‹][€\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# Of the bytes Windows-1252 lacks, only these make a character that occurs in prose.
_LOST = {"â‚": "₁", "â€": "”"}
_LOST_BYTE = re.compile("(?<=[^\\W\\d_]|[.,!?;])(?:â‚|â€)(?=[\\s).,;:!?\"'|*=]|$)")
_BACKTICKS = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A line after fixing. ``guessed`` holds the characters that had lost a byte."""

    text: str
    guessed: tuple[str, ...] = ()


def fix(line: str) -> Fixed:
    """Return ``line`` without mojibake; inline code and all that was right stay as they are."""
    if line.isascii():
        return Fixed(line)
    parts: list[str] = []
    guessed: list[str] = []
    position = 0
    for start, end in code_spans(line):
        parts.append(_fix_prose(line[position:start], guessed))
        parts.append(line[start:end])
        position = end
    parts.append(_fix_prose(line[position:], guessed))
    return Fixed("".join(parts), tuple(guessed))


def code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Yield where inline code starts and ends: at two runs of as many backticks.

    Not a regular expression, which would look for the second run from each first one again.
    """
    runs = [run.span() for run in _BACKTICKS.finditer(line)]
    nearest: dict[int, int] = {}  # length -> the first run of that length after this one
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        closing[index] = nearest.get(end - start)
        nearest[end - start] = index
    index = 0
    while index < len(runs):
        other = closing[index]
        if other is not None:
            yield runs[index][0], runs[other][1]
        index = (index if other is None else other) + 1


def _fix_prose(text: str, guessed: list[str]) -> str:
    if text.isascii():
        return text

    def guess(found: re.Match[str]) -> str:
        guessed.append(_LOST[found[0]])
        return _LOST[found[0]]

    fixed = ftfy.fix_encoding(_LOST_BYTE.sub(guess, text))
    return _GARBLED.sub(_decoded, fixed)


def _decoded(found: re.Match[str]) -> str:
    try:
        return found[0].encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return found[0]
