"""How boards and streaks look in Slack."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.adapters.shared.action_ids import BoardPage
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line, section, text
from bot.engine.cards import DayMark, LeaderboardCard, StreakCard, StreakDay
from bot.engine.model.scores import BoardRow, Period

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
PERIODS: Mapping[Period, str] = {
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.ALL: "all time",
}
MARKS: Mapping[DayMark, str] = {
    DayMark.KEPT: "🟩",
    DayMark.FREEZE: "🟦",
    DayMark.LEAVE: "🟪",
    DayMark.MISSED: "🟥",
    DayMark.OPEN: "🟨",
}
NO_DAY = "▫️"
REASONS_SHOWN = 10
NO_TEAM_DAY = (
    "No team day yet. One counts when a question of yours, open for an hour or more, closes."
)


def leaderboard(card: LeaderboardCard) -> tuple[Message, ...]:
    """Show a page of a board, the reader's own row in bold or below."""
    title = f"Leaderboard: {PERIODS[card.period]}"
    rows = [_row(row, own=card.mine is not None and row.member_id == card.mine.member_id)
            for row in card.rows]  # fmt: skip
    if not rows:
        rows = [line("Nobody has points yet. The next question is a good start.")]
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
                    text(f"{row.points}", code=True)])  # fmt: skip


def _covers(card: LeaderboardCard) -> str:
    people = f"{card.people} {'person' if card.people == 1 else 'people'}"
    words = [f"*{escape(card.track_title)}*" if card.track_title else "all tracks", people]
    if card.first and card.last:
        words.append(f"{_short(card.first)} to {_short(card.last)}, {escape(card.zone)}")
    if card.pages > 1:
        words.append(f"page {card.page} of {card.pages}")
    return "  ·  ".join(words)


def _buttons(card: LeaderboardCard) -> list[Json]:
    found = [
        button(name.capitalize(), BoardPage(period.value, card.track, 1))
        for period, name in PERIODS.items()
        if period is not card.period
    ]
    if card.page > 1:
        found.append(button("‹ Before", BoardPage(card.period.value, card.track, card.page - 1)))
    if card.page < card.pages:
        found.append(button("After ›", BoardPage(card.period.value, card.track, card.page + 1)))
    return found


def streak(card: StreakCard) -> tuple[Message, ...]:
    """Show a streak as a calendar, and why it is what it is."""
    title = f"🔥 {card.current} day{'' if card.current == 1 else 's'} in a row"
    marks = {day.day: day for day in card.days}
    freezes = f"{card.freezes} freeze{'' if card.freezes == 1 else 's'} held"
    if card.to_next_freeze:
        left = f"{card.to_next_freeze} day{'' if card.to_next_freeze == 1 else 's'}"
        freezes += f", {left} to the next"
    key = "🟩 kept  🟦 saved by a freeze  🟪 leave  🟥 missed  🟨 open"
    blocks = [
        header(title),
        context(f"best {card.best}  ·  {freezes}"),
        *rich(_calendar(marks, card.today)),
        context(key),
        *rich([_reason(day) for day in reversed(card.days[-REASONS_SHOWN:])]),
    ]
    return (message(title, blocks),)


def _calendar(marks: Mapping[date, StreakDay], today: date) -> list[Json]:
    if not marks:
        return [line(NO_TEAM_DAY)]
    first = min([*marks, today])
    last = max([*marks, today])
    monday = first - timedelta(days=first.weekday())
    rows: list[Json] = []
    while monday <= last:
        week = [monday + timedelta(days=day) for day in range(7)]
        cells = "".join(MARKS[marks[day].mark] if day in marks else NO_DAY for day in week)
        rows.append(line(f"{cells}  from {_short(monday)}"))
        monday += timedelta(days=7)
    return rows


def _reason(day: StreakDay) -> Json:
    return section([text(f"{MARKS[day.mark]} {day.day:%a} {_short(day.day)}: "), text(day.reason)])


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
