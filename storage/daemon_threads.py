"""Threads that don't keep the process alive, for calls that may hang."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from bot.engine.errors import StorageError

T = TypeVar("T")
CLOSE_SECONDS = 1.0
"""Once closed, how long to wait for a running call to finish before giving up."""
_Call = tuple[Callable[[], Any], "Future[Any]"]


class Threads:
    """Runs calls in ``count`` daemon threads.

    A ThreadPoolExecutor would keep the process alive for as long as a call hangs.
    """

    def __init__(self, count: int, name: str) -> None:
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._finished = 0  # only compared, so a lost update between threads does no harm
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, call: Callable[[], T]) -> "Future[T]":
        """Run ``call`` in the next free thread."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StorageError("The store is closed: open it first.")
            self._calls.put((call, future))
        return future

    def close(self) -> None:
        """Finish queued calls; give up once none has finished for ``CLOSE_SECONDS``."""
        with self._lock:
            self._closed = True
        self._stop_threads()
        for thread in self._threads:
            while thread.is_alive():
                before = self._finished
                thread.join(CLOSE_SECONDS)
                if thread.is_alive() and self._finished == before:
                    self._give_up()
                    return

    def _give_up(self) -> None:
        """Fail the calls that are queued behind one that hangs."""
        while not self._calls.empty():
            queued = self._calls.get()
            if queued is not None and queued[1].set_running_or_notify_cancel():
                queued[1].set_exception(StorageError("The store was closed: nothing was changed."))
        self._stop_threads()

    def _stop_threads(self) -> None:
        for _ in self._threads:
            self._calls.put(None)

    def _work(self) -> None:
        while (queued := self._calls.get()) is not None:
            call, future = queued
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(call())
                except BaseException as error:  # noqa: BLE001  # passed on to the caller
                    future.set_exception(error)
            self._finished += 1
            del queued, call, future  # so that the idle thread keeps nothing alive
