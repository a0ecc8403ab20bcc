"""Steps of a round, and a trap that kills the bot when it comes to one."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crash.house import Peephole

CALLS = ("start", "post", "look", "edit", "thread", "answer")
WHENS = ("before", "taken", "answered")
"""A call is not served at all; is served and its answer lost; is answered, and a moment later."""
LATE_SECONDS = 1.5
"""At ``late``, the bot is killed with the call under way; it is served this much later."""
AFTER_ANSWER = 0.02
POLL = 0.0003


@dataclass(frozen=True, slots=True)
class Step:
    """The ``nth`` time in a run that ``what`` happens at a platform or in the database.

    At a ``moment`` nothing is waited for: ``nth`` are milliseconds from the start.
    """

    where: str
    what: str
    when: str = ""
    nth: int = 1

    @property
    def kind(self) -> str:
        return f"{self.where} {self.what} {self.when}".strip()

    def __str__(self) -> str:
        return f"{self.kind} #{self.nth}"


class Trap:
    """Springs once, at its step: kills by ``kill``. None never springs.

    ``delay`` is how many seconds a kill comes after an answer.
    """

    def __init__(self, step: Step | None, delay: float = 0.0) -> None:
        self.step = step
        self.kill: Callable[[], None] = lambda: None
        self.sprung = False
        self._delay = delay
        self._left = step.nth if step else 0
        self._closed = False
        self._threads: list[threading.Thread] = []

    def reached(self, where: str, what: str, when: str) -> bool:
        """Note that a step was reached; True when the bot was killed there and then."""
        step = self.step
        if step is None or self.sprung or (where, what, when) != (step.where, step.what, step.when):
            return False
        self._left -= 1
        if self._left:
            return False
        if when == "answered":
            self._begin(threading.Timer(self._delay, self.spring))
            return False
        self.spring()
        return True

    def spring(self) -> None:
        """Kill the bot."""
        if not self._closed:
            self.sprung = True
            self.kill()

    def close(self) -> None:
        """Spring no more, and let go of the database."""
        self._closed = True
        for thread in self._threads:
            thread.join()

    def watch(self, file: Path) -> None:
        """Watch the database, or the clock, in a thread, when the step is theirs."""
        if self.step is None:
            return
        if self.step.where == "database":
            self._begin(threading.Thread(target=self._watch, args=(file, self.step)))
        elif self.step.where == "moment":
            self._begin(threading.Timer(self.step.nth / 1000, self.spring))

    def _begin(self, thread: threading.Thread) -> None:
        self._threads.append(thread)
        thread.daemon = True
        thread.start()

    def _watch(self, file: Path, step: Step) -> None:
        peephole = Peephole(file)
        before = peephole.in_state(step.what)
        met: set[int] = set()
        while not (self.sprung or self._closed):
            met |= peephole.in_state(step.what) - before
            if len(met) >= step.nth:
                self.spring()
            time.sleep(POLL)
        peephole.close()
