"""What a team was asked, with the reader's own results."""

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import BLURPLE, Panel, button, panel, rows, text
from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import HistoryPage
from bot.adapters.shared.dates import written_days
from bot.adapters.shared.history_words import HISTORY_TITLE, RESULTS, nothing_asked
from bot.engine.cards import AskedQuestion, HistoryCard
from bot.engine.model.schedules import MessageRef


def history(card: HistoryCard) -> Panel:
    """Return a page of questions, each with a link to its message."""
    lines = [_line(asked) for asked in card.questions] or [nothing_asked(card.page)]
    buttons = [button(labels.PREVIOUS, HistoryPage(card.page - 1))] if card.page > 1 else []
    if card.more:
        buttons.append(button(labels.NEXT, HistoryPage(card.page + 1)))
    parts = [text(f"### {HISTORY_TITLE}"), text("\n".join(lines)), *rows(buttons)]
    return panel(parts, BLURPLE)


def _line(asked: AskedQuestion) -> str:
    title = markdown.inert(asked.title)
    shown = f"[{title}](<{_link(asked.message)}>)" if asked.message else title
    track = markdown.inert(asked.track_title)
    return f"**{written_days(asked.day, asked.day)}** {shown} · {track} · {RESULTS[asked.mark]}"


def _link(message: MessageRef) -> str:
    channel = message.channel
    return f"https://discord.com/channels/{channel.workspace}/{channel.channel}/{message.message}"
