"""Fixing the bank: correcting a key, retiring, suggesting, flagging."""

import json
from datetime import datetime

import pytest

from bot.engine import commands as c
from bot.engine.cards import Card, DrillSummaryCard, NoticeCard, ProblemCard, RevealCard
from bot.engine.commands import Command
from bot.engine.model.people import Actor
from bot.engine.model.rounds import RoundState
from bot.engine.records.export import everything_about
from bot.engine.rounds.cards import reveal_card
from bot.engine.rounds.closed_rounds import look_at_closed
from tests.support.builders import actor, at, bank, question
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")
NOW = at("2026-11-02 12:00")


async def revealed() -> World:
    """Return a world where Ann was right, Ben took choice 2 and Cleo used words."""
    world = World(bank(question("maths/only", key=0)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    letter = "ABCD"[world.round().shown_order.index(1)]
    await world.ask(c.SubmitChoice(BEN, world.clock.now, 1, letter))
    await world.say(actor("cleo"), "words")
    await world.to("2026-11-02 16:00")
    return world


async def correct(world: World, number: int, reason: str = "the paper says so") -> Card:
    return await world.ask(c.CorrectKey(LEAD, world.clock.now, "maths/only", number, reason))


async def test_a_corrected_key_scores_past_rounds_again_and_logs_why() -> None:
    world = await revealed()
    await world.to("2026-11-20 08:00")
    card = await correct(world, 2)
    assert isinstance(card, NoticeCard)
    assert card.lines == ("Rescored 1 past question.", "2 results changed.", "the paper says so")
    assert [world.points(who) for who in (ANN, BEN, actor("cleo"))] == [2, 10, 5]
    log = world.read(lambda tx: tx.points.of_member(world.member(ANN)))
    assert [(entry.points, entry.reason) for entry in log] == [
        (10, "right choice"),
        (-8, "answer corrected: the paper says so"),
    ]
    assert log[0].on == log[1].on, "past boards are fixed, too"
    assert world.differences() == ()


async def test_correcting_back_gives_everyone_back_what_they_had() -> None:
    world = await revealed()
    await correct(world, 2)
    await correct(world, 1)
    assert [world.points(who) for who in (ANN, BEN)] == [10, 2]
    assert world.differences() == ()


async def test_the_reveal_shows_the_fixed_key_and_says_why() -> None:
    world = await revealed()
    await world.to("2026-11-03 08:00")
    await correct(world, 2)
    card = world.read(
        lambda tx: reveal_card(world.bank, look_at_closed(tx, world.bank, world.round(1)))
    )
    assert isinstance(card, RevealCard)
    assert card.corrected == "the paper says so"
    assert card.right_names == ("Ben",)


async def test_an_open_round_is_closed_with_the_fixed_key() -> None:
    world = World(bank(question("maths/only", key=0)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await correct(world, 2)
    await world.choose(BEN)
    await world.to("2026-11-02 16:00")
    assert (world.points(ANN), world.points(BEN)) == (2, 10)


async def test_later_rounds_ask_with_the_fixed_key() -> None:
    world = await revealed()
    await correct(world, 2)
    await world.to("2026-11-03 09:00")
    assert world.round().right_choice == 1


async def test_another_teams_key_stays() -> None:
    world = await revealed()
    other = actor("zoe", manager=True, workspace="elsewhere")
    await world.ask(c.StartQuiz(other, world.clock.now, count=1))
    await correct(world, 2)
    drill = world.store.tables.drills[1]
    letter = "ABCD"[drill.items[0].order.index(0)]
    card = await world.ask(c.AnswerDrill(other, world.clock.now, 1, 0, letter))
    assert the(DrillSummaryCard, card).right == 1


@pytest.mark.parametrize(
    ("number", "reason", "message"),
    [
        (5, "why", "maths/only has 4 choices."),
        (0, "why", "maths/only has 4 choices."),
        (2, "  ", "The reason is empty."),
        (2, "x" * 5000, "The reason is too long."),
    ],
)
async def test_a_correction_that_makes_no_sense_is_refused(
    number: int, reason: str, message: str
) -> None:
    world = await revealed()
    card = await correct(world, number, reason)
    assert isinstance(card, ProblemCard)
    assert card.message == message
    assert world.points(ANN) == 10


async def test_the_key_that_is_right_already_changes_nothing() -> None:
    world = await revealed()
    card = await correct(world, 1)
    assert isinstance(card, NoticeCard)
    assert "already the right one" in card.title
    assert len(world.read(lambda tx: tx.points.of_round(1))) == 3


async def test_while_a_question_is_open_no_answer_to_a_correction_tells_which_choice_is_right() -> (
    None
):
    told: set[tuple[object, ...]] = set()
    for number in (1, 2, 3, 4):
        world = World(bank(question("maths/only", key=0)))
        await world.schedule()
        await world.to("2026-11-02 09:00")
        for _ in range(2):  # what is said the second time must not tell either
            card = the(NoticeCard, await correct(world, number))
            told.add((card.title.replace(str(number), "N"), card.lines))
        everything = world.read(lambda tx: everything_about(tx, LEAD))
        told.add((len(everything["corrections"]),))
        await world.to("2026-11-02 16:00")
        shown = world.read(
            lambda tx, w=world: reveal_card(w.bank, look_at_closed(tx, w.bank, w.round(1)))
        )
        assert not the(RevealCard, shown).corrected
    title = "Choice N of maths/only is the right one."
    note = "It's open just now, so what changes shows at the reveal."
    assert told == {(title, (note, "the paper says so")), (1,)}


async def test_a_report_of_an_open_question_does_not_name_its_id() -> None:
    world = World(bank(question("maths/only", key=0)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    card = await world.ask(c.FlagQuestion(ANN, world.clock.now, "", "odd", round_id=1))
    assert "Report 1 on the open question" in the(NoticeCard, card).lines[0]
    queue = the(NoticeCard, await world.ask(c.ReviewQueue(LEAD, world.clock.now)))
    assert queue.lines[0] == "1. Problem with Title of maths/only: odd"
    await world.to("2026-11-02 16:00")
    queue = the(NoticeCard, await world.ask(c.ReviewQueue(LEAD, world.clock.now)))
    assert queue.lines[0] == "1. Problem with Title of maths/only: odd"


async def test_an_unknown_question_is_answered_with_the_nearest() -> None:
    world = await revealed()
    card = await world.ask(c.RetireQuestion(LEAD, world.clock.now, "maths/onyl", "why"))
    assert isinstance(card, ProblemCard)
    assert card.fix == "Did you mean maths/only?"


@pytest.mark.parametrize(
    "command",
    [
        c.CorrectKey(ANN, NOW, "maths/only", 2, "why"),
        c.RetireQuestion(ANN, NOW, "maths/only", "why"),
    ],
)
async def test_only_managers_fix(command: Command) -> None:
    world = await revealed()
    card = await world.ask(command)
    assert isinstance(card, ProblemCard)
    assert card.message == "Only managers can do this."


async def test_a_retired_question_is_not_asked_again_and_an_open_one_goes_on() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    first = world.round().question_id
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, first, "outdated"))
    await world.to("2026-11-02 16:00")
    for day in (3, 4, 5):
        assert (await world.day(f"2026-11-0{day}")).question_id != first
    assert len(world.gateway.answers()) == 4


async def test_the_posted_reveal_is_edited_and_the_answer_is_not_posted_again() -> None:
    world = await revealed()
    posts = len(world.gateway.messages)
    await correct(world, 2)
    assert world.due, "the daily work is called at once"
    await world.work()
    assert len(world.gateway.messages) == posts
    shown = world.gateway.messages[0].card
    assert isinstance(shown, RevealCard)
    assert shown.corrected == "the paper says so"
    assert [choice.right for choice in shown.choices].count(True) == 1
    assert world.round(1).state is RoundState.REVEALED
    assert world.differences() == ()


async def test_a_corrected_key_grades_statistics_and_reviews_again() -> None:
    world = await revealed()
    before = {who: review_of(world, who) for who in (ANN, BEN)}
    await world.to("2026-11-20 12:00")
    await correct(world, 2)
    assert [right_of(world, who) for who in (ANN, BEN)] == [[False], [True]]
    after = {who: review_of(world, who) for who in (ANN, BEN)}
    assert (after[ANN], after[BEN]) == (before[BEN], before[ANN])
    await correct(world, 1)
    assert {who: review_of(world, who) for who in (ANN, BEN)} == before


async def test_a_corrected_key_grades_what_was_chosen_in_quizzes_again() -> None:
    world = World(bank(question("maths/only", key=0), question("maths/other", key=0)))
    await world.schedule()
    world.clock.now = NOW
    await world.ask(c.StartQuiz(ANN, NOW, count=2))
    for _ in range(2):
        drill = world.store.tables.drills[1]
        letter = "ABCD"[drill.items[drill.position].order.index(0)]
        await world.ask(c.AnswerDrill(ANN, NOW, 1, drill.position, letter))
    assert right_of(world, ANN) == [True]
    await correct(world, 2)
    assert right_of(world, ANN) == [False]
    others = world.read(lambda tx: tx.practice.attempts_of(world.member(ANN)))
    assert [each.right for each in others if each.question_id == "maths/other"] == [True]


def right_of(world: World, who: Actor) -> list[bool]:
    """Return how someone's attempts at the question were graded."""
    attempts = world.read(lambda tx: tx.practice.attempts_of(world.member(who)))
    return [attempt.right for attempt in attempts if attempt.question_id == "maths/only"]


def review_of(world: World, who: Actor) -> tuple[datetime, str]:
    """Return when someone sees the question again, and how well they know it."""
    review = world.read(lambda tx: tx.practice.review(world.member(who), "maths/only"))
    assert review is not None
    known = json.loads(review.card)
    return review.due_at, str({name: known[name] for name in ("stability", "difficulty")})
