"""Right answers by track: a bar for each, with its numbers; below, how the last weeks went."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures import bars
from bot.pictures.svg import MARGIN, picture, text
from bot.pictures.theme import Theme
from bot.pictures.trend import Trend, trend

MOST_BARS = 8
TOP = 58


@dataclass(frozen=True, slots=True)
class TrackBar:
    """A track, and how many answers were right of how many."""

    title: str
    right: int
    total: int

    @property
    def told(self) -> str:
        """The numbers in words."""
        share = self.right / self.total if self.total else 0.0
        return f"{self.right:,} of {self.total:,} · {round(100 * share)}%"


def accuracy(
    heading: str, tracks: Sequence[TrackBar], weeks: Trend | None, alt: str, theme: Theme
) -> str:
    """Return a bar for each of the first ``tracks``, a count of those left out, and the trend."""
    shown = tracks[:MOST_BARS]
    parts = [text(MARGIN, 40, heading, bars.SIZE, theme.muted)]
    for row, track in enumerate(shown):
        y = TOP + row * bars.ROW
        parts += bars.head(track.title, track.told, theme.text, y, theme)
        parts += bars.bar(track.right, track.total, theme.accent, y, theme)
    bottom = TOP + len(shown) * bars.ROW
    if hidden := len(tracks) - len(shown):
        words = f"and {hidden} more {'track' if hidden == 1 else 'tracks'}"
        parts.append(text(MARGIN, bottom + 22, words, bars.SIZE, theme.muted))
        bottom += 36
    if weeks:
        below, bottom = trend(weeks, bottom + 14, theme)
        parts += below
    return picture(bottom + 8, theme, alt, parts)
