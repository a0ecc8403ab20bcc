"""Signs as paths, so that no font needs to have them; each is centered on 0, 0 and 24 wide."""

from collections.abc import Mapping

from bot.engine.cards import DayMark
from bot.pictures.svg import number

CHECK = "M-10 0.5L-3.5 7.5L10 -7"
CROSS = "M-7 -7L7 7M7 -7L-7 7"
SNOW = (
    "M0 -11V11M-9.5 -5.5L9.5 5.5M-9.5 5.5L9.5 -5.5"
    "M-3.5 -9.5L0 -6L3.5 -9.5M-3.5 9.5L0 6L3.5 9.5"
    "M-10 -1.7L-5.2 -3L-6.5 -7.8M10 1.7L5.2 3L6.5 7.8"
    "M-10 1.7L-5.2 3L-6.5 7.8M10 -1.7L5.2 -3L6.5 -7.8"
)
SUN = (
    "M4.5 0A4.5 4.5 0 1 1 -4.5 0A4.5 4.5 0 1 1 4.5 0"
    "M0 -11V-8M0 8V11M-11 0H-8M8 0H11M-7.8 -7.8L-5.7 -5.7M5.7 5.7L7.8 7.8M-7.8 7.8L-5.7 5.7"
    "M5.7 -5.7L7.8 -7.8"
)
DASH = "M-6 0H6"
CLOCK = "M9.5 0A9.5 9.5 0 1 1 -9.5 0A9.5 9.5 0 1 1 9.5 0M0 -5V0L3.5 3"

SIGNS: Mapping[DayMark, str] = {
    DayMark.KEPT: CHECK,
    DayMark.FREEZE: SNOW,
    DayMark.LEAVE: SUN,
    DayMark.EXCUSED: DASH,
    DayMark.MISSED: CROSS,
    DayMark.OPEN: CLOCK,
}


def sign(path: str, x: float, y: float, width: float, color: str) -> str:
    """Return a sign with its middle at ``x``, ``y``."""
    scale = width / 24
    return (
        f'<path transform="translate({number(x)} {number(y)}) scale({number(scale)})" d="{path}" '
        f'fill="none" stroke="{color}" stroke-width="2.6" stroke-linecap="round" '
        f'stroke-linejoin="round"/>'
    )
