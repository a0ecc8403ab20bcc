"""The composition root: wires the engine, its workers and the platforms together."""

import asyncio
import gc
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Any, TextIO

from bot.adapters.console.client import ConsoleClient
from bot.adapters.console.clock import ConsoleClock
from bot.clock import WorkClock, counted_seconds
from bot.engine.dispatcher import Engine
from bot.engine.errors import StartRefused
from bot.engine.model.people import Platform
from bot.engine.outbox.builders import builders_with
from bot.engine.outbox.worker import OutboxWorker
from bot.engine.ports.runtime import Adapter, Bank, Gateway, Store
from bot.engine.records.housekeeping import TIDY_SECONDS, tidy
from bot.engine.records.review_fitting import LOOK_SECONDS, ReviewFitting
from bot.engine.rounds.response_counts import ResponseCounts
from bot.engine.rounds.worker import RoundWorker
from bot.grader_settings import GraderSettings
from bot.pictures.renderer import Renderer
from bot.platforms import build_adapter
from bot.scheduling import COUNT_SECONDS, WAKE_SECONDS, Waker
from bot.settings import Settings
from content.exporters.anki_writer import AnkiDecks
from content.format.question_forms import FormParser
from storage.store import SqlStore, TurnStore

if TYPE_CHECKING:
    from bot.grader.guarded import GuardedGrader
    from bot.ops.metrics import Metrics

log = logging.getLogger(__name__)

NO_GRADER = GraderSettings()
CLOSE_SECONDS = 8.0
"""Seconds from the stop signal; most hosts allow 10, and the database is closed last."""
ROUND_SECONDS = CLOSE_SECONDS * 0.6
"""Of these, how long rounds that are being posted or revealed may take."""
DISCONNECT_SECONDS = CLOSE_SECONDS * 0.1
"""Of these, what is kept for disconnecting; people who were acknowledged are served until then."""


def worker_name() -> str:
    """Return a name that tells this process apart from others on the same database."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


async def play(store: Store, bank: Bank, grading: GraderSettings) -> None:
    """Play a team's day in this terminal until the input ends."""
    # A service may start us with stdin closed: treat that as an empty input.
    await play_on(store, bank, sys.stdin or StringIO(), sys.stdout, grading)


async def play_on(
    store: Store,
    bank: Bank,
    source: TextIO,
    out: TextIO,
    grading: GraderSettings = NO_GRADER,
) -> None:
    """Play a team's day until ``source`` ends; write what people see to ``out``."""
    clock = ConsoleClock(datetime(2000, 1, 1, tzinfo=UTC))
    gateways: dict[Platform, Gateway] = {}
    name = worker_name()
    worker = RoundWorker(store, bank, gateways, name, clock.now)
    outbox = OutboxWorker(
        store, bank, gateways, name, clock.now, builders=builders_with(FormParser())
    )

    async def work() -> None:
        await worker.wake()
        await worker.wait_until_idle()
        await outbox.wake()
        await outbox.wait_until_idle()

    grader = _grader(grading)
    engine = Engine(
        store, bank, parser=FormParser(), decks=AnkiDecks(), grader=grader,
        grader_per_day=grading.per_day,
    )  # fmt: skip
    console = ConsoleClient(engine, clock, work, source, out)
    gateways["console"] = console.gateway
    waker = Waker()
    waker.every(WAKE_SECONDS, "daily work", console.tick)
    waker.every(TIDY_SECONDS, "housekeeping", partial(tidy, store, clock.now))
    waker.start()
    try:
        await console.run()
    finally:
        waker.stop()
        if grader is not None:
            await grader.close()


def _grader(grading: GraderSettings, monitor: "Metrics | None" = None) -> "GuardedGrader | None":
    """Return the grader if a model is set up; without, nothing of it is imported."""
    if not grading.is_on:
        return None
    from bot.graders import build_grader  # noqa: PLC0415

    return build_grader(grading, monitor)


