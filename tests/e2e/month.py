"""A month of thirty people, by chance: who answers what, who is reminded, who applauds whom.

A model of the month is kept beside it, from what people were told to expect.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase
from typing import cast

from tests.e2e.bank import RIGHT_WHY, SECRET_ANSWER, SECRET_POINT
from tests.e2e.clocks import walk
from tests.e2e.fortnight import MONDAY, at
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import ADA, CHANNEL, SlackRig

WEEKS = 4
FRIDAY = 4
PEOPLE = tuple(f"U{number:07}" for number in range(30))
SECRETS = (RIGHT_WHY, SECRET_ANSWER, SECRET_POINT)
NAMES = ("<!channel>", "@everyone", "<@U0ADA> *bold*", "Zoë 🎉", "محمد", "A" * 60)
"""What the first few are called; the others have plain names."""
RIGHT, WRONG, WORDS = 10, 2, 5


@dataclass
class Day:
    """What people did with one question."""

    right: set[str] = field(default_factory=set[str])
    wrong: set[str] = field(default_factory=set[str])
    shown_words: dict[str, str] = field(default_factory=dict[str, str])
    private_words: dict[str, str] = field(default_factory=dict[str, str])

    def answered(self) -> set[str]:
        return self.right | self.wrong | set(self.shown_words) | set(self.private_words)


class Month:
    """Plays the month on ``slack``, ends the bot without warning now and then, and checks."""

    def __init__(self, slack: SlackRig, chance: Random) -> None:
        self.slack = slack
        self.chance = chance
        self.points = Counter[str]()
        self.reminded: set[str] = set(PEOPLE[:8])
        self.reminders = Counter[str]()
        self.week: list[Day] = []
        self.restarts = 0
        for number, person in enumerate(PEOPLE):
            name = NAMES[number] if number < len(NAMES) else f"Person {number}"
            slack.world.add_user(person, name)
            slack.world.channels[CHANNEL].members.add(person)

    async def play(self) -> None:
        await self.slack.work(at(MONDAY, 8, 50))
        await self.slack.set_up()
        for person in sorted(self.reminded):
            await self.slack.command(person, "/warmup", "me remind every")
        for day in (
            MONDAY + timedelta(days=7 * week + n) for week in range(WEEKS) for n in range(5)
        ):
            await self._live_through(day)

    async def _live_through(self, day: date) -> None:
        questions = len(self._questions())
        await self._go_to(day, 9)
        assert len(self._questions()) == questions + 1, "one question a working day"
        lived = Day()
        await self._answer(lived, day, 0.5)
        await self._maybe_restart()
        await self._go_to(day, 14)
        self._check_reminders(lived, day)
        await self._answer(lived, day, 0.4)
        self._check_no_spoiler()
        await self._maybe_restart()
        await self._go_to(day, 16)
        self._check_reveal(lived)
        await self._maybe_restart()
        await self._applaud(lived)
        await self._go_to(day, 17)
        self.week.append(lived)
        self._check_recaps(day)
        self._check_nothing_pings()
        self.points.update(dict.fromkeys(lived.right, RIGHT))
        self.points.update(dict.fromkeys(lived.wrong, WRONG))
        self.points.update(dict.fromkeys([*lived.shown_words, *lived.private_words], WORDS))

    # --- acting --------------------------------------------------------------------

    async def _go_to(self, day: date, hour: int) -> None:
        for moment in walk(self.slack.clock.now, at(day, hour, 1)):
            await self.slack.work(moment)
        await self.slack.send()
        await self.slack.counter.flush()

    async def _maybe_restart(self) -> None:
        if self.chance.random() < 0.2:
            await self.slack.kill()
            await self.slack.connect()
            self.restarts += 1

    async def _answer(self, lived: Day, day: date, share: float) -> None:
        """Let some of those who haven't answered do so, each in their way."""
        asked = await self.slack.latest_round()
        assert asked.right_choice is not None
        right = asked.shown_order.index(asked.right_choice)
        for person in PEOPLE:
            if person in lived.answered() or self.chance.random() > share:
                continue
            match self.chance.choices(("right", "wrong", "show", "keep"), (5, 3, 2, 1))[0]:
                case "right":
                    await self._choose(person, right)
                    lived.right.add(person)
                case "wrong":
                    await self._choose(person, (right + 1) % 4)
                    lived.wrong.add(person)
                case "show":
                    lived.shown_words[person] = f"{day}: words of {person} for all"
                    await self._write(person, lived.shown_words[person], ["show"])
                case _:
                    lived.private_words[person] = f"{day}: words of {person} alone"
                    await self._write(person, lived.private_words[person], [])

    async def _choose(self, person: str, position: int) -> None:
        letter = ascii_uppercase[position]
        told = plain(await self.slack.press(person, self.slack.question, letter))
        assert f"Answer saved: {letter}" in told, told

    async def _write(self, person: str, words: str, share: list[str]) -> None:
        form = await self.slack.press_for_form(person, self.slack.question, "In my own words")
        told = plain(await self.slack.submit(person, form, words=words, share=share))
        assert "Answer saved" in told, told

    async def _applaud(self, lived: Day) -> None:
        shown = [m for m in self.slack.below() if any("Applaud" in b for b in buttons_of(m))]
        today = [m for m in shown if any(words in plain(m) for words in lived.shown_words.values())]
        if not today:
            return
        label = next(each for each in buttons_of(today[0]) if "Applaud" in each)
        assert "applauded" in plain(await self.slack.press(ADA, today[0], label))

    # --- checking ------------------------------------------------------------------

    def _questions(self) -> list[Json]:
        tops = [m for m in self.slack.messages if m.get("thread_ts") in (None, m["ts"])]
        return [m for m in tops if "What is asked in question" in plain(m)]

    def _reveals(self) -> list[Json]:
        return [m for m in self.slack.messages if m.get("subtype") == "thread_broadcast"]

    def _check_no_spoiler(self) -> None:
        shown = plain(self._questions()[-1])
        assert not [secret for secret in SECRETS if secret in shown]
        assert len(self._reveals()) == len(self._questions()) - 1

    def _check_reminders(self, lived: Day, day: date) -> None:
        """Whoever wants it, has ever answered and has not today was reminded, once; nobody else."""
        for person in PEOPLE:
            told = [plain(m) for m in self.slack.people.direct_to(person)]
            reminders = [text for text in told if "question closes at" in text]
            takes_part = person in self.reminded and self.points[person] > 0
            wanted = takes_part and person not in lived.answered()
            assert len(reminders) - self.reminders[person] == wanted, (day, person, told[-1:])
            self.reminders[person] = len(reminders)

    def _check_reveal(self, lived: Day) -> None:
        reveals = self._reveals()
        assert len(reveals) == len(self._questions()), "each reveal is a message of its own, once"
        chosen = len(lived.right) + len(lived.wrong)
        said = plain(reveals[-1]).replace("\xa0", " ")
        if lived.right:
            assert f"{len(lived.right)} of {chosen} got it" in said, said
        below = [plain(m) for m in self.slack.below()]
        for words in lived.shown_words.values():
            assert sum(text.count(words) for text in below) == 1, words
        everywhere = "".join(plain(m) for m in self.slack.messages)
        assert not [words for words in lived.private_words.values() if words in everywhere]

    def _check_recaps(self, day: date) -> None:
        tops = [plain(m) for m in self.slack.messages if m.get("thread_ts") in (None, m["ts"])]
        recaps = [text.replace("\xa0", " ") for text in tops if " people gave " in text]
        ended = day.weekday() == FRIDAY
        assert len(recaps) == (day - MONDAY).days // 7 + ended, (day, recaps)
        if ended:
            people = len(set[str]().union(*(lived.answered() for lived in self.week)))
            answers = sum(len(lived.answered()) for lived in self.week)
            right = sum(len(lived.right) for lived in self.week)
            told = f"{people} people gave {answers} answers; {right} were right."
            assert told in recaps[-1], (told, recaps[-1])
            self.week.clear()

    def _check_nothing_pings(self) -> None:
        for part in self._parts(self.slack.messages):
            assert part.get("type") not in ("broadcast", "user", "usergroup"), part
        raw = json.dumps([m.get("text", "") for m in self.slack.messages])
        assert "<!" not in raw.replace("<!date", "")
        assert "<@" not in raw

    def _parts(self, thing: object) -> Iterator[Json]:
        """Yield every object in what was posted."""
        if isinstance(thing, dict):
            part = cast("Json", thing)
            yield part
            for value in part.values():
                yield from self._parts(value)
        elif isinstance(thing, list):
            for value in cast("list[object]", thing):
                yield from self._parts(value)
