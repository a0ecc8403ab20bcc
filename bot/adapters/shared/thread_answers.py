"""Answers in threads, on any platform: each thread's events in order, read again when in doubt.

What happens in a thread is noted one after the other. After a gap (a start, a lost session), when
the reply that counted is gone, and before every reveal, the whole thread is read: the platform's
messages are the truth.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.adapters.shared.background import Background
from bot.adapters.shared.in_order import InOrder
from bot.adapters.shared.log_once import LogOnce
from bot.adapters.shared.marks import CanMark, Marks
from bot.adapters.shared.problems import STORAGE_FAILS
from bot.engine import thread_queries as tq
from bot.engine.dispatcher import Engine
from bot.engine.errors import (
    ChannelGone,
    GatewayError,
    NotPermitted,
    RateLimited,
    StorageError,
    WarmupError,
)
from bot.engine.model.people import Actor, Platform
from bot.engine.model.rounds import Reply
from bot.engine.model.schedules import MessageRef

log = logging.getLogger(__name__)

READ_AGAIN_AFTER = 30.0
"""Seconds until a thread is read again of which something could not be noted."""
REMEMBERED = 5_000
"""Replies whose latest version is remembered, to tell an older event that comes later."""
NOTHING_YET = tq.ReplyOutcome()
DELETED = "~"
"""The version of a deleted reply: later than any other."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of a thread: a reply was written, edited or (``actor`` None) deleted.

    ``thread`` may lack its channel where the platform doesn't tell. ``version`` grows with each
    edit of a reply: empty for a new one, DELETED at the end. ``delivery`` is served once.
    """

    thread: MessageRef
    at: datetime
    actor: Actor | None
    reply: Reply
    version: str = ""
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A reply found when its thread was read; ``marked`` if our ✅ is on it."""

    actor: Actor
    reply: Reply
    marked: bool


class Threads(CanMark, Protocol):
    """What a platform can do with threads."""

    async def read(self, question: MessageRef) -> tuple[Sequence[Seen], bool]:
        """Return the replies of people, oldest first, and whether these are all.

        Raises GatewayError; NotPermitted where nothing can be told from what is readable.
        """
        ...

    async def tell(self, question: MessageRef, outcome: tq.ReplyOutcome) -> None:
        """Tell someone that another reply, or none, is their answer now; never raises."""
        ...


