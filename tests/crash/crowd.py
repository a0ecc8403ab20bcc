"""Hundreds press at once and the bot is killed: whoever saw a receipt is in the database.

One open question on each platform, the same people in every life of the bot, each with one
press a life. A receipt counts when the platform has it, shown or not.
"""

import asyncio
import random
import re
import sqlite3
import time
from collections.abc import Coroutine
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.engine.model.rounds import Round
from tests.crash.house import House, Peephole, morning
from tests.crash.life import Report
from tests.crash.platforms import TrappedDiscord, TrappedSlack, settings
from tests.crash.processes import Process, Zygote
from tests.crash.traps import AFTER_ANSWER, Step, Trap
from tests.support.fakes.discord_shapes import words
from tests.support.fakes.slack_people import SlackPeople, plain

CROWD = 250
"""People on each platform."""
START_SECONDS = 30.0
PRESS_SECONDS = 10.0
RECEIPT = re.compile(r"Answer (?:saved|changed): ([A-Z])\b")
KEPT = """
select identities.platform || identities.user, responses.choice
from responses join identities on identities.member_id = responses.member_id
"""


async def press(seed: int, kills: int) -> Report:
    """Let crowds press until the bot has been killed ``kills`` times among them."""
    began = time.monotonic()
    report = Report(seed)
    with TemporaryDirectory(prefix="warmup-faults-") as folder:
        async with Zygote(Path(folder)) as zygote:
            crowd = Crowd(zygote, Path(folder), report)
            try:
                await crowd.open()
                while len(report.kills) < kills and not report.failures:
                    await crowd.flood()
            finally:
                await crowd.close()
    report.seconds = time.monotonic() - began
    return report


