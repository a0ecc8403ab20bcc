"""A member's result: verdict, reasons, where they stand, and the question once more later."""

import pytest

from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine.cards import (
    Card,
    DrillCard,
    MineCard,
    NoticeCard,
    ProblemCard,
    ReasonsCard,
    ReceiptCard,
    Standing,
)
from bot.engine.model.people import Actor
from tests.support.builders import actor, bank, question
from tests.support.world import World, the, words_in

ANN, BEN, CLEO = actor("ann"), actor("ben"), actor("cleo")


async def revealed() -> World:
    """Return a world after a reveal: Ann was right, Ben was wrong, Cleo wrote words."""
    world = World(bank(question("maths/only", key=2)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.choose(BEN, right=False)
    await world.say(CLEO, "in my words")
    await world.to("2026-11-02 16:00")
    return world


async def mine(world: World, who: Actor) -> MineCard:
    return the(MineCard, await world.ask(c.ShowMine(who, world.clock.now, 1)))


async def test_a_result_has_both_choices_with_their_reasons() -> None:
    world = await revealed()
    right, wrong, words = [await mine(world, who) for who in (ANN, BEN, CLEO)]
    assert right.chosen == right.answer == wrong.answer == words.answer
    assert right.answer is not None
    assert "Choice 2" in words_in(right.answer.text)
    assert wrong.chosen is not None
    assert wrong.chosen.letter == wrong.letter != right.letter
    assert wrong.chosen.why
    assert (words.chosen, words.right, words.can_mark) == (None, None, True)


async def test_a_result_says_where_one_stands_this_week() -> None:
    world = await revealed()
    assert (await mine(world, ANN)).standing == Standing(10, 1, 1, 1, 1, 4)
    assert (await mine(world, BEN)).standing == Standing(2, 3, 1, 1, 1, 4)
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
    hidden = (await mine(world, ANN)).standing
    assert hidden is not None
    assert hidden.place == 0, "who is hidden has no place"


async def test_who_was_saved_by_a_freeze_is_told() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(9))))
    await world.schedule()
    for day in (2, 3, 4, 5, 6):
        await world.day(f"2026-11-{day:02}", ANN)
    missed = await world.day("2026-11-09", BEN)
    first, again = [
        the(MineCard, await world.ask(c.ShowMine(ANN, world.clock.now, missed.id)))
        for _ in range(2)
    ]
    assert first.freezes is None
    assert any("You missed Mon 9 Nov; a freeze saved" in line for line in first.news)
    assert (again.freezes, again.news) == (0, ()), "the news comes once, the fact stays"


async def test_a_streak_that_ended_is_told_once_in_the_result_or_the_receipt() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(9))))
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.day("2026-11-03", ANN, BEN)
    missed = await world.day("2026-11-04", BEN)
    first = the(MineCard, await world.ask(c.ShowMine(ANN, world.clock.now, missed.id)))
    (told,) = first.news
    assert told == (
        "Your 2-day streak ended on Wed 4 Nov (your best so far). A new one starts with your "
        "next answer."
    )
    again = the(MineCard, await world.ask(c.ShowMine(ANN, world.clock.now, missed.id)))
    assert again.news == ()
    await world.to("2026-11-05 09:00")
    assert the(ReceiptCard, await world.choose(ANN)).news == ()


async def test_what_a_receipt_has_told_is_not_told_in_the_result() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(9))))
    await world.schedule()
    await world.day("2026-11-02", ANN, BEN)
    await world.day("2026-11-03", BEN)
    await world.to("2026-11-04 09:00")
    assert the(ReceiptCard, await world.choose(ANN)).news
    await world.to("2026-11-04 16:00")
    card = await world.ask(c.ShowMine(ANN, world.clock.now, world.round().id))
    assert the(MineCard, card).news == ()


async def test_the_reasons_of_the_wrong_choices_come_with_ones_own_first() -> None:
    world = await revealed()
    card = the(ReasonsCard, await world.ask(c.ShowReasons(BEN, world.clock.now, 1)))
    assert card.chosen == card.wrong[0].letter == (await mine(world, BEN)).letter
    assert len(card.wrong) == 3
    assert card.answer not in card.wrong
    others = the(ReasonsCard, await world.ask(c.ShowReasons(CLEO, world.clock.now, 1)))
    letters = [choice.letter for choice in others.wrong]
    assert (others.chosen, letters) == ("", sorted(letters))


@pytest.mark.parametrize("kind", [c.ShowReasons, c.PracticeLater])
async def test_nothing_of_the_answer_is_told_before_the_reveal(
    kind: type[c.ShowReasons] | type[c.PracticeLater],
) -> None:
    world = World(bank(question("maths/only", key=2)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    card = await world.ask(kind(ANN, world.clock.now, 1))
    assert "with the answer" in the(ProblemCard, card).message
    assert world.read(lambda tx: tx.practice.reviews_of(world.member(ANN))) == ()


async def test_a_round_that_nobody_saw_has_no_result() -> None:
    world = await revealed()
    stranger = actor("zoe", workspace="elsewhere")
    for kind in (c.ShowReasons, c.PracticeLater, c.ShowMine):
        card = await world.ask(kind(stranger, world.clock.now, 1))
        assert "another team" in the(ProblemCard, card).message


def reviews(world: World, who: Actor) -> int:
    return len(world.read(lambda tx: tx.practice.reviews_of(world.member(who))))


async def later(world: World, who: Actor) -> Card:
    return await world.ask(c.PracticeLater(who, world.clock.now, 1))


async def test_practice_later_asks_the_question_in_the_next_practice_once() -> None:
    world = await revealed()
    for who in (ANN, CLEO):
        offered = await mine(world, who)
        assert (offered.can_practice, offered.in_reviews) == (True, False)
        for _ in range(2):
            assert the(MineCard, await later(world, who)).in_reviews
        assert reviews(world, who) == 1
        drill = the(DrillCard, await world.ask(c.StartPractice(who, world.clock.now)))
        assert (drill.total, drill.subject.title) == (1, offered.subject.title)


async def test_practice_later_does_not_ask_what_is_open_again() -> None:
    world = await revealed()
    await later(world, ANN)
    await world.to("2026-11-03 09:00")  # the only question there is
    assert world.round().question_id == "maths/only"
    card = await world.ask(c.StartPractice(ANN, world.clock.now))
    assert "right now" in the(NoticeCard, card).title


async def test_one_key_point_is_ticked_and_unticked_by_what_is_wanted() -> None:
    world = await revealed()

    async def tick(index: int, covered: bool) -> list[bool | None]:
        card = await world.ask(kc.TickKeyPoint(CLEO, world.clock.now, 1, index, covered))
        return [mark.covered for mark in the(MineCard, card).key_points]

    assert await tick(1, True) == [False, True]
    assert await tick(1, True) == [False, True], "a double press does no harm"
    assert await tick(0, True) == [True, True]
    assert await tick(1, False) == [True, False]
    assert await tick(99, True) == [True, False]
