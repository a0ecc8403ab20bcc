"""Whoever suggested a question is named once it is revealed, unless they don't want to be."""

import pytest

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import NoticeCard, ProblemCard, RevealCard
from bot.engine.cards.questions import VerdictCard
from tests.support.builders import actor, bank, question
from tests.support.world import LEAD, World, suggest, the, words_in

ANN, BEN = actor("ann"), actor("ben")


async def revealed() -> World:
    """Return a world in which a suggestion of Ann's was asked and revealed."""
    world = World(bank(question("maths/q1")))
    await world.schedule()
    await suggest(world, ANN)
    await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, number=1))
    await world.ask(qc.AskNext(LEAD, world.clock.now, "maths/views"))
    await world.to("2026-11-02 09:00")
    assert "Ann" not in "".join(words_in(message.card) for message in world.gateway.messages)
    await world.choose(BEN)
    await world.to("2026-11-02 16:00")
    return world


def credit(world: World) -> str:
    (card,) = [m.card for m in world.gateway.messages if isinstance(m.card, RevealCard)]
    return the(RevealCard, card).credit


async def test_the_author_is_named_below_the_revealed_question() -> None:
    world = await revealed()
    assert credit(world) == "Ann"


async def test_the_author_can_take_their_name_off() -> None:
    world = await revealed()
    (verdict,) = [card for _, card in world.gateway.directs if isinstance(card, VerdictCard)]
    assert verdict.named
    due = world.due
    card = await world.ask(qc.HideCredit(ANN, world.clock.now, verdict.proposal_id))
    assert the(NoticeCard, card).title == "Your name isn't shown."
    assert world.due > due, "the daily work hears of it"
    await world.work()
    assert credit(world) == ""


@pytest.mark.parametrize("way", ["forgotten", "hidden"])
async def test_who_is_forgotten_or_hides_is_not_named(way: str) -> None:
    world = await revealed()
    if way == "forgotten":
        await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    else:
        await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
        await world.ask(qc.AskNext(LEAD, world.clock.now, "maths/views"))
        world.gateway.messages.clear()
        await world.day("2026-11-03", BEN)
    await world.work()
    assert credit(world) == ""


async def test_only_the_author_takes_their_name_off() -> None:
    world = await revealed()
    for who in (BEN, LEAD):
        card = await world.ask(qc.HideCredit(who, world.clock.now, 1))
        assert "isn't a suggestion of yours" in the(ProblemCard, card).message
    await world.work()
    assert credit(world) == "Ann"