class Crowd:
    """People on two platforms, and what they know of their responses."""

    def __init__(self, zygote: Zygote, folder: Path, report: Report) -> None:
        self._zygote = zygote
        self._folder = folder
        self._report = report
        self._chance = random.Random(report.seed)  # noqa: S311 - chooses kills, guards nothing
        self.now = morning(0)
        self.discord = TrappedDiscord(1)
        self.slack = TrappedSlack(1, lambda: self.now)
        self.people = SlackPeople(self.slack)
        self.house = House(folder)
        self.kept: dict[str, str] = {}
        self.orders: dict[str, tuple[int, ...]] = {}

    async def open(self) -> None:
        """Let the questions be asked."""
        await self.discord.start()
        await self.slack.start()
        self.house.furnish({"discord": self.discord.team, "slack": self.slack.team})
        for number in range(CROWD):
            self.slack.world.add_user(f"U{number:05}", f"user {number}")
            self.slack.world.channels[self.slack.team[0]].members.add(f"U{number:05}")
        self.now += timedelta(seconds=1)
        process = await self._start(Trap(None))
        with closing(Peephole(self.house.file)) as peephole:
            async with asyncio.timeout(START_SECONDS):
                while not peephole.quiet(self.now):  # noqa: ASYNC110 - another process does it
                    await asyncio.sleep(0.05)
        await process.killed()
        rounds: tuple[Round, ...] = self.house.rounds()
        self.orders = {made.channel.platform: made.shown_order for made in rounds}

    async def close(self) -> None:
        await self.discord.stop()
        await self.slack.stop()

    async def flood(self) -> None:
        """Let everyone press once, kill the bot among it, and look at what was kept."""
        trap = Trap(self._step(), self._chance.random() * AFTER_ANSWER)
        seen, shown = set(self.discord.api.presses), len(self.slack.world.private)
        process = await self._start(trap)
        pressed: dict[str, str] = {}
        presses = [asyncio.create_task(each) for each in self._presses(pressed)]
        trap.watch(self.house.file)
        gone = asyncio.create_task(process.ended.wait())
        everyone = asyncio.gather(*presses, return_exceptions=True)
        await asyncio.wait({gone, everyone}, timeout=PRESS_SECONDS, return_when="FIRST_COMPLETED")
        trap.close()
        await process.killed()
        await gone
        await asyncio.sleep(0.1)  # what was sent before the end still arrives
        for task in presses:
            task.cancel()
        await everyone
        if trap.sprung and trap.step is not None:
            self._report.kills.append(trap.step)
        receipts = self._receipts(seen, shown)
        self._report.slots += len(receipts)
        self._compare(pressed, receipts)

    async def _start(self, trap: Trap) -> Process:
        self.discord.trap = self.slack.trap = trap
        self.discord.connected.clear()
        self._report.starts += 1
        environment = settings(self.discord, self.slack)
        process = await self._zygote.start(self._folder, self.now, environment)
        trap.kill = process.kill
        self.now += timedelta(seconds=10)
        async with asyncio.timeout(START_SECONDS):
            await self.discord.connected.wait()
            while self.slack.connected != 1:  # noqa: ASYNC110 - the last bot's socket closes, too
                await asyncio.sleep(0.01)
        return process

    def _step(self) -> Step:
        nth = self._chance.randint(1, CROWD // 2)  # on a slow machine some come too late
        when = self._chance.choice(("before", "taken", "answered"))
        return self._chance.choice((
            Step("discord", "ack", when, nth),
            Step("discord", "receipt", when, nth),
            Step("slack", "receipt", when, nth),
            Step("moment", "of the crowd", nth=self._chance.randint(1, 1500)),
        ))  # fmt: skip

    def _presses(self, pressed: dict[str, str]) -> list[Coroutine[Any, Any, Any]]:
        """Return everyone's press, in a random order; notes what each presses."""
        (on_discord,) = self.discord.messages(self.discord.team[0])
        (on_slack,) = (m for m in self.slack.world.channels[self.slack.team[0]].messages
                       if "thread_ts" not in m)  # fmt: skip
        presses: list[Coroutine[Any, Any, Any]] = []
        for number in range(CROWD):
            letter = pressed[f"discord{1000 + number}"] = self._chance.choice("ABC")
            presses.append(self.discord.press(str(1000 + number), on_discord, letter, within=60))
            letter = pressed[f"slackU{number:05}"] = self._chance.choice("ABC")
            where = self.slack.team[0]
            presses.append(self.people.press(f"U{number:05}", on_slack, letter, where))
        self._chance.shuffle(presses)
        return presses

    def _receipts(self, seen: set[str], shown: int) -> dict[str, str]:
        """Return the letter of each receipt that reached a platform in this life."""
        found: dict[str, str] = {}
        for token, made in self.discord.api.presses.items():
            receipt = RECEIPT.search(words(made.answer)) if made.answer else None
            if token not in seen and receipt:
                found[f"discord{made.user}"] = receipt[1]
        for private in self.slack.world.private[shown:]:
            receipt = RECEIPT.search(plain(private))
            if receipt:
                found[f"slack{private['user']}"] = receipt[1]
        return found

    def _compare(self, pressed: dict[str, str], receipts: dict[str, str]) -> None:
        rows = self._rows()
        kept = dict(rows)
        if len(kept) != len(rows):
            self._fail("someone has two responses")
        for who, letter in receipts.items():
            if kept.get(who) != letter:
                self._fail(f"{who} has a receipt for {letter}, kept is {kept.get(who)}")
        for who, letter in pressed.items():
            before, after = self.kept.get(who), kept.get(who)
            if who not in receipts and after not in (before, letter):
                self._fail(f"{who} had {before}, pressed {letter}, kept is {after}")
        self.kept = kept

    def _rows(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.house.file)) as database:
            rows: list[tuple[str, int]] = database.execute(KEPT).fetchall()
        return [(who, self._letter(who, choice)) for who, choice in rows]

    def _letter(self, who: str, choice: int) -> str:
        platform = "discord" if who.startswith("discord") else "slack"
        return "ABCDEF"[self.orders[platform].index(choice)]

    def _fail(self, problem: str) -> None:
        kills = self._report.kills
        last = str(kills[-1]) if kills else "none"
        self._report.failures.append(f"{problem} ({len(kills)} kills, the last: {last})")
