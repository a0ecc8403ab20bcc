"""What the platforms share of thread answers, on a store that is slower for what came first."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.adapters.shared.thread_answers import DELETED, Heard, Seen, ThreadAnswers
from bot.engine import thread_queries as tq
from bot.engine.dispatcher import Engine
from bot.engine.errors import NotPermitted, StorageError
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Reply
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from tests.support.builders import actor, plan
from tests.support.world import World

T = TypeVar("T")
ANN, BEN = actor("ann"), actor("ben")


class Hurdles:
    """A store where each call takes fewer turns of the loop than the one before; may be away."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turns = 200
        self.away = False

    async def write(self, command: Callable[[Transaction], T]) -> T:
        await self._wait()
        return await self._store.write(command)

    async def read(self, query: Callable[[Transaction], T]) -> T:
        await self._wait()
        return await self._store.read(query)

    async def _wait(self) -> None:
        if self.away:
            raise StorageError("the database is away")
        self._turns = max(self._turns - 40, 0)
        for _ in range(self._turns):
            await asyncio.sleep(0)


class FakeThreads:
    """A thread in memory, with its ✅ and who was told what."""

    def __init__(self) -> None:
        self.thread: list[Seen] | None = None
        self.marks: set[str] = set()
        self.told: list[tuple[str, str, str]] = []

    async def read(self, question: MessageRef) -> tuple[Sequence[Seen], bool]:
        del question
        if self.thread is None:
            raise NotPermitted("closed")
        return self.thread, True

    async def set_mark(self, question: MessageRef, reply: str, *, on: bool) -> None:
        del question
        (self.marks.add if on else self.marks.discard)(reply)

    async def tell(self, question: MessageRef, outcome: tq.ReplyOutcome) -> None:
        del question
        self.told.append((outcome.user, outcome.before, outcome.counted))


class Stage:
    """An open thread round, and what listens to its thread."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.store = Hurdles(world.store)
        self.threads = FakeThreads()
        engine = Engine(self.store, world.bank)
        self.answers = ThreadAnswers("console", engine, self.threads, world.clock, 0.0)
        found = world.round().message
        assert found is not None
        self.question = found

    def hear(self, who: str, number: int, text: str, version: str = "") -> "asyncio.Future[None]":
        now = self.world.clock.now
        by = None if version == DELETED else actor(who)
        return self.answers.hear(
            Heard(self.question, now, by, Reply(str(number), text, now), version)
        )

    def texts(self) -> list[str | None]:
        responses = self.world.read(lambda tx: tx.responses.of_round(1))
        return [response.text for response in responses]


async def staged() -> Stage:
    world = World()
    await world.schedule(what=plan(format=Format.THREAD))
    await world.to("2026-11-02 09:00")
    return Stage(world)


async def test_events_that_come_together_are_taken_in_order_however_long_each_takes() -> None:
    stage = await staged()
    stage.threads.thread = []
    heard = [
        stage.hear("ann", 1, "old"),
        stage.hear("ann", 1, "new", "1"),
        stage.hear("ben", 2, "gone"),
        stage.hear("ben", 2, "", DELETED),
    ]
    stage.threads.thread = [Seen(ANN, Reply("1", "new", stage.world.clock.now), marked=False)]
    await asyncio.gather(*heard)
    assert stage.texts() == ["new"]
    await stage.answers.close(1.0)


async def test_who_deletes_their_answer_hears_once_what_came_of_it() -> None:
    stage = await staged()
    for number, text in ((1, "one"), (2, "two")):
        await stage.hear("ann", number, text)
    stage.threads.thread = [Seen(ANN, Reply("2", "two", stage.world.clock.now), marked=False)]
    await stage.hear("ann", 1, "", DELETED)
    stage.threads.thread = []
    await stage.hear("ann", 2, "", DELETED)
    await stage.answers.close(1.0)
    assert stage.threads.told == [("ann", "", "1"), ("ann", "1", "2"), ("ann", "2", "")]


async def test_a_withdrawal_stands_where_the_thread_cannot_be_read() -> None:
    stage = await staged()
    await stage.hear("ann", 1, "one")
    await stage.hear("ann", 1, "", DELETED)
    await stage.answers.close(1.0)
    assert stage.texts() == []
    assert stage.threads.told == [("ann", "", "1"), ("ann", "1", "")]


async def test_marks_are_made_what_the_thread_says() -> None:
    stage = await staged()
    now = stage.world.clock.now
    stage.threads.marks = {"3"}
    stage.threads.thread = [
        Seen(ANN, Reply("1", "one", now), marked=False),
        Seen(ANN, Reply("3", "thanks", now), marked=True),
        Seen(BEN, Reply("4", "🎉", now), marked=False),
    ]
    await stage.answers.catch_up(stage.question)
    await stage.world.until(lambda: stage.threads.marks == {"1"})
    await stage.answers.close(1.0)
    assert stage.threads.told == [], "just before the reveal nobody is told"


async def test_what_the_database_could_not_take_is_read_from_the_thread_later() -> None:
    stage = await staged()
    now = stage.world.clock.now
    stage.store.away = True
    stage.threads.thread = [Seen(ANN, Reply("1", "one", now), marked=False)]
    await stage.hear("ann", 1, "one")
    assert stage.texts() == []
    stage.store.away = False
    await stage.world.until(lambda: stage.texts() == ["one"])
    await stage.answers.close(1.0)