async def serve(
    settings: Settings, store: SqlStore, bank: Bank, on_stop: Callable[[], None]
) -> None:
    """Serve the chat platforms whose tokens are set, until SIGINT or SIGTERM.

    ``on_stop`` is called as soon as the signal arrives.
    """
    gateways: dict[Platform, Gateway] = {}
    waker = Waker()
    # Imported here because the terminal doesn't need them and starts faster without.
    from bot.backups import CHECK_SECONDS, backups_of  # noqa: PLC0415
    from bot.fitters import build_fitting  # noqa: PLC0415
    from bot.ops.health import Health, HealthServer  # noqa: PLC0415
    from bot.ops.metrics import Metrics  # noqa: PLC0415

    metrics = Metrics()
    counts = ResponseCounts(store, bank, gateways)
    clock = WorkClock(store)
    await clock.check()
    name, turns = worker_name(), TurnStore(store)
    worker = RoundWorker(turns, bank, gateways, name, clock, metrics, counter=counted_seconds)
    outbox = OutboxWorker(
        turns, bank, gateways, name, clock, builders=builders_with(FormParser()),
        on_planned=lambda: waker.soon("outbox"),
    )  # fmt: skip

    def work_soon() -> None:
        waker.soon("daily work")
        waker.soon("outbox")

    grader = _grader(settings.grader, metrics)
    fitting = build_fitting(turns, bank, clock, metrics, is_on=settings.fit_reviews)
    engine = Engine(
        store, bank, counts.note_response, work_soon, metrics, FormParser(), AnkiDecks(), grader,
        settings.grader.per_day,
    )  # fmt: skip
    renderer = Renderer()
    adapters: dict[Platform, Adapter] = {
        name: build_adapter(name, settings, engine, clock, renderer) for name in settings.platforms
    }
    backups = backups_of(settings, clock)
    health = Health(
        store, adapters, metrics, clock, WAKE_SECONDS, ahead=clock.ahead,
        backups=lambda: backups.state,
    )  # fmt: skip
    server = HealthServer(health, metrics, settings.host, settings.health_port)
    await server.start()

    async def work() -> None:
        if await clock.check():
            await worker.stand_by()
            return
        await worker.wake()
        _plan(waker, "daily work", await worker.next_due(), clock)

    async def send() -> None:
        if clock.problem():
            outbox.stand_by()
            return
        await outbox.wake()
        _plan(waker, "outbox", await outbox.next_due(), clock)

    waker.every(WAKE_SECONDS, "daily work", work)
    waker.every(WAKE_SECONDS, "outbox", send)
    waker.every(COUNT_SECONDS, "response counts", counts.flush)
    waker.every(TIDY_SECONDS, "housekeeping", partial(tidy, store, clock))
    waker.every(CHECK_SECONDS, "backup", backups.run)
    _fit_reviews(waker, fitting)

    async def connect(name: Platform, adapter: Adapter) -> None:
        # Each platform's rounds start as soon as that platform is connected.
        await adapter.ready()
        gateways[name] = adapter.gateway
        log.info("serving %s", name)
        work_soon()

    stop = asyncio.Event()

    def handle_signal() -> None:
        on_stop()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, handle_signal)
    running: dict[Platform, asyncio.Task[None]] = {
        name: asyncio.create_task(adapter.run()) for name, adapter in adapters.items()
    }
    connecting = [asyncio.create_task(connect(*pair)) for pair in adapters.items()]
    waker.start()
    _tune_garbage_collection()
    try:
        await _until_stopped(running, stop, gateways)
    finally:
        waker.stop()
        unconnected = [task for name, task in running.items() if name not in gateways]
        await _cancel([*connecting, *unconnected])  # nothing was acknowledged there
        await _give_up(grader, fitting)  # whoever waits for them is told at once
        await _close(adapters, (worker, outbox), counts, tuple(running.values()))
        await _cancel(tuple(running.values()))
        await server.close()
        await renderer.close()
        backups.close()


def _fit_reviews(waker: Waker, fitting: ReviewFitting | None) -> None:
    if fitting is not None:
        waker.every(LOOK_SECONDS, "fitting reviews", fitting.run)


async def _give_up(*extras: "GuardedGrader | ReviewFitting | None") -> None:
    """Close what people can do without, in the middle of what it does."""
    for extra in extras:
        if extra is not None:
            await extra.close()


def _plan(waker: Waker, job: str, due_at: datetime | None, clock: Callable[[], datetime]) -> None:
    """Run the job when its next work is due by ``clock``, which the waker doesn't know."""
    if due_at is not None:
        waker.no_later(job, due_at - clock())


def _tune_garbage_collection() -> None:
    """Run the garbage collector less often and skip what's already loaded.

    In a burst, each full collection would take 40 ms.
    """
    gc.set_threshold(20_000, 20, 100)
    gc.freeze()


async def _until_stopped(
    running: Mapping[Platform, asyncio.Task[None]],
    stop: asyncio.Event,
    gateways: dict[Platform, Gateway],
) -> None:
    """Wait for ``stop``, or until a platform's task ends; raise that task's exception.

    A platform that refuses the bot after having been connected stops alone; the others
    keep running.
    """
    stopping = asyncio.create_task(stop.wait())
    remaining = dict(running)
    try:
        while not stop.is_set():
            await asyncio.wait({stopping, *remaining.values()}, return_when=asyncio.FIRST_COMPLETED)
            for name, task in running.items():
                if name in remaining and task.done():
                    del remaining[name]
                    if not _stops_alone(name, task, gateways, remaining):
                        task.result()
                        return
    finally:
        await _cancel([stopping])


def _stops_alone(
    name: Platform,
    task: asyncio.Task[None],
    gateways: dict[Platform, Gateway],
    remaining: Mapping[Platform, object],
) -> bool:
    was_connected = gateways.pop(name, None) is not None
    refusal = task.exception()
    if not (remaining and was_connected and isinstance(refusal, StartRefused)):
        return False
    log.error("stopped serving %s: %s", name, refusal)
    return True


async def _close(
    adapters: Mapping[Platform, Adapter],
    workers: tuple[RoundWorker, OutboxWorker],
    counts: ResponseCounts,
    running: Sequence[asyncio.Task[None]],
) -> None:
    """Finish what was acknowledged, then disconnect, all within ``CLOSE_SECONDS``."""
    try:
        closes_at = asyncio.get_running_loop().time() + CLOSE_SECONDS
        async with asyncio.timeout_at(closes_at):
            await asyncio.gather(
                *(worker.stop(ROUND_SECONDS) for worker in workers),
                counts.wait_until_idle(ROUND_SECONDS),
            )
            left = closes_at - DISCONNECT_SECONDS - asyncio.get_running_loop().time()
            closing = [adapter.close(left) for adapter in adapters.values()]
            await asyncio.gather(*closing)
            await asyncio.gather(*running, return_exceptions=True)
    except TimeoutError:
        log.warning("a platform didn't disconnect within %g s", CLOSE_SECONDS)


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
