"""Managing: who may, what a preview says, twins, teams, holidays, names."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.engine import commands as c
from bot.engine.cards import (
    ConfirmCard,
    NoticeCard,
    PlanCard,
    PlanSavedCard,
    ProblemCard,
    SchedulesCard,
)
from bot.engine.commands import Command
from bot.engine.errors import NotFound
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef, ScheduleState
from bot.engine.queries import FindSchedule
from tests.support.builders import CHANNEL, actor, at, bank, plan, question
from tests.support.world import LEAD, SUNDAY_NIGHT, World, the

ANN = actor("ann")
OTHER = ChannelRef("console", "local", "other")
NOW = at(SUNDAY_NIGHT)


def managing(who: Actor, which: int = 1) -> list[Command]:
    """Return every command on the schedule of that number, or id, by ``who``."""
    return [
        c.EditSchedule(who, NOW, which, plan(at=time(8))),
        c.PauseSchedule(who, NOW, which),
        c.ResumeSchedule(who, NOW, which),
        c.SkipNext(who, NOW, which),
        c.PostNow(who, NOW, which),
        c.RemoveSchedule(who, NOW, which),
        c.PreviewSchedule(who, NOW, CHANNEL, plan(at=time(8)), schedule_id=which),
        c.RemoveSchedule(who, NOW, None, schedule_id=which, confirmed=True),
    ]


@pytest.mark.parametrize("index", range(8))
async def test_only_managers_and_the_owner_change_a_schedule(index: int) -> None:
    world = World()
    await world.schedule()
    before = world.store.tables
    refused = await world.ask(managing(ANN)[index])
    assert the(ProblemCard, refused).message.startswith("Only managers")
    assert world.store.tables == before
    owner = actor("lead")  # set it up, and manages the workspace no more
    assert not isinstance(await world.ask(managing(owner)[index]), ProblemCard)


@pytest.mark.parametrize("index", range(8))
async def test_another_teams_schedule_does_not_exist(index: int) -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    there = actor("boss", manager=True, workspace="elsewhere")
    await world.schedule(ChannelRef("console", "elsewhere", "general"), there)
    before = world.store.tables
    refused = await world.ask(managing(there, which=2)[index])
    assert the(ProblemCard, refused).message.startswith("There is no s")
    assert world.store.tables == before


async def test_each_team_counts_its_own_schedules_removed_ones_too() -> None:
    world = World()
    await world.schedule()
    there = actor("boss", manager=True, workspace="elsewhere")
    theirs = await world.schedule(ChannelRef("console", "elsewhere", "general"), there)
    assert (theirs.id, theirs.number) == (2, 1)
    paused = await world.ask(c.PauseSchedule(there, NOW, 1))
    assert the(NoticeCard, paused).title == "Paused."
    place = ChannelRef("console", "elsewhere", "general")
    twin = await world.ask(c.AddSchedule(there, NOW, place, plan()))
    assert "(schedule 1)" in the(ProblemCard, twin).message
    states = [each.state for each in world.read(lambda tx: tx.schedules.all())]
    assert states == [ScheduleState.ACTIVE, ScheduleState.PAUSED]
    await world.ask(c.RemoveSchedule(there, NOW, 1, confirmed=True))
    again = await world.schedule(ChannelRef("console", "elsewhere", "general"), there)
    assert again.number == 2, "an old message's number means nothing else"


@pytest.mark.parametrize(
    "command",
    [
        c.AddSchedule(ANN, NOW, CHANNEL, plan()),
        c.PreviewSchedule(ANN, NOW, CHANNEL, plan()),
        c.SetZone(ANN, NOW, "UTC"),
        c.SetWords(ANN, NOW, shown=False),
        c.AddHoliday(ANN, NOW, date(2026, 12, 25)),
        c.RemoveHoliday(ANN, NOW, date(2026, 12, 25)),
    ],
)
async def test_only_managers_set_things_up(command: Command) -> None:
    world = World()
    assert the(ProblemCard, await world.ask(command)).message == "Only managers can do this."


async def test_a_preview_says_what_will_happen_and_changes_nothing() -> None:
    world = World()
    what = plan(at=time(9), zone="Europe/Berlin")
    asked = c.PreviewSchedule(LEAD, world.clock.now, CHANNEL, what, "t")
    card = the(PlanCard, await world.ask(asked))
    assert card.title == "Every working day at 09:00, answer 7h later"
    assert card.where == "Berlin time (it's 21:00 there now)"
    assert card.first == "tomorrow, Mon 2 Nov, 09:00"
    assert card.what == "All tracks and levels, 24 questions"
    assert card.token == "t"
    assert world.store.tables.schedules == {}


async def test_a_plan_that_no_question_fits_is_refused() -> None:
    world = World(bank(question("maths/plain", choices=0)))
    card = await world.ask(c.AddSchedule(LEAD, world.clock.now, CHANNEL, plan()))
    assert "No questions match" in the(ProblemCard, card).message


async def test_a_plan_with_nothing_left_to_ask_is_still_shown_to_be_changed() -> None:
    world = World()
    made = await world.schedule()
    empty = replace(made.plan, tracks=("gone",))
    world.store.write_now(lambda tx: tx.schedules.save(replace(made, plan=empty)))
    asked = c.PreviewSchedule(LEAD, world.clock.now, CHANNEL, empty, "t", made.id)
    assert the(PlanCard, await world.ask(asked)).what == "Gone, 0 questions"
    other = replace(asked, plan=replace(empty, at=time(11)))
    assert "No questions match" in the(ProblemCard, await world.ask(other)).message


async def test_a_channel_has_no_two_questions_at_one_time() -> None:
    world = World()
    await world.schedule()
    twin = await world.ask(c.AddSchedule(LEAD, world.clock.now, CHANNEL, plan()))
    assert "already has a question at 09:00 UTC" in the(ProblemCard, twin).message
    await world.schedule(OTHER)
    later = await world.schedule(what=plan(at=time(10)))
    moved = await world.ask(c.EditSchedule(LEAD, world.clock.now, later.id, plan()))
    assert isinstance(moved, ProblemCard)
    same = await world.ask(
        c.EditSchedule(LEAD, world.clock.now, later.id, plan(at=time(10), days=(0,)))
    )
    assert isinstance(same, PlanSavedCard)


async def test_the_first_schedule_gives_the_team_its_zone() -> None:
    world = World()
    await world.schedule(what=plan(zone="Asia/Tokyo"))
    await world.schedule(OTHER, what=plan(zone="Europe/Berlin"))
    assert [team.zone for team in world.store.tables.teams.values()] == ["Asia/Tokyo"]


async def test_schedules_are_listed_by_channel_or_for_the_team() -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    here = await world.ask(c.ListSchedules(ANN, world.clock.now, OTHER))
    assert [line.channel for line in the(SchedulesCard, here).lines] == ["other"]
    all_of_them = await world.ask(c.ListSchedules(ANN, world.clock.now))
    assert len(the(SchedulesCard, all_of_them).lines) == 2
    stranger = actor("zoe", manager=True, workspace="elsewhere")
    await world.ask(c.SetZone(stranger, world.clock.now, "UTC"))
    spied = await world.ask(c.ListSchedules(stranger, world.clock.now, OTHER))
    assert isinstance(spied, NoticeCard)


async def test_a_question_at_once_says_when_it_reveals_and_does() -> None:
    world = World()
    made = await world.schedule(what=plan(reveal_at=time(16)))
    await world.to("2026-11-02 13:00")
    told = the(NoticeCard, await world.ask(c.PostNow(LEAD, world.clock.now, made.id)))
    assert told.lines[-1] == "Reveal: Today, Mon 2 Nov 20:00 UTC."
    await world.work()
    assert world.round().reveal_at == at("2026-11-02 20:00")


async def test_a_question_at_once_is_not_the_next_one() -> None:
    world = World()
    made = await world.schedule()
    await world.to("2026-11-02 08:00")
    await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    await world.work()
    listed = the(SchedulesCard, await world.ask(c.ListSchedules(LEAD, world.clock.now, CHANNEL)))
    assert listed.lines[0].next_at == at("2026-11-02 09:00")


async def test_a_zone_set_before_the_first_schedule_stays() -> None:
    world = World()
    await world.ask(c.SetZone(LEAD, world.clock.now, "UTC"))
    await world.schedule(what=plan(zone="Asia/Tokyo"))
    assert [team.zone for team in world.store.tables.teams.values()] == ["UTC"]


async def test_a_zone_stays_when_a_schedule_replaces_the_first_one() -> None:
    world = World()
    made = await world.schedule(what=plan(zone="Europe/Berlin"))
    await world.ask(c.RemoveSchedule(LEAD, world.clock.now, made.id, confirmed=True))
    await world.schedule(what=plan(zone="Asia/Tokyo"))
    assert [team.zone for team in world.store.tables.teams.values()] == ["Europe/Berlin"]


async def test_only_managers_say_whether_weekends_count() -> None:
    world = World()
    card = await world.ask(c.SetWeekends(ANN, world.clock.now, count=True))
    assert "Only managers" in the(ProblemCard, card).message


async def test_holidays_are_of_the_last_month_or_later_and_can_be_removed() -> None:
    world = World()
    past = await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 9, 30)))
    assert "more than a month ago" in the(ProblemCard, past).message
    far = await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2062, 1, 1)))
    assert "Check the year" in the(ProblemCard, far).fix
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 12, 25), "Christmas"))
    listed = await world.ask(c.ListHolidays(ANN, world.clock.now))
    assert the(NoticeCard, listed).lines == ("Fri 25 Dec 2026  Christmas",)
    await world.ask(c.RemoveHoliday(LEAD, world.clock.now, date(2026, 12, 25)))
    again = await world.ask(c.RemoveHoliday(LEAD, world.clock.now, date(2026, 12, 25)))
    assert "isn't a holiday" in the(ProblemCard, again).message


async def test_an_unknown_zone_is_answered_with_the_nearest() -> None:
    world = World()
    card = await world.ask(c.SetZone(LEAD, world.clock.now, "Europe/Berln"))
    assert the(ProblemCard, card).fix == "Did you mean Europe/Berlin?"


async def test_a_member_is_shown_by_the_name_they_have_now_made_safe() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    renamed = Actor("console", "local", "ann", "Ann\u202e\nof @everyone")
    await world.choose(ANN)
    await world.choose(renamed)
    (member,) = [m for m in world.store.tables.members.values() if m.id == world.member(ANN)]
    assert member.name == "Ann of @everyone"


async def test_two_people_of_one_name_are_two_members() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    twin = Actor("console", "local", "ann2", "Ann")
    await world.choose(ANN)
    await world.choose(twin, right=False)
    await world.to("2026-11-02 16:00")
    assert (world.points(ANN), world.points(twin)) == (10, 2)


async def test_a_refused_command_changes_nothing() -> None:
    world = World()
    before = world.store.tables
    stranger = actor("zoe", workspace="never seen")
    card = await world.ask(c.SubmitChoice(stranger, world.clock.now, 1, "A"))
    assert isinstance(card, ProblemCard)
    assert world.store.tables == before


async def test_a_previewed_plan_is_saved_once_by_whoever_previewed_it() -> None:
    world = World()
    now, boss = world.clock.now, actor("boss", manager=True)
    stranger = actor("lead", manager=True, workspace="elsewhere")
    what = plan(at=time(9, 30), zone="Asia/Tokyo", days=(0, 2), tracks=("pytorch",))
    await world.ask(c.PreviewSchedule(LEAD, now, CHANNEL, what, "token"))
    for nobody in (boss, stranger):
        await world.ask(c.SavePreview(nobody, now, "token"))
        assert world.store.tables.schedules == {}
    saved = the(PlanSavedCard, await world.ask(c.SavePreview(LEAD, now, "token")))
    assert saved.title == "Done: the first question comes today, Mon 2 Nov, at 09:30"
    assert [each.plan for each in world.store.tables.schedules.values()] == [what]
    again = await world.ask(c.SavePreview(LEAD, now, "token"))
    assert the(NoticeCard, again).title.startswith("Already saved")
    assert len(world.store.tables.schedules) == 1


async def test_a_previewed_plan_waits_an_hour() -> None:
    world = World()
    await world.ask(c.PreviewSchedule(LEAD, world.clock.now, CHANNEL, plan(), "token"))
    await world.after(hours=1)
    late = await world.ask(c.SavePreview(LEAD, world.clock.now, "token"))
    assert "over an hour old" in the(NoticeCard, late).title
    assert world.store.tables.schedules == {}


async def test_a_previewed_change_changes_the_schedule() -> None:
    world = World()
    made = await world.schedule()
    later = plan(at=time(11))
    now = world.clock.now
    await world.ask(c.PreviewSchedule(LEAD, now, CHANNEL, later, "token", made.id))
    saved = the(PlanSavedCard, await world.ask(c.SavePreview(LEAD, now, "token")))
    assert saved.title == "Changed: the next question comes tomorrow, Mon 2 Nov, at 11:00"
    assert [each.plan for each in world.store.tables.schedules.values()] == [later]


async def test_removing_asks_first() -> None:
    world = World()
    made = await world.schedule()
    now = world.clock.now
    card = the(ConfirmCard, await world.ask(c.RemoveSchedule(LEAD, now, None, CHANNEL)))
    assert card.token == f"remove-{made.id}"
    assert world.read(lambda tx: tx.schedules.of_channel(CHANNEL)) == (made,)
    await world.ask(c.RemoveSchedule(LEAD, now, made.id, confirmed=True))
    assert world.read(lambda tx: tx.schedules.of_channel(CHANNEL)) == ()


async def test_without_a_number_the_channels_only_schedule_is_meant() -> None:
    world = World()
    now = world.clock.now
    none = await world.ask(c.PauseSchedule(LEAD, now, None, CHANNEL))
    assert "not set up" in the(ProblemCard, none).message
    made = await world.schedule()
    elsewhere = await world.ask(c.PauseSchedule(LEAD, now, None, OTHER))
    assert the(ProblemCard, elsewhere).message == "This channel has no daily question."
    assert await world.engine.ask(FindSchedule(LEAD, None, CHANNEL)) == made
    paused = await world.ask(c.PauseSchedule(LEAD, now, None, CHANNEL))
    assert the(NoticeCard, paused).title == "Paused."
    second = await world.schedule(what=plan(at=time(10)))
    several = await world.ask(c.ResumeSchedule(LEAD, now, None, CHANNEL))
    assert f"2 schedules: {made.id}, {second.id}." in the(ProblemCard, several).message
    with pytest.raises(NotFound):
        await world.engine.ask(FindSchedule(actor("ann", workspace="elsewhere"), 1, None))
