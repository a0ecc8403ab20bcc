"""Mock interviews in pairs in a terminal, where nobody else is: only what there is to read."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.interviews import boxes, bullet_list
from bot.adapters.console.render.layout import Heading
from bot.adapters.console.render.rich_text import document
from bot.adapters.shared import interview_words, pair_words
from bot.adapters.shared.dates import clock_time, written_time
from bot.engine.cards import (
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
)


def pair(card: PairCard) -> RenderableType:
    """Return an invitation, or what was agreed."""
    until = f"{pair_words.until(card)} {written_time(card.until, card.zone)}"
    return Group(
        *([Text(card.note, style="yellow")] if card.note else []),
        Heading(pair_words.title(card), "magenta"),
        Text(pair_words.about(card)),
        Text(pair_words.how(card)),
        Text(until, style="dim"),
    )


def sheet(card: PairSheetCard) -> RenderableType:
    """Return a question as the interviewer sees it."""
    told = f"{pair_words.suggested(card)} · {pair_words.clock(card)}"
    more: list[RenderableType] = []
    if card.follow_ups:
        more = [Text(pair_words.FOLLOW_UPS, style="bold"), bullet_list(card.follow_ups)]
    note = [Text(card.note, style="yellow")] if card.note else []
    points = [Text(pair_words.BOXES_HEARD, style="bold"), boxes(card.points)]
    small = Text(pair_words.only_you(card), style="dim")
    return Group(*note, *_asked(card), Text(told, style="dim"), "", *points, *more, small)


def question(card: PairQuestionCard) -> RenderableType:
    """Return a question as the candidate sees it."""
    until = clock_time(card.until, card.zone)
    told = f"{pair_words.suggested(card)}, until about {until}"
    small = f"{pair_words.TALK} {pair_words.REPORT_LATER}"
    return Group(*_asked(card), Text(told, style="dim"), Text(small, style="dim"))


def _asked(card: PairSheetCard | PairQuestionCard) -> list[RenderableType]:
    title = f"{pair_words.place(card)} · {card.subject.title}"
    shown: list[RenderableType] = [Heading(title, "magenta"), document(card.prompt)]
    if card.options:
        shown += ["", Text(interview_words.OPTIONS), bullet_list(card.options)]
    return shown


def notes(card: PairNotesCard) -> RenderableType:
    """Return what the interviewer ticked."""
    shown: list[RenderableType] = [
        Heading(pair_words.notes_title(card), "green"),
        Text(pair_words.notes_about(card), style="dim"),
    ]
    for number, note in enumerate(card.notes, 1):
        head = f"{number}. {note.title}"
        shown.append(Text.assemble((head, "bold"), f"  {pair_words.note_told(note)}"))
        shown.append(boxes(note.points))
    return Group(*shown, Text(pair_words.ONLY_NOTES, style="dim"))


def waiting(card: PartnerWaitCard) -> RenderableType:
    """Return that someone waits for a partner."""
    until = f"You wait until {written_time(card.until, card.zone)}"
    title = Heading(pair_words.WAITING, "magenta")
    return Group(title, Text(pair_words.WAITING_HOW), Text(until, style="dim"))
