"""Oneself: leave, hiding, taking one's data, being forgotten."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.engine import commands as c
from bot.engine.cards import ConfirmCard, NoticeCard, ProblemCard, RevealCard
from bot.engine.errors import ChannelGone, Refused
from bot.engine.model.people import personal_workspace
from bot.engine.model.schedules import ScheduleState
from bot.engine.queries import ExportMe
from tests.support.builders import actor, at
from tests.support.world import LEAD, World, suggest, the, words_in

ANN, BEN = actor("ann"), actor("ben")


async def lived() -> World:
    """Return a world on Monday evening: Ann was right, Ben wrong."""
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN,))
    return world


async def leave(world: World, first: int, last: int, month: int = 11) -> str:
    when = (date(2026, 11, first), date(2026, month, last))
    card = await world.ask(c.TakeLeave(ANN, world.clock.now, *when))
    return card.message if isinstance(card, ProblemCard) else the(NoticeCard, card).title


async def test_leave_begins_after_the_last_reveal_and_ends_after_it_begins() -> None:
    world = await lived()
    assert await leave(world, 1, 5) == "2026-11-01 has passed."
    assert await leave(world, 5, 4) == "The leave ends before it starts."
    assert await leave(world, 3, 4) == "On leave from 2026-11-03 to 2026-11-04."
    long = c.TakeLeave(ANN, world.clock.now, date(2026, 11, 3), date(2028, 1, 1))
    assert "a year at most" in the(ProblemCard, await world.ask(long)).message


async def test_leave_taken_today_protects_a_question_that_has_closed_today() -> None:
    world = await lived()
    await world.day("2026-11-03")
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]
    await leave(world, 3, 4)
    assert world.outcomes(ANN) == ["2 kept", "3 leave"]
    assert world.streak(ANN).current == 1
    assert world.differences() == ()


async def test_who_comes_back_early_counts_again_from_that_day() -> None:
    world = await lived()
    await leave(world, 3, 12)
    await world.day("2026-11-03")
    await world.to("2026-11-04 08:00")
    card = await world.ask(c.EndLeave(ANN, world.clock.now))
    assert the(NoticeCard, card).lines == ("Your streak counts again from today.",)
    await world.day("2026-11-04")
    assert world.outcomes(ANN) == ["2 kept", "3 leave", "4 missed"]
    assert world.differences() == ()


async def test_who_comes_back_in_the_evening_keeps_the_day_that_was_protected() -> None:
    world = await lived()
    await leave(world, 3, 12)
    await world.day("2026-11-03")
    card = await world.ask(c.EndLeave(ANN, world.clock.now))
    assert the(NoticeCard, card).lines == ("Your streak counts again from tomorrow.",)
    await world.day("2026-11-04")
    assert world.outcomes(ANN) == ["2 kept", "3 leave", "4 missed"]
    assert world.differences() == ()


async def test_coming_back_drops_a_leave_that_was_still_to_come() -> None:
    world = await lived()
    await leave(world, 4, 5)
    await world.ask(c.EndLeave(ANN, world.clock.now))
    await world.day("2026-11-04")
    assert world.outcomes(ANN)[-1] == "4 missed"
    again = await world.ask(c.EndLeave(ANN, world.clock.now))
    assert the(NoticeCard, again).title == "You're not on leave."


async def test_an_export_holds_what_is_kept_and_can_be_written_as_json() -> None:
    world = await lived()
    await leave(world, 3, 4)
    copy = await world.engine.ask(ExportMe(ANN))
    assert json.loads(json.dumps(copy))["name"] == "Ann"
    (points,), (day,), (answer,) = copy["points"], copy["days"], copy["answers"]
    assert (points["round"], points["points"], points["on"]) == (1, 10, "2026-11-02")
    assert (day["day"], day["outcome"], day["streak"]) == ("2026-11-02", "kept", 1)
    assert copy["leaves"] == [["2026-11-03", "2026-11-04"]]
    assert (answer["question"], answer["asked_on"]) == (world.round().question_id, "2026-11-02")
    assert answer["choice_text"].endswith(f"of {answer['question']}")
    assert len(copy["accuracy"]) == 1
    assert "ben" not in json.dumps(copy).lower()


async def test_there_is_nothing_to_export_for_who_never_took_part() -> None:
    world = await lived()
    with pytest.raises(Refused, match="nothing to export"):
        await world.engine.ask(ExportMe(actor("zoe")))


async def test_forgetting_asks_first() -> None:
    world = await lived()
    card = await world.ask(c.ForgetMe(ANN, world.clock.now))
    assert isinstance(card, ConfirmCard)
    assert world.points(ANN) == 10


async def test_the_forgotten_are_gone_and_others_keep_theirs() -> None:
    world = await lived()
    member = world.member(ANN)
    await world.ask(c.StartQuiz(ANN, world.clock.now))
    await suggest(world, ANN)
    await leave(world, 3, 4)
    card = await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert the(NoticeCard, card).lines == ("Everything about you has been deleted.",)
    assert member not in world.store.tables.members
    assert world.points(BEN) == 2
    assert world.differences() == ()
    again = await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert "nothing to forget" in the(NoticeCard, again).title


async def test_a_suggestion_outlives_its_author_without_a_name() -> None:
    world = await lived()
    await suggest(world, ANN)
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert "Views" in words_in(await world.ask(c.ReviewQueue(LEAD, world.clock.now)))
    (proposal,) = world.store.tables.proposals.values()
    assert proposal.member_id == 0


async def test_a_shown_name_becomes_someone_and_the_votes_still_add_up() -> None:
    world = await lived()
    await world.day("2026-11-03", BEN, ANN)
    before = reveal(world)
    assert before.right_names == ("Ann", "Ben")
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert world.due, "the worker is woken to show the reveals again"
    await world.work()
    after = reveal(world)
    assert (after.right_names, after.right_more) == (("Ben", "someone"), 0)
    assert after.responded == before.responded
    assert [choice.votes for choice in after.choices] == [c.votes for c in before.choices]
    assert "Ann" not in "".join(words_in(message.card) for message in world.gateway.messages)
    assert world.differences() == ()


async def test_several_forgotten_are_counted_with_those_who_are_not_named() -> None:
    world = await lived()
    await world.day("2026-11-03", BEN, ANN)
    for who in (ANN, BEN):
        await world.ask(c.ForgetMe(who, world.clock.now, confirmed=True))
    await world.work()
    assert (reveal(world).right_names, reveal(world).right_more) == ((), 2)


async def test_reveals_of_more_than_a_month_ago_are_left_as_they_are() -> None:
    world = await lived()
    old = reveal(world)
    await world.to("2026-12-02 16:01")
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.work()
    assert world.gateway.shown()[0].card == old


async def test_a_reveal_that_is_being_shown_meanwhile_is_shown_again() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    world.gateway.hang("update")
    world.clock.now = at("2026-11-02 16:00")
    await world.daily.wake()
    await world.until(
        lambda: ("update", "1") in world.gateway.calls or bool(world.gateway.calls[1:])
    )
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    world.gateway.release()
    world.gateway.fix()
    await world.daily.wait_until_idle()
    await world.after(seconds=11)
    assert reveal(world).right_names == ("someone",)
    assert "Ann" not in "".join(words_in(message.card) for message in world.gateway.messages)


def reveal(world: World) -> RevealCard:
    """Return the latest question's message as the channel shows it."""
    return the(RevealCard, world.gateway.shown()[-1].card)


