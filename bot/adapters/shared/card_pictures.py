"""Which cards have a picture, what it says in words, and how it is made.

A picture is an extra: the message says in text what it shows, and goes without it when it can't
be drawn or sent.
"""

from dataclasses import dataclass

from bot.adapters.shared import interview_words, labels, recap_words
from bot.adapters.shared.board_words import board_names, ordinal
from bot.adapters.shared.dates import written_day
from bot.adapters.shared.stats_words import trend_heading, trend_line, trend_told
from bot.engine.cards import Card, InterviewReportCard, RecapCard, StatsCard, StreakCard
from bot.engine.rules.text import count_of, cut
from bot.pictures.accuracy import TrackBar, accuracy
from bot.pictures.interview import QuestionRow, interview
from bot.pictures.recap import Count, Fact, PodiumPlace, recap
from bot.pictures.renderer import Renderer
from bot.pictures.streak_calendar import streak_calendar
from bot.pictures.theme import Theme
from bot.pictures.trend import Trend, WeekDot

ALT_TEXT = 1000
"""Characters of a picture's alternative text that every platform takes."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, the name of its file, and what it shows in words."""

    name: str
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, the name of its file, and what it shows in words."""

    name: str
    png: bytes
    alt: str


class CardPictures:
    """Makes the pictures of cards, in the colors of ``theme``."""

    def __init__(self, renderer: Renderer, theme: Theme) -> None:
        self._renderer = renderer
        self._theme = theme

    async def of(self, card: Card) -> Picture | None:
        """Return the card's picture; None if it has none, or it couldn't be drawn."""
        drawing = drawing_of(card, self._theme)
        png = await self._renderer.png(drawing.svg) if drawing else None
        return Picture(drawing.name, png, drawing.alt) if drawing and png else None


def drawing_of(card: Card, theme: Theme) -> Drawing | None:
    """Return the drawing of a card that has one and something to show."""
    match card:
        case StreakCard(days=days) if days:
            alt = _streak_alt(card)
            svg = streak_calendar(days, card.since, card.today, labels.DAY_MARKS, alt, theme)
            return Drawing("streak.png", svg, alt)
        case StatsCard(tracks=tracks) if tracks:
            bars = [TrackBar(each.title, each.right, each.total) for each in tracks]
            alt = _stats_alt(card, bars)
            svg = accuracy(labels.RIGHT_BY_TRACK, bars, _trend(card), alt, theme)
            return Drawing("stats.png", svg, alt)
        case InterviewReportCard(lines=lines) if lines:
            return _interview(card, theme)
        case RecapCard(lines=lines) if lines:
            return _recap(card, theme)
        case _:
            return None


def _streak_alt(card: StreakCard) -> str:
    marks = [day.so_far for day in card.days]
    counts = [
        f"{count_of(marks.count(mark), 'day')} {words}"
        for mark, words in labels.DAY_MARKS.items()
        if mark in marks
    ]
    first, last = recap_words.day_and_month(card.days[0].day), recap_words.day_and_month(card.today)
    return f"Calendar from {first} to {last}: {', '.join(counts)}."


def _stats_alt(card: StatsCard, bars: list[TrackBar]) -> str:
    """Return the tracks and the weeks in words; of many tracks, as many as there's room for."""
    weeks = f" {trend_told(card)}" if trend_line(card) else ""
    tracks = "; ".join(f"{bar.title} {bar.told}" for bar in bars)
    return cut(f"{labels.RIGHT_BY_TRACK}: {tracks}.", ALT_TEXT - len(weeks)) + weeks


def _trend(card: StatsCard) -> Trend | None:
    """Return the trend; None while there is none to speak of."""
    if not trend_line(card):
        return None
    dots = [WeekDot(written_day(week.monday), week.right, week.total) for week in card.weeks]
    return Trend(trend_heading(card), dots, labels.NO_ANSWERS_IN_WEEK)


def _interview(card: InterviewReportCard, theme: Theme) -> Drawing:
    title = interview_words.report_title(card)
    rows = [
        QuestionRow(line.title, interview_words.line_told(line), line.covered, line.points)
        for line in card.lines
    ]
    told = "; ".join(f"{row.title}: {row.told}" for row in rows)
    alt = cut(f"{title}. {told}.", ALT_TEXT)
    return Drawing("interview.png", interview(title, rows, alt, theme), alt)


def _recap(card: RecapCard, theme: Theme) -> Drawing:
    title = f"Points, {recap_words.week_dates(card)}"
    places = [
        PodiumPlace(ordinal(line.rank), count_of(line.points, "point"), line.names, line.more)
        for line in card.lines
    ]
    counts = [
        Count(f"{card.people:,}", "person" if card.people == 1 else "people"),
        Count(f"{card.answers:,}", "answer" if card.answers == 1 else "answers"),
    ]
    if card.graded:
        counts.append(Count(f"{card.right:,}", "right"))
    facts: list[Fact] = []
    if card.streaks:
        longest = card.streaks[0]
        facts.append(Fact("Longest streak", longest.name, count_of(longest.count, "day")))
    if card.hardest:
        hard = card.hardest
        facts.append(Fact(recap_words.HARDEST, hard.title, f"{hard.right} of {hard.answers} right"))
    alt = _recap_alt(card, title)
    return Drawing("recap.png", recap(title, places, counts, facts, alt, theme), alt)


def _recap_alt(card: RecapCard, title: str) -> str:
    told = "; ".join(
        f"{ordinal(line.rank)} {board_names(line)} with {count_of(line.points, 'point')}"
        for line in card.lines
    )
    return cut(f"{title}: {told}. {recap_words.week_summary(card)}", ALT_TEXT)
