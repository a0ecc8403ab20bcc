"""Tables that only grow are kept short, a few rows at a time."""

from datetime import timedelta

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import DrillCard
from bot.engine.model.question_form import QuestionForm
from bot.engine.records.housekeeping import (
    DRAFTS_KEPT,
    DRILLS_KEPT,
    EVENTS_KEPT,
    PLAN_WAITS,
    prune,
    tidy,
)
from tests.support.builders import CHANNEL, actor, plan
from tests.support.world import LEAD, World, the

ANN = actor("ann")
MOMENT = timedelta(seconds=1)


async def test_everything_old_goes_however_much_there_is() -> None:
    world = World()
    now = world.clock.now
    for number in range(7):
        world.store.write_now(lambda tx, n=number: tx.events.first_time(f"Ev{n}", now))
    world.clock.advance(EVENTS_KEPT + MOMENT)
    world.store.write_now(lambda tx: tx.events.first_time("new", world.clock.now))
    assert world.store.write_now(lambda tx: prune(tx, world.clock.now, 2))
    assert len(world.store.tables.events) == 6
    await tidy(world.store, world.clock, batch=2)
    assert len(world.store.tables.events) == 1
    assert not world.store.write_now(lambda tx: prune(tx, world.clock.now, 2))


async def test_what_may_still_be_needed_stays() -> None:
    world = World()
    start = world.clock.now
    await world.ask(c.PreviewSchedule(LEAD, start, CHANNEL, plan(), "token"))
    drill = the(DrillCard, await world.ask(c.StartQuiz(ANN, start, count=1)))
    done = the(DrillCard, await world.ask(c.StartQuiz(ANN, start, count=1)))
    await world.ask(c.AnswerDrill(ANN, start, done.drill_id, 0, "A"))
    tables = world.store.tables
    for age, left in (
        (PLAN_WAITS - MOMENT, (1, {drill.drill_id, done.drill_id})),
        (PLAN_WAITS, (0, {drill.drill_id, done.drill_id})),
        (DRILLS_KEPT, (0, {drill.drill_id, done.drill_id})),
        (DRILLS_KEPT + MOMENT, (0, {done.drill_id})),
    ):
        world.clock.now = start + age
        await tidy(world.store, world.clock)
        tables = world.store.tables
        assert (len(tables.waiting_plans), set(tables.drills)) == left, age


async def test_a_question_that_was_begun_waits_for_thirty_days() -> None:
    world = World()
    form = QuestionForm("Views", "Why?")
    await world.ask(qc.CheckQuestion(actor("ann"), world.clock.now, form))
    begun = world.clock.now
    world.store.write_now(lambda tx: prune(tx, begun + DRAFTS_KEPT, 9))
    assert len(world.store.tables.drafts) == 1
    world.store.write_now(lambda tx: prune(tx, begun + DRAFTS_KEPT + MOMENT, 9))
    assert world.store.tables.drafts == {}
