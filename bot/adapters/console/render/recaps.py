"""The week, and the month's champion, in the terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.adapters.console.render.leaderboards import board_line
from bot.adapters.shared import labels, recap_words
from bot.adapters.shared.board_words import board_names
from bot.adapters.shared.dates import written_time
from bot.engine.cards import ChampionCard, RecapCard


def recap(card: RecapCard) -> RenderableType:
    """Return the week: how it went, who leads, what was hard, what comes."""
    lines = [
        Text(recap_words.week_title(card), style="bold"),
        indented(recap_words.week_summary(card)),
    ]
    lines += map(board_line, card.lines)
    if card.streaks:
        named = ", ".join(f"{each.name} {each.count}" for each in card.streaks)
        lines.append(indented(f"{recap_words.LONGEST_STREAKS}: {named}"))
    if card.hardest:
        asked = card.hardest
        words = f"{asked.title}, {asked.right} of {asked.answers} right"
        lines.append(indented(f"{recap_words.HARDEST}: {words}"))
    if card.favorite:
        words = f"{card.favorite.name}, {labels.applauded(card.favorite.count)}"
        lines.append(indented(f"{recap_words.FAVORITE}: {words}"))
    if card.next_at:
        lines.append(
            indented(f"{recap_words.NEXT_QUESTION}: {written_time(card.next_at, card.zone)}")
        )
    return Group(*lines)


def champion(card: ChampionCard) -> RenderableType:
    """Return who had the most points in a month."""
    winner, *others = card.lines
    title = f"{recap_words.champion_title(card)}: {board_names(winner)}"
    facts = indented(recap_words.champion_facts(card))
    return Group(Text(title, style="bold"), facts, *map(board_line, others))
