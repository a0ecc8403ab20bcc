"""Applause for words that a reveal shows: once a member, for others, nothing before."""

from bot.engine import commands as c
from bot.engine.cards import (
    ProblemCard,
    WordsCard,
)
from bot.engine.rounds.response_counts import ResponseCounts
from tests.support.reveals import (
    ANN,
    BEN,
    CLEO,
    asked,
    posted,
    revealed_words,
    say,
    show_changes,
)
from tests.support.world import World, the, words_in


async def applaud(world: World, who: c.Actor, author: c.Actor) -> object:
    asked = world.round()
    return await world.ask(c.Applaud(who, world.clock.now, asked.id, world.member(author)))


def applause(world: World) -> list[int]:
    return [
        line.applause for card in posted(world, WordsCard) for line in the(WordsCard, card).answers
    ]


async def test_applause_shows_once_a_member_and_can_be_taken_back() -> None:
    world = await revealed_words()
    for who in (BEN, CLEO):
        assert "You applauded Ann's answer." in words_in(await applaud(world, who, ANN))
    assert world.answered[-1] == world.round().id, "the message is to be edited"
    await show_changes(world)
    assert applause(world) == [2]
    assert "back" in words_in(await applaud(world, BEN, ANN))
    await show_changes(world)
    assert applause(world) == [1]
    assert world.points(BEN) == 5, "applause gives no points"


async def test_nobody_applauds_themselves_or_what_is_not_shown() -> None:
    world = await revealed_words()
    assert "your own answer" in the(ProblemCard, await applaud(world, ANN, ANN)).message
    assert "isn't shown" in the(ProblemCard, await applaud(world, CLEO, BEN)).message
    assert applause(world) == [0]


async def test_before_the_reveal_nothing_is_applauded() -> None:
    world = await asked()
    await say(world, ANN, "words")
    assert "after the reveal" in the(ProblemCard, await applaud(world, BEN, ANN)).message


async def test_a_message_that_says_the_same_is_not_edited_again() -> None:
    world = await revealed_words()
    counts = ResponseCounts(world.store, world.bank, {"console": world.gateway})
    await applaud(world, CLEO, ANN)
    for _ in range(2):
        counts.note_response(world.round().id)
        await counts.flush()
    words = next(m.ref.message for m in world.gateway.below() if isinstance(m.card, WordsCard))
    assert world.gateway.calls.count(("update", words)) == 1
