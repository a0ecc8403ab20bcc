"""Who manages a team besides admins, and who reviews: chosen by admins, and gone by everywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine.cards import ProblemCard, WhoMayCard
from bot.engine.cards.who_may import Mention, Named
from bot.engine.model.people import Actor
from bot.engine.model.question_form import DraftPurpose, QuestionForm
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import CHANNEL, actor, plan
from tests.support.world import LEAD, World, the, words_in

ANN, BEN = actor("ann"), actor("ben")
MANAGERS_ROLE = "42"
BY_ROLE = replace(BEN, roles=("7", MANAGERS_ROLE))
ASKED = "maths/q01"

MANAGERS_ONLY: dict[str, Callable[[Actor, datetime], c.Command]] = {
    "zone": lambda who, now: c.SetZone(who, now, "Asia/Tokyo"),
    "words": lambda who, now: c.SetWords(who, now, shown=False),
    "ticks": lambda who, now: tc.SetSuggestions(who, now, on=False),
    "weekends": lambda who, now: c.SetWeekends(who, now, count=True),
    "recap": lambda who, now: c.SetRecap(who, now, "off"),
    "holiday": lambda who, now: c.AddHoliday(who, now, date(2026, 12, 25)),
    "report": tc.ShowReport,
    "reviewers": lambda who, now: qc.SetReviewers(who, now, CHANNEL),
    "see reviewers": qc.ShowReviewers,
    "see managers": tc.ShowManagers,
    "queue": c.ReviewQueue,
    "pause": lambda who, now: c.PauseSchedule(who, now, None, CHANNEL),
    "skip": lambda who, now: c.SkipNext(who, now, None, CHANNEL),
    "add": lambda who, now: c.AddSchedule(who, now, CHANNEL, plan(at=time(11))),
    "preview": lambda who, now: c.PreviewSchedule(who, now, CHANNEL, plan(at=time(11))),
    "correct": lambda who, now: c.CorrectKey(who, now, ASKED, 2, "so"),
    "retire": lambda who, now: c.RetireQuestion(who, now, ASKED, "old"),
    "list": qc.ListQuestions,
    "show": lambda who, now: qc.ShowTeamQuestion(who, now, ASKED),
    "next": lambda who, now: qc.AskNext(who, now, ASKED),
    "import": lambda who, now: qc.PreviewImport(who, now, "### Question: N\n### Answer\nx"),
    "keep import": lambda who, now: qc.SaveImport(who, now, 1, changes=True),
    "write": lambda who, now: qc.CheckQuestion(
        who, now, QuestionForm(title="T", prompt="P?"), target=ASKED, purpose=DraftPurpose.EDIT
    ),
}


async def team() -> World:
    world = World()
    await world.schedule()
    return world


async def choose(
    world: World, *people: Actor, roles: tuple[str, ...] = (), by: Actor = LEAD
) -> WhoMayCard:
    named = tuple(each.user for each in people)
    return the(WhoMayCard, await world.ask(tc.SetManagers(by, world.clock.now, roles, named)))


@pytest.mark.parametrize("what", MANAGERS_ONLY)
@pytest.mark.parametrize("how", ["person", "role"])
async def test_who_was_chosen_may_all_that_managers_may(what: str, how: str) -> None:
    world = await team()
    who = ANN if how == "person" else BY_ROLE
    command = MANAGERS_ONLY[what]
    refused = the(ProblemCard, await world.ask(command(who, world.clock.now)))
    assert refused.message.startswith("Only ")
    await choose(world, ANN, roles=(MANAGERS_ROLE,))
    allowed = await world.ask(command(who, world.clock.now))
    assert "Only managers" not in words_in(allowed)
    assert "Only reviewers" not in words_in(allowed)
    await choose(world)
    again = the(ProblemCard, await world.ask(command(who, world.clock.now)))
    assert again.message.startswith("Only ")


async def test_the_adapters_are_told_the_same() -> None:
    world = await team()
    assert await world.engine.ask(q.MayManage(LEAD))
    assert not await world.engine.ask(q.MayManage(ANN))
    assert not await world.engine.ask(q.MayManage(replace(ANN, workspace="nowhere")))
    await choose(world, ANN, roles=(MANAGERS_ROLE,))
    assert await world.engine.ask(q.MayManage(ANN))
    assert await world.engine.ask(q.MayManage(BY_ROLE))
    assert not await world.engine.ask(q.MayManage(BEN))
    assert await world.engine.ask(q.ManagerRoles("console", "local")) == (MANAGERS_ROLE,)


async def test_only_admins_choose_and_they_stay_managers() -> None:
    world = await team()
    await choose(world, ANN)
    for who in (ANN, BEN):
        refused = await world.ask(tc.SetManagers(who, world.clock.now, people=("ben",)))
        assert the(ProblemCard, refused).message == "Only admins can choose who manages Warmup."
    assert await world.engine.ask(q.MayManage(LEAD))


async def test_a_choice_is_shown_and_replaces_the_one_before() -> None:
    world = await team()
    await choose(world, ANN)
    chosen = await choose(world, BEN, BEN, roles=(MANAGERS_ROLE,))
    assert [named for _, named in chosen.lines] == [
        (Mention(Named.ROLE, MANAGERS_ROLE),),
        (Mention(Named.PERSON, "ben"),),
    ]
    assert await world.ask(tc.ShowManagers(LEAD, world.clock.now)) == chosen
    cleared = await choose(world)
    assert cleared.lines == ()
    assert "always manage" in words_in(cleared)


async def test_a_role_of_everyone_is_refused() -> None:
    world = World()
    boss = Actor("discord", "900", "1", "Boss", manager=True)
    for command in (
        tc.SetManagers(boss, world.clock.now, ("900",)),
        qc.SetReviewers(boss, world.clock.now, ChannelRef("discord", "900", "5"), "900"),
    ):
        assert the(ProblemCard, await world.ask(command)).message == "Everyone has that role."


async def test_too_many_are_refused() -> None:
    world = await team()
    many = tuple(f"u{number}" for number in range(21))
    refused = await world.ask(tc.SetManagers(LEAD, world.clock.now, people=many))
    assert "more than 20" in the(ProblemCard, refused).message


async def test_an_account_of_another_workspace_manages_nothing() -> None:
    world = await team()
    await choose(world, ANN, roles=(MANAGERS_ROLE,))
    guest = replace(ANN, own_workspace="far", roles=(MANAGERS_ROLE,))
    assert not await world.engine.ask(q.MayManage(guest))
    assert not await world.engine.ask(q.MayManage(replace(ANN, platform="slack")))
    there = replace(LEAD, workspace="elsewhere")
    await world.schedule(ChannelRef("console", "elsewhere", "general"), there)
    assert not await world.engine.ask(q.MayManage(replace(ANN, workspace="elsewhere")))


async def test_the_forgotten_manage_no_more() -> None:
    world = await team()
    await choose(world, ANN, BEN)
    exported = await world.engine.ask(q.ExportMe(ANN))
    assert exported["manages"] == ["console:local"]
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert not await world.engine.ask(q.MayManage(ANN))
    assert await world.engine.ask(q.MayManage(BEN))


async def test_reviewers_are_shown_as_they_were_chosen() -> None:
    world = await team()
    now = world.clock.now
    nobody = the(WhoMayCard, await world.ask(qc.ShowReviewers(LEAD, now)))
    assert "Managers do." in nobody.notes
    room = ChannelRef("console", "local", "room")
    chosen = the(WhoMayCard, await world.ask(qc.SetReviewers(LEAD, now, room, "9")))
    assert [named for _, named in chosen.lines] == [
        (Mention(Named.ROLE, "9"),),
        (Mention(Named.CHANNEL, "room"),),
    ]
    assert await world.ask(qc.ShowReviewers(LEAD, now)) == chosen
    everyone = the(WhoMayCard, await world.ask(qc.SetReviewers(LEAD, now, room)))
    assert everyone.lines[0] == ("Everyone in", (Mention(Named.CHANNEL, "room"),))
