"""The examples of ``docs/rules.md``, lived through: what ``/streak`` says is what the page says."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.adapters.shared.dates import written_days
from bot.engine import commands as c
from bot.engine.cards import NoticeCard, PlanSavedCard, StreakCard
from bot.engine.errors import ChannelGone
from bot.engine.model.schedules import ScheduleState
from bot.engine.model.scores import DayRule
from bot.engine.rules.day_words import NOT_COUNTED
from tests.support.builders import actor, plan
from tests.support.world import LEAD, World, the

PAGE = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
ANN, BEN = actor("ann"), actor("ben")
HOUR = timedelta(hours=1)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


def blocks() -> Mapping[str, list[list[str]]]:
    """Return what ``/streak`` says in the examples under each heading."""
    parts = re.split(r"^## (.*)$", PAGE, flags=re.MULTILINE)[1:]
    return {
        title: [block.splitlines() for block in re.findall(r"```\n(.*?)\n```", text, re.DOTALL)]
        for title, text in zip(parts[::2], parts[1::2], strict=True)
    }


def example(title: str, number: int = 0) -> list[str]:
    return blocks()[title][number]


async def said(world: World) -> list[str]:
    card = the(StreakCard, await world.ask(c.ShowStreak(ANN, world.clock.now)))
    return [f"{written_days(line.first, line.last)}: {line.reason}" for line in card.lines]


async def answer(world: World, when: str) -> None:
    await world.to(when)
    await world.choose(ANN)


async def answered_monday(**changes: object) -> World:
    world = World()
    await world.schedule(what=plan(**changes))
    await answer(world, "2026-11-02 09:00")
    return world


async def test_a_question_belongs_to_the_date_it_was_asked_on() -> None:
    world = World()
    await world.schedule(what=plan(reveal_after=25 * HOUR))
    for day in (5, 6):
        await answer(world, f"2026-11-0{day} 09:00")
        await world.to(f"2026-11-0{day} 12:00")
        await world.to(f"2026-11-0{day + 1} 08:00")
        if day == 5:
            await world.to("2026-11-06 09:00")
    await world.to("2026-11-06 10:00")
    await world.to("2026-11-07 10:00")
    assert await said(world) == example("A question belongs to the date it was asked on")
    entries = world.read(lambda tx: tx.points.of_member(world.member(ANN)))
    assert [entry.on.day for entry in entries] == [5, 6]


async def test_team_days() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", BEN)
    await world.day("2026-11-03", ANN)
    await world.day("2026-11-04")
    assert await said(world) == example("Team days")


async def test_an_answer_always_counts() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-03", ANN, BEN)
    await answer(world, "2026-11-04 09:00")
    card = await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 4)))
    assert the(NoticeCard, card).lines == (
        "The open question stays: answers count, and missing it costs nothing.",
    )
    await world.to("2026-11-04 16:00")
    assert await said(world) == example("An answer always counts")
    assert world.outcomes(BEN) == ["3 kept", "4 excused"]


async def test_streaks_and_freezes() -> None:
    world = World()
    await world.schedule()
    for day in (2, 3, 4, 5, 6):
        await world.day(f"2026-11-0{day}", ANN)
    for day in ("09", "10"):
        await world.day(f"2026-11-{day}")
    assert await said(world) == example("Streaks and freezes")


async def test_leave_covers_the_question_asked_that_day() -> None:
    world = await answered_monday(reveal_after=25 * HOUR)
    leave = c.TakeLeave(ANN, world.clock.now, date(2026, 11, 3), date(2026, 11, 3))
    assert isinstance(await world.ask(leave), NoticeCard)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 10:00")
    await answer(world, "2026-11-04 09:00")
    await world.to("2026-11-04 10:00")
    await world.to("2026-11-05 09:00")
    await world.to("2026-11-05 10:00")
    assert (await said(world))[:3] == example("Leave", 0)


async def test_leave_can_be_told_until_the_next_reveal() -> None:
    world = await answered_monday()
    await world.to("2026-11-02 16:00")
    await world.day("2026-11-03")
    await answer(world, "2026-11-04 09:00")
    assert world.outcomes(ANN)[-1] == "3 missed"
    tuesday = date(2026, 11, 3)
    await world.to("2026-11-04 10:00")
    early = await world.ask(c.TakeLeave(ANN, world.clock.now, date(2026, 11, 2), tuesday))
    assert not isinstance(early, NoticeCard)
    assert isinstance(
        await world.ask(c.TakeLeave(ANN, world.clock.now, tuesday, tuesday)), NoticeCard
    )
    await world.to("2026-11-04 16:00")
    assert await said(world) == example("Leave", 1)


async def test_leave_can_not_be_told_after_the_next_reveal() -> None:
    world = await answered_monday()
    await world.to("2026-11-02 16:00")
    await world.day("2026-11-03")
    await world.day("2026-11-04", ANN)
    tuesday = date(2026, 11, 3)
    card = await world.ask(c.TakeLeave(ANN, world.clock.now, tuesday, tuesday))
    assert not isinstance(card, NoticeCard)
    assert world.outcomes(ANN)[1] == "3 missed"


async def test_a_holiday_named_later_forgives_a_miss_and_takes_nothing() -> None:
    world = await answered_monday()
    await world.choose(BEN)
    await world.to("2026-11-02 16:00")
    await world.day("2026-11-03", BEN)
    assert world.outcomes(ANN)[-1] == "3 missed"
    card = await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 3)))
    assert the(NoticeCard, card).lines == (
        "1 missed day no longer counted; answers that day still count.",
    )
    await world.day("2026-11-04", ANN)
    assert await said(world) == example("Holidays")
    assert world.outcomes(BEN)[:2] == ["2 kept", "3 kept"]
    assert world.differences() == ()


async def test_a_freeze_used_on_a_later_holiday_comes_back() -> None:
    world = World()
    await world.schedule()
    for day in (2, 3, 4, 5, 6):
        await world.day(f"2026-11-0{day}", ANN)
    await world.day("2026-11-09")
    assert world.streak(ANN).freezes == 0
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 9)))
    assert world.streak(ANN).freezes == 1
    await world.ask(c.RemoveHoliday(LEAD, world.clock.now, date(2026, 11, 9)))
    assert world.streak(ANN).freezes == 0


async def test_fridays_question_is_fridays_on_a_holiday_monday() -> None:
    world = World()
    await world.schedule(what=plan(reveal_after=75 * HOUR))
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 9)))
    await answer(world, "2026-11-06 09:00")
    await world.to("2026-11-09 12:00")
    assert world.outcomes(ANN) == ["6 kept"]


@pytest.mark.parametrize(("count", "saturday"), [(False, "excused"), (True, "missed")])
async def test_weekends(count: bool, saturday: str) -> None:
    world = World()
    await world.schedule(what=plan(days=EVERY_DAY))
    await world.ask(c.SetWeekends(LEAD, world.clock.now, count))
    await world.day("2026-11-06", ANN)
    await world.day("2026-11-07")
    await world.day("2026-11-08", ANN)
    assert world.outcomes(ANN) == ["6 kept", f"7 {saturday}", "8 kept"]
    if not count:
        assert await said(world) == example("Weekends")


async def test_weekends_set_while_a_question_is_open_are_for_later_ones() -> None:
    world = World()
    await world.schedule(what=plan(days=EVERY_DAY))
    await world.day("2026-11-06", ANN)
    await world.to("2026-11-07 09:00")
    await world.ask(c.SetWeekends(LEAD, world.clock.now, count=True))
    await world.to("2026-11-07 16:00")
    await world.day("2026-11-08")
    assert world.outcomes(ANN) == ["6 kept", "7 excused", "8 missed"]


@pytest.mark.parametrize("removed", [False, True])
async def test_pauses_and_removal(removed: bool) -> None:
    world = await answered_monday()
    await world.to("2026-11-02 16:00")
    await world.to("2026-11-03 09:00")
    await world.choose(BEN)
    await world.to("2026-11-03 12:00")
    now = world.clock.now
    pause = c.PauseSchedule(LEAD, now, 1)
    card = await world.ask(c.RemoveSchedule(LEAD, now, 1, confirmed=True) if removed else pause)
    told = "An open question is still revealed: answers count, and missing it costs nothing."
    assert told in the(NoticeCard, card).lines
    await world.to("2026-11-03 16:00")
    assert await said(world) == example("Pauses and removal")
    assert world.outcomes(BEN) == ["3 kept"]


async def test_a_question_open_at_a_pause_costs_nothing_though_it_was_resumed() -> None:
    world = await answered_monday()
    await world.to("2026-11-02 16:00")
    await world.to("2026-11-03 09:00")
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, 1))
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, 1))
    await world.to("2026-11-03 16:00")
    await world.day("2026-11-04")
    assert world.outcomes(ANN) == ["2 kept", "3 excused", "4 missed"]


async def test_outages() -> None:
    world = await answered_monday()
    await world.to("2026-11-02 16:00")
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 09:10")
    await world.out_until("2026-11-03 15:30")
    await world.to("2026-11-03 16:00")
    assert await said(world) == example("Outages")


async def test_short_questions() -> None:
    world = await answered_monday(reveal_after=HOUR / 2)
    await world.to("2026-11-02 09:30")
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 09:30")
    assert await said(world) == example("Short questions")


async def test_extra_questions() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-06", ANN)
    await world.to("2026-11-07 10:00")
    await world.ask(c.PostNow(LEAD, world.clock.now, 1))
    await world.to("2026-11-07 10:01")
    await world.to("2026-11-07 18:00")
    assert await said(world) == example("Extra questions")


async def test_late_questions() -> None:
    world = World()
    await world.schedule(what=plan(at=time(22), reveal_at=time(8)))
    await answer(world, "2026-11-02 22:00")
    await world.to("2026-11-03 08:00")
    await world.to("2026-11-03 21:00")
    await world.out_until("2026-11-04 01:00")
    assert (world.round().slot, world.round().late) == (date(2026, 11, 3), True)
    await answer(world, "2026-11-04 07:00")
    await world.to("2026-11-04 08:00")
    assert await said(world) == example("Late questions")


async def test_changed_times() -> None:
    world = await answered_monday()
    await world.to("2026-11-02 16:00")
    await world.to("2026-11-03 08:00")
    preview = c.PreviewSchedule(
        LEAD, world.clock.now, world.round().channel, plan(at=time(7)), "t", 1
    )
    told = "Today's question is asked right away, since its new time has passed."
    assert told in getattr(await world.ask(preview), "notes", ())
    card = await world.ask(c.EditSchedule(LEAD, world.clock.now, 1, plan(at=time(7))))
    assert the(PlanSavedCard, card).note == told
    await world.work()
    await world.choose(ANN)
    await world.to("2026-11-03 16:00")
    assert await said(world) == example("Changed times")


async def test_a_time_changed_to_long_ago_asks_tomorrow_and_says_so() -> None:
    world = World()
    await world.schedule(what=plan(at=time(18)))
    await world.to("2026-11-02 17:00")
    card = await world.ask(c.EditSchedule(LEAD, world.clock.now, 1, plan(at=time(9))))
    assert the(PlanSavedCard, card).note == (
        "There's no question today, since its new time has passed: the next one comes tomorrow."
    )
    await world.work()
    await world.to("2026-11-02 23:00")
    assert world.rounds() == []
    await world.to("2026-11-03 09:00")
    assert world.round().slot == date(2026, 11, 3)


async def test_a_day_that_had_its_question_gets_no_other_one() -> None:
    world = await answered_monday()
    card = await world.ask(c.EditSchedule(LEAD, world.clock.now, 1, plan(at=time(8))))
    assert the(PlanSavedCard, card).note == ""
    await world.to("2026-11-02 15:00")
    assert len(world.rounds()) == 1


async def test_time_zones() -> None:
    world = World()
    await world.ask(c.SetZone(LEAD, world.clock.now, "America/New_York"))
    await world.schedule(what=plan(zone="Asia/Tokyo"))
    await world.to("2026-11-02 12:00")
    await answer(world, "2026-11-03 00:00")  # 09:00 in Tokyo, Monday evening in New York
    await world.to("2026-11-03 07:00")
    assert await said(world) == example("Time zones")


def test_every_rule_is_on_the_page_in_the_words_that_streak_says() -> None:
    told = "\n".join(line for found in blocks().values() for block in found for line in block)
    for words in (*NOT_COUNTED.values(), "answered (day 1)", "and earned a freeze", "on leave"):
        assert f"{words}\n" in f"{told}\n", words
    named = {*NOT_COUNTED, DayRule.ANSWERED, DayRule.FREEZE_EARNED, DayRule.LEAVE}
    assert set(DayRule) - named == {DayRule.FREEZE_USED, DayRule.MISSED}
    assert "a freeze saved your streak (0 left)" in told
    assert "missed with no freeze left: your streak of 5 days ended" in told


def test_every_section_but_the_first_words_has_an_example() -> None:
    assert all(found for found in blocks().values())


async def test_a_question_open_when_a_refusal_pauses_its_schedule_costs_nothing() -> None:
    world = await answered_monday(reveal_after=25 * HOUR)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 10:00")
    world.gateway.refuse("post", ChannelGone("gone"), times=2)
    await world.to("2026-11-04 09:00")
    await world.to("2026-11-04 09:05")
    (paused,) = world.read(lambda tx: tx.schedules.all())
    assert paused.state is ScheduleState.PAUSED
    await world.to("2026-11-04 10:00")
    assert world.outcomes(ANN) == ["2 kept", "3 excused"]
