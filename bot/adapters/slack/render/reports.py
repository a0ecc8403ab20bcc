"""How a team's report looks in Slack."""

from bot.adapters.shared.report_words import Section, report_sections, report_title, totals_note
from bot.adapters.slack.limits import Json, shorten_to_size
from bot.adapters.slack.render.blocks import context, header
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line
from bot.engine.cards import ReportCard

NAME_SIZE = 150


def report(card: ReportCard) -> tuple[Message, ...]:
    """Show who took part by week, what was hard, and, by name, those who agreed to it."""
    title = report_title(card)
    rows = [row for section in report_sections(card) for row in _shown(section)]
    note = totals_note(card, lambda path: f"/warmup {path}")
    notes = " ".join(filter(None, (note, card.file_note)))
    return (message(escape(title), [header(title), *rich(rows), context(escape(notes))]),)


def _shown(section: Section) -> list[Json]:
    told = [line(f"{shorten_to_size(name, NAME_SIZE)}: {said}") for name, said in section.lines]
    end = [line(section.end)] if section.end else []
    return [line(section.heading, bold=True), *told, *end]
