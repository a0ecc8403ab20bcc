"""The day's question, and a quiz's, one at a time."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.adapters.console.render.rich_text import document, inline
from bot.adapters.console.render.rounds import feedback
from bot.adapters.console.screen.day import Day
from bot.adapters.console.screen.draw.ink import one_line, spread
from bot.adapters.shared import labels
from bot.adapters.shared.dates import clock_time
from bot.engine.cards import (
    DrillCard,
    DrillFeedback,
    QuestionCard,
    ReceiptCard,
    ShownChoice,
    Subject,
)
from bot.engine.model.questions import Format


def question_page(card: QuestionCard, day: Day) -> RenderableType:
    """Return the day's question; the choice that was saved is marked."""
    shown: list[RenderableType] = [_head(card.subject, f"Question {card.number}"), ""]
    if card.late_since is not None:
        shown += [Text("Posted late.", style="yellow"), ""]
    if card.opening.title or card.opening.intro:
        title = (f"{card.opening.title} ", "bold")
        shown += [Text.assemble(title, card.opening.intro), ""]
    shown += [document(card.prompt), ""]
    chosen = day.receipt.letter if day.receipt else ""
    if card.choices:
        shown += [_choices(card.choices, chosen), ""]
    closes = clock_time(card.reveal_at, card.zone, with_day=card.overnight)
    seen = "; everyone can see it" if card.format is Format.THREAD else ""
    own = "" if card.choices else f" Press w and answer in your own words{seen}."
    told = f"{labels.answered_so_far(card.responded)}. The answer comes at {closes}.{own}"
    return Group(*shown, Text(told, style="dim"))


def saved(card: ReceiptCard) -> RenderableType:
    """Return what was saved, and until when it can be changed, in two lines."""
    joint = ": " if card.letter else ", "
    text = one_line(card.choice) if card.letter else Text(labels.IN_OWN_WORDS)
    letter = f"{card.letter}, " if card.letter else ""
    line = Text.assemble(("✓ ", "green"), f"{labels.receipt_title(card)}{joint}{letter}", text)
    line.no_wrap, line.overflow = True, "ellipsis"
    at = clock_time(card.until, card.zone, with_day=card.overnight)
    until = Text(f"  {labels.CHANGE_UNTIL} {at}. {labels.seen_by(card)}", style="dim")
    news = [Text(f"  {each}") for each in card.news]
    return Group(line, until, *news)


def quiz_page(card: DrillCard) -> RenderableType:
    """Return a quiz's question."""
    head = _head(card.subject, f"Quiz {card.position + 1} of {card.total}")
    return Group(head, "", document(card.prompt), "", _choices(card.choices, ""))


def feedback_page(last: DrillFeedback, card: DrillCard) -> RenderableType:
    """Return how the last answer of a quiz was; ``card`` asks the next question."""
    head = _head(last.subject, f"Quiz {card.position} of {card.total}")
    return Group(head, "", feedback(last))


def _head(subject: Subject, right: str) -> RenderableType:
    left = Text.assemble((subject.track_title, "bold"), f" · {subject.level.value}")
    return spread(left, Text(right, style="bold"))


def _choices(choices: tuple[ShownChoice, ...], chosen: str) -> Table:
    grid = Table.grid(padding=(0, 1))
    for choice in choices:
        own = choice.letter == chosen
        style = "bold" if own else ""
        mark = Text("●" if own else " ", style="bold cyan")
        letter = Text(choice.letter, style="bold cyan")
        grid.add_row(mark, letter, "", inline(choice.text, style))
    return grid
