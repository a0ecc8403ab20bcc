"""Slack as the stage of a month."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from bot.engine.ports.runtime import Store
from tests.e2e.clocks import walk
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import ADA, CHANNEL, SlackRig

PINGS = ("broadcast", "user", "usergroup")


class SlackMonthStage:
    """A channel of the fake workspace."""

    def __init__(self, slack: SlackRig) -> None:
        self.slack = slack

    @property
    def store(self) -> Store:
        return self.slack.store

    async def join(self, number: int, name: str) -> str:
        who = f"U{number:07}"
        self.slack.world.add_user(who, name)
        self.slack.world.channels[CHANNEL].members.add(who)
        return who

    async def set_up(self) -> None:
        await self.slack.set_up()

    async def remind(self, who: str) -> None:
        await self.slack.command(who, "/warmup", "me remind every")

    async def go_to(self, at: datetime) -> None:
        for moment in walk(self.slack.clock.now, at):
            await self.slack.work(moment)
        await self.slack.send()
        await self.slack.counter.flush()

    async def restart(self) -> None:
        await self.slack.kill()
        await self.slack.connect()

    async def choose(self, who: str, letter: str) -> str:
        return plain(await self.slack.press(who, self.slack.question, letter))

    async def write(self, who: str, words: str, *, shown: bool) -> str:
        form = await self.slack.press_for_form(who, self.slack.question, "In my own words")
        share = ["show"] if shown else []
        return plain(await self.slack.submit(who, form, words=words, share=share))

    async def applaud(self, words: str) -> str:
        answer = next(m for m in self.slack.below() if words in plain(m))
        label = next(each for each in buttons_of(answer) if "Applaud" in each)
        return plain(await self.slack.press(ADA, answer, label))

    async def leaderboard(self) -> str:
        return plain(await self.slack.command(ADA, "/leaderboard", "all"))

    async def stats(self, who: str) -> str:
        return plain(await self.slack.command(who, "/stats"))

    def above(self) -> Sequence[str]:
        tops = [m for m in self.slack.messages if m.get("thread_ts") in (None, m["ts"])]
        return [plain(m) for m in tops]

    def below(self) -> Sequence[str]:
        return [plain(m) for m in self.slack.below()]

    def reveals(self) -> Sequence[str]:
        return [plain(m) for m in self.slack.messages if m.get("subtype") == "thread_broadcast"]

    def direct_to(self, who: str) -> Sequence[str]:
        return [plain(m) for m in self.slack.people.direct_to(who)]

    def pings(self) -> Sequence[str]:
        found = [p for p in _parts(self.slack.messages) if p.get("type") in PINGS]
        texts = [str(m.get("text", "")) for m in self.slack.messages]
        texts = [text for text in texts if "<@" in text or "<!" in text.replace("<!date", "")]
        return [*map(json.dumps, found), *texts]


def _parts(thing: object) -> Iterator[Json]:
    """Yield every object in what was posted."""
    if isinstance(thing, dict):
        part = cast("Json", thing)
        yield part
        for value in part.values():
            yield from _parts(value)
    elif isinstance(thing, list):
        for value in cast("list[object]", thing):
            yield from _parts(value)
