"""Slots: posted once, on time or late, or skipped with a reason."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import QuestionCard, SchedulesCard
from bot.engine.model.rounds import RoundState, Skip
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import CHANNEL, actor, at, bank, plan, question
from tests.support.world import LEAD, World, the

OTHER = ChannelRef("console", "local", "other")


async def test_a_slot_is_posted_when_it_has_come_and_not_before() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 08:59")
    assert world.gateway.messages == []
    await world.to("2026-11-02 09:00")
    (message,) = world.gateway.shown()
    card = message.card
    assert isinstance(card, QuestionCard)
    assert message.ref.channel == CHANNEL
    assert card.reveal_at == at("2026-11-02 16:00")
    assert (card.number, card.late_since, card.responded) == (1, None, 0)
    assert [choice.letter for choice in card.choices] == ["A", "B", "C", "D"]
    assert world.round().state is RoundState.OPEN


async def test_waking_again_posts_nothing_again() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    for _ in range(5):
        await world.after(minutes=1)
    assert len(world.gateway.shown()) == 1


async def test_two_workers_that_wake_at_once_post_a_slot_once() -> None:
    world = World()
    for name in ("one", "two", "three"):
        await world.schedule(ChannelRef("console", "local", name))
    world.clock.now = at("2026-11-02 09:00")
    second = world.worker("second")
    await world.daily.wake()
    await second.wake()
    await world.daily.wait_until_idle()
    await second.wait_until_idle()
    channels = [message.ref.channel.channel for message in world.gateway.shown()]
    assert sorted(channels) == ["one", "three", "two"]


async def test_every_workday_has_its_question_and_no_other_day() -> None:
    world = World()
    await world.schedule()
    for day in range(1, 16):
        await world.to(f"2026-11-{day:02} 09:00")
        await world.to(f"2026-11-{day:02} 16:00")
    asked = [each.slot.day for each in world.rounds()]
    assert asked == [2, 3, 4, 5, 6, 9, 10, 11, 12, 13]
    assert len(world.gateway.shown()) == len(world.gateway.answers()) == 10


async def test_the_time_is_the_zones_own_before_and_after_the_clocks_change() -> None:
    world = World(start="2026-10-22 00:00")
    await world.schedule(what=plan(zone="Europe/Berlin"))
    await world.to("2026-10-23 07:00")
    await world.to("2026-10-26 07:30")
    assert len(world.gateway.shown()) == 1
    await world.to("2026-10-26 08:00")
    assert len(world.gateway.shown()) == 2


async def test_the_questions_of_a_team_do_not_repeat_until_all_were_asked() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(4))))
    await world.schedule()
    asked = [
        (await world.day(f"2026-11-{day:02}")).question_id for day in (2, 3, 4, 5, 6, 9, 10, 11)
    ]
    assert len(set(asked[:4])) == 4
    assert asked[4:] == asked[:4]


async def test_two_schedules_of_a_team_never_have_the_same_question_open() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(3))))
    await world.schedule()
    await world.schedule(OTHER)
    for day in (2, 3, 4, 5, 6):
        await world.to(f"2026-11-{day:02} 09:00")
        first, second = world.rounds()[-2:]
        assert first.question_id != second.question_id
        await world.to(f"2026-11-{day:02} 16:00")


# --- late, and too late ----------------------------------------------------------------------


async def test_a_missed_slot_is_posted_late_and_shows_so() -> None:
    world = World()
    await world.schedule()
    await world.work()
    await world.out_until("2026-11-02 14:59")
    (message,) = world.gateway.shown()
    assert isinstance(message.card, QuestionCard)
    assert message.card.late_since == at("2026-11-02 09:00")
    assert world.round().late


async def test_a_late_question_is_open_for_an_hour_at_least() -> None:
    world = World()
    await world.schedule(what=plan(reveal_after=timedelta(hours=2)))
    await world.to("2026-11-02 12:00")
    assert world.round().reveal_at == at("2026-11-02 13:00")


async def test_a_few_minutes_are_not_called_late() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:05")
    card = world.gateway.shown()[0].card
    assert isinstance(card, QuestionCard)
    assert card.late_since is None
    assert card.reveal_at == at("2026-11-02 16:00")


async def test_a_slot_missed_by_six_hours_is_skipped_as_an_outage() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 15:00")
    assert world.gateway.messages == []
    (skipped,) = world.rounds()
    assert skipped.skip_reason is Skip.OUTAGE


async def test_a_slot_of_yesterday_is_asked_within_six_hours_as_yesterdays() -> None:
    world = World()
    await world.schedule(what=plan(at=time(23, 30), days=tuple(range(7))))
    await world.work()
    await world.out_until("2026-11-03 05:29")
    assert [each.skip_reason for each in world.rounds()] == ["outage", None]
    assert (world.round().slot, world.round().late) == (date(2026, 11, 2), True)


async def test_a_slot_of_yesterday_is_skipped_after_six_hours() -> None:
    world = World()
    await world.schedule(what=plan(at=time(23, 30), days=tuple(range(7))))
    await world.work()
    await world.out_until("2026-11-03 05:30")
    assert [each.skip_reason for each in world.rounds()] == ["outage", "outage"]


async def test_a_slot_skipped_by_a_clock_that_was_ahead_is_asked_after_midnight() -> None:
    world = World()
    await world.schedule(what=plan(at=time(23, 30), days=tuple(range(7))))
    await world.to("2026-11-01 23:30")
    await world.out_until("2026-11-03 08:00")  # ahead
    assert world.rounds()[-1].skip_reason == "outage"
    await world.to("2026-11-03 01:00")
    assert (world.round().slot, world.round().state) == (date(2026, 11, 2), RoundState.OPEN)


async def test_after_a_long_outage_the_missed_days_are_skipped_and_today_is_asked() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02")
    await world.out_until("2026-11-12 10:00")
    found = [(each.slot.day, each.state.value) for each in world.rounds()[1:]]
    assert found == [(day, "skipped") for day in (3, 4, 5, 6, 9, 10, 11)] + [(12, "open")]


async def test_a_slot_that_a_gap_moves_over_midnight_is_asked() -> None:
    world = World(start="2025-03-29 12:00")
    everyday = tuple(range(7))
    await world.schedule(what=plan(at=time(23, 30), zone="America/Nuuk", days=everyday))
    await world.to("2025-03-30 01:30")
    assert world.round().slot == date(2025, 3, 29)
    assert world.round().state is RoundState.OPEN


# --- one bad thing stops no other ------------------------------------------------------------


async def test_a_channel_that_hangs_does_not_delay_another() -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    world.gateway.hang("post", CHANNEL)
    world.clock.now = at("2026-11-02 09:00")
    await world.daily.wake()
    await world.until(lambda: len(world.gateway.shown(OTHER)) == 1)
    assert world.gateway.shown(CHANNEL) == []
    world.gateway.release()
    await world.daily.wait_until_idle()
    assert len(world.gateway.shown(CHANNEL)) == 1


async def test_a_schedule_that_cannot_be_read_stops_no_other_and_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    broken = await world.schedule()
    await world.schedule(OTHER)
    gone = replace(broken, plan=replace(broken.plan, zone="Atlantis/Capital"))
    world.store.write_now(lambda tx: tx.schedules.save(gone))
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-02 09:01")
    assert len(world.gateway.shown(OTHER)) == 1
    told = [each for each in caplog.records if f"schedule {broken.id}" in each.getMessage()]
    assert len(told) == 1


async def test_the_list_shows_the_next_slot_that_will_be_asked() -> None:
    world = World()
    made = await world.schedule()
    await world.ask(c.SkipNext(LEAD, world.clock.now, made.id))
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 3)))
    card = await world.ask(c.ListSchedules(actor("ann"), world.clock.now, CHANNEL))
    assert the(SchedulesCard, card).lines[0].next_at == at("2026-11-04 09:00")
