"""Streaks and statistics."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
from bot.adapters.discord.render.drills import score
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GOLD,
    Panel,
    Part,
    gallery,
    line,
    panel,
    text,
)
from bot.adapters.shared import labels
from bot.adapters.shared.card_pictures import Picture
from bot.adapters.shared.dates import written_day, written_days
from bot.adapters.shared.stats_words import (
    interviews_told,
    memory_told,
    points_and_reviews,
    stats_title,
    trend_line,
    trend_weeks,
)
from bot.adapters.shared.streak_words import freezes_left, streak_facts, streak_title
from bot.engine.cards import DayMark, StatsCard, StreakCard, StreakDay, StreakLine, TrackScore

SQUARES: Mapping[DayMark, str] = {
    DayMark.KEPT: "🟩",
    DayMark.FREEZE: "🟦",
    DayMark.LEAVE: "🟪",
    DayMark.EXCUSED: "⬜",
    DayMark.MISSED: "🟥",
    DayMark.OPEN: "🟨",
}
NO_DAY = "⬛"
LEGEND = "-# " + " · ".join(f"{SQUARES[mark]} {name}" for mark, name in labels.DAY_MARKS.items())


def streak(card: StreakCard, picture: Picture | None = None) -> Panel:
    """Return the streak as a calendar of weeks, and why each day is what it is.

    Without a picture, the calendar is made of squares.
    """
    facts = streak_facts(card)
    title = f"### {streak_title(card, '🔥 ')}"
    top = "\n".join(filter(None, [title, facts and f"**{facts}**", freezes_left(card)]))
    parts: list[Part] = [text(top)]
    if card.days and picture:
        reasons = _reasons(card.lines, limits.MESSAGE_TEXT - len(top), squares=False)
        parts += [gallery(picture), text(reasons)]
    elif card.days:
        calendar = f"{_calendar(card.days, card.today)}\n{LEGEND}"
        spare = limits.MESSAGE_TEXT - len(top) - len(calendar)
        parts += [line(), text(calendar), line(), text(_reasons(card.lines, spare))]
    else:
        parts.append(text(labels.NO_STREAK_DAYS))
    return panel(parts, GOLD)


def stats(card: StatsCard, picture: Picture | None = None) -> Panel:
    """Return accuracy by track; the bars are the picture's, or of text without one."""
    weeks = trend_line(card) if picture else trend_weeks(card)
    top = "\n".join(filter(None, [f"### {stats_title(card)}", weeks]))
    told = _right if picture else score
    parts: list[Part] = [text(top), *([gallery(picture)] if picture else [])]
    if card.tracks:
        parts.append(text("\n".join(map(told, card.tracks))[:3500]))
    if mocks := interviews_told(card):
        parts.append(text(mocks))
    if memory := memory_told(card):
        parts.append(text(spoken(memory)))
    return panel([*parts, line(), text(f"-# {spoken(points_and_reviews(card))}")], BLURPLE)


def _right(track: TrackScore) -> str:
    return f"**{markdown.escape(track.title)}** {track.right} of {track.total} right"


def _calendar(days: tuple[StreakDay, ...], today: date) -> str:
    """Return one row per week, Monday first, from the first day shown to the current week."""
    marks = {day.day: SQUARES[day.mark] for day in days}
    monday = days[0].day - timedelta(days=days[0].day.weekday())
    last = max(today, days[-1].day)
    weeks: list[str] = []
    while monday <= last:
        week = (monday + timedelta(days=offset) for offset in range(7))
        weeks.append("".join(marks.get(day, NO_DAY) for day in week) + f" `{written_day(monday)}`")
        monday += timedelta(days=7)
    return "\n".join(weeks)


def _reasons(days: tuple[StreakLine, ...], spare: int, *, squares: bool = True) -> str:
    """Return the days, latest first, as many as fit; with ``squares`` as in the calendar."""
    lines: list[str] = []
    for day in reversed(days):
        when = written_days(day.first, day.last)
        told = f"{SQUARES[day.mark]} {when}: " if squares else f"**{when}** "
        told += markdown.inert(day.reason)
        spare -= len(told) + 1
        if spare < 0:
            break
        lines.append(told)
    return "\n".join(lines)
