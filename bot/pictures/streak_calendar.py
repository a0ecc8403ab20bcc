"""The streak's calendar: a column for each week, a row for each weekday, today ringed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.engine.cards import DayMark, StreakDay
from bot.pictures.lettering import width_of
from bot.pictures.svg import MARGIN, WIDTH, box, picture, text
from bot.pictures.symbols import SIGNS, sign
from bot.pictures.theme import Theme

WORKDAYS = 5
LEFT = 88
"""Where the first week begins; left of it stand the weekdays."""
HEAD = 62
ROW = 58
CELL = 50
WIDEST_CELL = 64
SMALL = 24
LEGEND_ROW = 48
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OUTLINED = (DayMark.MISSED, DayMark.EXCUSED, DayMark.OPEN)


def streak_calendar(
    days: Sequence[StreakDay],
    since: date,
    today: date,
    words: Mapping[DayMark, str],
    alt: str,
    theme: Theme,
) -> str:
    """Return the calendar of ``days`` (oldest first) in all weeks from that of ``since`` on.

    ``words`` says what each mark means.
    """
    weeks = _weeks([since, *(day.day for day in days), today])
    rows = max([WORKDAYS, *(day.day.weekday() + 1 for day in days), today.weekday() + 1])
    step = (WIDTH - LEFT - MARGIN) / len(weeks)
    cell = min(WIDEST_CELL, step - 8)
    marks = {day.day: day.so_far for day in days}
    parts = [
        _date(week, number, len(weeks), step, cell, theme) for number, week in enumerate(weeks)
    ]
    for row in range(rows):
        y = HEAD + row * ROW
        parts.append(text(MARGIN, y + CELL / 2 + 9, WEEKDAYS[row], SMALL, theme.muted))
        for column, monday in enumerate(weeks):
            day, x = monday + timedelta(days=row), LEFT + column * step
            parts += _day(marks.get(day), x, y, cell, theme, ringed=day == today)
    top = HEAD + rows * ROW + 24
    legend, bottom = _legend(
        sorted(set(marks.values()), key=list(DayMark).index), words, top, theme
    )
    return picture(bottom, theme, alt, [*filter(None, parts), *legend])


def _weeks(days: Sequence[date]) -> list[date]:
    """Return the Mondays from the week of the first of ``days`` to that of the last."""
    first, last = (day - timedelta(days=day.weekday()) for day in (min(days), max(days)))
    return [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]


def _date(monday: date, column: int, columns: int, step: float, cell: float, theme: Theme) -> str:
    """Return a week's date above its column: each second one, the last always."""
    if (columns - 1 - column) % 2:
        return ""
    words = f"{monday.day} {monday:%b}"
    middle = min(LEFT + column * step + cell / 2, WIDTH - MARGIN - width_of(words, SMALL) / 2)
    return text(middle, HEAD - 20, words, SMALL, theme.muted, anchor="middle")


def _day(
    mark: DayMark | None, x: float, y: float, cell: float, theme: Theme, *, ringed: bool
) -> list[str]:
    parts = _square(mark, x, y, cell, CELL, theme) if mark else []
    if not mark and not ringed:
        parts.append(box(x, y, cell, CELL, theme.track))
    if ringed:
        parts.append(box(x - 4, y - 4, cell + 8, CELL + 8, "", radius=11, line=theme.gold))
    return parts


def _square(
    mark: DayMark, x: float, y: float, width: float, height: float, theme: Theme
) -> list[str]:
    color = _colors(theme)[mark]
    outlined = mark in OUTLINED
    frame = box(x, y, width, height, color, line=color if outlined else "")
    ink = color if outlined else theme.on_color
    return [frame, sign(SIGNS[mark], x + width / 2, y + height / 2, height * 0.5, ink)]


def _colors(theme: Theme) -> Mapping[DayMark, str]:
    return {
        DayMark.KEPT: theme.green,
        DayMark.FREEZE: theme.blue,
        DayMark.LEAVE: theme.purple,
        DayMark.EXCUSED: theme.outline,
        DayMark.MISSED: theme.red,
        DayMark.OPEN: theme.gold,
    }


def _legend(
    marks: Sequence[DayMark], words: Mapping[DayMark, str], top: float, theme: Theme
) -> tuple[list[str], float]:
    """Return what the marks that occur mean, in as many rows as it takes, and where it ends."""
    icon, gap, parts = 36.0, 34.0, list[str]()
    x, y = float(MARGIN), top
    for mark in (*marks, None):
        label = words[mark] if mark else "today"
        taken = icon + 12 + width_of(label, SMALL)
        if x > MARGIN and x + taken > WIDTH - MARGIN:
            x, y = float(MARGIN), y + LEGEND_ROW
        if mark:
            parts += _square(mark, x, y, icon, icon, theme)
        else:
            parts.append(box(x, y, icon, icon, "", line=theme.gold))
        parts.append(text(x + icon + 12, y + 27, label, SMALL, theme.text))
        x += taken + gap
    return parts, y + icon + MARGIN
