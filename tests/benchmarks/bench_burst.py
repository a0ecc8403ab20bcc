"""A burst of presses: how many are acknowledged in time, compared with a bare app.

The bot is ``warmup run`` on a database file, the bare app a few lines of discord.py or
Bolt; each a process, against the same fake server over sockets, in the same run. Slack and
Discord give an app 3 seconds. Both get presses of the same question, posted beforehand. The
bare app is measured before and after; the better counts.
"""

import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from tests.benchmarks.report import Line
from tests.support.fakes.discord_api import Pressed
from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.slack_people import SlackPeople
from tests.support.fakes.slack_server import SlackServer
from tests.support.process import ROOT, environment

PRESSES = 1000
WITHIN = 1.0
"""Seconds in which they are made."""
IN_TIME = 3.0
PATIENCE = 40.0
REST = 1.5
"""Seconds a bot is left alone after its start, as it is on most days."""
SETUP = {"time": "09:00", "zone": "Europe/Berlin", "reveal": "6h", "tracks": "pytorch"}
ADA, CHANNEL = "U0ADA", "C0PREP"


@dataclass(frozen=True, slots=True)
class Burst:
    """How long each acknowledgement took, in seconds; those that never came are left out."""

    waits: list[float]
    receipts: int
    lasted: float

    @property
    def share(self) -> float:
        return sum(wait <= IN_TIME for wait in self.waits) / PRESSES

    def cut(self, percent: int) -> float:
        return quantiles(self.waits, n=100)[percent - 1]

    def __str__(self) -> str:
        return (
            f"{self.share:.1%} within {IN_TIME:g} s; "
            f"p50 {self.cut(50) * 1000:.0f} ms, p99 {self.cut(99) * 1000:.0f} ms"
        )


