"""Words that the bundled fonts can draw, measured and cut to fit."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from bot.pictures.font_metrics import FontMetrics, fonts

ELLIPSIS = "…"
NO_LETTERS = "(name below)"
"""Drawn in place of a name that no font can draw: the message that carries the picture says it."""
MARKS_KEPT = 2
"""Of several marks on one letter, so many are drawn: more would reach into the next line."""


def legible(words: str) -> str:
    """Return what of ``words`` can be drawn, on one line: no emoji, no control characters."""
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", words):
        shown = " " if character.isspace() else character
        marks = marks + 1 if unicodedata.category(shown) in ("Mn", "Me") else 0
        if marks <= MARKS_KEPT and font_of(shown, bold=False) is not None:
            kept.append(shown)
    return " ".join("".join(kept).split())


def legible_name(name: str) -> str:
    """Return a name as it can be drawn, or a hint where to read it."""
    shown = legible(name)
    return shown if any(character.isalnum() for character in shown) else NO_LETTERS


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide ``words`` will be, in the units of ``size``."""
    measured = (font_of(character, bold=bold) for character in words)
    return size * sum(
        font.widths[character] for character, font in zip(words, measured, strict=True) if font
    )


def fitted(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return the legible part of ``words``, cut where it would be wider than ``room``."""
    shown = legible(words)
    if width_of(shown, size, bold=bold) <= room:
        return shown
    left = room - width_of(ELLIPSIS, size, bold=bold)
    length = 0
    for character in shown:
        left -= width_of(character, size, bold=bold)
        if left < 0:
            break
        length += 1
    return shown[:length].rstrip() + ELLIPSIS


def runs(words: str, *, bold: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the parts of ``words`` that are drawn with one font: its family, and the part."""
    for font, part in groupby(words, lambda character: font_of(character, bold=bold)):
        if font is not None:
            yield font.family, "".join(part)


def font_of(character: str, *, bold: bool) -> FontMetrics | None:
    """Return the font that ``character`` is drawn with, None if there is none."""
    return next((font for font in fonts(bold=bold) if character in font.widths), None)
