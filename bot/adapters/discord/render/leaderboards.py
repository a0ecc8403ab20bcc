"""Leaderboards: one's own look at them, and those posted to a channel."""

from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import GOLD, Panel, Part, button, line, panel, rows, text
from bot.adapters.shared import action_ids, board_words, labels
from bot.adapters.shared.board_words import (
    MY_PLACE,
    POST_TO_CHANNEL,
    board_facts,
    board_title,
    streak_of,
    to_next_place,
    your_place,
)
from bot.engine.cards import BoardLine, LeaderboardCard, PostedLeaderboardCard

MEDALS: Mapping[int, str] = {1: "🥇", 2: "🥈", 3: "🥉"}


def leaderboard(card: LeaderboardCard) -> Panel:
    """Return a page of a board, the reader's own place below it."""
    parts = _lines(card)
    yours = [f"**{place}**{to_next_place(card)}."] if (place := your_place(card)) else []
    if card.note:
        yours.append(markdown.inert(card.note))
    if yours:
        parts += [line(), text("\n".join(yours))]
    return panel([*parts, *rows(_buttons(card)), *rows(_paging(card))], GOLD)


def posted(card: PostedLeaderboardCard) -> Panel:
    """Return a board as the channel sees it."""
    board = card.board
    mine = action_ids.BoardPage(board.period.value, board.track, 1)
    return panel([*_lines(board, card.posted_by), *rows([button(MY_PLACE, mine)])], GOLD)


def board_line(line: BoardLine) -> str:
    """Return a place on a board, with everyone who shares it."""
    rank = MEDALS.get(line.rank, f"**{line.rank}.**")
    alone = len(line.names) + line.more == 1
    told = f"{rank} {board_names(line, streaks=not alone)}, {labels.counted(line.points, 'point')}"
    streak = streak_of(line, 0) if alone else ""
    return f"{told}, {streak}" if streak else told


def board_names(line: BoardLine, *, streaks: bool = False) -> str:
    """Return who shares a place in bold, each with their streak if that is wanted."""
    return board_words.board_names(
        line, streaks=streaks, show=lambda name: f"**{markdown.name(name)}**"
    )


def _lines(card: LeaderboardCard, posted_by: str = "") -> list[Part]:
    facts = board_facts(card, markdown.name(posted_by) if posted_by else "")
    top = f"### {markdown.inert(board_title(card))}\n-# {' · '.join(facts)}"
    return [text(top), text("\n".join(map(board_line, card.lines)) or labels.NO_POINTS_YET)]


def _buttons(card: LeaderboardCard) -> list[ui.Button[Any]]:
    found = [
        button(label, action_ids.BoardPage(period.value, card.track, 0))
        for period, label in labels.PERIODS.items()
        if period is not card.period
    ]
    if card.lines:
        found.append(button(POST_TO_CHANNEL, action_ids.PostBoard(card.period.value, card.track)))
    return found


def _paging(card: LeaderboardCard) -> list[ui.Button[Any]]:
    if card.pages <= 1:
        return []
    previous, following = _page(card, max(card.page - 1, 1)), _page(card, card.page + 1)
    return [
        button(labels.PREVIOUS, previous, disabled=card.page <= 1),
        button(labels.NEXT, following, disabled=card.page >= card.pages),
    ]


def _page(card: LeaderboardCard, page: int) -> action_ids.BoardPage:
    return action_ids.BoardPage(card.period.value, card.track, page)
