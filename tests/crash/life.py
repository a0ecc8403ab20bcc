"""A bot's life on both platforms, ended by a kill again and again: ``live`` is one scene.

A scene is told by its seed: days of a few channels each, in which every start of the bot
has a trap at a step that will probably come. The next one is started seconds or minutes
later, by its own clock.
"""

import asyncio
import random
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash import checks
from tests.crash.house import Due, House, Peephole, morning
from tests.crash.platforms import TrappedDiscord, TrappedSlack, settings
from tests.crash.processes import Process, Zygote
from tests.crash.traps import AFTER_ANSWER, LATE_SECONDS, WHENS, Step, Trap

CHANNELS = 4
LOOKED = ("160004", "/messages: 404 10003")
"""What Discord refuses when the bot asks whether a message has a thread yet."""
KILLS_A_DAY = 16
MOST_TOLD = 8
"""Problems of a day: one fault tends to have many."""
AT_ONCE = timedelta(seconds=2)
PAUSES = (timedelta(seconds=20), timedelta(minutes=6))
"""Until the next start: when nothing is under way any more, and when leases have run out."""
NONCE = timedelta(minutes=5)
LIFE_SECONDS = 180.0
"""How long a bot may take for what is due before it counts as stuck."""


@dataclass
class Report:
    """The result of a scene."""

    seed: int
    kills: list[Step] = field(default_factory=list[Step])
    starts: int = 0
    slots: int = 0
    failures: list[str] = field(default_factory=list[str])
    seconds: float = 0.0


async def live(seed: int, kills: int) -> Report:
    """Live through days until the bot has been killed ``kills`` times, and check each day."""
    began = time.monotonic()
    report = Report(seed)
    with TemporaryDirectory(prefix="warmup-faults-") as folder:
        async with Zygote(Path(folder)) as zygote:
            scene = Scene(zygote, Path(folder), report)
            try:
                await scene.open()
                await scene.live(kills)
            finally:
                await scene.close()
    report.seconds = time.monotonic() - began
    return report


