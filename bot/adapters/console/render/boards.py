"""Pictures made of characters: a bar for the votes, a calendar for the streak."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.text import Text

from bot.adapters.console.limits import BAR
from bot.adapters.shared import labels
from bot.engine.cards import DayMark, StreakDay, StreakLine

_MARKS: dict[DayMark, tuple[str, str]] = {
    DayMark.KEPT: ("●", "green"),
    DayMark.FREEZE: ("❄", "cyan"),
    DayMark.LEAVE: ("~", "blue"),
    DayMark.EXCUSED: ("-", "dim"),
    DayMark.MISSED: ("✗", "red"),
    DayMark.OPEN: ("○", "yellow"),
}
LEGEND = "  ".join(
    (*(f"{_MARKS[mark][0]} {name}" for mark, name in labels.DAY_MARKS.items()), "· day off")
)


def bar(count: int, total: int, style: str = "") -> Text:
    """Return a bar of ``count`` out of ``total``; a vote always shows."""
    cells = max(round(BAR * count / total), 1) if count and total else 0
    return Text("█" * cells, style=style)


def mark(day: StreakDay | StreakLine) -> tuple[str, str]:
    """Return a day's character and style."""
    return _MARKS[day.mark]


def calendar(days: Sequence[StreakDay], today: date) -> Text:
    """Return weeks as lines of seven days, Monday first, up to the week of ``today``."""
    by_date = {day.day: day for day in days}
    last = max([today, *by_date])
    first = min([today, *by_date])
    monday = first - timedelta(days=first.weekday())
    lines = Text("            Mo Tu We Th Fr Sa Su\n", style="dim")
    while monday <= last:
        lines.append(f"{monday.day:>2} {monday:%b %Y} ", style="dim")
        for offset in range(7):
            day = monday + timedelta(days=offset)
            char, style = mark(by_date[day]) if day in by_date else ("·", "dim")
            if day > last:
                char, style = " ", ""
            lines.append(f" {char} ", style=style)
        lines.append("\n")
        monday += timedelta(days=7)
    lines.append(LEGEND, style="dim")
    return lines
