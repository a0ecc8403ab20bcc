"""Which rules a member's reviews follow, and how they choose the usual ones."""

from bot.engine.cards import NoticeCard, StatsCard
from bot.engine.cards.drills import OwnMemory
from bot.engine.commands import HideMe, SetZone, ShowStats
from bot.engine.model.review_fits import ReviewFit
from bot.engine.review_commands import SetOwnMemory, ShowOwnMemory
from tests.support.builders import actor, at
from tests.support.memories import LASTING
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")
FITTED_AT = at("2026-06-11 23:30")


async def fitted(parameters: tuple[float, ...] = LASTING) -> World:
    """Return a world in which Ann's and Ben's reviews were fitted."""
    world = World()
    for who in (ANN, BEN):
        await world.ask(HideMe(who, world.clock.now, hidden=False))
        fit = ReviewFit(world.member(who), world.clock.now, 1640, parameters, FITTED_AT)
        world.store.write_now(lambda tx, fit=fit: tx.review_fits.save(fit))
    await world.ask(SetZone(LEAD, world.clock.now, "Europe/Berlin"))
    return world


async def shown(world: World) -> NoticeCard:
    return the(NoticeCard, await world.ask(ShowOwnMemory(ANN, world.clock.now)))


async def choose(world: World, *, own: bool) -> NoticeCard:
    return the(NoticeCard, await world.ask(SetOwnMemory(ANN, world.clock.now, own)))


async def memory_in_stats(world: World) -> OwnMemory | None:
    return the(StatsCard, await world.ask(ShowStats(ANN, world.clock.now))).memory


async def test_it_says_when_they_were_fitted_by_the_teams_calendar() -> None:
    world = await fitted()
    card = await shown(world)
    assert card.title == "Your reviews follow your own memory."
    assert card.lines == ("Fitted on 12 Jun 2026 from 1,640 reviews.",)
    told = await memory_in_stats(world)
    assert told is not None
    assert (str(told.fitted_on), told.reviews) == ("2026-06-12", 1640)


async def test_whoever_has_not_been_fitted_follows_the_usual_rules() -> None:
    world = World()
    assert (await shown(world)).title == "Your reviews follow the usual rules."
    await world.ask(HideMe(ANN, world.clock.now, hidden=False))
    assert (await shown(world)).title == "Your reviews follow the usual rules."
    assert await memory_in_stats(world) is None


async def test_parameters_of_another_version_are_not_told_as_ones_memory() -> None:
    world = await fitted(LASTING[:19])
    assert (await shown(world)).title == "Your reviews follow the usual rules."
    assert await memory_in_stats(world) is None


async def test_choosing_the_usual_rules_forgets_the_parameters_of_that_member_alone() -> None:
    world = await fitted()
    assert (await choose(world, own=False)).title == "Your reviews follow the usual rules."
    fits = world.store.tables.review_fits
    assert fits[world.member(ANN)] == ReviewFit(
        world.member(ANN), world.clock.now, wants_defaults=True
    )
    assert fits[world.member(BEN)].parameters == LASTING
    assert (await shown(world)).lines == ("That's what you chose.",)
    assert await memory_in_stats(world) is None


async def test_choosing_ones_own_memory_lets_it_be_fitted_again_and_is_harmless_twice() -> None:
    world = await fitted()
    assert (await choose(world, own=True)).title == "Your reviews follow your own memory."
    await choose(world, own=False)
    await choose(world, own=True)
    fit = world.store.tables.review_fits[world.member(ANN)]
    assert fit == ReviewFit(world.member(ANN), world.clock.now)
    assert "given enough" in (await shown(world)).lines[0]
