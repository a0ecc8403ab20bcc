"""Ticks that a model suggests in a mock interview: asked for, told, checked, kept by saving."""

import asyncio
from dataclasses import replace

from bot.engine import interview_commands as ic
from bot.engine import team_commands as tc
from bot.engine.cards import (
    Card,
    InterviewPointsCard,
    InterviewReportCard,
    ProblemCard,
    SuggestionState,
)
from bot.engine.dispatcher import Engine
from bot.engine.errors import GraderFails
from bot.engine.model.coverage import Claim, GradingTask
from tests.support.builders import plan
from tests.support.fakes.grader import FakeGrader, quoting
from tests.support.interviewing import ANN, begun, held, said, saved, to_points
from tests.support.world import LEAD, World, the, words_in

WORDS = "Every pass piles onto the buffer."
REPLY = "Somebody has to empty it."
FIRST, SECOND = "piles onto the buffer", "Somebody has to empty it"


async def at_points(
    grader: FakeGrader | None, per_day: int = 5, words: str = WORDS, reply: str = REPLY
) -> tuple[World, InterviewPointsCard]:
    """Return a world in which Ann wrote to the first question and spoke to the others."""
    world = World()
    world.engine = Engine(world.store, world.bank, grader=grader, grader_per_day=per_day)
    await begun(world)
    await said(world, words)
    await said(world, reply)
    return world, await to_points(world)


async def asked(world: World, *, agreed: bool = True, step: int = 0) -> Card:
    here = (ANN, world.clock.now, 1, step or held(world).step)
    return await world.ask(ic.SuggestInterviewTicks(*here, agreed))


async def suggested(world: World, *, agreed: bool = True) -> InterviewPointsCard:
    return the(InterviewPointsCard, await asked(world, agreed=agreed))


def state(card: InterviewPointsCard) -> SuggestionState | None:
    return card.suggestion.state if card.suggestion else None


async def test_without_a_model_nothing_is_offered_and_asking_is_refused() -> None:
    world, points = await at_points(None)
    assert points.suggestion is None
    assert "No model" in the(ProblemCard, await asked(world)).message


async def test_it_is_offered_for_what_was_written_and_nothing_is_sent_by_itself() -> None:
    grader = quoting(FIRST, SECOND)
    world, points = await at_points(grader)
    assert state(points) is SuggestionState.OFFERED
    assert [mark.ticked for mark in points.points] == [False, False]
    spoken = the(InterviewPointsCard, await saved(world))
    assert spoken.suggestion is None, "there are no words"
    assert "answered aloud" in the(ProblemCard, await asked(world)).message
    assert grader.asked == []


async def test_boxes_are_ticked_by_quotes_and_count_once_they_are_saved() -> None:
    grader = quoting(FIRST, SECOND)
    world, _ = await at_points(grader)
    assert state(await suggested(world, agreed=False)) is SuggestionState.ASKS
    assert grader.asked == []
    card = await suggested(world)
    assert state(card) is SuggestionState.MADE
    assert [(mark.covered, mark.quote) for mark in card.points] == [(None, FIRST), (None, SECOND)]
    assert held(world).items[0].covered is None, "nothing is saved of it"
    back = the(InterviewPointsCard, await world.ask(ic.StartInterview(ANN, world.clock.now)))
    assert back.points == card.points
    await saved(world)
    assert held(world).items[0].covered == (0, 1)
    assert len(grader.asked) == 1


async def test_what_is_sent_is_the_question_its_follow_up_and_the_words() -> None:
    grader = quoting(FIRST)
    world, points = await at_points(grader)
    await suggested(world)
    (task,) = grader.asked
    assert task.words == f"{WORDS}\n\n{REPLY}"
    assert "follow-up" in task.question
    assert len(task.key_points) == len(points.points)
    assert ANN.name not in repr(task)


async def test_a_tick_keeps_what_was_suggested_of_the_others() -> None:
    world, _ = await at_points(quoting(FIRST, ""))
    step = (await suggested(world)).step
    ticked = await world.ask(ic.TickInterviewPoint(ANN, world.clock.now, 1, step, 1, True))
    marks = the(InterviewPointsCard, ticked)
    assert ([mark.covered for mark in marks.points], marks.suggestion) == ([True, True], None)
    await saved(world)
    assert held(world).items[0].covered == (0, 1)


async def test_a_failure_is_told_and_the_interview_goes_on_to_its_report_without() -> None:
    grader = FakeGrader(fails=GraderFails("timeout", "no reply"))
    world, _ = await at_points(grader)
    card = await suggested(world)
    assert card.suggestion is not None
    assert (card.suggestion.state, card.suggestion.why) == (
        SuggestionState.FAILED, "the model took too long",
    )  # fmt: skip
    shown: Card = await saved(world)
    while isinstance(shown, InterviewPointsCard):
        shown = await saved(world)
    assert the(InterviewReportCard, shown).covered == 0


async def test_the_step_may_move_on_while_a_model_reads() -> None:
    world, points = await at_points(None)

    class Slow(FakeGrader):
        async def claims(self, task: object) -> tuple[()]:
            del task
            await saved(world)
            return ()

    world.engine = Engine(world.store, world.bank, grader=Slow(), grader_per_day=5)
    after = await suggested(world)
    assert after.step == points.step + 1
    again = the(InterviewPointsCard, await asked(world, step=points.step))
    assert again == after, "an old button shows where one is"


async def test_pressing_again_while_a_model_reads_asks_it_once() -> None:
    class Patient(FakeGrader):
        async def claims(self, task: GradingTask) -> tuple[Claim, ...]:
            read = await super().claims(task)
            await asyncio.sleep(0)  # whoever else presses now is served first
            return read

    grader = Patient()
    world, _ = await at_points(grader, per_day=1)
    cards = await asyncio.gather(*(suggested(world) for _ in range(3)))
    assert [state(card) for card in cards] == [SuggestionState.MADE] * 3
    assert len(grader.asked) == 1


async def test_the_budget_and_the_teams_switch_hold_here_too() -> None:
    world, _ = await at_points(quoting(FIRST), per_day=0)
    card = await suggested(world)
    assert card.suggestion is not None
    assert "used today's 0 suggestions" in card.suggestion.why
    await world.ask(tc.SetSuggestions(LEAD, world.clock.now, on=False))
    assert "switched suggested ticks off" in the(ProblemCard, await asked(world)).message
    back = the(InterviewPointsCard, await world.ask(ic.StartInterview(ANN, world.clock.now)))
    assert back.suggestion is None


async def test_words_that_can_show_nothing_are_not_sent() -> None:
    grader = quoting(FIRST)
    world, _ = await at_points(grader, words="idk", reply="")
    assert state(await suggested(world)) is SuggestionState.MADE
    assert grader.asked == []


async def test_a_question_that_becomes_one_of_the_day_while_a_model_reads_is_left_out() -> None:
    world, points = await at_points(None)
    await world.schedule(what=plan())
    await world.to("2026-11-02 09:00")
    world.clock.now = held(world).shown_at
    live = held(world).items[0].question_id

    class Slow(FakeGrader):
        async def claims(self, task: object) -> tuple[()]:
            del task
            shown = world.store.tables.rounds[1]
            world.store.tables.rounds[1] = replace(shown, question_id=live)
            return ()

    world.engine = Engine(world.store, world.bank, grader=Slow(), grader_per_day=5)
    after = await suggested(world)
    assert after.note.startswith("A question was left out")
    assert live not in words_in(after)
    assert after.step == points.step + 1
