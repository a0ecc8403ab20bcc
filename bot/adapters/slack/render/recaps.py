"""The week, and the month's champion, as a channel sees them."""

from collections.abc import Sequence

from bot.adapters.shared import labels, recap_words
from bot.adapters.shared.action_ids import BoardPage
from bot.adapters.shared.board_words import board_names
from bot.adapters.slack.limits import Json, shorten_to_size
from bot.adapters.slack.render.blocks import SlackPicture, actions, button, context, header, image
from bot.adapters.slack.render.leaderboards import board_line
from bot.adapters.slack.render.mrkdwn import date, escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import section, text
from bot.engine.cards import ChampionCard, NamedCount, RecapCard
from bot.engine.model.scores import Period

TITLE_SIZE = 300


def recap(card: RecapCard, picture: SlackPicture | None = None) -> tuple[Message, ...]:
    """Show a channel's week: how it went, who leads, what was hard, what comes."""
    title, summary = recap_words.week_title(card), recap_words.week_summary(card)
    more: list[Json] = []
    if card.streaks:
        more.append(_fact("🔥", recap_words.LONGEST_STREAKS, _counted(card.streaks)))
    if card.hardest:
        asked = card.hardest
        title_ = shorten_to_size(asked.title, TITLE_SIZE)
        words = f"{title_}, {asked.right} of {asked.answers} right"
        more.append(_fact("🧩", recap_words.HARDEST, words))
    if card.favorite:
        words = f"{card.favorite.name}, {labels.applauded(card.favorite.count)}"
        more.append(_fact("👏", recap_words.FAVORITE, words))
    rows = [section([text(summary, bold=True)]), *map(board_line, card.lines), *more]
    blocks = [header(title), *([image(picture)] if picture else []), *rich(rows)]
    if card.next_at:
        tracks = escape(" and ".join(card.next_tracks))
        coming = f"{recap_words.NEXT_QUESTION}: {date(card.next_at, card.zone)}"
        blocks.append(context(f"{coming}  ·  {tracks}" if tracks else coming))
    blocks += actions([_board(Period.WEEK)])
    return (message(escape(f"{title}: {summary}"), blocks),)


def champion(card: ChampionCard) -> tuple[Message, ...]:
    """Show who had the most points in a month."""
    winner, *others = card.lines
    title, facts = (
        f"{recap_words.champion_title(card)}: {board_names(winner)}",
        recap_words.champion_facts(card),
    )
    rows = [section([text(facts, bold=True)]), *map(board_line, others)]
    blocks = [header(f"👑 {title}"), *rich(rows), *actions([_board(Period.MONTH)])]
    return (message(escape(f"{title}, {facts}"), blocks),)


def _fact(sign: str, what: str, words: str) -> Json:
    return section([text(f"{sign} "), text(what, bold=True), text(f"  {words}")])


def _counted(named: Sequence[NamedCount]) -> str:
    return ", ".join(f"{each.name} {each.count}" for each in named)


def _board(period: Period) -> Json:
    return button(labels.FULL_LEADERBOARD, BoardPage(period.value, "", 1))
