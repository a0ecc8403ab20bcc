"""Slots left out on purpose (holidays, pauses, skips, removals), and questions at once."""

from datetime import date, time, timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import ProblemCard
from bot.engine.model.rounds import RoundState, Skip
from tests.support.builders import at, bank, plan, question
from tests.support.world import LEAD, World


def skip_reasons(world: World) -> dict[int, Skip | None]:
    """Return why each round was skipped, by the day of the month."""
    return {each.slot.day: each.skip_reason for each in world.rounds()}


async def test_holidays_are_skipped() -> None:
    world = World()
    await world.schedule()
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 2), "Day off"))
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-03 09:00")
    assert skip_reasons(world) == {2: Skip.HOLIDAY, 3: None}
    assert len(world.gateway.shown()) == 1


async def test_a_paused_schedule_asks_nothing_and_goes_on_from_the_next_slot() -> None:
    world = World()
    made = await world.schedule()
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, made.id))
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-03 10:00")
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, made.id))
    await world.to("2026-11-03 10:01")
    assert world.rounds() == []
    await world.to("2026-11-04 09:00")
    assert [each.slot.day for each in world.rounds()] == [4]


async def test_a_pause_between_claim_and_post_wins() -> None:
    world = World()
    made = await world.schedule()
    world.gateway.before = lambda call, _: pytest.fail(f"there was a {call}")
    world.clock.now = at("2026-11-02 09:00")
    await world.daily.wake()  # claimed; the work has not begun
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, made.id))
    await world.daily.wait_until_idle()
    assert skip_reasons(world) == {2: Skip.BY_HAND}


async def test_the_next_slot_can_be_skipped_and_the_one_after_it() -> None:
    world = World()
    made = await world.schedule()
    for _ in range(2):
        await world.ask(c.SkipNext(LEAD, world.clock.now, made.id))
    for day in (2, 3, 4):
        await world.to(f"2026-11-{day:02} 09:00")
    assert skip_reasons(world) == {2: Skip.BY_HAND, 3: Skip.BY_HAND, 4: None}


async def test_skipping_tomorrow_does_not_lose_a_slot_that_has_just_come() -> None:
    world = World()
    made = await world.schedule()
    world.clock.now = at("2026-11-02 09:00")
    await world.ask(c.SkipNext(LEAD, world.clock.now, made.id))
    await world.work()
    assert sorted((each.slot.day, each.state.value) for each in world.rounds()) == [
        (2, "open"),
        (3, "skipped"),
    ]


async def test_days_added_before_a_skipped_slot_are_asked() -> None:
    world = World()
    made = await world.schedule(what=plan(days=(4,)))
    await world.ask(c.SkipNext(LEAD, world.clock.now, made.id))
    await world.ask(c.EditSchedule(LEAD, world.clock.now, made.id, plan()))
    for day in (2, 3, 4, 5, 6):
        await world.to(f"2026-11-{day:02} 09:00")
    asked = sorted(each.slot.day for each in world.rounds() if each.state is not RoundState.SKIPPED)
    assert asked == [2, 3, 4, 5]


async def test_a_removed_schedule_asks_no_more_and_still_reveals() -> None:
    world = World()
    made = await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.ask(c.RemoveSchedule(LEAD, world.clock.now, made.id, confirmed=True))
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.REVEALED
    await world.to("2026-11-03 09:00")
    assert len(world.rounds()) == 1


async def test_an_edited_schedule_asks_at_its_new_time() -> None:
    world = World()
    made = await world.schedule()
    await world.to("2026-11-02 08:00")
    await world.ask(c.EditSchedule(LEAD, world.clock.now, made.id, plan(at=time(10))))
    await world.to("2026-11-02 09:00")
    assert world.rounds() == []
    await world.to("2026-11-02 10:00")
    assert world.round().state is RoundState.OPEN


async def test_a_schedule_set_up_after_todays_time_begins_with_the_next_day() -> None:
    world = World(start="2026-11-02 09:30")
    await world.schedule()
    await world.work()
    assert world.rounds() == []


async def test_when_no_question_fits_any_more_the_slot_is_skipped_with_that_reason() -> None:
    world = World(bank(question("maths/only")))
    await world.schedule()
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, "maths/only", "outdated"))
    await world.to("2026-11-02 09:00")
    assert [each.skip_reason for each in world.rounds()] == ["no question"]


# --- a question at once ----------------------------------------------------------------------


async def test_a_question_can_be_asked_at_once_beside_the_days_own() -> None:
    world = World()
    made = await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    assert world.due == 1
    await world.after(minutes=1)
    own, extra = world.rounds()
    assert (own.by_hand_number, extra.by_hand_number) == (0, 1)
    assert extra.reveal_at - (extra.opened_at or extra.due_at) == timedelta(hours=7)
    assert own.question_id != extra.question_id
    await world.to("2026-11-03 09:00")
    assert world.round().slot == date(2026, 11, 3)


async def test_a_question_at_once_is_asked_once_for_two_presses() -> None:
    world = World()
    made = await world.schedule()
    await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    again = await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    assert isinstance(again, ProblemCard)
    world.gateway.hang("post")
    await world.daily.wake()
    await world.until(lambda: world.round().state is RoundState.SENDING)
    sending = await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    assert isinstance(sending, ProblemCard)
    world.gateway.release()
    await world.daily.wait_until_idle()
    assert len(world.gateway.shown()) == 1


async def test_a_paused_schedule_asks_nothing_at_once() -> None:
    world = World()
    made = await world.schedule()
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, made.id))
    assert isinstance(await world.ask(c.PostNow(LEAD, world.clock.now, made.id)), ProblemCard)
