"""How what a team was asked looks in Slack."""

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import HistoryPage
from bot.adapters.shared.dates import written_days
from bot.adapters.shared.history_words import HISTORY_TITLE, RESULTS, nothing_asked
from bot.adapters.slack.limits import Json, shorten_to_size
from bot.adapters.slack.render.blocks import actions, button, header
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line, section, text
from bot.engine.cards import AskedQuestion, HistoryCard

TITLE_SIZE = 150


def history(card: HistoryCard) -> tuple[Message, ...]:
    """Show a page of questions, each with a link to its message."""
    lines = [_line(asked) for asked in card.questions] or [line(nothing_asked(card.page))]
    buttons = [button(labels.PREVIOUS, HistoryPage(card.page - 1))] if card.page > 1 else []
    if card.more:
        buttons.append(button(labels.NEXT, HistoryPage(card.page + 1)))
    return (message(HISTORY_TITLE, [header(HISTORY_TITLE), *rich(lines), *actions(buttons)]),)


def _line(asked: AskedQuestion) -> Json:
    title = shorten_to_size(asked.title, TITLE_SIZE)
    shown: Json = {"type": "link", "url": asked.link, "text": title} if asked.link else text(title)
    day = written_days(asked.day, asked.day)
    result = f"  ·  {asked.track_title}  ·  {RESULTS[asked.mark]}"
    return section([text(day, bold=True), text("  "), shown, text(result)])
