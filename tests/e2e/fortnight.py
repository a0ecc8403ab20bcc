"""A team's fortnight: ten questions, a weekend, a missed day, a late start, a freeze.

Ada answers right every day; Ben answers wrong on each but the second Tuesday, which he
misses; Cleo joins on the second day, in her own words.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from string import ascii_uppercase
from zoneinfo import ZoneInfo

from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from tests.e2e.bank import RIGHT_WHY, SECRET_ANSWER, SECRET_POINT
from tests.e2e.stage import Stage

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 23)  # the clocks go forward on the weekend between the two weeks
SECRETS = (RIGHT_WHY, SECRET_ANSWER, SECRET_POINT)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return Berlin's wall time as UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def working_days() -> list[date]:
    """Return the ten days of the story."""
    return [MONDAY + timedelta(days=offset) for offset in range(14) if offset % 7 < 5]


async def play(stage: Stage) -> None:
    """Live through the fortnight and check what everyone sees on the way."""
    ada, ben, cleo = stage.people
    await stage.go_to(at(MONDAY, 8, 50))
    await stage.set_up()
    days = working_days()
    for index, day in enumerate(days):
        await stage.go_to(at(day, 9, 1))
        await _question_is_open(stage, index + 1)
        right, wrong = await _letters(stage)
        assert right in await stage.choose(ada, right)
        if day != days[6]:
            await stage.choose(ben, right)
            assert wrong in await stage.choose(ben, wrong), "the last choice counts"
        if index:
            receipt = await stage.own_words(cleo, f"my words @everyone {index}")
            assert "own words" in receipt.lower()
        if index == 3:
            await stage.restart()
        await _hides_the_key(stage)
        await stage.go_to(at(day, 16, 1))
        await _question_is_revealed(stage)
    await stage.go_to(at(days[-1], 18))
    await _ends_as_the_rules_say(stage)


async def _question_is_open(stage: Stage, number: int) -> None:
    shown = [text for text in await stage.channel() if "What is asked in question" in text]
    assert len(shown) == number, "one question a working day, none on the weekend"
    latest = await _latest(stage)
    berlin = (latest.opened_at or latest.due_at).astimezone(ZONE)
    assert berlin.hour == 9, "nine o'clock stays nine o'clock when the clocks change"


async def _question_is_revealed(stage: Stage) -> None:
    subject = (await _latest(stage)).question_id.removeprefix("fixtures/question-").lstrip("0")
    everything = "\n".join(await stage.channel())
    for secret in SECRETS:
        assert f"{secret} {subject}" in everything
    assert len(re.findall(rf"{SECRET_ANSWER} {subject}\b", everything)) == 1, "revealed once"


async def _hides_the_key(stage: Stage) -> None:
    latest = [text for text in await stage.channel() if "What is asked in question" in text][-1]
    for secret in SECRETS:
        assert secret not in latest


async def _ends_as_the_rules_say(stage: Stage) -> None:
    ada, ben, cleo = stage.people
    board = await stage.leaderboard(ada)
    # Ada: ten right choices. Cleo: nine times own words. Ben: nine wrong choices.
    for name, points in ((ada, 100), (cleo, 45), (ben, 18)):
        assert re.search(rf"{name}.*\b{points}\b", board, re.IGNORECASE), board
    places = [board.lower().index(name.lower()) for name in (ada, cleo, ben)]
    assert places == sorted(places), "most points first"
    # The freeze Ben earned in his first week kept the day he missed.
    for name, days in ((ada, 10), (ben, 9), (cleo, 9)):
        assert re.search(rf"\b{days}\b", (await stage.streak(name)).splitlines()[0])
    shown = "".join(await stage.channel())
    assert "my words" in shown, "words are shared at the reveal"


async def _letters(stage: Stage) -> tuple[str, str]:
    """Return the right letter and a wrong one of the latest question."""
    latest = await _latest(stage)
    assert latest.right_choice is not None
    right = latest.shown_order.index(latest.right_choice)
    return ascii_uppercase[right], ascii_uppercase[(right + 1) % len(latest.shown_order)]


async def _latest(stage: Stage) -> Round:
    def query(tx: Transaction) -> Round:
        schedule = tx.schedules.all()[0]
        return tx.rounds.recent(schedule.channel, 1)[0]

    return await stage.store.read(query)
