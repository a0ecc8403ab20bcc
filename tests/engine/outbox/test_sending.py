"""A message reaches its channel or account once, or is dropped with a reason."""

import logging
from datetime import timedelta

import pytest

from bot.engine.cards import NoticeCard
from bot.engine.errors import ChannelGone, NotPermitted, Transient
from bot.engine.model.deliveries import DeliveryKind, DeliveryState
from bot.engine.outbox.builders import BUILDERS
from bot.engine.rounds.lease import Timing
from tests.support.builders import CHANNEL, actor
from tests.support.messages import ANN_ACCOUNT, add, asking, found, reminder, state


def test_every_kind_has_a_builder() -> None:
    assert BUILDERS.keys() == set(DeliveryKind)


async def test_a_message_to_an_account_is_sent_once() -> None:
    world = await asking()
    assert add(world, reminder(world))
    assert not add(world, reminder(world)), "its key is known"
    await world.work()
    await world.after(minutes=5)
    ((account, card),) = world.gateway.directs
    assert account == ANN_ACCOUNT
    assert isinstance(card, NoticeCard)
    assert state(world) is DeliveryState.SENT
    assert found(world).message == world.gateway.direct_keys[0][0]


async def test_a_message_to_a_channel_is_posted_with_its_key() -> None:
    world = await asking()
    add(world, reminder(world, "recap-1", target=CHANNEL))
    await world.work()
    (message,) = (each for each in world.gateway.messages if each.key == "recap-1")
    assert found(world, "recap-1").message == message.ref


async def test_a_message_waits_until_it_is_due_and_says_when_that_is() -> None:
    world = await asking()
    later = world.clock.now + timedelta(minutes=30)
    add(world, reminder(world, due_at=later))
    await world.work()
    assert world.gateway.directs == []
    assert await world.outbox.next_due() == later
    await world.after(minutes=30)
    assert len(world.gateway.directs) == 1
    assert await world.outbox.next_due() is None


