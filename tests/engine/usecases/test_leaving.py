"""Who leaves a workspace is off the boards until they do anything again."""

import pytest

from bot.engine import commands as c
from bot.engine.cards import LeaderboardCard
from bot.engine.model.people import Actor
from bot.engine.queries import MemberLeft
from tests.support.builders import actor
from tests.support.world import World, the

ANN, BEN = actor("ann"), actor("ben")


async def lived() -> World:
    """Return a world on Monday evening: Ann and Ben were right."""
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, BEN)
    return world


async def leave(world: World, who: Actor = ANN) -> None:
    await world.engine.note(MemberLeft(who, world.clock.now))


async def board(world: World) -> list[str]:
    card = the(LeaderboardCard, await world.ask(c.ShowLeaderboard(BEN, world.clock.now)))
    assert card.people == sum(len(line.names) + line.more for line in card.lines)
    return [name for line in card.lines for name in line.names]


async def test_who_left_is_on_no_board_and_keeps_what_they_have() -> None:
    world = await lived()
    await leave(world)
    assert await board(world) == ["Ben"]
    assert world.points(ANN) == 10


@pytest.mark.parametrize("command", [c.ShowStats, c.ShowLeaderboard, c.ShowStreak, c.StartQuiz])
async def test_who_does_anything_again_is_back(command: type[c.Command]) -> None:
    world = await lived()
    await leave(world)
    await world.ask(command(ANN, world.clock.now))
    assert await board(world) == ["Ann", "Ben"]


async def test_a_look_by_someone_who_never_left_writes_nothing() -> None:
    world = await lived()
    before = world.store.tables
    await world.ask(c.ShowStats(ANN, world.clock.now))
    assert world.store.tables is before


async def test_days_away_break_no_streak() -> None:
    world = await lived()
    await leave(world)
    for day in ("2026-11-03", "2026-11-04"):
        await world.day(day, BEN)
    await world.to("2026-11-05 09:00")
    await world.choose(ANN)
    await world.to("2026-11-05 16:00")
    assert world.outcomes(ANN) == ["2 kept", "3 leave", "4 leave", "5 kept"]
    assert world.streak(ANN).current == 2
    assert world.differences() == ()


async def test_days_after_coming_back_count_again() -> None:
    world = await lived()
    await leave(world)
    await world.to("2026-11-03 08:00")
    await world.ask(c.ShowStreak(ANN, world.clock.now))
    await world.day("2026-11-03", BEN)
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]
    assert world.differences() == ()


async def test_nothing_is_kept_of_a_stranger_who_leaves() -> None:
    world = await lived()
    before = len(world.store.tables.members)
    await leave(world, actor("zoe"))
    await leave(world, actor("ann", workspace="elsewhere"))
    assert len(world.store.tables.members) == before
    assert await board(world) == ["Ann", "Ben"]


async def test_it_counts_when_they_left_first() -> None:
    world = await lived()
    await leave(world)
    left = world.store.tables.members[world.member(ANN)].left_at
    await world.after(hours=5)
    await leave(world)
    assert world.store.tables.members[world.member(ANN)].left_at == left
