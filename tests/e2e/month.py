"""A month of thirty people, by chance: who answers what, who is reminded, who applauds whom.

A model of the month follows it, from what people were told to expect.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from string import ascii_uppercase
from typing import Protocol

from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from tests.e2e.bank import RIGHT_WHY, SECRET_ANSWER, SECRET_POINT
from tests.e2e.fortnight import MONDAY, at

WEEKS = 4
FRIDAY = 4
PEOPLE = 30
SECRETS = (RIGHT_WHY, SECRET_ANSWER, SECRET_POINT)
NAMES = ("<!channel>", "@everyone", "<@U0ADA> *bold*", "Zoë 🎉", "محمد", "A" * 60)
"""What the first few are called; the others have plain names."""
RIGHT, WRONG, WORDS = 10, 2, 5


class MonthStage(Protocol):
    """A channel and its people on a platform. All that is shown comes back as plain text."""

    @property
    def store(self) -> Store: ...
    async def join(self, number: int, name: str) -> str:
        """Let someone join; return what the other methods call them."""
        ...

    async def set_up(self) -> None:
        """Ask on working days at 09:00 in Berlin, answer at 16:00."""
        ...

    async def remind(self, who: str) -> None:
        """Ask to be reminded before every reveal."""
        ...

    async def go_to(self, at: datetime) -> None:
        """Let time pass until ``at``; what falls due on the way is done and sent."""
        ...

    async def restart(self) -> None:
        """End the bot without warning and start it again."""
        ...

    async def choose(self, who: str, letter: str) -> str: ...
    async def write(self, who: str, words: str, *, shown: bool) -> str:
        """Answer in own words, to be shown in the thread or not."""
        ...

    async def applaud(self, words: str) -> str:
        """Applaud, as the manager, the answer of those words."""
        ...

    async def leaderboard(self) -> str: ...
    async def stats(self, who: str) -> str: ...
    def above(self) -> Sequence[str]:
        """What stands in the channel."""
        ...

    def below(self) -> Sequence[str]:
        """What stands in its threads."""
        ...

    def reveals(self) -> Sequence[str]:
        """The channel's messages that tell how a question went."""
        ...

    def direct_to(self, who: str) -> Sequence[str]:
        """The bot's direct messages with someone."""
        ...

    def pings(self) -> Sequence[str]:
        """What would ping anyone in all that was posted."""
        ...


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
    """Plays the month on a stage, ends the bot without warning now and then, and checks."""

    def __init__(self, stage: MonthStage, chance: Random) -> None:
        self.stage = stage
        self.chance = chance
        self.people: list[str] = []
        self.points = Counter[str]()
        self.reminders = Counter[str]()
        self.week: list[Day] = []
        self.restarts = 0

    async def play(self) -> None:
        """Live through the month."""
        for number in range(PEOPLE):
            name = NAMES[number] if number < len(NAMES) else f"Person {number}"
            self.people.append(await self.stage.join(number, name))
        self.reminded = set(self.people[:8])
        await self.stage.go_to(at(MONDAY, 8, 50))
        await self.stage.set_up()
        for who in self.people[:8]:
            await self.stage.remind(who)
        for week in range(WEEKS):
            for number in range(5):
                await self._live_through(MONDAY + timedelta(days=7 * week + number))

    async def _live_through(self, day: date) -> None:
        questions = len(self._questions())
        await self.stage.go_to(at(day, 9, 1))
        assert len(self._questions()) == questions + 1, "one question a working day"
        lived = Day()
        await self._answer(lived, day, 0.5)
        await self._maybe_restart()
        await self.stage.go_to(at(day, 14, 1))
        self._check_reminders(lived, day)
        await self._answer(lived, day, 0.4)
        self._check_no_spoiler()
        await self._maybe_restart()
        await self.stage.go_to(at(day, 16, 1))
        self._check_reveal(lived)
        await self._maybe_restart()
        await self._applaud(lived)
        await self.stage.go_to(at(day, 17, 1))
        self.week.append(lived)
        self._check_recaps(day)
        assert self.stage.pings() == []
        self.points.update(dict.fromkeys(lived.right, RIGHT))
        self.points.update(dict.fromkeys(lived.wrong, WRONG))
        self.points.update(dict.fromkeys([*lived.shown_words, *lived.private_words], WORDS))

    # --- acting --------------------------------------------------------------------

    async def _maybe_restart(self) -> None:
        if self.chance.random() < 0.2:
            await self.stage.restart()
            self.restarts += 1

    async def _answer(self, lived: Day, day: date, share: float) -> None:
        """Let some of those who haven't answered do so, each in their way."""
        asked = await self.stage.store.read(latest_round)
        assert asked.right_choice is not None
        right = asked.shown_order.index(asked.right_choice)
        for person in self.people:
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
                    await self._write(person, lived.shown_words[person], shown=True)
                case _:
                    lived.private_words[person] = f"{day}: words of {person} alone"
                    await self._write(person, lived.private_words[person], shown=False)

    async def _choose(self, person: str, position: int) -> None:
        letter = ascii_uppercase[position]
        assert f"Answer saved: {letter}" in await self.stage.choose(person, letter)

    async def _write(self, person: str, words: str, *, shown: bool) -> None:
        assert "Answer saved" in await self.stage.write(person, words, shown=shown)

    async def _applaud(self, lived: Day) -> None:
        for words in list(lived.shown_words.values())[:1]:
            assert "applauded" in await self.stage.applaud(words)

    # --- checking ------------------------------------------------------------------

    def _questions(self) -> list[str]:
        return [text for text in self.stage.above() if "What is asked in question" in text]

    def _check_no_spoiler(self) -> None:
        shown = self._questions()[-1]
        assert not [secret for secret in SECRETS if secret in shown]
        assert len(self.stage.reveals()) == len(self._questions()) - 1

    def _check_reminders(self, lived: Day, day: date) -> None:
        """Whoever wants it, has ever answered and has not today was reminded, once; nobody else."""
        for person in self.people:
            told = self.stage.direct_to(person)
            reminders = [text for text in told if "question closes at" in text]
            takes_part = person in self.reminded and self.points[person] > 0
            wanted = takes_part and person not in lived.answered()
            assert len(reminders) - self.reminders[person] == wanted, (day, person, told[-1:])
            self.reminders[person] = len(reminders)

    def _check_reveal(self, lived: Day) -> None:
        reveals = self.stage.reveals()
        assert len(reveals) == len(self._questions()), "each reveal is a message of its own, once"
        chosen = len(lived.right) + len(lived.wrong)
        said = reveals[-1].replace("\xa0", " ")
        if lived.right:
            assert f"{len(lived.right)} of {chosen} got it" in said, said
        below = self.stage.below()
        for words in lived.shown_words.values():
            assert sum(text.count(words) for text in below) == 1, words
        everywhere = "".join([*self.stage.above(), *below])
        assert not [words for words in lived.private_words.values() if words in everywhere]

    def _check_recaps(self, day: date) -> None:
        shown = [text.replace("\xa0", " ") for text in self.stage.above()]
        recaps = [text for text in shown if " people gave " in text]
        ended = day.weekday() == FRIDAY
        assert len(recaps) == (day - MONDAY).days // 7 + ended, (day, recaps)
        if ended:
            people = len(set[str]().union(*(lived.answered() for lived in self.week)))
            answers = sum(len(lived.answered()) for lived in self.week)
            right = sum(len(lived.right) for lived in self.week)
            told = f"{people} people gave {answers} answers; {right} were right."
            assert told in recaps[-1], (told, recaps[-1])
            self.week.clear()


def latest_round(tx: Transaction) -> Round:
    """Return the channel's latest round."""
    return tx.rounds.recent(tx.schedules.all()[0].channel, 1)[0]