async def test_an_owner_who_is_forgotten_leaves_the_schedule_to_the_next_manager() -> None:
    world = await lived()
    await world.ask(c.ForgetMe(LEAD, world.clock.now, confirmed=True))
    assert world.store.tables.schedules[1].owner == ""
    listed = await world.ask(c.ListSchedules(BEN, world.clock.now, None))
    assert "no owner" in words_in(listed)
    other = actor("eve", manager=True)
    await world.ask(c.PauseSchedule(other, world.clock.now, 1))
    assert world.store.tables.schedules[1].owner == "eve"
    listed = await world.ask(c.ListSchedules(BEN, world.clock.now, None))
    assert "no owner" not in words_in(listed)


async def test_a_pause_that_nobody_can_be_told_of_is_not_tried_for_ever() -> None:
    world = await lived()
    await world.ask(c.ForgetMe(LEAD, world.clock.now, confirmed=True))
    world.gateway.refuse("post", ChannelGone("gone"))
    await world.to("2026-11-03 09:00")
    await world.after(minutes=4)
    assert world.store.tables.schedules[1].state is ScheduleState.PAUSED
    assert world.store.tables.schedules[1].alert_at is None
    assert world.gateway.directs == []


async def test_an_owner_who_never_took_part_can_be_forgotten_and_export_too() -> None:
    world = await lived()
    boss = actor("boss", manager=True)
    lost = replace(world.store.tables.schedules[1], owner="boss")
    world.store.write_now(lambda tx: tx.schedules.save(lost))
    copy = await world.engine.ask(ExportMe(boss))
    assert [schedule["schedule"] for schedule in copy["schedules"]] == [1]
    await world.ask(c.ForgetMe(boss, world.clock.now, confirmed=True))
    assert world.store.tables.schedules[1].owner == ""


async def test_the_team_of_one_that_direct_messages_made_goes_with_its_member() -> None:
    world = await lived()
    alone = actor("zoe", workspace=personal_workspace("zoe"))
    await world.ask(c.StartQuiz(alone, world.clock.now))
    await world.ask(c.ForgetMe(alone, world.clock.now, confirmed=True))
    assert "zoe" not in repr(world.store.tables)
    assert len(world.store.tables.teams) == 1


async def test_the_forgotten_may_begin_anew_with_nothing() -> None:
    world = await lived()
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.day("2026-11-03", ANN)
    assert world.outcomes(ANN) == ["3 kept"]
    assert world.points(ANN) == 10


async def test_who_is_forgotten_while_a_question_is_open_leaves_no_trace_at_its_reveal() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.to("2026-11-02 16:00")
    assert world.store.tables.entries == {}
    assert world.differences() == ()


@pytest.mark.parametrize(
    ("zone", "today"), [("Asia/Tokyo", date(2026, 11, 3)), ("America/New_York", date(2026, 11, 2))]
)
async def test_a_leave_from_today_starts_on_the_teams_own_date(zone: str, today: date) -> None:
    world = await lived()
    await world.ask(c.SetZone(LEAD, world.clock.now, zone))
    evening = at("2026-11-02 22:00")  # the 3rd in Tokyo
    card = await world.ask(c.TakeLeave(ANN, evening, None, date(2026, 11, 6)))
    assert the(NoticeCard, card).title == f"On leave from {today} to 2026-11-06."


async def test_a_leave_from_today_can_not_end_in_the_past() -> None:
    world = await lived()
    card = await world.ask(c.TakeLeave(ANN, world.clock.now, None, date(2026, 11, 1)))
    assert the(ProblemCard, card).message == "2026-11-01 has passed."
