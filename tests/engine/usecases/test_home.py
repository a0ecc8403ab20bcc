"""Everything of a member's on one page, and nothing of anyone else's."""

from datetime import date

from bot.engine import commands as c
from bot.engine.cards import HistoryMark, HomeCard
from bot.engine.home_commands import ShowHome
from bot.engine.model.people import Actor, Remind
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import actor
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")


async def home(world: World, who: Actor = ANN) -> HomeCard:
    return the(HomeCard, await world.ask(ShowHome(who, world.clock.now)))


async def test_a_stranger_sees_how_to_begin_and_is_not_written_down() -> None:
    world = World()
    card = await home(world, actor("eve"))
    assert (card.name, card.today, card.streak, card.manager) == ("Eve", (), None, None)
    assert world.read(lambda tx: tx.teams.all()) == ()


async def test_todays_question_is_offered_and_then_shows_the_answer() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    (offered,) = (await home(world)).today
    assert (offered.round_id, offered.mine) == (1, None)
    assert offered.choices
    await world.choose(ANN)
    (answered,) = (await home(world)).today
    assert answered.mine is not None
    assert answered.mine.letter in "ABCD"
    (others,) = (await home(world, BEN)).today
    assert others.mine is None
    await world.to("2026-11-02 16:00")
    assert (await home(world)).today == ()


async def test_results_streak_reviews_and_settings_are_ones_own() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, BEN)
    await world.day("2026-11-03", BEN, wrong=(ANN,))
    await world.ask(c.SetReminders(ANN, world.clock.now, Remind.STREAK))
    await world.ask(c.TakeLeave(ANN, world.clock.now, date(2026, 11, 5), date(2026, 11, 6)))
    card = await home(world)
    assert [(each.mark, each.day.day) for each in card.results] == [
        (HistoryMark.WRONG, 3), (HistoryMark.RIGHT, 2),
    ]  # fmt: skip
    assert card.results[1].points > card.results[0].points
    assert card.streak is not None
    assert card.streak.current == 2
    assert (card.remind, card.leave) == (Remind.STREAK, (date(2026, 11, 5), date(2026, 11, 6)))
    assert card.manager is None
    await world.after(days=20)
    assert (await home(world)).due_reviews == 2


async def test_managers_see_what_they_look_after() -> None:
    world = World()
    assert (await home(world, LEAD)).manager is not None
    await world.schedule()
    await world.schedule(ChannelRef("console", "local", "second"))
    await world.day("2026-11-02", ANN)
    await world.ask(c.FlagQuestion(ANN, world.clock.now, "", "It is wrong.", 1))
    manager = (await home(world, LEAD)).manager
    assert manager is not None
    assert [line.channel for line in manager.schedules] == ["general", "second"]
    assert (manager.suggestions, manager.reports) == (0, 1)


async def test_in_a_team_of_many_channels_only_ones_own_questions_are_shown() -> None:
    world = World()
    for number in range(4):
        await world.schedule(ChannelRef("console", "local", f"c{number}"))
    await world.to("2026-11-02 09:00")
    assert (await home(world)).today == ()
    await world.choose(ANN, round_id=2)
    (mine,) = (await home(world)).today
    assert mine.round_id == 2
