"""When a platform refuses: waiting, trying again, giving up, telling the owner once."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.engine import commands as c
from bot.engine.cards import QuestionCard, RevealCard
from bot.engine.errors import ChannelGone, RateLimited, Transient
from bot.engine.model.practice import ReviewState
from bot.engine.model.rounds import RoundState, Skip, Unseen
from bot.engine.model.schedules import ChannelRef
from bot.engine.rounds.slots import claim_slots
from tests.support.builders import CHANNEL, actor, at
from tests.support.world import LEAD, World

ANN = actor("ann")
OTHER = ChannelRef("console", "local", "other")


def tries(world: World) -> int:
    return len([call for call, _ in world.gateway.calls if call == "post"])


async def test_a_passing_fault_is_tried_again_with_growing_pauses() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", Transient("a timeout"))
    await world.to("2026-11-02 09:00")
    tried_at = [world.clock.now]
    while world.clock.now < at("2026-11-02 09:40"):
        before = tries(world)
        await world.after(seconds=5)
        if tries(world) > before:
            tried_at.append(world.clock.now)
    pauses = [(b - a).total_seconds() for a, b in pairwise(tried_at)]
    assert pauses[:5] == [10, 20, 40, 80, 160]
    assert set(pauses[5:]) == {300}
    world.gateway.fix()
    await world.after(minutes=5)
    assert world.round().state is RoundState.OPEN
    assert world.round().late


async def test_after_its_window_a_round_fails_with_the_reason_and_tomorrow_goes_on() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", Transient("the platform is down"))
    await world.to("2026-11-02 09:00")
    for _ in range(80):
        await world.after(minutes=5)
    assert (world.round().state, world.round().note) == (
        RoundState.FAILED,
        "the platform is down",
    )
    world.gateway.fix()
    await world.to("2026-11-03 09:00")
    assert world.round().state is RoundState.OPEN
    assert len(world.gateway.shown()) == 1


async def test_a_failed_rounds_question_is_asked_another_day() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", ChannelGone("gone"), times=1)
    world.gateway.refuse("find", ChannelGone("gone"), times=1)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    failed = world.round()
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, failed.schedule_id))
    await world.to("2026-11-03 09:00")
    assert world.round().question_id == failed.question_id
    assert world.round().id != failed.id


async def test_a_question_that_nobody_saw_gives_its_number_to_the_next() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    world.gateway.refuse("post", Transient("the platform is down"))
    await world.to("2026-11-03 09:00")
    for _ in range(80):
        await world.after(minutes=5)
    assert world.round().state is RoundState.FAILED
    world.gateway.fix()
    await world.to("2026-11-04 09:00")
    shown = [message.card for message in world.gateway.shown()]
    assert [card.number for card in shown if isinstance(card, QuestionCard)] == [2]
    assert world.round().number == 2


async def test_a_round_claimed_by_a_worker_that_died_is_too_late_after_its_window() -> None:
    world = World()
    await world.schedule()
    world.clock.now = at("2026-11-02 09:00")
    schedule = world.read(lambda tx: tx.schedules.all())[0]
    world.store.write_now(lambda tx: claim_slots(tx, world.bank, schedule.id, world.clock.now))
    await world.out_until("2026-11-02 15:00")
    assert world.rounds()[0].skip_reason is Skip.OUTAGE
    assert world.gateway.calls == []


@pytest.mark.parametrize("reached", [True, False])
async def test_a_pause_while_it_is_unsure_whether_people_saw_it_posts_nothing_more(
    reached: bool,
) -> None:
    world = World()
    made = await world.schedule()
    if reached:
        world.gateway.lose_answer("post")
    else:
        world.gateway.refuse("post", Transient("down"), times=1)
    await world.to("2026-11-02 09:00")
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, made.id))
    await world.after(minutes=1)
    assert tries(world) == 1
    (only,) = world.rounds()
    assert only.state is (RoundState.OPEN if reached else RoundState.SKIPPED)
    await world.to("2026-11-02 16:00")
    assert len(world.gateway.answers()) == int(reached), "what people saw is revealed"


async def test_a_rate_limit_is_waited_for() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", RateLimited(90), times=1)
    await world.to("2026-11-02 09:00")
    await world.after(seconds=89)
    assert tries(world) == 1
    await world.after(seconds=1)
    assert tries(world) == 2
    assert world.round().state is RoundState.OPEN


async def test_a_reveal_that_can_never_be_shown_is_let_be_after_a_week() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    world.gateway.refuse("update", Transient("broken for good"))
    await world.to("2026-11-02 16:00")
    for _ in range(120):
        await world.after(minutes=5)
    await world.to("2026-11-09 15:59")
    assert world.round(1).state is RoundState.REVEALING
    await world.to("2026-11-09 16:05")
    assert world.round(1).state is RoundState.REVEALED
    assert "broken for good" in world.round(1).note
    assert world.points(ANN) == 10


async def test_a_reveal_that_fails_at_first_after_weeks_of_outage_is_tried_again() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    world.gateway.refuse("update", Transient("down"), times=3)
    await world.out_until("2026-11-20 08:00")
    for _ in range(3):
        await world.after(minutes=1)
    assert world.round(1).state is RoundState.REVEALED
    assert len(world.gateway.answers()) == 1


async def test_a_closed_channel_stops_no_other() -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    world.gateway.refuse("post", ChannelGone("gone"), CHANNEL)
    await world.to("2026-11-02 09:00")
    await world.after(minutes=4)
    assert len(world.gateway.shown(OTHER)) == 1
    assert len(world.gateway.directs) == 1


async def test_a_channel_lost_before_the_reveal_costs_nobody_points() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    world.gateway.refuse("update", ChannelGone("gone"))
    await world.to("2026-11-02 16:00")
    await world.after(minutes=4)
    assert world.round().state is RoundState.REVEALED
    assert world.points(ANN) == 10
    assert world.streak(ANN).current == 1
    assert len(world.gateway.directs) == 1


async def test_a_reveal_that_a_closed_channel_missed_is_shown_once_it_is_open_again() -> None:
    world = World()
    made = await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    world.gateway.refuse("update", ChannelGone("archived"))
    await world.to("2026-11-02 16:00")
    world.gateway.fix()
    for day in (2, 3):
        await world.to(f"2026-11-{day:02} 17:00")
        await world.ask(c.ResumeSchedule(LEAD, world.clock.now, made.id))
        await world.after(minutes=1)
        assert isinstance(world.gateway.shown()[0].card, RevealCard)
        assert len(world.gateway.answers()) == 1
    assert (world.round(1).state, world.round(1).unseen) == (RoundState.REVEALED, Unseen.NOTHING)
    assert world.points(ANN) == 10


async def test_a_reveal_that_cannot_be_shown_is_closed_all_the_same_and_shown_later() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    world.gateway.refuse("update", Transient("down"))
    await world.to("2026-11-02 16:00")
    assert world.round().state is RoundState.REVEALING
    assert world.points(ANN) == 10
    late = await world.choose(ANN, right=False)
    assert type(late).__name__ == "ProblemCard"
    world.gateway.fix()
    await world.after(minutes=5)
    assert world.round().state is RoundState.REVEALED
    assert world.round().revealed_at == at("2026-11-02 16:00")
    assert world.points(ANN) == 10


async def test_a_fault_of_our_own_is_logged_with_the_rounds_id_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    await world.schedule()
    await world.schedule(OTHER)
    world.gateway.refuse("post", KeyError("a fault of the adapter"), CHANNEL, times=1)
    await world.to("2026-11-02 09:00")
    (told,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert "round 1" in told.getMessage()
    assert len(world.gateway.shown(OTHER)) == 1
    await world.after(minutes=1)
    assert len(world.gateway.shown(CHANNEL)) == 1


async def test_a_round_that_cannot_even_be_begun_is_not_tried_at_every_wake(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    broken = ReviewState(world.member(ANN), world.round().question_id, world.clock.now, "not JSON")
    world.store.write_now(lambda tx: tx.practice.save_review(broken))
    await world.to("2026-11-02 16:00")
    for _ in range(60):
        await world.after(seconds=5)
    told = [each for each in caplog.records if each.levelname == "ERROR"]
    assert 2 <= len(told) <= 8
    assert {each.getMessage() for each in told} == {"round 1 failed"}
    world.store.tables.reviews.clear()
    await world.after(minutes=5)
    assert world.round().state is RoundState.REVEALED
    assert world.points(ANN) == 10


async def test_a_pause_before_the_next_try_holds_for_every_worker() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", Transient("down"))
    await world.to("2026-11-02 09:00")
    attempts = world.round().attempts
    second = world.worker("second")
    await second.wake()
    await second.wait_until_idle()
    assert world.round().attempts == attempts


async def test_a_late_first_try_moves_the_reveal_so_that_people_have_an_hour() -> None:
    world = World()
    await world.schedule()
    world.gateway.refuse("post", RateLimited(timedelta(hours=5.9).total_seconds()), times=1)
    await world.to("2026-11-02 09:00")
    await world.to("2026-11-02 14:54")
    opened = world.round()
    assert opened.state is RoundState.OPEN
    assert opened.late
    assert opened.opened_at == at("2026-11-02 14:54")
    assert opened.reveal_at == at("2026-11-02 16:00")
