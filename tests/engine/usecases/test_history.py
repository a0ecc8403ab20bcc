"""What a team was asked: newest first, with the reader's own results, and no secret."""

from bot.engine import commands as c
from bot.engine.cards import HistoryCard, HistoryMark, ProblemCard
from bot.engine.model.people import Actor
from tests.support.builders import actor, plan
from tests.support.world import World, the

ANN, BEN = actor("ann"), actor("ben")


async def history(world: World, who: Actor, page: int = 1) -> HistoryCard:
    return the(HistoryCard, await world.ask(c.ShowHistory(who, world.clock.now, page)))


async def marks(world: World, who: Actor) -> list[tuple[int, HistoryMark]]:
    return [(asked.day.day, asked.mark) for asked in (await history(world, who)).questions]


async def test_what_was_asked_comes_newest_first_with_ones_own_result() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN,))
    await world.day("2026-11-03")
    await world.to("2026-11-04 09:00")
    await world.say(ANN, "my words")
    assert await marks(world, ANN) == [
        (4, HistoryMark.ANSWERED_OPEN),
        (3, HistoryMark.NONE),
        (2, HistoryMark.RIGHT),
    ]
    assert await marks(world, BEN) == [
        (4, HistoryMark.OPEN),
        (3, HistoryMark.NONE),
        (2, HistoryMark.WRONG),
    ]
    await world.to("2026-11-04 16:00")
    assert (await marks(world, ANN))[0] == (4, HistoryMark.WORDS)


async def test_an_open_answer_reads_the_same_whether_it_is_right() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.choose(BEN, right=False)
    assert await history(world, ANN) == await history(world, BEN)


async def test_older_ones_are_on_the_next_page() -> None:
    world = World()
    await world.schedule(what=plan(days=(0, 1, 2, 3, 4, 5, 6)))
    for day in range(2, 14):
        await world.day(f"2026-11-{day:02}")
    first, second = await history(world, ANN), await history(world, ANN, 2)
    assert (len(first.questions), first.more) == (10, True)
    assert ([asked.day.day for asked in second.questions], second.more) == ([3, 2], False)
    assert (await history(world, ANN, 99)).questions == ()


async def test_every_question_that_was_posted_leads_to_its_message() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    (asked,) = (await history(world, ANN)).questions
    assert asked.message == world.round().message


async def test_a_team_that_has_not_begun_is_told_how_to() -> None:
    asked = c.ShowHistory(ANN, World().clock.now)
    assert isinstance(await World().ask(asked), ProblemCard)
