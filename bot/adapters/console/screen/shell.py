"""The screen on a real terminal: prompt_toolkit reads the keys and draws the lines."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import create_input
from prompt_toolkit.output import ColorDepth, create_output
from rich.cells import cell_len

from bot.adapters.console.doing import Doing, Look
from bot.adapters.console.screen.completion import candidates
from bot.adapters.console.screen.draw.farewell import farewell
from bot.adapters.console.screen.keys import ENTER, ESCAPE, Key, key_for, keys_of
from bot.adapters.console.screen.pages import Screen, screen
from bot.adapters.console.screen.state import (
    Mode,
    State,
    acting,
    looked,
    opened,
    posted,
    shown,
)
from bot.adapters.console.screen.typed import WAIT_SECONDS, Acted, is_done, typed
from bot.adapters.console.screen.wiring import LONG, Words, bindings_of, layout_of
from bot.engine.cards import Card

MOST_INPUT_ROWS = 6


class Shell:
    """A person's terminal. Needs a running event loop once lines are asked for."""

    hint = "The keys that work now are at the bottom; ? shows all."
    for_people = True

    def __init__(self, source: TextIO, out: TextIO, *, color: bool) -> None:
        self._out = out
        self._color = color
        self._state = State()
        self._last: Acted | None = None
        self._ahead: list[Callable[[], None]] = []
        self._waiting: asyncio.TimerHandle | None = None
        self._look: Look | None = None
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()
        self._running: asyncio.Task[None] | None = None
        self._buffer = Buffer(
            completer=Words(self),
            complete_while_typing=Condition(lambda: self._state.mode is Mode.KEYS),
            multiline=Condition(lambda: self._state.mode in LONG),
        )
        self._screen = screen(self._state, 80, 24)
        self._app: Application[None] = Application(
            layout=layout_of(self),
            key_bindings=bindings_of(self),
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
            self._ahead.append(partial(self.type, char))
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
            self._ahead.append(self.enter)
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
        self._ahead.clear()
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
        if self._state.busy and self._state.mode is Mode.KEYS:
            self._ahead.append(partial(self.paste, text))
            return
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

    def complete(self) -> None:
        """Complete the last word, or go to the next of the words it could become."""
        before = self._buffer.document.text_before_cursor
        words = list(candidates(before, self._state.day.tracks if self._state.day else ()))
        if len(words) == 1:
            (word, replaced), *_ = words
            self._buffer.delete_before_cursor(replaced)
            self._buffer.insert_text(f"{word} ")
        elif self._buffer.complete_state:
            self._buffer.complete_next()
        elif words:
            self._buffer.start_completion(select_first=True)

    def unsay(self) -> None:
        """Remove the key that was typed last while something is being done."""
        if self._ahead:
            self._ahead.pop()

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
            self._ahead.pop(0)()

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
