"""A day with a question still to come: no miss is shown on it, and no freeze as spent."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import StreakCard
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef
from bot.engine.rounds import slots
from tests.support.builders import actor, plan
from tests.support.world import LEAD, World, the

ANN = actor("ann")
OTHER = ChannelRef("console", "local", "other")
MORNING = plan(at=time(9), reveal_at=time(12))
AFTERNOON = plan(at=time(13), reveal_at=time(17))
TO_COME = "3 open: open: question still to come"
MISSED = "3 missed: missed with no freeze left: your streak of 1 day ended"


async def lived(*days: int) -> World:
    """Return a world in which Ann answered in the morning and the afternoon of ``days``."""
    world = World()
    await world.schedule(what=MORNING)
    await world.schedule(OTHER, what=AFTERNOON)
    for day in days:
        for hour in (9, 12, 13, 17):
            await world.to(f"2026-11-{day:02} {hour:02}:00")
            if hour in (9, 13):
                await world.choose(ANN)
    return world


async def morning_missed() -> World:
    """Return a world in which Ann answered on Monday, and not on Tuesday morning."""
    world = await lived(2)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 12:00")
    return world


async def shown(world: World) -> tuple[int, str]:
    """Return the streak that Ann is shown, and its last day in words."""
    card = the(StreakCard, await world.ask(c.ShowStreak(ANN, world.clock.now)))
    last = card.days[-1]
    return card.current, f"{last.day.day} {last.mark.value}: {last.reason}"


async def test_a_streak_goes_on_while_the_days_other_question_is_to_come_or_open() -> None:
    world = await morning_missed()
    assert await shown(world) == (1, TO_COME)
    await world.to("2026-11-03 13:00")
    assert await shown(world) == (1, "3 open: open: answer to keep your streak")
    await world.choose(ANN)
    assert await shown(world) == (1, "3 open: open: answered")
    await world.to("2026-11-03 17:00")
    assert await shown(world) == (2, "3 kept: answered (day 2)")


async def test_it_ends_with_the_days_last_question() -> None:
    world = await morning_missed()
    await world.to("2026-11-03 13:00")
    await world.to("2026-11-03 16:59")
    assert (await shown(world))[0] == 1
    await world.to("2026-11-03 17:00")
    assert await shown(world) == (0, MISSED)


async def test_a_freeze_is_not_spent_while_the_days_other_question_is_to_come() -> None:
    world = await lived(2, 3, 4, 5, 6)
    freezes: list[int] = []
    for hour in (9, 12, 13, 17):
        await world.to(f"2026-11-09 {hour:02}:00")
        card = the(StreakCard, await world.ask(c.ShowStreak(ANN, world.clock.now)))
        freezes.append(card.freezes)
    assert freezes == [1, 1, 1, 0]


@pytest.mark.parametrize("claimed", [False, True])
async def test_it_goes_on_while_the_other_question_is_on_its_way(claimed: bool) -> None:
    world = await morning_missed()
    world.clock.advance(timedelta(hours=1))
    now = world.clock.now
    if claimed:
        world.store.write_now(lambda tx: slots.claim_slots(tx, world.bank, 2, now))
        assert world.round().state is RoundState.CLAIMED
    assert await shown(world) == (1, TO_COME)


async def test_nobody_waits_for_a_question_that_will_not_be_asked() -> None:
    world = await morning_missed()
    now = world.clock.now
    await world.ask(c.PauseSchedule(LEAD, now, 2))
    assert await shown(world) == (0, MISSED)
    await world.ask(c.ResumeSchedule(LEAD, now, 2))
    assert await shown(world) == (1, TO_COME)
    await world.ask(c.SkipNext(LEAD, now, 2))
    assert await shown(world) == (0, MISSED)


async def test_a_day_waits_for_a_question_of_its_evening_that_closes_the_next_day() -> None:
    world = await morning_missed()
    night = plan(at=time(22), reveal_at=time(2))
    await world.ask(c.EditSchedule(LEAD, world.clock.now, 2, night))
    assert await shown(world) == (1, TO_COME)


async def test_nobody_waits_for_a_question_that_is_asked_another_day() -> None:
    world = await morning_missed()
    thursdays = plan(at=time(13), reveal_at=time(17), days=(3,))
    await world.ask(c.EditSchedule(LEAD, world.clock.now, 2, thursdays))
    assert await shown(world) == (0, MISSED)


async def test_nobody_waits_for_a_schedule_they_do_not_follow() -> None:
    world = World()
    await world.schedule(what=MORNING)
    await world.schedule(OTHER, what=AFTERNOON)
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    for when in ("02 12:00", "02 13:00", "02 17:00", "03 09:00", "03 12:00"):
        await world.to(f"2026-11-{when}")
    assert await shown(world) == (0, MISSED)
    world.clock.advance(timedelta(hours=1))
    now = world.clock.now
    world.store.write_now(lambda tx: slots.claim_slots(tx, world.bank, 2, now))
    assert await shown(world) == (0, MISSED), "nor for its question on its way"


async def test_nobody_waits_for_a_schedule_whose_zone_is_unknown() -> None:
    world = await morning_missed()
    schedule = world.store.tables.schedules[2]
    lost = replace(schedule, plan=replace(schedule.plan, zone="Europe/Nowhere"))
    world.store.write_now(lambda tx: tx.schedules.save(lost))
    assert await shown(world) == (0, MISSED)


async def test_leave_stays_leave_while_the_days_other_question_is_to_come() -> None:
    world = await lived(2)
    tuesday = date(2026, 11, 3)
    await world.ask(c.TakeLeave(ANN, world.clock.now, tuesday, tuesday))
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 12:00")
    assert await shown(world) == (1, "3 leave: on leave")
