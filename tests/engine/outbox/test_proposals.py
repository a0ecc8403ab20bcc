"""Reviewers are told of suggestions and reports, and whoever wrote of what became of them."""

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import Card, VerdictCard
from bot.engine.cards.questions import ReviewCard
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import actor, bank, question
from tests.support.world import LEAD, World, suggest

ANN, BEN = actor("ann"), actor("ben")
ROOM = ChannelRef("console", "local", "reviewers")


async def a_world() -> World:
    world = World(bank(question("maths/q1"), question("maths/q2")))
    await world.schedule()
    return world


async def tell(world: World) -> None:
    await world.outbox.wake()
    await world.outbox.wait_until_idle()


def shown(world: World, kind: type[Card]) -> list[Card]:
    """Return what people see now of the private messages of a kind."""
    return [card for _, card in world.gateway.directs if isinstance(card, kind)]


async def test_whoever_set_the_schedule_up_is_told_and_sees_what_became_of_it() -> None:
    world = await a_world()
    await suggest(world, ANN)
    await tell(world)
    (card,) = shown(world, ReviewCard)
    assert isinstance(card, ReviewCard)
    assert (card.author, card.settled) == ("Ann", None)
    assert card.whole is not None
    await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, number=1))
    await tell(world)
    (card,) = shown(world, ReviewCard)
    assert isinstance(card, ReviewCard)
    assert card.settled is not None
    (told,) = shown(world, VerdictCard)
    assert isinstance(told, VerdictCard)
    assert told.title == "Your question is in: Views"


async def test_the_chosen_channel_is_told_instead() -> None:
    world = await a_world()
    await world.ask(qc.SetReviewers(LEAD, world.clock.now, ROOM))
    await suggest(world, ANN)
    (delivery,) = world.store.tables.deliveries.values()
    assert delivery.target == ROOM


async def test_the_author_reads_why_it_was_declined() -> None:
    world = await a_world()
    await suggest(world, ANN)
    await world.ask(qc.Decline(LEAD, world.clock.now, number=1, reason="We have one."))
    await tell(world)
    (told,) = shown(world, VerdictCard)
    assert isinstance(told, VerdictCard)
    assert told.title == "Not this time: Views"
    assert "We have one." in told.lines


async def test_a_report_on_an_open_question_is_told_without_its_answer() -> None:
    world = await a_world()
    await world.to("2026-11-02 09:00")
    await world.ask(c.FlagQuestion(BEN, world.clock.now, "", "B is right, too.", 1))
    await tell(world)
    (card,) = shown(world, ReviewCard)
    assert isinstance(card, ReviewCard)
    assert "SECRET" not in str(card)
    assert card.text == "B is right, too."
