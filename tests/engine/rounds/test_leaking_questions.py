"""A question whose prompt shows the answer is never posted; another one is."""

from dataclasses import replace

from bot.engine.cards import QuestionCard
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import paragraph
from bot.engine.model.rounds import RoundState, Skip
from bot.engine.rounds.slots import claim_slots
from tests.support.builders import at, bank, question
from tests.support.world import World, words_in


def leaking(name: str) -> Question:
    """Return a question as careless imports make them."""
    return replace(question(name), prompt=paragraph("What is it?\nAnswer: a tensor"))


async def test_the_next_question_is_asked_in_its_place() -> None:
    world = World(bank(*(leaking(f"maths/q{n}") for n in range(9)), question("maths/good")))
    await world.schedule()
    for day in (2, 3):
        await world.to(f"2026-11-{day:02} 09:00")
        await world.to(f"2026-11-{day:02} 16:00")
    assert {each.question_id for each in world.rounds()} == {"maths/good"}
    assert "a tensor" not in "".join(map(words_in, world.gateway.seen))


async def test_without_another_the_slot_is_left_out() -> None:
    world = World(bank(leaking("maths/a")))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    assert world.gateway.seen == []
    (only,) = world.rounds()
    assert only.skip_reason is Skip.NO_QUESTION


async def test_one_that_was_claimed_before_is_held_back_when_it_is_to_be_posted() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await world.schedule()
    world.clock.now = at("2026-11-02 09:00")
    (claimed,) = world.store.write_now(lambda tx: claim_slots(tx, world.bank, 1, world.clock.now))
    bad = replace(leaking(claimed.question_id), revision="leaking")
    world.store.write_now(lambda tx: tx.questions.remember(bad))
    world.store.write_now(lambda tx: tx.rounds.save(replace(claimed, revision="leaking")))
    await world.work()
    (shown,) = world.gateway.shown()
    assert isinstance(shown.card, QuestionCard)
    assert world.round().state is RoundState.OPEN
    assert world.round().question_id != claimed.question_id
