"""What the team was asked, in the terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.adapters.shared.dates import written_days
from bot.adapters.shared.history_words import HISTORY_TITLE, RESULTS, nothing_asked
from bot.engine.cards import HistoryCard


def history(card: HistoryCard) -> RenderableType:
    """Return a page of questions, and how to see the next one."""
    lines = [
        f"{written_days(asked.day, asked.day)}: {asked.title} · {asked.track_title} · "
        f"{RESULTS[asked.mark]}"
        for asked in card.questions
    ] or [nothing_asked(card.page)]
    if card.more:
        lines.append(f"/question history {card.page + 1} shows older ones.")
    return Group(Text(HISTORY_TITLE, style="bold"), *(indented(each) for each in lines))