async def test_what_is_no_longer_needed_is_dropped_with_the_reason(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = await asking()
    await world.choose(actor("ann"))
    add(world, reminder(world, member_id=world.member(actor("ann"))))
    with caplog.at_level(logging.INFO):
        await world.work()
    assert world.gateway.directs == []
    assert (state(world), found(world).note) == (DeliveryState.DROPPED, "it was answered")
    assert "reminder-1-1 not sent: it was answered" in caplog.text


async def test_what_comes_too_late_is_dropped() -> None:
    world = await asking()
    add(world, reminder(world))
    world.clock.advance(timedelta(hours=2))
    await world.outbox.wake()
    await world.outbox.wait_until_idle()
    assert world.gateway.directs == []
    assert found(world).note == "it couldn't be sent in time"


async def test_a_passing_fault_is_tried_again_with_growing_waits_inside_the_window() -> None:
    world = await asking()
    add(world, reminder(world))
    world.gateway.refuse("direct", Transient("down"), times=2)
    await world.work()
    assert await world.outbox.next_due() == world.clock.now + timedelta(seconds=10)
    await world.after(seconds=10)
    assert await world.outbox.next_due() == world.clock.now + timedelta(seconds=20)
    await world.after(seconds=20)
    assert len(world.gateway.directs) == 1
    assert state(world) is DeliveryState.SENT


async def test_a_fault_that_outlasts_the_window_drops_the_message() -> None:
    world = await asking()
    add(world, reminder(world, expires_at=world.clock.now + timedelta(minutes=1)))
    world.gateway.refuse("direct", Transient("down"))
    await world.work()
    for _ in range(3):
        await world.after(minutes=1)
    assert found(world).note == "it couldn't be sent in time: down"
    assert await world.outbox.next_due() is None


@pytest.mark.parametrize("error", [NotPermitted("closed"), ChannelGone("gone")])
async def test_a_refusal_that_lasts_is_looked_at_twice_and_then_dropped(error: Exception) -> None:
    world = await asking()
    add(world, reminder(world))
    world.gateway.refuse("direct", error)
    await world.work()
    assert state(world) is DeliveryState.SENDING
    await world.after(minutes=4)
    assert (state(world), found(world).note) == (DeliveryState.DROPPED, str(error))
    world.gateway.fix()
    await world.after(minutes=30)
    assert world.gateway.directs == []


@pytest.mark.parametrize("target", [ANN_ACCOUNT, CHANNEL])
async def test_an_answer_lost_after_the_send_does_not_send_again(target: object) -> None:
    world = await asking()
    add(world, reminder(world, target=target))
    world.gateway.lose_answer("direct")
    world.gateway.lose_answer("post")
    await world.work()
    assert state(world) is DeliveryState.SENDING
    await world.after(minutes=1)
    assert state(world) is DeliveryState.SENT
    assert len(world.gateway.directs) + len(world.gateway.messages) == 2, "it and the question"


async def test_what_cannot_be_looked_for_is_not_sent_again() -> None:
    world = await asking()
    add(world, reminder(world))
    world.gateway.lose_answer("direct")
    world.gateway.refuse("find_direct", Transient("down"))
    await world.work()
    for _ in range(5):
        await world.after(minutes=5)
    assert len(world.gateway.directs) == 1
    world.gateway.fix()
    await world.after(minutes=5)
    assert len(world.gateway.directs) == 1
    assert state(world) is DeliveryState.SENT


async def test_a_message_that_waits_again_is_shown_in_place() -> None:
    world = await asking()
    add(world, reminder(world, target=CHANNEL))
    await world.work()
    sent = found(world)
    world.store.write_now(lambda tx: tx.deliveries.show_again(sent.key, world.clock.now))
    await world.work()
    assert len(world.gateway.messages) == 2
    assert ("update", "2") in world.gateway.calls
    assert state(world) is DeliveryState.SENT


async def test_a_hanging_call_delays_no_other_message() -> None:
    world = await asking()
    world.gateway.hang("direct", times=1)
    add(world, reminder(world))
    add(world, reminder(world, "reminder-1-2"))
    await world.outbox.wake()
    await world.until(lambda: state(world, "reminder-1-2") is DeliveryState.SENT)
    assert state(world) is DeliveryState.SENDING
    world.gateway.release()
    await world.outbox.wait_until_idle()
    assert state(world) is DeliveryState.SENT


async def test_a_call_that_never_returns_is_given_up_and_looked_after() -> None:
    world = await asking()
    world.timing = Timing(call=timedelta(milliseconds=10))
    world.outbox = world.outbox_worker("first")
    world.gateway.hang("direct", times=1)
    add(world, reminder(world))
    await world.work()
    assert found(world).note == "the platform did not answer in time"
    await world.after(minutes=1)
    assert len(world.gateway.directs) == 1


async def test_a_stop_cuts_a_hanging_message_short_for_any_worker_to_resume() -> None:
    world = await asking()
    world.gateway.hang("direct", times=1)
    add(world, reminder(world))
    await world.outbox.wake()
    await world.until(lambda: ("direct", "ann") in world.gateway.calls)
    await world.outbox.stop(0.01)
    assert (found(world).worker, state(world)) == ("", DeliveryState.SENDING)
    world.outbox = world.outbox_worker("second")
    await world.after(seconds=10)
    assert len(world.gateway.directs) == 1


async def test_forgotten_people_get_no_message_and_removed_rounds_take_theirs_along() -> None:
    world = await asking()
    await world.choose(actor("ann"))
    later = world.clock.now + timedelta(minutes=30)
    member = world.member(actor("ann"))
    add(world, reminder(world, member_id=member, due_at=later))
    world.store.write_now(lambda tx: tx.members.forget(member))
    assert world.read(lambda tx: tx.deliveries.by_key("reminder-1-1")) is None
