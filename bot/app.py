"""The composition root: the only file that names concrete classes."""

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
from io import StringIO
from typing import Any, TextIO

from bot.adapters.console.client import ConsoleClient
from bot.adapters.console.clock import ConsoleClock
from bot.clock import now
from bot.engine.dispatcher import Engine
from bot.engine.errors import StartRefused
from bot.engine.model.people import Platform
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Adapter, Bank, Finding, Gateway, Store
from bot.engine.rounds.response_counts import ResponseCounts
from bot.engine.rounds.worker import RoundWorker
from bot.scheduling import COUNT_SECONDS, WAKE_SECONDS, Waker
from bot.settings import Settings

log = logging.getLogger(__name__)

CLOSE_SECONDS = 8.0
"""From the signal on; hosts give 10, and the database closes last."""
ROUND_SECONDS = CLOSE_SECONDS * 0.6
"""Of these, how long rounds that are being posted or revealed may take."""
SERVE_SECONDS = CLOSE_SECONDS * 0.3
"""Then, how long people who were acknowledged may still be served; the rest is to disconnect."""


def worker_name() -> str:
    """Return a name for this process among those that share a database."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


async def play(store: Store, bank: Bank) -> None:
    """Play a team's day in this terminal, until the input ends."""
    # A service may start us with its input closed: to us that is one that ends at once.
    await play_on(store, bank, sys.stdin or StringIO(), sys.stdout)


async def play_on(store: Store, bank: Bank, source: TextIO, out: TextIO) -> None:
    """Play a team's day, until ``source`` ends; what people see goes to ``out``."""
    clock = ConsoleClock(datetime(2000, 1, 1, tzinfo=UTC))
    gateways: dict[Platform, Gateway] = {}
    worker = RoundWorker(store, bank, gateways, worker_name(), clock.now)

    async def work() -> None:
        await worker.wake()
        await worker.wait_until_idle()

    console = ConsoleClient(Engine(store, bank), clock, work, source, out)
    gateways["console"] = console.gateway
    waker = Waker()
    waker.every(WAKE_SECONDS, "daily work", console.tick)
    waker.start()
    try:
        await console.run()
    finally:
        waker.stop()


async def serve(settings: Settings, store: Store, bank: Bank, stopping: Callable[[], None]) -> None:
    """Serve the chat platforms whose tokens are set, until told to stop.

    ``stopping`` is called the moment it is told to.
    """
    gateways: dict[Platform, Gateway] = {}
    waker = Waker()
    # What only a server needs is imported only by one: the terminal starts the sooner.
    from bot.ops.health import Health, HealthServer  # noqa: PLC0415
    from bot.ops.metrics import Metrics  # noqa: PLC0415

    metrics = Metrics()
    counts = ResponseCounts(store, bank, gateways)
    worker = RoundWorker(store, bank, gateways, worker_name(), now, metrics)
    engine = Engine(store, bank, counts.note_response, lambda: waker.soon("daily work"), metrics)
    adapters = _adapters(settings, engine)
    health = Health(store, adapters, metrics, now, WAKE_SECONDS)
    server = HealthServer(health, metrics, settings.health_port)
    await server.start()
    waker.every(WAKE_SECONDS, "daily work", worker.wake)
    waker.every(COUNT_SECONDS, "response counts", counts.flush)

    async def connect(name: Platform, adapter: Adapter) -> None:
        # A platform's rounds wait for that platform alone.
        await adapter.ready()
        gateways[name] = adapter.gateway
        log.info("serving %s", name)
        waker.soon("daily work")

    stop = asyncio.Event()

    def told_to_stop() -> None:
        stopping()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop)
    running: dict[Platform, asyncio.Task[None]] = {
        name: asyncio.create_task(adapter.run()) for name, adapter in adapters.items()
    }
    connecting = [asyncio.create_task(connect(*pair)) for pair in adapters.items()]
    waker.start()
    _collect_seldom()
    try:
        await _until_stopped(running, stop, gateways)
    finally:
        waker.stop()
        unreached = [task for name, task in running.items() if name not in gateways]
        await _cancel([*connecting, *unreached])  # nothing was acknowledged there
        await _close(adapters, worker, counts, tuple(running.values()))
        await _cancel(tuple(running.values()))
        await server.close()


