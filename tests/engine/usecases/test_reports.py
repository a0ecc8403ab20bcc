"""The team's report: for managers only, in totals, naming nobody who hasn't agreed."""

from dataclasses import replace

import pytest

from bot.engine import commands as c
from bot.engine import team_commands as tc
from bot.engine.cards import NoticeCard, ProblemCard, ReportCard
from bot.engine.model.people import Actor
from bot.engine.model.reports import Tally
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import actor, bank, plan, question
from tests.support.world import LEAD, World, the, words_in

ANN, BEN, CLEO = actor("ann"), actor("ben"), actor("cleo")


async def report(world: World, by: Actor = LEAD) -> ReportCard:
    return the(ReportCard, await world.ask(tc.ShowReport(by, world.clock.now)))


async def agree(world: World, who: Actor, *, named: bool = True) -> NoticeCard:
    return the(NoticeCard, await world.ask(tc.SetPrivacy(who, world.clock.now, named)))


async def two_weeks() -> World:
    """A world in which Ann was right, Ben and Cleo wrong, on two Mondays."""
    world = World(bank(question("maths/one"), question("maths/two")))
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN, CLEO))
    await world.day("2026-11-09", ANN, wrong=(BEN,))
    return world


async def test_weeks_tracks_and_questions_are_counted() -> None:
    card = await report(await two_weeks())
    assert [(w.questions, w.people, w.tally) for w in card.weeks] == [
        (1, 3, Tally(3, 3, 1)),
        (1, 2, Tally(2, 2, 1)),
    ]
    assert [(t.title, t.tally) for t in card.tracks] == [("Maths", Tally(5, 5, 2))]
    (hardest,) = card.questions  # the other one has two answers
    assert (str(hardest.asked_on), hardest.tally) == ("2026-11-02", Tally(3, 3, 1))
    assert hardest.title
    assert (str(card.first), str(card.last)) == ("2026-11-02", "2026-11-09")


async def test_only_managers_see_it() -> None:
    world = await two_weeks()
    refused = await world.ask(tc.ShowReport(ANN, world.clock.now))
    assert the(ProblemCard, refused).message == "Only managers can do this."


async def test_nobody_is_named_by_default() -> None:
    world = await two_weeks()
    card = await report(world)
    assert (card.people, card.unnamed) == ((), 3)
    for name in ("Ann", "Ben", "Cleo"):
        assert name not in words_in(card)


async def test_who_agreed_is_named_until_they_take_it_back() -> None:
    world = await two_weeks()
    assert "names you" in (await agree(world, ANN)).title
    card = await report(world)
    assert [(p.name, p.tally) for p in card.people] == [("Ann", Tally(2, 2, 2))]
    assert card.unnamed == 2
    assert "doesn't name you" in (await agree(world, ANN, named=False)).title
    assert (await report(world)).people == ()


@pytest.mark.parametrize("how", ["hidden", "left"])
async def test_the_hidden_and_the_gone_are_never_named(how: str) -> None:
    world = await two_weeks()
    await agree(world, ANN)
    if how == "hidden":
        await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
    else:
        ann = world.member(ANN)
        gone = replace(world.store.tables.members[ann], left_at=world.clock.now)
        world.store.write_now(lambda tx: tx.members.save(gone))
    card = await report(world)
    assert card.people == ()
    assert "Ann" not in words_in(card)
    assert card.weeks[0].tally == Tally(3, 3, 1), "the totals stay"


async def test_who_is_hidden_is_told_that_they_stay_so() -> None:
    world = await two_weeks()
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
    assert "still leaves your name out" in words_in(await agree(world, ANN))
    shown = words_in(await world.ask(tc.ShowPrivacy(ANN, world.clock.now)))
    assert "you are hidden" in shown
    assert "in the totals only" in shown


async def test_privacy_says_what_others_see() -> None:
    world = await two_weeks()
    before = words_in(await world.ask(tc.ShowPrivacy(ANN, world.clock.now)))
    assert "in the totals only" in before
    await agree(world, ANN)
    assert "by name" in words_in(await world.ask(tc.ShowPrivacy(ANN, world.clock.now)))
    stranger = await world.ask(tc.ShowPrivacy(actor("dan"), world.clock.now))
    assert "in the totals only" in words_in(stranger)


async def test_the_forgotten_leave_the_report() -> None:
    world = await two_weeks()
    await agree(world, ANN)
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    card = await report(world)
    assert card.people == ()
    assert "Ann" not in words_in(card)


async def test_an_open_question_is_not_in_it() -> None:
    world = await two_weeks()
    before = await report(world)
    await world.to("2026-11-10 09:00")
    await world.choose(ANN)
    assert replace(await report(world), last=before.last) == before


async def test_before_the_first_reveal_there_is_nothing_to_report() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    told = the(NoticeCard, await world.ask(tc.ShowReport(LEAD, world.clock.now)))
    assert told.title == "Nothing to report yet."


async def test_what_is_older_than_eight_weeks_is_left_out() -> None:
    world = await two_weeks()
    await world.to("2027-01-03 12:00")  # the Sunday of the ninth week
    assert str((await report(world)).weeks[0].first) == "2026-11-09"


async def test_a_corrected_answer_counts_as_corrected() -> None:
    world = World(bank(question("maths/one")))
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN, CLEO))
    asked = world.round()
    ben = world.read(lambda tx: tx.responses.get(asked.id, world.member(BEN)))
    assert ben is not None
    assert ben.choice is not None
    await world.ask(
        c.CorrectKey(LEAD, world.clock.now, asked.question_id, ben.choice + 1, "it is so")
    )
    assert (await report(world)).weeks[0].tally == Tally(3, 3, 2)


async def test_another_teams_answers_are_not_in_it() -> None:
    world = await two_weeks()
    there = replace(LEAD, workspace="elsewhere")
    await world.schedule(ChannelRef("console", "elsewhere", "general"), there, plan())
    await world.to("2026-11-10 09:00")
    await world.to("2026-11-10 17:00")
    card = await report(world, there)
    assert [(week.questions, week.tally) for week in card.weeks] == [(1, Tally())]