class Scene:
    """Two platforms, a database, and one bot after the other."""

    def __init__(self, zygote: Zygote, folder: Path, report: Report) -> None:
        self._zygote = zygote
        self._folder = folder
        self._report = report
        self._chance = random.Random(report.seed)  # noqa: S311 - chooses kills, guards nothing
        self._landed = 0.0
        self.now = morning(0)
        self.discord = TrappedDiscord(CHANNELS)
        self.slack = TrappedSlack(CHANNELS, lambda: self.now)
        self.house = House(folder)

    async def open(self) -> None:
        await self.discord.start()
        await self.slack.start()
        self.house.furnish({"discord": self.discord.team, "slack": self.slack.team})

    async def close(self) -> None:
        await self.discord.stop()
        await self.slack.stop()

    async def live(self, kills: int) -> None:
        """Let days pass until there were enough kills; stops at the first bad day."""
        day = 0
        while len(self._report.kills) < kills and not self._report.failures:
            self.now = morning(day) + timedelta(seconds=self._chance.uniform(0, 60))
            await self._day(kills - len(self._report.kills))
            self._check()
            day += 1

    async def _day(self, wanted: int) -> None:
        """Live through a day with up to ``wanted`` kills; half a day's are left for reveals."""
        before = len(self._report.kills)
        due_at: datetime | None = self.now
        while due_at is not None and not self._report.failures:
            if time.monotonic() > self._landed:
                later = timedelta(seconds=self._chance.uniform(1, 90))
                self.now = max(self.now, due_at) + later
            self.house.respond(self.now, self._chance)
            revealing = any(due.reveal for due in self.house.due(self.now).values())
            most = KILLS_A_DAY if revealing else KILLS_A_DAY // 2
            kill = len(self._report.kills) - before < min(most, wanted)
            await self._life(self._step() if kill else None)
            due_at = self.house.next_at(self.now)

    def _step(self) -> Step:
        """Choose a step that will probably come: first what, then where and which time."""
        due = self.house.due(self.now)
        possible = [step for name, what in due.items() for step in _steps(name, what)]
        possible += [Step("moment", "after the start", nth=self._chance.randint(50, 1500))]
        kind = self._chance.choice(sorted({_group(step) for step in possible}))
        return self._chance.choice([step for step in possible if _group(step) == kind])

    async def _life(self, step: Step | None) -> None:
        """Start the bot and let it do what is due, or be killed on the way."""
        trap = Trap(step, self._chance.random() * AFTER_ANSWER)
        self.discord.trap = self.slack.trap = trap
        began = time.monotonic()
        process = await self._zygote.start(
            self._folder, self.now, settings(self.discord, self.slack)
        )
        trap.kill = process.kill
        self.discord.called = self.slack.called = lambda: self._leap(process)
        trap.watch(self.house.file)
        self._report.starts += 1
        done = await self._until_done(process, began)
        gone = process.ended.is_set()
        trap.close()
        await process.killed()
        if trap.sprung and step is not None:
            self._report.kills.append(step)
        elif not done:
            self._fail("the bot ended" if gone else "nothing more happens", step)
        pause = await self._pause(late=trap.sprung and step is not None and step.when == "late")
        self.now += timedelta(seconds=time.monotonic() - began) + process.leapt + pause
        if pause >= NONCE:
            self.discord.api.forget_nonces()

    def _leap(self, process: Process) -> None:
        """Spare us the wait for calls of an earlier bot to land: we know when they have."""
        landed = max(self._landed - time.monotonic(), 0)
        asyncio.get_running_loop().call_later(landed, process.leap)

    async def _pause(self, *, late: bool) -> timedelta:
        """Return how long until the next start; what is late lands within the shortest."""
        if late:
            self._landed = time.monotonic() + LATE_SECONDS + 0.5
            return AT_ONCE
        await asyncio.sleep(max(self._landed - time.monotonic(), 0))
        return self._chance.choice(PAUSES)

    async def _until_done(self, process: Process, began: float) -> bool:
        """Wait until the bot has done all there is, or is gone; tell whether it has."""
        with closing(Peephole(self.house.file)) as peephole:
            while not process.ended.is_set() and time.monotonic() - began < LIFE_SECONDS:
                now = self.now + timedelta(seconds=time.monotonic() - began) + process.leapt
                if peephole.quiet(now):
                    return True
                await asyncio.sleep(0.05)
        return False

    def _check(self) -> None:
        rounds = self.house.rounds()
        self._report.slots = len(rounds)
        found = checks.problems(rounds, self.discord, self.slack)
        found += tuple(self.house.differences())
        refused = self.discord.problems
        found += tuple(each for each in refused if not any(code in each for code in LOOKED))
        found += tuple(self.slack.world.broken)
        for problem in found[:MOST_TOLD]:
            self._fail(problem, None)

    def _fail(self, problem: str, step: Step | None) -> None:
        kills = self._report.kills
        last = f"{len(kills)} kills, the last: {', '.join(map(str, kills[-6:]))}"
        trapped = f" with a trap at {step}" if step else ""
        self._report.failures.append(f"{problem}{trapped} ({last})")


def _group(step: Step) -> str:
    return step.where if step.where == "database" else step.what


def _steps(platform: str, due: Due) -> list[Step]:
    """Return the steps that will come at a platform that has so much to do."""
    counts = {
        "start": 1,
        "post": due.send - due.look // 2,
        "look": due.look + due.look_in_thread,
        "edit": due.reveal,
        "thread": due.reveal if platform == "discord" else 0,
        "answer": due.reveal,
    }
    steps = [
        Step(platform, what, when, nth)
        for what, count in counts.items()
        for when in WHENS
        for nth in range(1, count + 1)
    ]
    sends = {"post": due.send - due.look // 2, "answer": due.reveal}
    steps += [
        Step(platform, what, "late", nth)
        for what, count in sends.items()
        for nth in range(1, count + 1)
    ]
    states = {"claimed": due.claim, "sending": due.send, "open": due.send}
    states |= {"revealing": due.reveal - due.look_in_thread, "revealed": due.reveal}
    stored = [
        Step("database", state, "", nth)
        for state, count in states.items()
        for nth in range(1, count + 1)
    ]
    return steps + stored
