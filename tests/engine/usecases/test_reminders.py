"""Reminders: chosen, sent once a round, to those who need one."""

from datetime import time, timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import DrillCard, NoticeCard, ReceiptCard, ReminderCard
from bot.engine.errors import Transient
from bot.engine.model.people import Account, Actor, Remind, personal_workspace
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import CHANNEL, actor, bank, plan, question
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")


async def following(remind: Remind, own_time: time | None = None, days: int = 1) -> World:
    """Return a world on Monday evening in which Ann has answered, and chosen her reminders."""
    world = World()
    await world.schedule()
    for number in range(days):
        await world.day(f"2026-11-{2 + number:02}", ANN, BEN)
    await choose(world, remind, own_time)
    return world


async def choose(world: World, remind: Remind, own_time: time | None = None) -> NoticeCard:
    asked = c.SetReminders(ANN, world.clock.now, remind, own_time)
    return the(NoticeCard, await world.ask(asked))


def reminded(world: World) -> list[ReminderCard]:
    """Return the reminders that Ann got; nobody else gets any."""
    cards: list[ReminderCard] = []
    for account, card in world.gateway.directs:
        if isinstance(card, ReminderCard):
            assert account == Account("console", "local", "ann")
            cards.append(card)
    return cards


async def test_nobody_is_reminded_who_did_not_choose_it() -> None:
    world = await following(Remind.OFF)
    await world.day("2026-11-03")
    assert reminded(world) == []


async def test_a_reminder_comes_once_two_hours_before_the_reveal() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 13:59")
    assert reminded(world) == []
    await world.to("2026-11-03 14:00")
    await world.after(minutes=30)
    (card,) = reminded(world)
    assert (card.round_id, card.streak, card.freezes) == (2, 1, 0)
    assert card.channel == CHANNEL
    assert card.message == world.round().message


async def test_a_reminder_comes_at_the_time_the_member_chose() -> None:
    world = await following(Remind.EVERY, time(11, 30))
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 11:29")
    assert reminded(world) == []
    await world.to("2026-11-03 11:30")
    assert len(reminded(world)) == 1


async def test_a_time_at_which_the_question_is_not_open_reminds_of_nothing() -> None:
    world = await following(Remind.EVERY, time(8))
    await world.day("2026-11-03")
    assert reminded(world) == []


async def test_whoever_has_answered_is_not_reminded() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    await world.choose(ANN)
    await world.to("2026-11-03 14:00")
    assert reminded(world) == []


async def test_only_a_streak_at_risk_reminds_those_who_chose_that() -> None:
    world = await following(Remind.STREAK)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 14:00")
    assert len(reminded(world)) == 1
    await world.to("2026-11-03 16:00")  # missed: there is no streak any more
    await world.to("2026-11-04 09:00")
    await world.to("2026-11-04 14:00")
    assert len(reminded(world)) == 1


async def test_another_answer_of_the_day_makes_a_streak_safe() -> None:
    world = await following(Remind.STREAK)
    second = ChannelRef("console", "local", "second")
    await world.schedule(second, LEAD, plan())
    await world.to("2026-11-03 09:00")
    first, other = world.rounds()[-2:]
    await world.choose(ANN, round_id=other.id)
    await world.to("2026-11-03 14:00")
    assert first.slot == other.slot
    assert reminded(world) == []


async def test_leave_and_holidays_are_left_in_peace() -> None:
    world = await following(Remind.EVERY)
    now = world.clock.now
    leave = now.date() + timedelta(days=1)
    await world.ask(c.TakeLeave(ANN, now, leave, leave))
    await world.day("2026-11-03")
    await world.to("2026-11-04 09:00")
    await world.ask(c.AddHoliday(LEAD, world.clock.now, leave + timedelta(days=1), "a feast"))
    await world.to("2026-11-04 14:00")
    assert reminded(world) == []


async def test_skip_today_silences_the_day_and_is_no_leave() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    await world.ask(c.SkipReminders(ANN, world.clock.now, 2))
    await world.to("2026-11-03 14:00")
    assert reminded(world) == []
    await world.to("2026-11-03 16:00")
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]
    await world.to("2026-11-04 09:00")
    await world.to("2026-11-04 14:00")
    assert len(reminded(world)) == 1


