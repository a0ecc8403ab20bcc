"""What a font file can draw and how wide: its ``cmap`` and ``hmtx`` tables.

The renderer tells neither, and text that is to fit must be measured before it is drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from struct import unpack_from

FOLDER = files("bot.pictures") / "fonts"


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """The width of each character that a font can draw, as a share of the font size."""

    family: str
    widths: Mapping[str, float]


REGULAR = (
    ("NotoSans-Regular.ttf", "Noto Sans"),
    ("NotoSansHebrew-Regular.ttf", "Noto Sans Hebrew"),
    ("NotoSansArabic-Regular.ttf", "Noto Sans Arabic"),
    ("NotoSansDevanagari-Regular.ttf", "Noto Sans Devanagari"),
    ("NotoSansCJK-Regular.otf", "Noto Sans CJK TC"),
)
"""Files and their families; a character is drawn with the first that has it."""
BOLD = (("NotoSans-Bold.ttf", "Noto Sans"), *REGULAR[1:])


def font_files() -> list[str]:
    """Return the paths of all fonts."""
    return [str(FOLDER / name) for name, _ in (BOLD[0], *REGULAR)]


@cache
def fonts(*, bold: bool) -> tuple[FontMetrics, ...]:
    """Return the fonts that text is drawn with, the first choice first."""
    return tuple(_metrics(name, family) for name, family in (BOLD if bold else REGULAR))


@cache
def _metrics(name: str, family: str) -> FontMetrics:
    return FontMetrics(family, _widths((FOLDER / name).read_bytes()))


def _widths(font: bytes) -> Mapping[str, float]:
    """Return the widths of an OpenType font's characters."""
    (count,) = unpack_from(">H", font, 4)
    tables = {
        font[at : at + 4]: unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * count, 16)
    }
    (units,) = unpack_from(">H", font, tables[b"head"] + 18)
    (measured,) = unpack_from(">H", font, tables[b"hhea"] + 34)
    advances = unpack_from(f">{measured * 2}H", font, tables[b"hmtx"])[::2]
    return {
        chr(code): advances[min(glyph, measured - 1)] / units
        for code, glyph in _glyphs(font, tables[b"cmap"])
        if chr(code).isprintable()  # fonts map a few control characters, too
    }


def _glyphs(font: bytes, cmap: int) -> list[tuple[int, int]]:
    """Return the characters and glyphs of the table's Unicode part, which has format 4."""
    (count,) = unpack_from(">H", font, cmap + 2)
    parts = [unpack_from(">HHI", font, cmap + 4 + 8 * number) for number in range(count)]
    start = next(cmap + at for platform, _, at in parts if platform == 3)
    (doubled,) = unpack_from(">H", font, start + 6)
    segments = doubled // 2
    ends = unpack_from(f">{segments}H", font, start + 14)
    starts = unpack_from(f">{segments}H", font, start + 16 + doubled)
    deltas = unpack_from(f">{segments}H", font, start + 16 + 2 * doubled)
    offsets_at = start + 16 + 3 * doubled
    offsets = unpack_from(f">{segments}H", font, offsets_at)
    found: list[tuple[int, int]] = []
    for number in range(segments):
        for code in range(starts[number], ends[number] + 1):
            glyph = code
            if offsets[number]:
                inside = offsets[number] + 2 * (code - starts[number])
                (glyph,) = unpack_from(">H", font, offsets_at + 2 * number + inside)
                if not glyph:
                    continue
            glyph = (glyph + deltas[number]) & 0xFFFF
            if glyph:
                found.append((code, glyph))
    return found