class Child:
    """A bot as a process."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments

    async def start(self, folder: Path, settings: dict[str, str]) -> None:
        with (folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-W", "ignore", "-m", *self._arguments),
                cwd=folder,
                env={**environment(folder, **settings), "PYTHONPATH": str(ROOT)},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def end(self) -> None:
        self._process.kill()
        await self._process.wait()


async def paced(press: Callable[[int], Awaitable[None]]) -> None:
    """Press ``PRESSES`` times in ``WITHIN`` seconds, by as many people, and wait for all."""
    await asyncio.sleep(REST)
    began = time.monotonic()
    pressing: list[asyncio.Task[None]] = []
    for number in range(PRESSES):
        due = began + number * WITHIN / PRESSES
        if (early := due - time.monotonic()) > 0:
            await asyncio.sleep(early)
        pressing.append(asyncio.ensure_future(press(number)))
    await asyncio.gather(*pressing)


async def on_discord(folder: Path) -> list[Line]:
    """Measure Discord."""
    server = DiscordServer()
    await server.start()
    settings = {
        "DISCORD_TOKEN": server.token,
        "DISCORD_API_URL": server.api_url,
        "DISCORD_GATEWAY_URL": server.gateway_url,
    }

    async def burst(child: Child, ours: bool) -> Burst:
        server.connected.clear()
        await child.start(folder, settings)
        try:
            await server.until(server.connected.is_set, 60)
            if not server.messages():
                await _ask_on_discord(server, folder)
            return await _presses_on_discord(server, shown=ours)
        finally:
            await child.end()
            server.connected.clear()

    try:
        return await _compared("discord", folder, burst)
    finally:
        await server.stop()


async def _ask_on_discord(server: DiscordServer, folder: Path) -> None:
    preview = await server.slash("1", "daily setup", as_manager=True, **SETUP)
    assert preview.answer is not None
    await server.press("1", preview.answer, "Start asking", manager=True)
    await server.slash("1", "daily now", as_manager=True)
    await server.until(lambda: _count(folder, "rounds where state = 'open'"))


async def _presses_on_discord(server: DiscordServer, *, shown: bool) -> Burst:
    message = server.messages()[-1]
    server.api.presses.clear()
    began = time.monotonic()

    async def press(number: int) -> None:
        # What was acknowledged too late is never shown: that is for the share to tell.
        with suppress(TimeoutError):
            await server.press_id(str(1000 + number), message, "w1:c:1:A", within=PATIENCE)

    def over(made: Pressed) -> bool:
        if made.callback is None:
            return time.monotonic() - made.sent_at > IN_TIME
        return made.shown.is_set() or not shown

    def done() -> bool:
        made = server.api.presses
        return len(made) == PRESSES and all(map(over, made.values()))

    pressing = asyncio.ensure_future(paced(press))
    with suppress(TimeoutError):
        await server.until(done, PATIENCE)
    lasted = time.monotonic() - began
    pressing.cancel()
    await asyncio.gather(pressing, return_exceptions=True)
    acknowledged = [p for p in server.api.presses.values() if p.callback is not None]
    receipts = sum(p.shown.is_set() for p in acknowledged)
    return Burst([p.took for p in acknowledged], receipts, lasted - REST)


async def on_slack(folder: Path) -> list[Line]:
    """Measure Slack, over Socket Mode."""
    server = SlackServer()
    people = SlackPeople(server)
    users = [f"U{number:05}" for number in range(PRESSES)]
    for user in (ADA, *users):
        server.world.add_user(user, user.title(), admin=user == ADA)
    people.channel(CHANNEL, ADA, *users)
    await server.start()
    settings = {
        "SLACK_BOT_TOKEN": server.world.bot_token,
        "SLACK_APP_TOKEN": server.world.app_token,
        "SLACK_API_URL": server.api_url,
    }

    async def burst(child: Child, ours: bool) -> Burst:
        await child.start(folder, settings)
        try:
            await server.until(lambda: server.connected, 60)
            if not server.world.channels[CHANNEL].messages:
                await _ask_on_slack(people, folder)
            return await _presses_on_slack(people, users, shown=ours)
        finally:
            await child.end()
            await server.until(lambda: not server.connected, PATIENCE)

    try:
        return await _compared("slack", folder, burst)
    finally:
        await server.stop()


async def _ask_on_slack(people: SlackPeople, folder: Path) -> None:
    server, world = people.server, people.world
    await people.command(ADA, CHANNEL, "/daily", "setup")
    view_id = await server.until(lambda: next(iter(world.views), ""), PATIENCE)
    await people.submit(ADA, view_id)
    await server.until(lambda: "Done" in str(people.shown_to(ADA)), PATIENCE)
    await people.command(ADA, CHANNEL, "/daily", "now")
    await server.until(lambda: world.channels[CHANNEL].messages, PATIENCE)
    while not _count(folder, "rounds where state = 'open'"):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.01)


async def _presses_on_slack(people: SlackPeople, users: list[str], *, shown: bool) -> Burst:
    server, world = people.server, people.world
    message = world.channels[CHANNEL].messages[-1]
    server.ack_seconds.clear()
    server.late.clear()
    before = len(world.private)
    began = time.monotonic()
    await paced(lambda number: people.press(users[number], message, "A", CHANNEL))
    wanted = len(server.ack_seconds) if shown else 0
    with suppress(TimeoutError):
        await server.until(lambda: len(world.private) - before >= wanted, PATIENCE)
    receipts = len(world.private) - before
    return Burst(list(server.ack_seconds), receipts, time.monotonic() - began - REST)


async def _compared(
    name: str, folder: Path, burst: Callable[[Child, bool], Awaitable[Burst]]
) -> list[Line]:
    first = await burst(Child("bot", "run"), True)  # posts the question
    bare = [await burst(Child("tests.benchmarks.bare", name), False)]
    again = await burst(Child("bot", "run"), True)
    bare.append(await burst(Child("tests.benchmarks.bare", name), False))
    kept = _count(folder, "responses")
    ours = min(first, again, key=lambda each: each.cut(99))
    best = min(bare, key=lambda each: each.cut(99))
    p50, p99 = ours.cut(50) / best.cut(50), ours.cut(99) / best.cut(99)
    return [
        Line(f"{name}, {PRESSES:,} presses in {WITHIN:g} s", str(ours)),
        Line("  an app that only acknowledges", str(best)),
        Line("  ratio to it", f"p50 {p50:.2f}, p99 {p99:.2f}"),
        Line("  responses kept", f"{kept:,}"),
        Line("  receipts shown", f"{ours.receipts:,}, the last after {ours.lasted:.1f} s"),
    ]


def _count(folder: Path, what: str) -> int:
    with closing(sqlite3.connect(folder / "warmup.db")) as opened:
        return int(opened.execute(f"select count(*) from {what}").fetchone()[0])


def run() -> list[Line]:
    """Measure both platforms."""
    os.environ.pop("SLACK_BOT_TOKEN", None)
    lines: list[Line] = []
    for measure in (on_discord, on_slack):
        with TemporaryDirectory() as name:
            lines += asyncio.run(measure(Path(name)))
    return lines
