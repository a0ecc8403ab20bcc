"""The day, looked up from what the engine keeps."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO

import time_machine

from bot.adapters.console.client import CHANNEL, YOU
from bot.adapters.console.screen.day import Day
from bot.adapters.console.screen.looking import Looker
from bot.app import play_on
from bot.engine.dispatcher import Engine
from bot.engine.model.schedules import Plan
from tests.e2e.bank import SECRET_ANSWER, FixtureBank
from tests.support.fakes.memory_store import MemoryStore

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PLAN = Plan(at=time(9), zone="UTC", reveal_at=time(16))


async def day_after(*lines: str, at: datetime, before: Day | None = None) -> Day:
    """Return the day as it is at a time, after these lines were typed."""
    store, bank = MemoryStore(), FixtureBank()
    with time_machine.travel(MONDAY, tick=True):
        await play_on(store, bank, StringIO("\n".join(lines) + "\n"), StringIO())
    looker = Looker(Engine(store, bank), YOU, CHANNEL, lambda: at)
    return await looker.look(PLAN, before)


async def test_an_open_day_has_its_question_and_what_was_saved_and_no_answer() -> None:
    day = await day_after("b", at=MONDAY + timedelta(hours=1))
    assert day.question is not None
    assert day.receipt is not None
    assert (day.number, day.receipt.letter, day.reveal) == (1, "B", None)
    assert SECRET_ANSWER not in repr(day)
    assert not day.ends_week


async def test_a_revealed_day_has_the_answer_and_where_one_stands() -> None:
    day = await day_after("b", "/reveal", at=MONDAY + timedelta(hours=8))
    assert day.question is None
    assert day.reveal is not None
    assert SECRET_ANSWER in repr(day.reveal.answer)
    assert day.reveal.mine.letter == "B"
    assert day.streak is not None
    assert day.streak.current == 1
    assert day.board.mine is not None


async def test_the_end_of_a_week_is_known_by_the_next_question() -> None:
    friday = MONDAY + timedelta(days=4, hours=8)
    assert (await day_after("/reveal", at=friday)).ends_week
    assert not (await day_after("/reveal", at=MONDAY + timedelta(hours=8))).ends_week


async def test_leaderboards_of_the_week_are_kept_from_reveal_to_reveal_and_no_longer() -> None:
    monday = await day_after("b", "/reveal", at=MONDAY + timedelta(hours=8))
    lines = ("b", "/reveal", "/next")
    tuesday = await day_after(*lines, at=MONDAY + timedelta(days=1, hours=1), before=monday)
    assert [each.day for each in tuesday.standings] == [MONDAY.date()]
    later = await day_after(*lines, at=MONDAY + timedelta(days=7, hours=1), before=tuesday)
    assert later.standings == ()


async def test_reviews_are_counted_as_due_now_and_with_the_next_question() -> None:
    for later, counts in ((8, (0, 0)), (25, (0, 1)), (48, (1, 1))):
        day = await day_after("b", "/reveal", at=MONDAY + timedelta(hours=later))
        assert (day.due, day.due_next) == counts, f"{later} hours later"
