"""A team's report, in the terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.shared.report_words import report_sections, report_title, totals_note
from bot.engine.cards import ReportCard


def report(card: ReportCard) -> RenderableType:
    """Return who took part by week, what was hard, and those by name who agreed."""
    shown = [Text(report_title(card), style="bold")]
    for section in report_sections(card):
        shown.append(Text(f"  {section.heading}", style="bold"))
        shown += [Text(f"    {name}: {said}") for name, said in section.lines]
        shown += [Text(f"    {section.end}")] if section.end else []
    return Group(*shown, Text(f"  {totals_note(card, lambda path: f'/{path}')}"))
