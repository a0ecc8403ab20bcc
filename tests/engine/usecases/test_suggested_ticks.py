"""Ticks that a model suggests: asked for, agreed to, checked, and kept only by the member."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine import team_commands as tc
from bot.engine.cards import Card, MineCard, NoticeCard, ProblemCard, SuggestionState
from bot.engine.dispatcher import Engine
from bot.engine.errors import GraderFails
from bot.engine.model.coverage import Claim, GradingTask
from bot.engine.model.people import Actor
from bot.engine.records.housekeeping import prune
from tests.support.builders import actor, bank, question
from tests.support.fakes.grader import FakeGrader, quoting
from tests.support.world import LEAD, World, the

CLEO, ANN = actor("cleo"), actor("ann")
WORDS = "Every pass piles onto the buffer. Somebody has to empty it."
FIRST, SECOND = "piles onto the buffer", "Somebody has to empty it"


async def revealed(grader: FakeGrader | None, per_day: int = 5, words: str = WORDS) -> World:
    """Return a world after a reveal in which Cleo wrote words and Ann made a choice."""
    world = World(bank(question("maths/only", key=2)))
    world.engine = Engine(
        world.store, world.bank, world.answered.append, grader=grader, grader_per_day=per_day
    )
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.say(CLEO, words)
    await world.to("2026-11-02 16:00")
    return world


async def suggest(world: World, who: Actor = CLEO, *, agreed: bool = True) -> Card:
    return await world.ask(kc.SuggestTicks(who, world.clock.now, 1, agreed))


async def suggested(world: World, *, agreed: bool = True) -> MineCard:
    return the(MineCard, await suggest(world, agreed=agreed))


async def mine(world: World) -> MineCard:
    return the(MineCard, await world.ask(c.ShowMine(CLEO, world.clock.now, 1)))


def state(card: MineCard) -> SuggestionState | None:
    return card.suggestion.state if card.suggestion else None


def covered(world: World) -> tuple[int, ...] | None:
    """Return what is stored of Cleo's ticks."""
    answers = world.read(lambda tx: tx.responses.of_round(1))
    return next(each.covered for each in answers if each.text)


async def test_without_a_model_nothing_is_offered_and_asking_is_refused() -> None:
    world = await revealed(None)
    assert (await mine(world)).suggestion is None
    assert "No model" in the(ProblemCard, await suggest(world)).message


async def test_it_is_offered_to_who_wrote_words_once_revealed_and_nothing_was_sent() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    assert state(await mine(world)) is SuggestionState.OFFERED
    assert the(MineCard, await world.ask(c.ShowMine(ANN, world.clock.now, 1))).suggestion is None
    assert grader.asked == []


async def test_the_first_use_tells_what_is_sent_where_before_it_is_sent() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    asks = await suggested(world, agreed=False)
    assert asks.suggestion is not None
    told = (asks.suggestion.state, asks.suggestion.model, asks.suggestion.host)
    assert told == (SuggestionState.ASKS, "qwen", "localhost:11434")
    assert grader.asked == []
    assert state(await suggested(world)) is SuggestionState.MADE
    assert len(grader.asked) == 1


async def test_who_agreed_is_not_asked_again_until_answers_go_elsewhere() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    await suggested(world)
    await world.to("2026-11-03 09:00")
    await world.ask(c.SubmitWords(CLEO, world.clock.now, 2, WORDS + " Once a step."))
    await world.to("2026-11-03 16:00")
    again = await world.ask(kc.SuggestTicks(CLEO, world.clock.now, 2))
    assert state(the(MineCard, again)) is SuggestionState.MADE
    grader.host = "api.example.com"
    world.engine = Engine(world.store, world.bank, grader=grader, grader_per_day=5)
    await world.to("2026-11-04 09:00")
    await world.ask(c.SubmitWords(CLEO, world.clock.now, 3, WORDS + " Twice a step."))
    await world.to("2026-11-04 16:00")
    elsewhere = await world.ask(kc.SuggestTicks(CLEO, world.clock.now, 3))
    assert state(the(MineCard, elsewhere)) is SuggestionState.ASKS
    assert len(grader.asked) == 2


