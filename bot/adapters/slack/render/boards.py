"""How streaks look in Slack."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.adapters.shared import labels
from bot.adapters.shared.dates import written_day, written_days
from bot.adapters.shared.streak_words import freezes_left, streak_facts, streak_title
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import context, header
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line, section, text
from bot.engine.cards import DayMark, StreakCard, StreakDay, StreakLine

MARKS: Mapping[DayMark, str] = {
    DayMark.KEPT: "🟩",
    DayMark.FREEZE: "🟦",
    DayMark.LEAVE: "🟪",
    DayMark.EXCUSED: "⬜",
    DayMark.MISSED: "🟥",
    DayMark.OPEN: "🟨",
}
NO_DAY = "▫️"
REASONS_SHOWN = 10


def streak(card: StreakCard) -> tuple[Message, ...]:
    """Show a streak as a calendar, and why it is what it is."""
    title, facts = streak_title(card, "🔥 "), streak_facts(card)
    marks = {day.day: day for day in card.days}
    top = [section([text(facts, bold=True)])] if facts else []
    key = "  ".join(f"{MARKS[mark]} {name}" for mark, name in labels.DAY_MARKS.items())
    blocks = [
        header(title),
        *rich([*top, line(freezes_left(card))]),
        *rich(_calendar(marks, card.today)),
        context(key),
        *rich([_reason(day) for day in reversed(card.lines[-REASONS_SHOWN:])]),
    ]
    return (message(f"{title}. {facts}" if facts else title, blocks),)


def _calendar(marks: Mapping[date, StreakDay], today: date) -> list[Json]:
    if not marks:
        return [line(labels.NO_STREAK_DAYS)]
    first = min([*marks, today])
    last = max([*marks, today])
    monday = first - timedelta(days=first.weekday())
    rows: list[Json] = []
    while monday <= last:
        week = [monday + timedelta(days=day) for day in range(7)]
        cells = "".join(MARKS[marks[day].mark] if day in marks else NO_DAY for day in week)
        rows.append(line(f"{cells}  week of {written_day(monday)}"))
        monday += timedelta(days=7)
    return rows


def _reason(day: StreakLine) -> Json:
    when = written_days(day.first, day.last)
    return section([text(f"{MARKS[day.mark]} {when}: "), text(day.reason)])
