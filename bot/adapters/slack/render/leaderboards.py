"""How leaderboards look in Slack: one's own look at them, and those posted to a channel."""

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import BoardPage, PostBoard
from bot.adapters.shared.board_words import (
    MY_PLACE,
    POST_TO_CHANNEL,
    board_facts,
    board_names,
    board_title,
    streak_of,
    to_next_place,
    your_place,
)
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line, section, text
from bot.engine.cards import BoardLine, LeaderboardCard, PostedLeaderboardCard

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def leaderboard(card: LeaderboardCard) -> tuple[Message, ...]:
    """Show a page of a board, the reader's own place above it."""
    title, place = board_title(card), your_place(card)
    yours: list[Json] = []
    if place:
        yours.append(section([text(place, bold=True), text(f"{to_next_place(card)}.")]))
    if card.note:
        yours.append(line(card.note, italic=True))
    blocks = [*_top(card), *rich(yours), *rich(_lines(card)), *actions(_buttons(card))]
    told = f"{title}: {place[0].lower()}{place[1:]}" if place else title
    return (message(escape(told), blocks),)


def posted(card: PostedLeaderboardCard) -> tuple[Message, ...]:
    """Show a board as the channel sees it."""
    board = card.board
    mine = button(MY_PLACE, BoardPage(board.period.value, board.track, 1))
    blocks = [*_top(board, card.posted_by), *rich(_lines(board)), *actions([mine])]
    return (message(escape(board_title(board)), blocks),)


def board_line(line: BoardLine) -> Json:
    """Return a place on a board, with everyone who shares it."""
    rank = MEDALS.get(line.rank, f"{line.rank}.")
    alone = len(line.names) + line.more == 1
    points = labels.counted(line.points, "point")
    told = f"  ·  {points}" if alone else f"  ·  {points} each"
    if alone and (streak := streak_of(line, 0)):
        told += f"  ·  {streak}"
    names = board_names(line, streaks=not alone)
    return section([text(f"{rank} "), text(names, bold=True), text(told)])


def _top(card: LeaderboardCard, posted_by: str = "") -> list[Json]:
    facts = "  ·  ".join(board_facts(card, posted_by))
    return [header(board_title(card)), context(escape(facts))]


def _lines(card: LeaderboardCard) -> list[Json]:
    return [board_line(place) for place in card.lines] or [line(labels.NO_POINTS_YET)]


def _buttons(card: LeaderboardCard) -> list[Json]:
    period, track = card.period.value, card.track
    found = [
        button(name, BoardPage(other.value, track, 1))
        for other, name in labels.PERIODS.items()
        if other is not card.period
    ]
    if card.lines:
        found.append(button(POST_TO_CHANNEL, PostBoard(period, track)))
    if card.page > 1:
        found.append(button(labels.PREVIOUS, BoardPage(period, track, card.page - 1)))
    if card.page < card.pages:
        found.append(button(labels.NEXT, BoardPage(period, track, card.page + 1)))
    return found
