"""The week's recap: a podium, how many took part, the longest streak and the hardest question."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.lettering import legible_name, width_of
from bot.pictures.svg import MARGIN, WIDTH, box, picture, text
from bot.pictures.theme import Theme

PLACES = 3
COLUMN = 212
STEP = (WIDTH - 2 * MARGIN - COLUMN) / 2
"""From one step of the podium to the next, with 10 between them where all three stand."""
HEIGHTS = (150, 112, 84)
NAME, NAME_ROW = 26, 34
TITLE, SMALL, BIG = 26, 24, 44
TILE = 112
FACT_ROW = 48


@dataclass(frozen=True, slots=True)
class PodiumPlace:
    """A place, such as ``1st``, its points in words, and who shares it: some, and how many more."""

    place: str
    points: str
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number in large print, and what it counts."""

    number: str
    what: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: what it is about, whose name or title it tells, and a number in words."""

    what: str
    name: str
    number: str


def recap(
    title: str,
    places: Sequence[PodiumPlace],
    counts: Sequence[Count],
    facts: Sequence[Fact],
    alt: str,
    theme: Theme,
) -> str:
    """Return the recap; up to three ``places``, the best first."""
    parts = [text(WIDTH / 2, 48, title, TITLE, theme.muted, anchor="middle", room=WIDTH - 40)]
    y = 76.0
    if places:
        shown = places[:PLACES]
        base = y + max(
            HEIGHTS[rank] + NAME_ROW * _lines(place) + 12 for rank, place in enumerate(shown)
        )
        for rank, place in enumerate(shown):
            parts += _step(place, rank, len(shown), base, theme)
        y = base + 62
    if counts:
        parts += _tiles(counts, y, theme)
        y += TILE + 20
    for fact in facts:
        parts += _fact(fact, y, theme)
        y += FACT_ROW
    return picture(y + 8, theme, alt, parts)


def _lines(place: PodiumPlace) -> int:
    return len(place.names) + bool(place.more)


def _middle(rank: int, places: int) -> float:
    """Return where a step's middle is: the best in the middle, the second left of it."""
    if places == 1:
        return WIDTH / 2
    if places == 2:
        return WIDTH / 2 + (COLUMN / 2 + 8) * (1 if rank == 0 else -1)
    return WIDTH / 2 + STEP * (0, -1, 1)[rank]


def _step(place: PodiumPlace, rank: int, places: int, base: float, theme: Theme) -> list[str]:
    middle, height = _middle(rank, places), HEIGHTS[rank]
    metal = (theme.gold, theme.silver, theme.bronze)[rank]
    lines = [legible_name(name) for name in place.names]
    lines += [f"and {place.more:,} more"] if place.more else []
    first = base - height - 16 - NAME_ROW * (len(lines) - 1)
    parts = [
        text(
            middle, first + NAME_ROW * number, line, NAME, theme.text, anchor="middle", room=COLUMN
        )
        for number, line in enumerate(lines)
    ]
    return [
        *parts,
        box(middle - COLUMN / 2, base - height, COLUMN, height, metal, radius=12),
        text(middle, base - height + 50, place.place, 36, theme.on_metal, anchor="middle",
             bold=True),
        text(middle, base + 36, place.points, SMALL, theme.text, anchor="middle", room=COLUMN),
    ]  # fmt: skip


def _tiles(counts: Sequence[Count], y: float, theme: Theme) -> list[str]:
    gap = 14.0
    width = (WIDTH - 2 * MARGIN - gap * (len(counts) - 1)) / len(counts)
    parts: list[str] = []
    for number, count in enumerate(counts):
        x = MARGIN + number * (width + gap)
        middle, room = x + width / 2, width - 20
        parts += [
            box(x, y, width, TILE, theme.track, radius=12),
            text(middle, y + 54, count.number, BIG, theme.text, anchor="middle", room=room,
                 bold=True),
            text(middle, y + 92, count.what, SMALL, theme.muted, anchor="middle", room=room),
        ]  # fmt: skip
    return parts


def _fact(fact: Fact, y: float, theme: Theme) -> list[str]:
    """Return a line whose number is never cut: its name or title is, if there's no room."""
    right, left = WIDTH - MARGIN, MARGIN
    taken = width_of(fact.number, SMALL) + width_of(fact.what, SMALL) + 36
    return [
        text(left, y + 32, fact.what, SMALL, theme.muted),
        text(left + width_of(fact.what, SMALL) + 16, y + 32, legible_name(fact.name), SMALL,
             theme.text, room=right - left - taken),
        text(right, y + 32, fact.number, SMALL, theme.text, anchor="end"),
    ]  # fmt: skip
