"""How the screen hangs together in prompt_toolkit: its rows, and what each key does."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Always, Condition, Filter
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    CompletionsMenu,
    Float,
    FloatContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.layout.processors import AfterInput, BeforeInput, ConditionalProcessor

from bot.adapters.console.screen.completion import candidates
from bot.adapters.console.screen.pages import Screen
from bot.adapters.console.screen.state import Mode, State

PROMPT = " › "
PLACEHOLDERS = {
    Mode.KEYS: "press a key, or type a command such as help",
    Mode.WORDS: "as you'd say it in an interview",
    Mode.TALK: "type your answer, or say it aloud and type done",
    Mode.FORM: "",
}


LONG = (Mode.WORDS, Mode.TALK)
"""What may have several lines."""
SCROLLING = (
    ("up", 0, -1), ("down", 0, 1), ("pageup", -1, 0), ("pagedown", 1, 0), (" ", 1, 0),
    ("home", -1000, 0), ("end", 1000, 0),
)  # fmt: skip
"""Keys that move in what doesn't fit: by pages and lines."""

ALWAYS = Always()


class Typist(Protocol):
    """Whoever the keys are for."""

    @property
    def state(self) -> State:
        """What is on the screen."""
        ...

    @property
    def buffer(self) -> Buffer:
        """The line that is being typed."""
        ...

    @property
    def drawn(self) -> Screen:
        """The screen as it was drawn last."""
        ...

    @property
    def input_rows(self) -> int:
        """Rows of the input."""
        ...

    def type(self, char: str) -> None:
        """Take a character."""
        ...

    def enter(self) -> None:
        """Take Enter."""
        ...

    def cancel(self) -> None:
        """Take Esc."""
        ...

    def interrupt(self) -> None:
        """Take Ctrl-C."""
        ...

    def leave(self) -> None:
        """End."""
        ...

    def suspend(self) -> None:
        """Give the terminal back for a while."""
        ...

    def complete(self) -> None:
        """Take Tab."""
        ...

    def unsay(self) -> None:
        """Take Backspace while nothing stands in the input yet."""
        ...

    def paste(self, text: str) -> None:
        """Take what was pasted."""
        ...

    def scroll(self, pages: int, lines: int, _: str = "") -> None:
        """Move in what doesn't fit."""
        ...


class Words(Completer):
    """Completes commands, and the words that follow them."""

    def __init__(self, shell: Typist) -> None:
        self._shell = shell

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Yield what may stand in place of the last word."""
        del complete_event
        day = self._shell.state.day
        if self._shell.state.mode is not Mode.KEYS or day is None:
            return
        for word, replaced in candidates(document.text_before_cursor, day.tracks):
            yield Completion(word, start_position=-replaced)


def layout_of(shell: Typist) -> Layout:
    """Return the rows of the screen, and the words that are offered above the input."""
    line = BufferControl(
        buffer=shell.buffer,
        input_processors=[
            BeforeInput(lambda: [("bold", PROMPT)]),
            ConditionalProcessor(
                AfterInput(lambda: [("fg:ansibrightblack", PLACEHOLDERS[shell.state.mode])]),
                Condition(lambda: not shell.buffer.text),
            ),
        ],
    )
    rows = HSplit(
        [
            Window(FormattedTextControl(lambda: ANSI(shell.drawn.status)), height=1),
            Window(height=1, char="─", style="dim"),
            Window(FormattedTextControl(lambda: ANSI("\n".join(shell.drawn.body)))),
            Window(
                FormattedTextControl(lambda: ANSI("\n".join(shell.drawn.note))),
                height=lambda: len(shell.drawn.note),
                dont_extend_height=True,
            ),
            Window(FormattedTextControl(lambda: ANSI(shell.drawn.rule)), height=1),
            Window(line, height=lambda: shell.input_rows, wrap_lines=True),
            Window(FormattedTextControl(lambda: ANSI(shell.drawn.footer)), height=1),
        ]
    )
    menu = Float(CompletionsMenu(max_height=8), xcursor=True, bottom=2)  # above the input
    return Layout(FloatContainer(rows, [menu]), focused_element=line)


def bindings_of(shell: Typist) -> KeyBindings:
    """Return what each key does."""
    bindings = KeyBindings()
    empty = Condition(lambda: not shell.buffer.text)
    keys = Condition(lambda: shell.state.mode is Mode.KEYS)
    in_words = Condition(lambda: shell.state.mode in LONG)
    free = Condition(lambda: not shell.state.busy)
    long = Condition(lambda: shell.drawn.most > 0)

    def bind(
        key: Keys | str, do: Callable[[str], None], when: Filter = ALWAYS, *, eager: bool = False
    ) -> None:
        def handle(event: KeyPressEvent) -> None:
            do(event.data)

        bindings.add(key, filter=when, eager=eager)(handle)

    bind(Keys.Any, shell.type, keys & empty)
    bind("enter", lambda _: shell.enter())
    bind("escape", lambda _: shell.cancel(), eager=True)
    bind("c-c", lambda _: shell.interrupt())
    bind("<sigint>", lambda _: shell.interrupt())
    bind("c-d", lambda _: shell.leave(), empty)
    bind("c-z", lambda _: shell.suspend())
    bind("tab", lambda _: shell.complete(), keys & free)
    bind("backspace", lambda _: shell.unsay(), keys & empty & ~free)
    bind("c-j", lambda _: shell.buffer.insert_text("\n"), in_words)
    bind(Keys.BracketedPaste, shell.paste)
    for key, pages, lines in SCROLLING:
        bind(key, partial(shell.scroll, pages, lines), empty & long & free)
    return bindings