async def test_what_is_sent_says_nothing_of_who_wrote_it() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    await suggested(world)
    (task,) = grader.asked
    assert task.words == WORDS
    assert len(task.key_points) == 2
    assert CLEO.name not in repr(task)
    assert CLEO.user not in repr(task)


async def test_boxes_are_ticked_by_words_of_the_answer_and_nothing_is_saved_of_it() -> None:
    world = await revealed(quoting(FIRST, "words that stand nowhere"))
    card = await suggested(world)
    assert [mark.ticked for mark in card.key_points] == [True, False]
    assert [mark.covered for mark in card.key_points] == [None, None]
    assert card.key_points[0].quote == FIRST
    assert covered(world) is None
    assert (await mine(world)).key_points == card.key_points, "it is there when they come back"


async def test_the_member_keeps_the_ticks() -> None:
    world = await revealed(quoting(FIRST, SECOND))
    await suggested(world)
    card = the(MineCard, await world.ask(kc.KeepTicks(CLEO, world.clock.now, 1)))
    assert [mark.covered for mark in card.key_points] == [True, True]
    assert card.suggestion is None
    assert covered(world) == (0, 1)
    assert 1 in world.answered, "the reveal's bars are counted again"


async def test_the_first_change_keeps_the_other_suggested_ticks() -> None:
    world = await revealed(quoting(FIRST, SECOND))
    await suggested(world)
    await world.ask(kc.TickKeyPoint(CLEO, world.clock.now, 1, 0, covered=False))
    assert covered(world) == (1,)
    await world.ask(kc.TickKeyPoint(CLEO, world.clock.now, 1, 1, covered=False))
    assert covered(world) == ()


async def test_who_has_ticked_by_hand_is_offered_nothing_and_nothing_is_sent() -> None:
    grader = quoting(FIRST, SECOND)
    world = await revealed(grader)
    await world.ask(kc.MarkKeyPoints(CLEO, world.clock.now, 1, ()))
    assert (await suggested(world)).suggestion is None
    assert grader.asked == []
    assert covered(world) == ()


async def test_a_model_is_asked_once_about_the_same_words() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    for _ in range(3):
        assert state(await suggested(world)) is SuggestionState.MADE
    assert len(grader.asked) == 1


@pytest.mark.parametrize("words", ["idk", "?", "no.", "\u200b\u200b ok"])
async def test_words_that_can_show_nothing_are_not_sent(words: str) -> None:
    grader = quoting(words)
    world = await revealed(grader, words=words)
    card = await suggested(world)
    assert state(card) is SuggestionState.MADE
    assert not any(mark.ticked for mark in card.key_points)
    assert grader.asked == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("timeout", "too long"),
        ("busy", "too much to do"),
        ("refused", "warmup doctor"),
        ("resting", "can't be reached"),
    ],
)
async def test_a_failure_is_told_and_can_be_tried_again(kind: str, told: str) -> None:
    grader = FakeGrader(fails=GraderFails(kind, "status 500 at http://secret"))
    world = await revealed(grader)
    card = await suggested(world)
    assert card.suggestion is not None
    assert card.suggestion.state is SuggestionState.FAILED
    assert told in card.suggestion.why
    assert "secret" not in repr(card)
    grader.fails = None
    assert state(await suggested(world)) is SuggestionState.MADE


async def test_a_team_has_a_budget_of_the_day_which_failures_use_too() -> None:
    grader = FakeGrader(fails=GraderFails("broken", "no"))
    world = await revealed(grader, per_day=2)
    for _ in range(2):
        await suggested(world)
    card = await suggested(world)
    assert card.suggestion is not None
    assert "today's 2 suggestions" in card.suggestion.why
    assert len(grader.asked) == 2
    await world.to("2026-11-03 00:01")
    grader.fails = None
    assert state(await suggested(world)) is SuggestionState.MADE, "the next day has its own"


