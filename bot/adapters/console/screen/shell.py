"""The screen on a real terminal: prompt_toolkit reads the keys and draws the lines."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Always, Condition, Filter
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.input import create_input
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
from prompt_toolkit.output import ColorDepth, create_output
from rich.cells import cell_len

from bot.adapters.console.doing import Doing, Look
from bot.adapters.console.screen.completion import candidates
from bot.adapters.console.screen.draw.farewell import farewell
from bot.adapters.console.screen.keys import ENTER, ESCAPE, Key, key_for, keys_of
from bot.adapters.console.screen.pages import Screen, screen
from bot.adapters.console.screen.state import Mode, State, acting, looked, opened, posted, shown
from bot.adapters.console.screen.typed import WAIT_SECONDS, Acted, is_done, typed
from bot.engine.cards import Card

MOST_INPUT_ROWS = 6
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


class Shell:
    """A person's terminal. Needs a running event loop once lines are asked for."""

    hint = "The keys that work now are at the bottom; ? shows all."
    for_people = True

    def __init__(self, source: TextIO, out: TextIO, *, color: bool) -> None:
        self._out = out
        self._color = color
        self._state = State()
        self._last: Acted | None = None
        self._ahead: list[str] = []
        self._waiting: asyncio.TimerHandle | None = None
        self._look: Look | None = None
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()
        self._running: asyncio.Task[None] | None = None
        self._buffer = Buffer(
            completer=_Words(self),
            complete_while_typing=Condition(lambda: self._state.mode is Mode.KEYS),
            multiline=Condition(lambda: self._state.mode in LONG),
        )
        self._screen = screen(self._state, 80, 24)
        self._app: Application[None] = Application(
            layout=_layout(self),
            key_bindings=_bindings(self),
            full_screen=True,
            color_depth=ColorDepth.DEPTH_4_BIT if color else ColorDepth.DEPTH_1_BIT,
            input=create_input(source),
            output=create_output(out),
            before_render=lambda _: self._draw(),
        )
        self._app.ttimeoutlen = 0.05  # seconds until a lone Esc is taken for one

    # --- as the terminal's front ---------------------------------------------------------

    def show(self, card: Card) -> None:
        """Bring ``card`` to the screen, or note it below what is there."""
        self._state = shown(self._state, card)
        self._draw_soon()

    def post(self, card: Card) -> None:
        """Bring a post to the screen, unless the day shows what it says."""
        self._state = posted(self._state, card)
        self._draw_soon()

    async def lines(self, look: Look) -> AsyncIterator[str]:
        """Draw the screen, and yield what keys and lines ask for, until the person leaves."""
        self._look = look
        await self.settle(Doing())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.leave)
        self._running = asyncio.create_task(self._app.run_async())
        self._running.add_done_callback(lambda _: self.leave())
        while (line := await self._typed.get()) is not None:
            yield line
            self._state = replace(self._state, busy=False)
            self._take_ahead()
            self._app.invalidate()

    async def settle(self, doing: Doing) -> None:
        """Look the day up again."""
        if self._look is None:
            return
        day = await self._look(self._state.day)
        self._state = looked(self._state, day, doing)
        self._app.invalidate()

    async def end(self) -> None:
        """Give the terminal back, and say what waits."""
        if self._running is None:
            return
        if self._app.is_running:
            self._app.exit()
        with suppress(EOFError, KeyboardInterrupt):
            await self._running
        if self._state.day is not None:
            self._out.write(f"{farewell(self._state.day)}\n")
            self._out.flush()

    # --- what is on it -------------------------------------------------------------------

    @property
    def state(self) -> State:
        """What is on the screen."""
        return self._state

    @property
    def buffer(self) -> Buffer:
        """The line that is being typed."""
        return self._buffer

    @property
    def drawn(self) -> Screen:
        """The screen as it was drawn last."""
        return self._screen

    @property
    def input_rows(self) -> int:
        """Rows of the input: long words take more."""
        columns = max(self._app.output.get_size().columns, 1)
        rows = (1 + (cell_len(line) + 4) // columns for line in self._buffer.text.split("\n"))
        return min(sum(rows), MOST_INPUT_ROWS)

    def _draw_soon(self) -> None:
        """Draw what has come; while something is being done, all of it comes at once."""
        if not self._state.busy:
            self._app.invalidate()

    def _draw(self) -> None:
        size = self._app.output.get_size()
        self._screen = screen(
            self._state, size.columns, size.rows,
            line=self._buffer.text, input_rows=self.input_rows, color=self._color,
        )  # fmt: skip

    # --- what is typed -------------------------------------------------------------------

    def leave(self) -> None:
        """End the lines."""
        self._typed.put_nowait(None)

    def press(self, char: str) -> bool:
        """Do what a key does; False where it does nothing."""
        key = key_for(keys_of(self._state), char)
        if key is not None:
            self._act(key, char)
        return key is not None

    def type(self, char: str) -> None:
        """Take a character: a key, or text."""
        self._stop_waiting()
        if not char.isprintable():
            return
        if self._state.busy:
            self._ahead.append(char)
            return
        now = time.monotonic()
        meant = typed(char, self._buffer.text, keys_of(self._state), self._last, now)
        if isinstance(meant, Key):
            self._act(meant, char)
            return
        self._buffer.insert_text(meant.text)
        if meant.maybe is not None:
            loop = asyncio.get_running_loop()
            self._waiting = loop.call_later(WAIT_SECONDS, self._act_alone, meant.maybe, char)

    def enter(self) -> None:
        """Send the line, save the words, or do what Enter alone does."""
        self._stop_waiting()
        text, mode = self._buffer.text, self._state.mode
        if self._state.busy and mode is not Mode.FORM:
            self._ahead.append(ENTER)
        elif mode is Mode.FORM:
            self._take_line()
            self._send(text)
        elif mode is Mode.WORDS:
            self._take_line()
            if text.strip():
                self._send(f"/answer {text}")
            else:
                self.cancel()
        elif not text.strip():
            self._buffer.reset()
            self.press(ENTER)
        elif mode is Mode.TALK:
            self._take_line()
            self._send(text)
        else:
            self._take_line()
            if not is_done(text.strip(), self._last) and not self.press(text.strip()):
                self._send(text)
            self._last = None

    def cancel(self) -> None:
        """Clear the line, give up own words or a form, or do what Esc alone does."""
        self._stop_waiting()
        text, mode = self._buffer.text, self._state.mode
        self._buffer.reset()
        self._last = None
        if mode is Mode.FORM:
            self._send("/stop")
        elif mode is Mode.WORDS:
            self._state = replace(self._state, writes=False)
        elif mode is Mode.TALK and not text:
            self._send("/stop")
        elif not text:
            self.press(ESCAPE)

    def interrupt(self) -> None:
        """Clear what is being typed, or leave."""
        if self._buffer.text or self._state.mode is Mode.WORDS:
            self.cancel()
        else:
            self.leave()

    def paste(self, text: str) -> None:
        """Take text that was pasted; none of it acts as a key."""
        self._stop_waiting()
        clean = text.replace("\r\n", "\n").replace("\r", "\n")
        several = "\n" in clean.strip("\n")
        if self._state.mode is Mode.FORM:
            *ended, clean = (self._buffer.text + clean).split("\n")
            self._buffer.reset()
            for line in ended:
                self._send(line)
        elif self._state.mode is Mode.KEYS and several and self._may_write():
            self._state = replace(self._state, writes=True)
        elif self._state.mode is Mode.KEYS:
            clean = " ".join(clean.split("\n")).strip()
        self._buffer.insert_text(clean)

    def scroll(self, pages: int, lines: int, _: str = "") -> None:
        """Go down, or up, in what doesn't fit on the screen."""
        drawn = self._screen
        to = drawn.scroll + pages * drawn.page + lines
        self._state = replace(self._state, scroll=min(max(to, 0), drawn.most))

    def suspend(self) -> None:
        """Give the terminal back until the shell brings us to the foreground again."""
        self._app.suspend_to_background()

    def _take_ahead(self) -> None:
        """Take what was typed while something was being done."""
        while self._ahead and not self._state.busy:
            char = self._ahead.pop(0)
            if char == ENTER:
                self.enter()
            else:
                self.type(char)

    def _may_write(self) -> bool:
        return any(key.writes for key in keys_of(self._state))

    def _take_line(self) -> None:
        self._buffer.append_to_history()
        self._buffer.reset()

    def _send(self, line: str) -> None:
        self._state = acting(self._state)
        self._typed.put_nowait(line)

    def _act(self, key: Key, char: str) -> None:
        self._last = Acted(key, char, time.monotonic()) if len(char) == 1 else None
        if key.line:
            self._send(key.line)
        elif key.writes:
            self._state = replace(self._state, writes=True, note=None)
        elif key.opens is not None:
            self._state = opened(self._state, key.opens)

    def _act_alone(self, key: Key, char: str) -> None:
        """Act on a key that waited, unless something was typed since."""
        if self._buffer.text == char:
            self._buffer.reset()
            self._act(key, char)
            self._app.invalidate()

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class _Words(Completer):
    """Completes commands, and the words that follow them."""

    def __init__(self, shell: Shell) -> None:
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


def _layout(shell: Shell) -> Layout:
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


def _bindings(shell: Shell) -> KeyBindings:
    bindings = KeyBindings()
    empty = Condition(lambda: not shell.buffer.text)
    keys = Condition(lambda: shell.state.mode is Mode.KEYS)
    in_words = Condition(lambda: shell.state.mode in LONG)
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
    bind("c-j", lambda _: shell.buffer.insert_text("\n"), in_words)
    bind(Keys.BracketedPaste, shell.paste)
    for key, pages, lines in SCROLLING:
        bind(key, partial(shell.scroll, pages, lines), empty & long)
    return bindings
