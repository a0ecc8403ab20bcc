"""Which questions a mock interview asks: what is weak or due, and what was asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import interview_commands as ic
from bot.engine.cards import (
    ProblemCard,
)
from bot.engine.model.questions import FollowUp, Level
from bot.engine.model.rich_text import Text, paragraph
from tests.support.builders import bank, question
from tests.support.interviewing import ANN, begun, held, to_report
from tests.support.world import World, the, words_in

WHICH = paragraph("Which of these converges?")


@pytest.mark.parametrize("minutes", [0, -5, 9, 61, 1000])
async def test_minutes_that_are_no_interview_are_refused_and_nothing_is_kept(minutes: int) -> None:
    world = World()
    refused = the(
        ProblemCard, await world.ask(ic.StartInterview(ANN, world.clock.now, minutes=minutes))
    )
    assert refused.message == "An interview takes 10 to 60 minutes."
    assert world.store.tables.interviews == {}


async def test_an_unknown_track_is_refused_with_what_was_meant() -> None:
    world = World(bank(question("maths/q1"), question("pytorch/q1")))
    refused = the(ProblemCard, await world.ask(ic.StartInterview(ANN, world.clock.now, "pytroch")))
    assert refused.fix == "Did you mean pytorch?"
    none = ic.StartInterview(ANN, world.clock.now, "maths", Level.ADVANCED)
    assert "advanced maths" in the(ProblemCard, await world.ask(none)).message


async def test_reviews_that_are_due_are_asked_and_unchecked_ones_never() -> None:
    world = World()
    await begun(world)
    await to_report(world)
    due = set(world.store.tables.reviews)
    world.clock.advance(timedelta(days=9))
    unchecked = replace(question("maths/odd"), unchecked="an answer")
    world.store.write_now(lambda tx: tx.questions.put_team(1, unchecked, world.clock.now))
    await world.ask(ic.StartInterview(ANN, world.clock.now, minutes=60))
    asked = {item.question_id for item in held(world, 2).items}
    assert {question_id for _, question_id in due} <= asked
    assert "maths/odd" not in asked
    for _ in range(9):
        await world.ask(ic.StartInterview(ANN, world.clock.now, "maths", minutes=60))
    assert all(i.question_id != "maths/odd" for each in world.store.tables.interviews.values()
               for i in each.items)  # fmt: skip


async def test_a_question_that_needs_its_choices_shows_them_without_the_key() -> None:
    asked = [replace(question(f"maths/q{n}", key=2), prompt=WHICH) for n in range(3)]
    world = World(bank(*asked))
    card = await begun(world)
    assert len(card.options) == 4
    assert "SECRET" not in words_in(card)


async def test_a_question_that_comes_again_asks_its_other_follow_up() -> None:
    one = question("maths/q1")
    two = FollowUp((Text("And then?"),), (Text("So."),))
    world = World(bank(replace(one, follow_ups=(*one.follow_ups, two))))
    await begun(world)
    await to_report(world)
    await world.ask(ic.StartInterview(ANN, world.clock.now))
    assert [held(world, number).items[0].follow_up for number in (1, 2)] == [0, 1]
