"""Leaderboards in the terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.adapters.shared import labels
from bot.adapters.shared.board_words import (
    board_facts,
    board_names,
    board_title,
    streak_of,
    to_next_place,
    your_place,
)
from bot.engine.cards import BoardLine, LeaderboardCard, PostedLeaderboardCard
from bot.engine.rules.text import count_of


def leaderboard(card: LeaderboardCard) -> RenderableType:
    """Return a page of a board, the reader's own place below it."""
    shown = _lines(card)
    if place := your_place(card):
        shown.append(indented(f"{place}{to_next_place(card)}."))
    if card.note:
        shown.append(indented(card.note, style="dim"))
    return Group(*shown)


def posted(card: PostedLeaderboardCard) -> RenderableType:
    """Return a board as a channel sees it."""
    return Group(*_lines(card.board, card.posted_by))


def board_line(line: BoardLine) -> RenderableType:
    """Return a place on a board, with everyone who shares it."""
    alone = len(line.names) + line.more == 1
    told = f"{line.rank}. {board_names(line, streaks=not alone)}"
    told += f", {count_of(line.points, 'point')}"
    streak = streak_of(line, 0) if alone else ""
    return indented(f"{told}, {streak}" if streak else told)


def _lines(card: LeaderboardCard, posted_by: str = "") -> list[RenderableType]:
    facts = " · ".join(board_facts(card, posted_by))
    lines = [board_line(place) for place in card.lines]
    title = Text(board_title(card), style="bold")
    return [title, indented(facts, style="dim"), *(lines or [indented(labels.NO_POINTS_YET)])]
