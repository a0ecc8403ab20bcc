"""The night the clocks of Nuuk skip 23:00 to 23:59: Saturday's 23:30 is Sunday's 00:30."""

from datetime import date, time, timedelta

from bot.engine import commands as c
from bot.engine.cards import NoticeCard
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import Plan, Weekday
from tests.support.builders import actor, at, plan
from tests.support.world import LEAD, World, the

ANN = actor("ann")
SATURDAY, SUNDAY = date(2026, 3, 28), date(2026, 3, 29)
NOON = "2026-03-28 14:00"
MOVED = "2026-03-29 01:30"  # 00:30 in Nuuk: the slot of Saturday
NEXT = "2026-03-30 00:30"  # 23:30 on Sunday


def nightly(*days: Weekday) -> Plan:
    return plan(at=time(23, 30), zone="America/Nuuk", days=days, reveal_after=timedelta(hours=7))


async def test_the_slot_that_was_skipped_is_the_one_that_is_left_out() -> None:
    world = World(start=NOON)
    made = await world.schedule(what=nightly(5, 6))
    told = the(NoticeCard, await world.ask(c.SkipNext(LEAD, world.clock.now, made.id)))
    assert told.title == "Skipped: Tomorrow, Sun 29 Mar 00:30 America/Nuuk."
    await world.to(MOVED)
    assert world.gateway.shown() == []
    await world.to(NEXT)
    states = {each.slot: each.state for each in world.rounds()}
    assert states == {SATURDAY: RoundState.SKIPPED, SUNDAY: RoundState.OPEN}


async def test_a_moved_slot_is_a_team_day_of_a_plan_without_the_day_it_moved_to() -> None:
    world = World(start=NOON)
    await world.schedule(what=nightly(0, 1, 2, 3, 4, 5))
    await world.to(MOVED)
    await world.choose(ANN)
    await world.to("2026-03-29 08:30")
    assert world.round().excuse is None
    assert world.streak(ANN).current == 1


async def test_a_moved_slot_is_posted_when_the_plan_was_changed_just_before_it() -> None:
    world = World(start=NOON)
    made = await world.schedule(what=plan(at=time(20), zone="America/Nuuk", days=(4,)))
    await world.to("2026-03-29 01:10")
    await world.ask(c.EditSchedule(LEAD, world.clock.now, made.id, nightly(5)))
    await world.to(MOVED)
    assert [(each.slot, each.opened_at) for each in world.rounds()] == [(SATURDAY, at(MOVED))]


async def test_a_holiday_on_the_day_it_moved_to_is_not_the_slots() -> None:
    world = World(start=NOON)
    await world.schedule(what=nightly(5))
    await world.to(MOVED)
    await world.ask(c.AddHoliday(LEAD, world.clock.now, SUNDAY))
    await world.to("2026-03-29 08:30")
    assert world.round().excuse is None
