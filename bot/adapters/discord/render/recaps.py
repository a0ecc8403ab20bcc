"""The week, and the month's champion, as a channel sees them."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import (
    GOLD,
    Panel,
    Part,
    button,
    gallery,
    moment,
    panel,
    rows,
    text,
)
from bot.adapters.discord.render.leaderboards import board_line, board_names
from bot.adapters.shared import action_ids, labels, recap_words
from bot.adapters.shared.card_pictures import Picture
from bot.engine.cards import ChampionCard, HardestQuestion, NamedCount, RecapCard
from bot.engine.model.schedules import MessageRef
from bot.engine.model.scores import Period


def recap(card: RecapCard, picture: Picture | None = None) -> Panel:
    """Return a channel's week: how it went, who leads, what was hard, what comes."""
    lines = [f"### {recap_words.week_title(card)}", recap_words.week_summary(card)]
    body = [board_line(line) for line in card.lines]
    if card.streaks:
        body.append(f"🔥 {recap_words.LONGEST_STREAKS}: {_counted(card.streaks)}")
    if card.hardest:
        body.append(f"🧩 {recap_words.HARDEST}: {_hardest(card.hardest)}")
    if card.favorite:
        words = labels.applauded(card.favorite.count)
        body.append(f"👏 {recap_words.FAVORITE}: {markdown.name(card.favorite.name)}, {words}")
    if card.next_at:
        tracks = f" · {markdown.inert(' and '.join(card.next_tracks))}" if card.next_tracks else ""
        body.append(f"📅 {recap_words.NEXT_QUESTION}: {moment(card.next_at, 'F')}{tracks}")
    parts: list[Part] = [text("\n".join(lines)), *([gallery(picture)] if picture else [])]
    parts += [text("\n".join(body))] if body else []
    return panel([*parts, *rows([_board(Period.WEEK)])], GOLD)


def champion(card: ChampionCard) -> Panel:
    """Return who had the most points in a month."""
    winner, *others = card.lines
    lines = [
        f"### 👑 {recap_words.champion_title(card)}: {board_names(winner)}",
        recap_words.champion_facts(card),
    ]
    body = [board_line(line) for line in others]
    shown = [text("\n".join(lines)), *([text("\n".join(body))] if body else [])]
    return panel([*shown, *rows([_board(Period.MONTH)])], GOLD)


def _counted(named: Sequence[NamedCount]) -> str:
    return ", ".join(
        f"{markdown.name(each.name)}, {labels.counted(each.count, 'day')}" for each in named
    )


def _hardest(question: HardestQuestion) -> str:
    title = markdown.inert(question.title)
    shown = f"[{title}](<{_link(question.message)}>)" if question.message else title
    return f"{shown}, {question.right} of {question.answers} right"


def _link(message: MessageRef) -> str:
    channel = message.channel
    return f"https://discord.com/channels/{channel.workspace}/{channel.channel}/{message.message}"


def _board(period: Period) -> ui.Button[Any]:
    return button(labels.FULL_LEADERBOARD, action_ids.BoardPage(period.value, "", 1))
