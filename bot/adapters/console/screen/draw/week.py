"""The end of the week: how it went, what is strong and weak, who was passed."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.adapters.console.render import boards
from bot.adapters.console.screen.day import Day, Standings
from bot.adapters.console.screen.draw.reveal import plain_name, week_places
from bot.adapters.shared.board_words import ordinal
from bot.engine.cards import AskedQuestion, DayMark, HistoryMark, LeaderboardCard, StreakCard
from bot.engine.model.scores import DayRule
from bot.engine.rules.text import count_of

GRADED = (HistoryMark.RIGHT, HistoryMark.WRONG)


def week_page(day: Day) -> RenderableType:
    """Return the story of a week that has ended."""
    monday = _monday(day)
    asked = [each for each in day.history.questions if each.day >= monday]
    grid = Table.grid(padding=(0, 3))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    grid.add_row("Your week", _summary(day, asked))
    if day.streak:
        grid.add_row("Streak", _streak(day.streak, monday))
    for label, told in _tracks(asked, day.tracks):
        grid.add_row(label, told)
    for label, told in _board(day):
        grid.add_row(label, told)
    if day.due:
        grid.add_row("Reviews", Text(f"{day.due} due  → /practice"))
    first = f"{monday.day} {monday:%B}"
    head = Text(f"The week of {first} is over.", style="bold cyan")
    return Group(head, "", grid)


def _monday(day: Day) -> date:
    today = day.here.date()
    return today - timedelta(days=today.weekday())


def _summary(day: Day, asked: list[AskedQuestion]) -> Text:
    right = sum(each.mark is HistoryMark.RIGHT for each in asked)
    graded = sum(each.mark in GRADED for each in asked)
    words = sum(each.mark is HistoryMark.WORDS for each in asked)
    facts = [f"right {right} of {graded}"] if graded else []
    facts += [f"{words} in your own words"] if words else []
    facts += [f"{len(asked) - graded - words} not answered"] if graded + words < len(asked) else []
    points = day.board.mine.points if day.board.mine else 0
    return Text(", ".join([*facts, count_of(points, "point")]))


def _streak(streak: StreakCard, monday: date) -> Text:
    week = [each for each in streak.days if each.day >= monday]
    earned = any(each.rule is DayRule.FREEZE_EARNED for each in week)
    line = Text(f"🔥 {count_of(streak.current, 'day')}")
    line.append(": freeze earned ❄" if earned else f"   ❄ {streak.freezes}")
    line.append("   ")
    for each in week:
        mark, style = boards.mark(each)
        line.append(f" {each.day:%a} ").append(mark, style=style)
    if any(each.mark is DayMark.FREEZE for each in week):
        line.append("   a freeze saved it")
    return line


def _tracks(asked: list[AskedQuestion], titles: Mapping[str, str]) -> Iterator[tuple[str, Text]]:
    """Yield what was strong and what was weak; a track is told of once."""
    scores: dict[str, tuple[int, int]] = {}
    for each in asked:
        if each.mark in GRADED:
            right, total = scores.get(each.track_title, (0, 0))
            right += each.mark is HistoryMark.RIGHT
            scores[each.track_title] = right, total + 1
    strong = [(title, *score) for title, score in scores.items() if score[0] == score[1]]
    weak = [(title, *score) for title, score in scores.items() if score[0] < score[1]]
    strong.sort(key=lambda each: -each[2])
    weak.sort(key=lambda each: each[1] / each[2])
    if strong:
        yield (
            "Strong",
            Text(", ".join(f"{title} {right} of {total}" for title, right, total in strong)),
        )
    ids = {title: track for track, title in titles.items()}
    for number, (title, right, total) in enumerate(weak[:2]):
        advice = f"   → /quiz {ids[title]}" if title in ids else ""
        yield "Weak" if not number else "", Text(f"{title} {right} of {total}{advice}")


def _board(day: Day) -> Iterator[tuple[str, Text]]:
    mine, ahead = day.board.mine, day.board.ahead
    if mine is None or not mine.points:
        return
    facts = [passed(day)] if passed(day) else []
    if ahead is not None:
        facts.append(
            f"{count_of(ahead.points - mine.points, 'point')} behind {plain_name(ahead.name)}"
        )
    else:
        facts.append(f"you're {ordinal(mine.rank)}")
    yield "Board", Text("; ".join(facts))
    if (places := week_places(day.board, 0)) is not None:
        yield "", places


def passed(day: Day) -> str:
    """Return whom one has passed this week and when, the last time; empty if nobody."""
    if day.board.mine is None:
        return ""
    story = ""
    reveals = [*day.standings, Standings(day.here.date(), day.board)]
    for earlier, later in pairwise(reveals):
        if names := _passed(earlier.board, later.board, day.board.mine.member_id):
            story = f"you passed {' and '.join(names)} on {later.day:%A}"
    return story


def _passed(before: LeaderboardCard, after: LeaderboardCard, me: int) -> list[str]:
    """Return who was ahead of ``me`` and is behind now."""
    if before.mine is None or after.mine is None:
        return []
    earlier, later = _points(before), _points(after)
    return [
        plain_name(name)
        for member, (name, points) in later.items()
        if member in earlier
        and member != me
        and earlier[member][1] > before.mine.points
        and points < after.mine.points
    ]


def _points(board: LeaderboardCard) -> dict[int, tuple[str, int]]:
    return {
        member: (name, line.points)
        for line in board.lines
        for member, name in zip(line.member_ids, line.names, strict=False)
    }
