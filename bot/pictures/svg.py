"""Parts of an SVG picture. Every text goes through ``text``, which escapes and fits it."""

from collections.abc import Iterable, Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from bot.pictures.lettering import fitted, runs
from bot.pictures.theme import Theme

WIDTH = 688
"""Units of a picture's width: twice the width of a message on a phone."""
MARGIN = 20

Anchor = Literal["start", "middle", "end"]


def picture(height: float, theme: Theme, alt: str, parts: Iterable[str]) -> str:
    """Return a whole picture; ``alt`` says in words what it shows."""
    body = "\n".join(parts)
    label = quoteattr(printable(alt))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{number(height)}" '
        f'viewBox="0 0 {WIDTH} {number(height)}" role="img" aria-label={label}>\n'
        f'<rect width="{WIDTH}" height="{number(height)}" fill="{theme.background}"/>\n'
        f"{body}\n</svg>\n"
    )


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    color: str,
    *,
    room: float = WIDTH,
    anchor: Anchor = "start",
    bold: bool = False,
    halo: str = "",
) -> str:
    """Return one line of text with its baseline at ``y``, cut to fit into ``room``.

    ``halo`` is the color of an edge around its letters, which parts them from what lies below.
    """
    shown = fitted(words, size, room, bold=bold)
    spans = "".join(
        f'<tspan font-family="{family}">{escape(part)}</tspan>'
        for family, part in runs(shown, bold=bold)
    )
    weight = ' font-weight="700"' if bold else ""
    edge = f' stroke="{halo}" stroke-width="8" paint-order="stroke"' if halo else ""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{color}"'
        f"{weight}{at}{edge}>{spans}</text>"
    )


def box(
    x: float, y: float, width: float, height: float, fill: str, *, radius: float = 8, line: str = ""
) -> str:
    """Return a rounded rectangle; with ``line``, one that is only outlined inside its edge."""
    if line:
        inset = 1.5
        return (
            f'<rect x="{number(x + inset)}" y="{number(y + inset)}" '
            f'width="{number(width - 2 * inset)}" height="{number(height - 2 * inset)}" '
            f'rx="{number(radius)}" fill="none" stroke="{line}" stroke-width="3"/>'
        )
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" rx="{number(radius)}" fill="{fill}"/>'
    )


def polyline(points: Sequence[tuple[float, float]], color: str, width: float) -> str:
    """Return a line through ``points``."""
    path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return (
        f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="{number(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def number(value: float) -> str:
    """Return a number as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def printable(words: str) -> str:
    """Return ``words`` without what XML can't hold."""
    return "".join(character for character in words if character.isprintable())
