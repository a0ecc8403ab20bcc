"""Finding a partner: who waits longest first, no pair twice in a week, waiting ends by itself."""

from datetime import timedelta

from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine.cards import Card, NoticeCard, PairCard, PartnerWaitCard
from bot.engine.cards.pairs import PairStage
from bot.engine.model.pairs import WAITING_LASTS
from bot.engine.model.people import Actor
from bot.engine.queries import MemberLeft
from tests.support.builders import actor
from tests.support.pairing import ANN, BEN, CY, EVE, agreed, invited, pair, press, sent, team, told
from tests.support.world import World, the


async def find(world: World, who: Actor) -> Card:
    """Have someone look for a partner, a minute later."""
    world.clock.advance(timedelta(minutes=1))
    card = await world.ask(pc.FindPartner(who, world.clock.now))
    await world.work()
    return card


async def test_the_second_who_asks_is_paired_with_the_first_who_is_the_candidate() -> None:
    world = await team()
    waits = the(PartnerWaitCard, await find(world, ANN))
    assert waits.until == world.clock.now + WAITING_LASTS
    assert sent(world.gateway) == []
    card = the(PairCard, await find(world, BEN))
    assert (card.stage, card.other, card.you_ask) == (PairStage.AGREED, "Ann", True)
    theirs = the(PairCard, told(world, ANN)[0])
    assert (theirs.stage, theirs.other, theirs.you_ask) == (PairStage.AGREED, "Ben", False)
    assert world.store.tables.waits == {}
    assert sent(world.gateway) == [("ann", "PairCard")]


async def test_both_are_told_if_nobody_starts_and_nobody_is_if_one_does() -> None:
    world = await team()
    await find(world, ANN)
    await find(world, BEN)
    await world.after(hours=24)
    for who in (ANN, BEN):
        assert "wasn't started in time" in the(NoticeCard, told(world, who)[-1]).title
    world = await team()
    await agreed(world)
    await press(world, pc.BeginPair, BEN)
    before = sent(world.gateway)
    await world.after(hours=24)
    assert sent(world.gateway) == before


async def test_asking_again_keeps_ones_place_and_shows_what_is_agreed() -> None:
    world = await team()
    first = await find(world, ANN)
    assert await find(world, ANN) == first
    assert len(world.store.tables.waits) == 1
    card = await find(world, BEN)
    assert await find(world, BEN) == card
    assert list(world.store.tables.pairs) == [1]


async def test_no_pair_twice_in_a_week_however_they_ask() -> None:
    world = await team(CY)
    await find(world, ANN)
    await find(world, BEN)
    await press(world, pc.CallOffPair, ANN)
    await find(world, ANN)
    assert isinstance(await find(world, BEN), PartnerWaitCard)
    assert isinstance(await find(world, CY), PairCard)
    assert pair(world, 2).members == {world.member(ANN), world.member(CY)}
    assert [each.member_id for each in world.store.tables.waits.values()] == [world.member(BEN)]


async def test_an_interview_by_invitation_counts_as_this_weeks_pair() -> None:
    world = await team()
    await agreed(world)
    await press(world, pc.BeginPair, BEN)
    await press(world, pc.EndPair, BEN, 1)
    await find(world, ANN)
    assert isinstance(await find(world, BEN), PartnerWaitCard)
    await world.after(days=2, hours=23)
    assert isinstance(await find(world, ANN), PartnerWaitCard)
    await world.after(days=4, hours=2)
    await find(world, ANN)
    assert isinstance(await find(world, BEN), PairCard)


async def test_one_can_stop_waiting() -> None:
    world = await team()
    await find(world, ANN)
    gone = await world.ask(pc.StopWaiting(ANN, world.clock.now))
    assert the(NoticeCard, gone).title == "You're not waiting any more."
    assert isinstance(await find(world, BEN), PartnerWaitCard)
    await world.after(days=3)
    assert [who for who, _ in sent(world.gateway)] == ["ben"]


async def test_one_who_waits_in_several_teams_stops_in_all_of_them() -> None:
    world = await team()
    red, blue = (actor("zoe", workspace=each) for each in ("red", "blue"))
    for who in (red, blue):
        await find(world, who)
    await find(world, ANN)
    await world.ask(pc.StopWaiting(red, world.clock.now))
    assert [each.member_id for each in world.store.tables.waits.values()] == [world.member(ANN)]


async def test_waiting_ends_with_a_message_and_then_nobody_is_paired_with_them() -> None:
    world = await team()
    await find(world, ANN)
    await world.after(days=3)
    told_ann = the(NoticeCard, told(world, ANN)[0])
    assert told_ann.title == "No partner for an interview was found in the last days."
    assert isinstance(await find(world, BEN), PartnerWaitCard)
    assert isinstance(await find(world, ANN), PairCard)


async def test_an_invitation_that_waits_for_an_answer_is_shown_instead() -> None:
    world = await team(CY)
    await invited(world)
    shown = the(PairCard, await find(world, BEN))
    assert shown.stage is PairStage.INVITED
    assert isinstance(await find(world, ANN), PartnerWaitCard)
    assert isinstance(await find(world, CY), PairCard)


async def test_who_accepts_an_invitation_waits_no_more_nor_does_who_asked() -> None:
    world = await team()
    await find(world, ANN)
    await invited(world)
    await press(world, pc.AcceptPair, BEN)
    assert world.store.tables.waits == {}


async def test_who_has_left_the_team_is_paired_with_nobody() -> None:
    world = await team()
    await find(world, ANN)
    await world.engine.note(MemberLeft(ANN, world.clock.now))
    assert isinstance(await find(world, BEN), PartnerWaitCard)


async def test_teams_are_paired_each_for_itself() -> None:
    world = await team()
    elsewhere = Actor("console", "blue", "zed", "Zed")
    await find(world, ANN)
    assert isinstance(await find(world, elsewhere), PartnerWaitCard)


async def test_waiting_doesnt_keep_anybody_from_one_alone() -> None:
    world = await team(EVE)
    await find(world, ANN)
    card = await world.ask(ic.StartInterview(ANN, world.clock.now))
    assert not isinstance(card, PairCard | PartnerWaitCard)