async def examine(
    settings: Settings, store: Store, bank: Bank, channels: Sequence[ChannelRef]
) -> tuple[Finding, ...]:
    """Ask each platform whose token is set whether all is in place; posts nothing."""
    findings: list[Finding] = []
    if settings.discord_token:
        from bot.adapters.discord.doctor import doctor as ask_discord  # noqa: PLC0415

        findings += await ask_discord(
            Engine(store, bank),
            token=settings.discord_token,
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            channels=[channel for channel in channels if channel.platform == "discord"],
        )
    if settings.slack_bot_token:
        from bot.adapters.slack.doctor import doctor as ask_slack  # noqa: PLC0415

        findings += await ask_slack(
            bot_token=settings.slack_bot_token,
            app_token=settings.slack_app_token,
            signing_secret=settings.slack_signing_secret,
            port=settings.port,
            api_url=settings.slack_api_url,
            channels=channels,
        )
    if not settings.has_platform:
        fix = "Without one, warmup run plays a day in the terminal."
        findings.append(Finding(True, "No token of a platform is set.", fix))
    return tuple(findings)


def _adapters(settings: Settings, engine: Engine) -> dict[Platform, Adapter]:
    # Each platform's library takes a while to import: only when it is used.
    adapters: dict[Platform, Adapter] = {}
    if settings.discord_token:
        from bot.adapters.discord.client import DiscordClient  # noqa: PLC0415

        adapters["discord"] = DiscordClient(
            engine,
            token=settings.discord_token,
            api_url=settings.discord_api_url,
            gateway_url=settings.discord_gateway_url,
            clock=now,
        )
    if settings.slack_bot_token:
        from bot.adapters.slack.client import SlackClient  # noqa: PLC0415

        adapters["slack"] = SlackClient(
            engine,
            bot_token=settings.slack_bot_token,
            app_token=settings.slack_app_token,
            signing_secret=settings.slack_signing_secret,
            port=settings.port,
            api_url=settings.slack_api_url,
            clock=now,
        )
    return adapters


def _collect_seldom() -> None:
    """Look for garbage seldom, and not in what was loaded: in a burst each look takes 40 ms."""
    gc.set_threshold(20_000, 20, 100)
    gc.freeze()


async def _until_stopped(
    running: Mapping[Platform, asyncio.Task[None]],
    stop: asyncio.Event,
    gateways: dict[Platform, Gateway],
) -> None:
    """Wait until it is time to stop, or a platform has ended; raises what ended it.

    One that refuses the bot after it was served stops alone: the others go on.
    """
    stopping = asyncio.create_task(stop.wait())
    left = dict(running)
    try:
        while not stop.is_set():
            await asyncio.wait({stopping, *left.values()}, return_when=asyncio.FIRST_COMPLETED)
            for name, task in running.items():
                if name in left and task.done():
                    del left[name]
                    if not _stops_alone(name, task, gateways, left):
                        task.result()
                        return
    finally:
        await _cancel([stopping])


def _stops_alone(
    name: Platform,
    task: asyncio.Task[None],
    gateways: dict[Platform, Gateway],
    left: Mapping[Platform, object],
) -> bool:
    served = gateways.pop(name, None) is not None
    refusal = task.exception()
    if not (left and served and isinstance(refusal, StartRefused)):
        return False
    log.error("%s is no longer served: %s", name, refusal)
    return True


async def _close(
    adapters: Mapping[Platform, Adapter],
    worker: RoundWorker,
    counts: ResponseCounts,
    running: Sequence[asyncio.Task[None]],
) -> None:
    """Finish what was acknowledged, then disconnect: within ``CLOSE_SECONDS`` in all."""
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await asyncio.gather(worker.stop(ROUND_SECONDS), counts.wait_until_idle(ROUND_SECONDS))
            closing = [adapter.close(SERVE_SECONDS) for adapter in adapters.values()]
            await asyncio.gather(*closing)
            await asyncio.gather(*running, return_exceptions=True)
    except TimeoutError:
        log.warning("a platform didn't close in %g s", CLOSE_SECONDS)


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
