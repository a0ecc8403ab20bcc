"""Right answers by track: a bar for each, with its numbers; below, how the last weeks went."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.lettering import width_of
from bot.pictures.svg import MARGIN, WIDTH, box, picture, text
from bot.pictures.theme import Theme
from bot.pictures.trend import Trend, trend

MOST_BARS = 8
ROW, BAR = 78, 22
SIZE = 25
TOP = 58


@dataclass(frozen=True, slots=True)
class TrackBar:
    """A track, and how many answers were right of how many."""

    title: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.total if self.total else 0.0

    @property
    def told(self) -> str:
        """The numbers in words."""
        return f"{self.right:,} of {self.total:,} · {round(100 * self.share)}%"


def accuracy(
    heading: str, tracks: Sequence[TrackBar], weeks: Trend | None, alt: str, theme: Theme
) -> str:
    """Return a bar for each of the first ``tracks``, a count of those left out, and the trend."""
    shown = tracks[:MOST_BARS]
    parts = [text(MARGIN, 40, heading, SIZE, theme.muted)]
    for row, track in enumerate(shown):
        parts += _bar(track, TOP + row * ROW, theme)
    bottom = TOP + len(shown) * ROW
    if hidden := len(tracks) - len(shown):
        words = f"and {hidden} more {'track' if hidden == 1 else 'tracks'}"
        parts.append(text(MARGIN, bottom + 22, words, SIZE, theme.muted))
        bottom += 36
    if weeks:
        below, bottom = trend(weeks, bottom + 14, theme)
        parts += below
    return picture(bottom + 8, theme, alt, parts)


def _bar(track: TrackBar, y: float, theme: Theme) -> list[str]:
    """Return a track's name and numbers, and its bar below them."""
    length = WIDTH - 2 * MARGIN
    room = length - width_of(track.told, SIZE) - 24
    parts = [
        text(MARGIN, y + 26, track.title, SIZE, theme.text, room=room),
        text(WIDTH - MARGIN, y + 26, track.told, SIZE, theme.text, anchor="end"),
        box(MARGIN, y + 38, length, BAR, theme.track),
    ]
    if track.right:
        parts.append(box(MARGIN, y + 38, max(2 * 8, length * track.share), BAR, theme.accent))
    return parts
