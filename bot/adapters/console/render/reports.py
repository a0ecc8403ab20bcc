"""A team's report, in the terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.adapters.shared.report_words import report_sections, report_title, totals_note
from bot.engine.cards import ReportCard


def report(card: ReportCard) -> RenderableType:
    """Return who took part by week, what was hard, and those by name who agreed."""
    shown: list[RenderableType] = [Text(report_title(card), style="bold")]
    for section in report_sections(card):
        shown.append(indented(section.heading, style="bold"))
        shown += [indented(f"{name}: {said}", cells=4) for name, said in section.lines]
        shown += [indented(section.end, cells=4)] if section.end else []
    return Group(*shown, indented(totals_note(card, lambda path: f"/{path}")))
