"""A state and a size in, a whole screen out: every line of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.commands.help import COMMANDS
from bot.adapters.console.render.cards import render
from bot.adapters.console.render.layout import explained
from bot.adapters.console.render.reveals import follow_up, words
from bot.adapters.console.render.rich_text import document
from bot.adapters.console.render.rounds import answer
from bot.adapters.console.screen.day import Day, Reveal
from bot.adapters.console.screen.draw.frame import footer, key_name, status_line
from bot.adapters.console.screen.draw.ink import lines_of
from bot.adapters.console.screen.draw.points import points_page
from bot.adapters.console.screen.draw.question import (
    feedback_page,
    question_page,
    quiz_page,
    saved,
)
from bot.adapters.console.screen.draw.reveal import reveal_panel
from bot.adapters.console.screen.draw.week import week_page
from bot.adapters.console.screen.keys import IN_FORM, IN_LINE, IN_TALK, IN_WORDS, Key, keys_of
from bot.adapters.console.screen.state import Mode, State, View, opened
from bot.engine.cards import ReceiptCard

WIDEST = 100
"""Columns of text: longer lines are hard to read."""
AROUND = 5
"""Lines that are always there: the status, two rules, the input and the footer."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The lines of a screen, styled by escape codes, but for the input.

    ``scroll`` is where the body stands, ``most`` where its last page begins; ``page`` is how many
    of its lines are shown.
    """

    status: str
    body: tuple[str, ...]
    note: tuple[str, ...]
    rule: str
    footer: str
    scroll: int
    most: int
    page: int


def screen(
    state: State,
    columns: int,
    rows: int,
    *,
    line: str = "",
    input_rows: int = 1,
    color: bool = True,
) -> Screen:
    """Return the screen of ``state`` on a terminal of that size, with ``line`` in the input."""
    width = min(columns, WIDEST)
    said = _note(state)
    note = [f" {each}" for each in lines_of(said, width - 2, color=color)] if said else []
    room = max(rows - AROUND - (input_rows - 1), 3)
    note = note[: max(room // 2, 1)]
    body = [f" {each}" for each in lines_of(_body(state, width - 2), width - 2, color=color)]
    page = max(room - len(note), 1)
    most = max(len(body) - page, 0)
    scroll = min(max(state.scroll, 0), most)
    status = status_line(state.day, columns) if state.day else Text(" Warmup")
    return Screen(
        status=lines_of(status, columns, color=color)[0],
        body=tuple(body[scroll : scroll + page]),
        note=tuple(note),
        rule=lines_of(_rule(columns, scroll, most, page, len(body)), columns, color=color)[0],
        footer=lines_of(footer(_named_keys(state, line), columns), columns, color=color)[0],
        scroll=scroll,
        most=most,
        page=page,
    )


def _named_keys(state: State, line: str) -> Sequence[Key]:
    match state.mode:
        case Mode.WORDS:
            return IN_WORDS
        case Mode.TALK:
            return IN_TALK
        case Mode.FORM:
            return IN_FORM
        case Mode.KEYS:
            return IN_LINE if line else keys_of(state)


def _rule(columns: int, scroll: int, most: int, page: int, length: int) -> Text:
    """Return the rule below the body; it says where in a long text one is."""
    if not most:
        return Text("─" * columns, style="dim")
    place = f" {scroll + 1} to {min(scroll + page, length)} of {length} lines · ↑↓ Space "
    return Text(f"──{place}{'─' * max(columns - len(place) - 2, 0)}", style="bold")


def _note(state: State) -> RenderableType | None:
    if isinstance(state.note, ReceiptCard):
        return saved(state.note)
    if state.note is not None:
        return render(state.note)
    day = state.day
    on_question = state.view is View.DAY and state.quiz is None and day and day.question
    if on_question and day and day.receipt is not None:
        return saved(day.receipt)
    return None


def _body(state: State, width: int) -> RenderableType:
    day = state.day
    if day is None:
        return Text("")
    if state.quiz is not None and state.view is View.DAY:
        last = state.quiz.feedback if state.shows_feedback else None
        return feedback_page(last, state.quiz) if last else quiz_page(state.quiz)
    match state.view:
        case View.ANSWER if day.reveal:
            return full_answer(day.reveal)
        case View.POINTS if day.reveal:
            return points_page(day.reveal, width)
        case View.WEEK:
            return week_page(day)
        case View.HELP:
            return _help(state)
        case View.CARD if state.card is not None:
            return render(state.card)
        case _:
            return _day(day, width)


def _day(day: Day, width: int) -> RenderableType:
    if day.question is not None:
        return question_page(day.question, day)
    if day.reveal is not None:
        return reveal_panel(day.reveal, day, width)
    return Text("No question yet.")


def full_answer(reveal: Reveal) -> RenderableType:
    """Return the question, the model answer, the key points, and what people wrote."""
    asked: list[RenderableType] = [
        Text(f"Question {reveal.card.number}: {reveal.card.subject.title}", style="bold"),
        document(reveal.card.prompt),
    ]
    told: list[RenderableType] = [words(page) for page in reveal.words]
    told += [follow_up(reveal.follow_up)] if reveal.follow_up else []
    return Group(*asked, answer(reveal.answer), *told)


def _help(state: State) -> RenderableType:
    """Return the keys that work where one came from, and every command."""
    shown: list[RenderableType] = [Text("Keys that work now", style="bold")]
    shown.append(explained(_key_rows(keys_of(opened(state, View.DAY)))))
    shown += ["", Text("Commands: type them, with or without the slash", style="bold")]
    shown.append(explained((entry.command, entry.about) for entry in COMMANDS))
    return Group(*shown)


def _key_rows(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    for label, group in groupby(keys, key=lambda key: key.label):
        yield key_name(list(group)), label