class ThreadAnswers:
    """Takes answers from a platform's threads. ``clock`` returns aware UTC."""

    def __init__(
        self,
        name: Platform,
        engine: Engine,
        platform: Threads,
        clock: Callable[[], datetime],
        read_again_after: float = READ_AGAIN_AFTER,
    ) -> None:
        self._name: Platform = name
        self._engine = engine
        self._platform = platform
        self._clock = clock
        self._read_again_after = read_again_after
        self._marks = Marks(platform, clock)
        self._in_order = InOrder()
        self._telling = InOrder()
        self._versions: OrderedDict[tuple[MessageRef, str], str] = OrderedDict()
        self._problems = LogOnce(log)
        self._background = Background()
        self._doubtful: set[MessageRef] = set()
        self._catching_up = self._catch_up_wanted = False

    def hear(self, heard: Heard) -> "asyncio.Future[None]":
        """Note an event, after those of its thread that came before; never raises.

        To be called in the order in which the events came.
        """
        return self._in_order.add(heard.thread.message, lambda: self._note(heard))

    async def catch_up(self, question: MessageRef) -> None:
        """Read a thread, after what was heard of it. Raises GatewayError and StorageError."""
        await self._in_order.add(question.message, lambda: self._read(question, quiet=True))

    def catch_up_all(self) -> None:
        """Read the threads of all open questions, one after the other, in the background.

        Asked for again meanwhile, it begins again once it is done.
        """
        self._catch_up_wanted = True
        if not self._catching_up:
            self._catching_up = True
            self._background.start(self._catch_up_all())

    async def close(self, seconds: float) -> None:
        """Finish what was heard within ``seconds``; the rest is read at the next start."""
        await self._background.close()
        await self._in_order.close(seconds)
        await asyncio.gather(self._telling.close(1.0), self._marks.close(0.0))

    async def _catch_up_all(self) -> None:
        try:
            while self._catch_up_wanted:
                self._catch_up_wanted = False
                await self._read_all()
        finally:
            self._catching_up = False

    async def _read_all(self) -> None:
        try:
            questions = await self._engine.ask(tq.OpenThreads(self._name))
        except StorageError as error:
            self._problems.error(STORAGE_FAILS % error, self._clock())
            self._catch_up_wanted = True
            await asyncio.sleep(self._read_again_after)
            return
        for question in questions:
            await self._in_order.add(question.message, lambda each=question: self._try_read(each))

    # --- one event -----------------------------------------------------------------

    async def _note(self, heard: Heard) -> None:
        try:
            question = await self._engine.ask(tq.OpenThread(heard.thread))
            if question is not None and not self._is_stale(question, heard):
                await self._note_in(question, heard)
        except StorageError as error:
            self._problems.error(STORAGE_FAILS % error, self._clock())
            self._read_later(heard.thread)
        except Exception:
            log.exception("an event of a thread failed")

    async def _note_in(self, question: MessageRef, heard: Heard) -> None:
        reply = heard.reply
        note = (
            tq.ReplyDeleted(heard.at, question, reply.id, heard.delivery)
            if heard.actor is None
            else tq.ReplyWritten(heard.actor, heard.at, question, reply, heard.delivery)
        )
        outcome = await self._engine.note(note)
        self._show_marks(question, outcome)
        if not outcome.unsure or not await self._try_read(question, outcome):
            self._tell(question, outcome)

    def _is_stale(self, question: MessageRef, heard: Heard) -> bool:
        """Return whether a later version of the reply was heard of already."""
        key = (question, heard.reply.id)
        if heard.version < self._versions.get(key, ""):
            return True
        self._versions[key] = heard.version
        self._versions.move_to_end(key)
        if len(self._versions) > REMEMBERED:
            self._versions.popitem(last=False)
        return False

    # --- reading -------------------------------------------------------------------

    async def _try_read(self, question: MessageRef, first: tq.ReplyOutcome = NOTHING_YET) -> bool:
        """Read a thread and return True; when that fails, read it later."""
        try:
            await self._read(question, first)
        except (ChannelGone, NotPermitted) as error:
            log.info("the thread of question %s can't be read: %s", question.message, error)
        except (GatewayError, StorageError) as error:
            log.info("the thread of question %s isn't read yet: %s", question.message, error)
            self._read_later(question, error)
        except Exception:
            log.exception("reading the thread of question %s failed", question.message)
        else:
            return True
        return False

    async def _read(
        self,
        question: MessageRef,
        first: tq.ReplyOutcome = NOTHING_YET,
        *,
        quiet: bool = False,
    ) -> None:
        """Make the answers what the thread says, and tell people unless ``quiet``.

        ``first`` is the outcome that led here: its author hears only what came of it in the end.
        """
        seen, whole = await self._platform.read(question)
        replies = tuple((each.actor, each.reply) for each in seen)
        outcomes = await self._engine.note(tq.ThreadRead(self._clock(), question, replies, whole))
        counted = {outcome.counted for outcome in outcomes if outcome.counted}
        for each in seen:
            if each.marked != (each.reply.id in counted):
                self._marks.want(question, each.reply.id, on=not each.marked)
        if quiet:
            return
        by_user = {outcome.user: outcome for outcome in (first, *outcomes) if outcome.user}
        for user, outcome in by_user.items():
            before = first.before if user == first.user else outcome.before
            self._tell(question, replace(outcome, before=before))

    def _tell(self, question: MessageRef, outcome: tq.ReplyOutcome) -> None:
        if outcome.before != outcome.counted:
            self._telling.add(question.message, lambda: self._platform.tell(question, outcome))

    def _show_marks(self, question: MessageRef, outcome: tq.ReplyOutcome) -> None:
        if outcome.before == outcome.counted:
            return
        if outcome.before:
            self._marks.want(question, outcome.before, on=False)
        if outcome.counted:
            self._marks.want(question, outcome.counted, on=True)

    def _read_later(self, thread: MessageRef, error: WarmupError | None = None) -> None:
        if thread not in self._doubtful:
            self._doubtful.add(thread)
            wait = error.retry_after if isinstance(error, RateLimited) else 0.0
            self._background.start(self._read_after(thread, max(wait, self._read_again_after)))

    async def _read_after(self, thread: MessageRef, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._doubtful.discard(thread)
        try:
            question = await self._engine.ask(tq.OpenThread(thread))
        except StorageError:
            self._read_later(thread)
            return
        if question is not None:
            await self._in_order.add(question.message, lambda: self._try_read(question))
