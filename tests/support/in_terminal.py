"""``warmup`` in a real pseudo-terminal, watched as a person watches it."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from tests.support.process import environment
from tests.support.terminal import Terminal

PATIENCE = 30.0
"""Seconds within which the screen must show what a test waits for."""

LOOK = 0.4
"""Seconds between two keys: what is faster is the beginning of a word."""


class Session:
    """A process in a terminal: type on it, and wait until it shows something."""

    def __init__(self, process: "subprocess.Popen[bytes]", ours: int, screen: Terminal) -> None:
        self.process = process
        self.screen = screen
        self.written = ""
        """All that the process has written."""
        self._ours = ours
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def press(self, key: str, shows: str) -> str:
        """Look for as long as a person does, press a key, return the screen with ``shows``."""
        time.sleep(LOOK)
        self.type(key)
        return self.until(shows)

    def until(self, text: str) -> str:
        """Return the screen once it shows ``text``."""
        return self._until(lambda: text in self.screen.text, f"never showed {text!r}")

    def until_gone(self, text: str) -> str:
        """Return the screen once it shows ``text`` no more."""
        return self._until(lambda: text not in self.screen.text, f"still shows {text!r}")

    def until_ended(self) -> int:
        """Read to the end; return the exit code."""
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        return self.process.wait(timeout=PATIENCE)

    def resize(self, columns: int, rows: int) -> None:
        _set_size(self._ours, columns, rows)
        self.screen.resize(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def _until(self, is_so: Callable[[], bool], else_said: str) -> str:
        end = time.monotonic() + PATIENCE
        while not is_so():
            if not self._read(end):
                raise AssertionError(f"{else_said}:\n{self.screen.text}")
        return self.screen.text

    def _read(self, end: float) -> bool:
        """Read what comes; False when nothing does until ``end``, or nothing more will."""
        ready, _, _ = select.select([self._ours], [], [], max(end - time.monotonic(), 0))
        if not ready:
            return False
        try:
            chunk = os.read(self._ours, 65536)
        except OSError:  # the other side is closed
            return False
        text = self._decoder.decode(chunk)
        self.written += text
        self.screen.feed(text)
        return bool(chunk)


@contextmanager
def in_terminal(
    folder: Path, *, columns: int = 80, rows: int = 24, **settings: str
) -> Generator[Session]:
    """Run ``warmup run`` in a terminal of that size."""
    ours, theirs = pty.openpty()
    _set_size(theirs, columns, rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment(folder, **{"TERM": "xterm-256color", **settings}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Session(process, ours, Terminal(columns, rows))
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _set_size(descriptor: int, columns: int, rows: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
