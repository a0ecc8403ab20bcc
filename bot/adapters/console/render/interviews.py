"""Mock interviews in a terminal."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.adapters.console.render.layout import Heading
from bot.adapters.console.render.rich_text import document, inline
from bot.adapters.shared import interview_words, labels, pair_words
from bot.adapters.shared.dates import clock_time
from bot.engine.cards import (
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
    KeyPointMark,
    SuggestionState,
)
from bot.engine.cards.interviews import InterviewAnswer
from bot.engine.model.interviews import How
from bot.engine.model.rich_text import Inlines


def offer(card: InterviewOfferCard) -> RenderableType:
    """Return what the interview will be."""
    keys = "start   shorter   no" if card.shorter else "start   no"
    return Group(
        Heading(interview_words.offer_title(card), "magenta"),
        Text(interview_words.offer_about(card)),
        Text("Type your answers, or say them aloud and type done. At the end you tick"),
        Text("what you covered and get a report."),
        Text(interview_words.OFFER_LEAVE, style="dim"),
        Text(keys, style="dim"),
    )


def question(card: InterviewQuestionCard) -> RenderableType:
    """Return the question or follow-up being asked, with its suggested time."""
    title = interview_words.about(card)
    if not card.follow_up:
        title = f"{title} · {card.subject.title}"
    shown: list[RenderableType] = [Text(card.note, style="yellow")] if card.note else []
    shown += [Heading(title, "magenta"), document(card.prompt)]
    if card.options:
        shown += ["", Text(interview_words.OPTIONS), bullet_list(card.options)]
    until = clock_time(card.until, card.zone)
    told = f"{interview_words.suggested(card)}, until about {until}."
    keys = "Type your answer, or: done (said aloud)   skip   end   /stop (come back later)"
    return Group(*shown, "", Text(told, style="dim"), Text(keys, style="dim"))


def written(card: InterviewWrittenCard) -> RenderableType:
    """Return that a message counts as an answer; nobody writes any in the terminal."""
    return Text(f"{interview_words.written_place(card)}: {interview_words.written_told(card)}")


def points(card: InterviewPointsCard) -> RenderableType:
    """Return the key points of a question, numbered, to tick."""
    title = f"{interview_words.place(card)} · {card.subject.title}"
    shown: list[RenderableType] = [Text(card.note, style="yellow")] if card.note else []
    shown.append(Heading(title, "magenta"))
    said = card.words or interview_words.NOTHING_TYPED
    shown += [Padding(Text(said, style="" if card.words else "dim"), (0, 0, 0, 2)), ""]
    shown += [Text(interview_words.WHICH_POINTS, style="bold"), boxes(card.points)]
    if told := labels.suggestion_told(card.suggestion, card.points):
        shown.append(Text(told, style="dim"))
    keys = "1 3 (tick or untick)   save (and continue)   model (answer)"
    return Group(*shown, Text(f"{keys}{_ticks_key(card)}", style="dim"))


def _ticks_key(card: InterviewPointsCard) -> str:
    """Return what to type to have ticks suggested."""
    match card.suggestion.state if card.suggestion else None:
        case SuggestionState.OFFERED | SuggestionState.FAILED:
            return "   ticks (suggested by a model)"
        case SuggestionState.ASKS:
            return "   ticks send (your answer)"
        case _:
            return ""


def report(card: InterviewReportCard) -> RenderableType:
    """Return how the interview went."""
    shown: list[RenderableType] = [
        Heading(interview_words.report_title(card), "green"),
        *([Text(pair_words.led_by(card), style="dim")] if card.interviewer else []),
        Text(interview_words.report_about(card), style="dim"),
    ]
    grid = Table.grid(padding=(0, 2))
    for number, each in enumerate(card.lines, 1):
        grid.add_row(f"{number}.", Text(each.title), interview_words.line_told(each))
    shown.append(grid)
    if card.tracks:
        tracks = " · ".join(map(interview_words.track_told, card.tracks))
        shown.append(Text(f"By track: {tracks}"))
    if card.missed:
        shown += ["", Text(f"{interview_words.MISSED}:", style="bold"), bullet_list(card.missed)]
    if card.reading:
        shown.append(Text(f"{interview_words.READ_NEXT}:", style="bold"))
        shown += [Padding(Text(f"• {each}"), (0, 0, 0, 2)) for each in card.reading]
    if planned := interview_words.planned(card):
        shown.append(Text(f"{interview_words.PLANNED}: {planned}"))
    if left_out := interview_words.left_out(card):
        shown.append(Text(left_out, style="dim"))
    keys = "answers (what you said)   /interview for another"
    return Group(*shown, Text(keys, style="dim"))


def answers(card: InterviewAnswersCard) -> RenderableType:
    """Return what was said, question by question."""
    shown: list[RenderableType] = [Heading(interview_words.YOUR_ANSWERS, "magenta")]
    for number, each in enumerate(card.answers, 1):
        shown += [*_answer(number, each), ""]
    return Group(*shown)


def _answer(number: int, said: InterviewAnswer) -> list[RenderableType]:
    rows: list[RenderableType] = [Text(f"{number}. {said.title}", style="bold")]
    rows.append(_said(said.how, said.words))
    if said.follow_up:
        rows += [Text.assemble(f"{interview_words.FOLLOW_UP}: ", inline(said.follow_up))]
        rows.append(_said(said.follow_how, said.follow_words))
    if said.points and said.how is not How.SKIPPED:
        rows.append(boxes(said.points))
    return rows


def _said(how: How | None, words: str) -> RenderableType:
    shown = Text(words) if words else Text(interview_words.how_told(how), style="dim")
    return Padding(shown, (0, 0, 0, 3))


def boxes(points: tuple[KeyPointMark, ...]) -> Table:
    """Return key points, numbered, each with its box."""
    grid = Table.grid(padding=(0, 1))
    for number, mark in enumerate(points, 1):
        box = Text("[x]" if mark.ticked else "[ ]", style="green" if mark.ticked else "")
        grid.add_row(f" {number}", box, inline(mark.text))
        if mark.quote:
            grid.add_row("", "", Text(f"“{' '.join(mark.quote.split())}”", style="dim"))
    return grid


def bullet_list(lines: tuple[Inlines, ...]) -> Table:
    """Return lines with a bullet each."""
    grid = Table.grid(padding=(0, 1))
    for each in lines:
        grid.add_row("  •", inline(each))
    return grid
