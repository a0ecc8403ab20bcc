"""How boards and streaks look in Slack."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import BoardPage
from bot.adapters.shared.dates import written_day, written_days
from bot.adapters.shared.streak_words import freezes_left, streak_facts, streak_title
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line, section, text
from bot.engine.cards import DayMark, LeaderboardCard, StreakCard, StreakDay, StreakLine
from bot.engine.model.scores import BoardRow
from bot.engine.rules.text import count_of

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
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


def leaderboard(card: LeaderboardCard) -> tuple[Message, ...]:
    """Show a page of a board, the reader's own row in bold or below."""
    title = f"Leaderboard: {labels.PERIODS[card.period].lower()}"
    rows = [_row(row, own=card.mine is not None and row.member_id == card.mine.member_id)
            for row in card.rows]  # fmt: skip
    if not rows:
        rows = [line(labels.NO_POINTS_YET)]
    on_page = card.mine is not None and any(
        row.member_id == card.mine.member_id for row in card.rows
    )
    if card.mine is not None and not on_page:
        rows.append(line("…"))
        rows.append(_row(card.mine, own=True))
    if card.note:
        rows.append(line(card.note, italic=True))
    blocks = [header(title), context(_covers(card)), *rich(rows), *actions(_buttons(card))]
    return (message(escape(title), blocks),)


def _row(row: BoardRow, *, own: bool) -> Json:
    style = {"bold": True} if own else {}
    place = MEDALS.get(row.rank, "▫️") if row.points else "▫️"
    return section([text(f"{place} {row.rank}.  {row.name}  ", **style),
                    text(f"{row.points:,}", bold=True)])  # fmt: skip


def _covers(card: LeaderboardCard) -> str:
    people = count_of(card.people, "person", "people")
    words = [f"*{escape(card.track_title)}*" if card.track_title else "all tracks", people]
    if card.first and card.last:
        words.append(f"{written_day(card.first)} to {written_day(card.last)}, {escape(card.zone)}")
    if card.pages > 1:
        words.append(f"page {card.page} of {card.pages}")
    return "  ·  ".join(words)


def _buttons(card: LeaderboardCard) -> list[Json]:
    found = [
        button(name, BoardPage(period.value, card.track, 1))
        for period, name in labels.PERIODS.items()
        if period is not card.period
    ]
    if card.page > 1:
        found.append(
            button(labels.PREVIOUS, BoardPage(card.period.value, card.track, card.page - 1))
        )
    if card.page < card.pages:
        found.append(button(labels.NEXT, BoardPage(card.period.value, card.track, card.page + 1)))
    return found


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
