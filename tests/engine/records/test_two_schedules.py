"""Two schedules on one day: any of its questions keeps it, and its last one decides it."""

from datetime import time, timedelta

from bot.engine.errors import Transient
from bot.engine.model.questions import Format
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import CHANNEL, actor, plan
from tests.support.world import World

ANN = actor("ann")
OTHER = ChannelRef("console", "local", "other")


async def two_schedules() -> World:
    """Return a world where Ann follows a morning (to 10:00) and an evening (to 20:00) question."""
    world = World()
    await world.schedule(what=plan(at=time(9), reveal_at=time(10)))
    await world.schedule(OTHER, what=plan(at=time(18), reveal_at=time(20), format=Format.OPEN))
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.to("2026-11-02 10:00")
    await world.to("2026-11-02 18:00")
    await world.say(ANN, "words")
    await world.to("2026-11-02 20:00")
    return world


async def both_kept_on_monday() -> World:
    """Return a world with a question at nine and one at ten, both answered on Monday."""
    world = World()
    await world.schedule(what=plan(at=time(9), reveal_at=time(12)))
    await world.schedule(OTHER, what=plan(at=time(10), reveal_at=time(16)))
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.to("2026-11-02 10:00")
    await world.choose(ANN)
    await world.to("2026-11-02 16:00")
    return world


async def test_a_day_is_kept_by_any_one_of_its_questions() -> None:
    world = await two_schedules()
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 10:00")
    await world.to("2026-11-03 18:00")
    await world.say(ANN, "words")
    await world.to("2026-11-03 20:00")
    await world.to("2026-11-04 09:00")
    await world.choose(ANN)
    await world.to("2026-11-04 10:00")
    assert world.outcomes(ANN) == ["2 kept", "3 kept", "4 kept"]
    await world.to("2026-11-04 18:00")
    await world.to("2026-11-04 20:00")
    assert world.outcomes(ANN) == ["2 kept", "3 kept", "4 kept"]


async def test_a_day_is_not_missed_while_another_of_its_questions_is_open() -> None:
    world = await both_kept_on_monday()
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 10:00")
    await world.to("2026-11-03 12:00")
    assert world.outcomes(ANN) == ["2 kept"]
    assert world.differences() == ()
    await world.to("2026-11-03 16:00")
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]


async def test_a_day_that_waited_for_a_question_that_failed_is_judged_then() -> None:
    world = await both_kept_on_monday()
    world.gateway.refuse("post", Transient("down"), OTHER)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 10:00")
    await world.to("2026-11-03 12:00")
    assert world.outcomes(ANN) == ["2 kept"]
    await world.to("2026-11-03 17:00")
    assert world.round().state is RoundState.FAILED
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]
    assert world.differences() == ()


async def test_who_joins_a_second_schedule_late_in_the_day_keeps_the_day() -> None:
    world = World()
    await world.schedule(what=plan(at=time(9), reveal_at=time(12)))
    await world.schedule(OTHER, what=plan(at=time(10), reveal_at=time(16)))
    await world.to("2026-11-02 09:00")
    await world.choose(ANN, round_id=1)
    await world.to("2026-11-02 12:00")
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 10:00")
    await world.to("2026-11-03 12:00")
    assert world.outcomes(ANN)[-1] == "3 missed"
    await world.choose(ANN)
    assert world.differences() == (), "a day still to be decided isn't a difference"
    await world.to("2026-11-03 16:00")
    assert world.outcomes(ANN)[-1] == "3 kept"
    assert world.differences() == ()


async def test_an_earlier_day_that_closes_late_is_told_in_its_place() -> None:
    world = World()
    await world.schedule(CHANNEL, what=plan(at=time(9), reveal_at=time(12)))
    await world.schedule(OTHER, what=plan(at=time(10), reveal_after=timedelta(days=2)))
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.to("2026-11-02 10:00")
    await world.choose(ANN)
    await world.to("2026-11-02 12:00")
    for when in ("03 09:00", "03 10:00", "03 12:00", "04 09:00"):
        await world.to(f"2026-11-{when}")
    await world.choose(ANN)
    for when in ("04 10:00", "04 12:00"):
        await world.to(f"2026-11-{when}")
    assert world.outcomes(ANN) == ["2 kept", "4 kept"], "Tuesday's other question is open"
    assert world.streak(ANN).current == 2
    await world.to("2026-11-05 10:00")
    assert world.outcomes(ANN) == ["2 kept", "3 missed", "4 kept"]
    assert world.streak(ANN).current == 1
    assert world.differences() == ()
