"""A team's report, as its managers see it."""

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import BLURPLE, Panel, panel, text
from bot.adapters.shared.report_words import Section, report_sections, report_title, totals_note
from bot.engine.cards import ReportCard


def report(card: ReportCard) -> Panel:
    """Return who took part by week, what was hard, and those by name who agreed."""
    sections = [_shown(section) for section in report_sections(card)]
    note = f"-# {totals_note(card, lambda path: f'/{path}')}"
    return panel([text(part) for part in (f"### {report_title(card)}", *sections, note)], BLURPLE)


def _shown(section: Section) -> str:
    lines = [f"{markdown.inert(name)}: {said}" for name, said in section.lines]
    return "\n".join([f"**{section.heading}**", *lines, *filter(None, [section.end])])
