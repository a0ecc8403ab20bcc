"""Boards, streaks and statistics."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.drills import score
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GOLD,
    Panel,
    Part,
    button,
    line,
    panel,
    rows,
    text,
)
from bot.adapters.shared import action_ids, labels
from bot.adapters.shared.dates import written_day, written_days
from bot.adapters.shared.streak_words import freezes_left, streak_facts, streak_title
from bot.engine.cards import DayMark, LeaderboardCard, StatsCard, StreakCard, StreakDay, StreakLine
from bot.engine.model.scores import BoardRow
from bot.engine.rules.text import count_of

MEDALS: Mapping[int, str] = {1: "🥇", 2: "🥈", 3: "🥉"}
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


def leaderboard(card: LeaderboardCard) -> Panel:
    """Return a page of a board, the reader's own row below it."""
    track = f" · {markdown.escape(card.track_title)}" if card.track_title else ""
    lines = [f"### Leaderboard · {labels.PERIODS[card.period].lower()}{track}"]
    if card.first and card.last:
        lines.append(f"-# {card.first} to {card.last} · {card.zone.replace('_', ' ')}")
    parts: list[Part] = [text("\n".join(lines))]
    parts.append(text("\n".join(_row(row) for row in card.rows) or labels.NO_POINTS_YET))
    yours: list[str] = []
    if card.mine is not None:
        yours.append(f"**You:** rank {card.mine.rank}, {count_of(card.mine.points, 'point')}")
    if card.note:
        yours.append(markdown.inert(card.note))
    yours.append(
        f"-# Page {card.page} of {card.pages} · {count_of(card.people, 'person', 'people')}"
    )
    parts += [line(), text("\n".join(yours)), *rows(_period_buttons(card))]
    if card.pages > 1:
        parts += rows(
            [
                button(
                    labels.PREVIOUS, _page(card, max(card.page - 1, 1)), disabled=card.page <= 1
                ),
                button(labels.NEXT, _page(card, card.page + 1), disabled=card.page >= card.pages),
            ]
        )
    return panel(parts, GOLD)


def streak(card: StreakCard) -> Panel:
    """Return the streak as a calendar of weeks, and why each day is what it is."""
    facts = streak_facts(card)
    title = f"### {streak_title(card, '🔥 ')}"
    top = "\n".join(filter(None, [title, facts and f"**{facts}**", freezes_left(card)]))
    parts: list[Part] = [text(top)]
    if card.days:
        calendar = f"{_calendar(card.days, card.today)}\n{LEGEND}"
        spare = limits.MESSAGE_TEXT - len(top) - len(calendar)
        parts += [line(), text(calendar), line(), text(_reasons(card.lines, spare))]
    else:
        parts.append(text(labels.NO_STREAK_DAYS))
    return panel(parts, GOLD)


def stats(card: StatsCard) -> Panel:
    """Return accuracy by track, as bars."""
    top = f"### {markdown.name(card.name)}: {count_of(card.points, 'point')}"
    lines = [score(track) for track in card.tracks] or ["No answers yet."]
    due = "Nothing to review right now." if not card.due_reviews else (
        f"{labels.reviews_due(card.due_reviews)}: /practice"
    )  # fmt: skip
    return panel([text(top), text("\n".join(lines)[:3500]), line(), text(f"-# {due}")], BLURPLE)


def _row(row: BoardRow) -> str:
    rank = MEDALS.get(row.rank, f"**{row.rank}.**")
    return f"{rank} {markdown.name(row.name)} · **{row.points:,}**"


def _page(card: LeaderboardCard, page: int) -> action_ids.BoardPage:
    return action_ids.BoardPage(card.period.value, card.track, page)


def _period_buttons(card: LeaderboardCard) -> list[ui.Button[Any]]:
    return [
        button(
            label,
            action_ids.BoardPage(period.value, card.track, 0),
            ButtonStyle.primary if period is card.period else ButtonStyle.secondary,
            disabled=period is card.period,
        )
        for period, label in labels.PERIODS.items()
    ]


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


def _reasons(days: tuple[StreakLine, ...], spare: int) -> str:
    """Return the days, latest first, as many as fit."""
    lines: list[str] = []
    for day in reversed(days):
        told = f"{SQUARES[day.mark]} {written_days(day.first, day.last)}: "
        told += markdown.inert(day.reason)
        spare -= len(told) + 1
        if spare < 0:
            break
        lines.append(told)
    return "\n".join(lines)
