"""Refusals that usually last: looked at twice, and over as soon as the channel works again."""

import pytest

from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import NoticeCard, QuestionCard
from bot.engine.errors import ChannelGone, NotPermitted, Rejected, Transient
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import Schedule, ScheduleState
from tests.support.builders import CHANNEL, at
from tests.support.world import LEAD, World, words_in

GONE = ChannelGone("the channel is gone")


def schedule(world: World) -> Schedule:
    return world.store.tables.schedules[1]


def posts(world: World) -> int:
    return [call for call, _ in world.gateway.calls].count("post")


async def paused() -> World:
    """Return a world whose schedule was paused at 09:04 because its channel refused twice."""
    world = World()
    await world.schedule()
    world.gateway.refuse("post", GONE)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    assert schedule(world).state is ScheduleState.PAUSED
    return world


@pytest.mark.parametrize("error", [GONE, NotPermitted("forbidden")])
async def test_a_single_refusal_pauses_nothing(error: Exception) -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", error, times=1)
    await world.to("2026-11-02 09:00")
    for _ in range(11):
        await world.after(seconds=20)
    assert posts(world) == 1, "the second look comes some minutes later"
    await world.after(seconds=20)
    assert world.round().state is RoundState.OPEN
    assert schedule(world).state is ScheduleState.ACTIVE
    assert world.gateway.directs == []


async def test_two_refusals_with_a_passing_fault_between_them_pause_the_schedule() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", GONE, times=1)
    world.gateway.refuse("post", Transient("down"), times=1)
    world.gateway.refuse("post", GONE)
    await world.to("2026-11-02 09:00")
    for _ in range(10):
        await world.after(minutes=1)
    assert schedule(world).state is ScheduleState.PAUSED


async def test_a_schedule_comes_back_by_itself_tells_the_channel_and_asks_late() -> None:
    world = await paused()
    world.gateway.fix()
    for _ in range(6):
        await world.after(minutes=1)
    back, asked = world.gateway.shown()
    assert isinstance(back.card, NoticeCard)
    assert back.card.title == "The daily question is back."
    assert "the channel is gone" in back.card.lines[0]
    assert isinstance(asked.card, QuestionCard)
    assert asked.card.late_since == at("2026-11-02 09:00")
    assert (schedule(world).state, schedule(world).pause_reason) == (ScheduleState.ACTIVE, "")


async def test_a_slot_whose_window_is_over_when_the_channel_comes_back_is_not_asked() -> None:
    world = await paused()
    await world.to("2026-11-02 16:00")
    world.gateway.fix()
    await world.after(hours=1)
    await world.after(minutes=1)
    assert [type(each.card) for each in world.gateway.shown()] == [NoticeCard]
    await world.to("2026-11-03 09:00")
    assert world.round().state is RoundState.OPEN


async def test_a_closed_channel_is_tried_seldom_and_not_for_ever() -> None:
    world = await paused()
    before = posts(world)
    for _ in range(24 * 12):
        await world.after(minutes=5)
    assert 20 <= posts(world) - before <= 40
    await world.to("2026-12-20 09:00")
    await world.after(hours=2)
    assert schedule(world).recheck_at is None


async def test_word_that_the_channel_is_open_tries_it_right_away() -> None:
    world = await paused()
    for _ in range(60):
        await world.after(minutes=5)
    world.gateway.fix()
    due = world.due
    await world.engine.note(q.ChannelOpened("console", "elsewhere", "", world.clock.now))
    await world.work()
    assert schedule(world).state is ScheduleState.PAUSED
    await world.engine.note(q.ChannelOpened("console", "local", "", world.clock.now))
    assert world.due > due, "the daily work is called at once"
    await world.work()
    assert schedule(world).state is ScheduleState.ACTIVE


async def test_who_pauses_a_refused_schedule_by_hand_is_not_overruled() -> None:
    world = await paused()
    card = await world.ask(c.PauseSchedule(LEAD, world.clock.now, 1))
    assert isinstance(card, NoticeCard)
    assert card.title == "Paused."
    world.gateway.fix()
    for _ in range(30):
        await world.after(minutes=5)
    assert world.gateway.shown() == []
    assert schedule(world).pause_reason == "by hand"


async def test_a_question_that_the_platform_does_not_take_gives_way_to_another() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", Rejected("invalid_blocks"), times=1)
    tried: list[str] = []
    world.gateway.before = lambda _, card: tried.append(words_in(card)) if card else None
    await world.to("2026-11-02 09:00")
    await world.after(seconds=10)
    (shown,) = world.gateway.shown(CHANNEL)
    assert world.round().state is RoundState.OPEN
    assert tried[1] == words_in(shown.card)
    assert tried[0] != tried[1]
    assert schedule(world).state is ScheduleState.ACTIVE


async def test_a_platform_that_takes_no_question_is_tried_twice_and_someone_told() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", Rejected("msg_blocks_too_long"))
    await world.to("2026-11-02 09:00")
    for _ in range(60):
        await world.after(minutes=5)
    assert posts(world) == 2
    assert schedule(world).state is ScheduleState.PAUSED
    assert schedule(world).recheck_at is None, "no message of ours can prove that it works"
    assert len(world.gateway.directs) == 1
