"""Threads that make calls, and that nobody has to wait for: a call to a server may hang."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from bot.engine.errors import StorageError

T = TypeVar("T")
AT_THE_END = 1.0  # seconds to wait for the next call to end, once closed
_Call = tuple[Callable[[], Any], "Future[Any]"]


class Threads:
    """Makes calls in ``count`` threads.

    Those of an executor would keep the process from ending as long as a call hangs.
    """

    def __init__(self, count: int, name: str) -> None:
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._ended = 0  # calls; two threads may count one, which is change enough
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, call: Callable[[], T]) -> "Future[T]":
        """Have ``call`` made by a thread that is free."""
        answer: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StorageError("The store is closed: open it first.")
            self._calls.put((call, answer))
        return answer

    def close(self) -> None:
        """Finish what is queued; give up once no call has ended for ``AT_THE_END`` seconds."""
        with self._lock:
            self._closed = True
        self._tell_to_stop()
        for thread in self._threads:
            while thread.is_alive():
                before = self._ended
                thread.join(AT_THE_END)
                if thread.is_alive() and self._ended == before:
                    self._give_up()
                    return

    def _give_up(self) -> None:
        """Tell those whose calls wait behind one that hangs."""
        while not self._calls.empty():
            waiting = self._calls.get()
            if waiting is not None and waiting[1].set_running_or_notify_cancel():
                waiting[1].set_exception(StorageError("The store was closed: nothing was done."))
        self._tell_to_stop()

    def _tell_to_stop(self) -> None:
        for _ in self._threads:
            self._calls.put(None)

    def _work(self) -> None:
        while (waiting := self._calls.get()) is not None:
            call, answer = waiting
            if answer.set_running_or_notify_cancel():
                try:
                    answer.set_result(call())
                except BaseException as error:  # noqa: BLE001  # it is the caller's
                    answer.set_exception(error)
            self._ended += 1
            del waiting, call, answer  # what they hold is free while the thread waits