async def test_a_reminder_offers_what_can_be_reviewed_and_its_button_knows_the_team() -> None:
    world = await following(Remind.EVERY, days=1)
    await world.to("2026-11-13 09:00")
    await world.to("2026-11-13 14:00")
    (card,) = reminded(world)
    assert card.due_reviews == 1
    elsewhere = Actor("console", personal_workspace("ann"), "ann", "ann")
    review = c.StartPractice(elsewhere, world.clock.now, card.round_id)
    assert the(DrillCard, await world.ask(review)).total == 1


async def test_a_reminder_does_not_offer_what_is_open_right_now() -> None:
    world = World(bank(question("maths/only")))
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await choose(world, Remind.EVERY)
    await world.to("2026-11-13 09:00")
    await world.to("2026-11-13 14:00")
    (card,) = reminded(world)
    assert card.due_reviews == 0


async def test_stop_reminders_stops_the_one_that_waits() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    assert (await choose(world, Remind.OFF)).title == "No reminders."
    await world.to("2026-11-03 14:00")
    assert reminded(world) == []


async def test_whoever_chooses_them_is_reminded_of_the_open_question_too() -> None:
    world = await following(Remind.OFF)
    await world.to("2026-11-03 09:00")
    await choose(world, Remind.EVERY)
    await choose(world, Remind.EVERY, time(15))
    await world.to("2026-11-03 14:00")
    assert reminded(world) == []
    await world.to("2026-11-03 15:00")
    assert len(reminded(world)) == 1


async def test_a_reminder_that_was_sent_does_not_come_again_by_another_choice() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 14:00")
    await choose(world, Remind.EVERY, time(15))
    await world.to("2026-11-03 15:00")
    assert len(reminded(world)) == 1


async def test_a_reminder_whose_answer_was_lost_is_not_sent_again() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    world.gateway.lose_answer("direct")
    await world.to("2026-11-03 14:00")
    await world.after(minutes=5)
    assert len(reminded(world)) == 1


async def test_a_reminder_that_fails_until_the_reveal_is_dropped() -> None:
    world = await following(Remind.EVERY)
    await world.to("2026-11-03 09:00")
    world.gateway.refuse("direct", Transient("down"))
    await world.to("2026-11-03 14:00")
    await world.to("2026-11-03 15:58")
    world.gateway.fix()
    await world.to("2026-11-03 15:59")
    assert reminded(world) == []


# --- what receipts tell ---


async def receipt_on(world: World, day: str, who: Actor = ANN) -> ReceiptCard:
    await world.to(f"{day} 09:00")
    return the(ReceiptCard, await world.choose(who))


async def test_reminders_are_offered_once_after_the_third_answer() -> None:
    world = World()
    await world.schedule()
    offers: list[bool] = []
    for day in ("2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"):
        offers.append((await receipt_on(world, day)).offer_reminders)
        await world.to(f"{day} 16:00")
    assert offers == [False, False, True, False]


async def test_whoever_chose_is_offered_nothing() -> None:
    world = await following(Remind.STREAK, days=2)
    assert not (await receipt_on(world, "2026-11-04")).offer_reminders


async def test_an_earned_and_a_spent_freeze_are_told_once() -> None:
    world = await following(Remind.OFF, days=5)
    assert (await receipt_on(world, "2026-11-09")).news == (
        "You earned a freeze, for a day you miss. You have 1 now.",
    )
    assert the(ReceiptCard, await world.choose(ANN, right=False)).news == ()
    await world.to("2026-11-09 16:00")
    await world.day("2026-11-10")
    assert (await receipt_on(world, "2026-11-11")).news == (
        "❄️ You missed Tue 10 Nov; a freeze saved your 6-day streak. No freeze left.",
    )
    assert the(ReceiptCard, await world.choose(ANN, right=False)).news == ()


async def test_an_ended_streak_is_told_once_and_kindly() -> None:
    world = await following(Remind.OFF, days=2)
    await world.day("2026-11-04")
    await world.day("2026-11-05")
    assert (await receipt_on(world, "2026-11-06")).news == (
        "Your 2-day streak ended on Wed 4 Nov (your best so far). A new one starts today.",
    )
    assert the(ReceiptCard, await world.choose(ANN, right=False)).news == ()


@pytest.mark.parametrize("who", [BEN, actor("eve")])
async def test_nobody_hears_of_others(who: Actor) -> None:
    world = await following(Remind.OFF, days=2)
    await world.day("2026-11-04", BEN)
    assert (await receipt_on(world, "2026-11-05", who)).news == ()
