"""A zone the tz database no longer has: said kindly, and nothing else waits for it."""

from dataclasses import replace

import pytest

from bot.engine import commands as c
from bot.engine.cards import PlanCard, ProblemCard, RevealCard, SchedulesCard, StreakCard
from bot.engine.errors import UnknownZone
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef
from bot.engine.rounds.overdue import oldest_overdue
from bot.engine.rules import calendar
from tests.support.builders import CHANNEL, actor, at
from tests.support.world import LEAD, World, the

ANN = actor("ann")
OTHER = ChannelRef("console", "local", "other")
GONE = "Europe/Nowhere"


def lose_zone(world: World) -> None:
    """Let the zone of schedule 1 be one that tzdata no longer has."""
    schedule = world.store.tables.schedules[1]
    lost = replace(schedule, plan=replace(schedule.plan, zone=GONE))
    world.store.write_now(lambda tx: tx.schedules.save(lost))


@pytest.mark.parametrize("name", [GONE, "Europe", "../etc/passwd", "", "UTC\0"])
def test_whatever_is_no_zone_is_one_error_that_names_the_fix(name: str) -> None:
    with pytest.raises(UnknownZone, match="Update the bot's tzdata, or choose another"):
        calendar.zone(name)


async def test_a_listing_says_so_beside_the_other_schedules() -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    lose_zone(world)
    listed = the(SchedulesCard, await world.ask(c.ListSchedules(LEAD, world.clock.now)))
    lost, good = listed.lines
    assert f"The time zone {GONE} is not known here. Update the bot's tzdata" in lost.summary
    assert (lost.next_at, good.next_at) == (None, at("2026-11-02 09:00"))


async def test_its_plan_is_shown_all_the_same_so_that_another_zone_can_be_chosen() -> None:
    world = World()
    await world.schedule()
    lose_zone(world)
    lost = world.store.tables.schedules[1].plan
    asked = c.PreviewSchedule(LEAD, world.clock.now, CHANNEL, lost, "token", 1)
    card = the(PlanCard, await world.ask(asked))
    assert f"The time zone {GONE} is not known here." in card.notes[0]
    assert (
        "is not known"
        in the(ProblemCard, await world.ask(c.SavePreview(LEAD, world.clock.now, "token"))).message
    )


async def test_a_board_of_a_team_whose_zone_is_lost_names_the_fix() -> None:
    world = World()
    await world.schedule()
    team = world.store.tables.teams[1]
    world.store.write_now(lambda tx: tx.teams.save(replace(team, zone=GONE)))
    card = the(ProblemCard, await world.ask(c.ShowLeaderboard(ANN, world.clock.now)))
    assert card.message == f"The time zone {GONE} is not known here."
    assert "/team zone" in card.fix


async def test_an_open_question_is_revealed_all_the_same() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    lose_zone(world)
    await world.choose(ANN)
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.REVEALED
    assert the(RevealCard, world.gateway.shown()[0].card).zone == "UTC"
    card = the(StreakCard, await world.ask(c.ShowStreak(ANN, world.clock.now)))
    assert card.current == 1


async def test_whoever_watches_is_told_and_the_other_schedules_go_on() -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    lose_zone(world)
    await world.to("2026-11-02 09:00")
    assert [each.schedule_id for each in world.rounds()] == [2]
    found = world.read(lambda tx: oldest_overdue(tx, ("console",), world.clock.now))
    assert found is not None
    assert found.schedule_id == 1
    assert f"The time zone {GONE} is not known here" in found.problem