async def test_a_team_can_switch_it_off_and_on() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    await world.ask(tc.SetSuggestions(LEAD, world.clock.now, on=False))
    assert (await mine(world)).suggestion is None
    assert "switched" in the(ProblemCard, await suggest(world)).message
    assert grader.asked == []
    on = await world.ask(tc.SetSuggestions(LEAD, world.clock.now, on=True))
    assert "qwen at localhost:11434" in the(NoticeCard, on).lines[0]
    assert state(await suggested(world)) is SuggestionState.MADE


async def test_only_managers_switch_it() -> None:
    world = await revealed(quoting(FIRST))
    card = await world.ask(tc.SetSuggestions(CLEO, world.clock.now, on=False))
    assert isinstance(card, ProblemCard)


async def test_before_the_reveal_nothing_is_sent() -> None:
    grader = quoting(FIRST)
    world = await revealed(grader)
    await world.to("2026-11-03 09:00")
    await world.ask(c.SubmitWords(CLEO, world.clock.now, 2, WORDS))
    card = await world.ask(kc.SuggestTicks(CLEO, world.clock.now, 2, agreed=True))
    assert "after the reveal" in the(ProblemCard, card).message
    assert grader.asked == []


async def test_who_wrote_no_words_has_nothing_to_tick() -> None:
    world = await revealed(quoting(FIRST))
    for who in (ANN, actor("stranger")):
        assert isinstance(await suggest(world, who), ProblemCard)


async def test_who_ticks_while_the_model_reads_keeps_their_ticks() -> None:
    world = await revealed(None)

    def meanwhile(task: GradingTask) -> list[Claim]:
        world.store.write_now(
            lambda tx: tx.responses.change(
                replace(next(r for r in tx.responses.of_round(1) if r.text), covered=())
            )
        )
        return [Claim(True, FIRST)] * len(task.key_points)

    world.engine = Engine(
        world.store, world.bank, grader=FakeGrader(says=meanwhile), grader_per_day=5
    )
    card = await suggested(world)
    assert card.suggestion is None
    assert covered(world) == ()


async def test_who_is_forgotten_while_the_model_reads_leaves_nothing() -> None:
    world = await revealed(None)

    def meanwhile(task: GradingTask) -> list[Claim]:
        cleo = world.member(CLEO)
        world.store.write_now(lambda tx: tx.members.forget(cleo))
        return [Claim(True, FIRST)] * len(task.key_points)

    world.engine = Engine(
        world.store, world.bank, grader=FakeGrader(says=meanwhile), grader_per_day=5
    )
    assert isinstance(await suggest(world), ProblemCard)
    assert world.store.tables.read_answers == {}


async def test_what_was_found_goes_after_a_month() -> None:
    world = await revealed(quoting(FIRST))
    await suggested(world)
    later = world.clock.now + timedelta(days=31)
    world.store.write_now(lambda tx: prune(tx, later, 9))
    assert world.store.tables.read_answers == {}


def game(world: World) -> tuple[object, ...]:
    """Return all that points, streaks and boards are made of."""
    tables = world.store.tables
    kept = (tables.entries, tables.days, tables.rounds, tables.reviews)
    return tuple(tuple(rows.items()) for rows in kept)


@given(
    said=st.lists(
        st.tuples(st.booleans(), st.sampled_from([FIRST, SECOND, WORDS, "", "nothing"])),
        max_size=4,
    ),
    kept=st.booleans(),
)
async def test_points_streaks_and_boards_never_depend_on_it(
    said: list[tuple[bool, str]], kept: bool
) -> None:
    claims = [Claim(*each) for each in said]
    world = await revealed(FakeGrader(says=lambda _: claims))
    before = game(world)
    await suggested(world)
    if kept:
        await world.ask(kc.KeepTicks(CLEO, world.clock.now, 1))
    assert game(world) == before
    await world.work()
    assert game(world) == before
