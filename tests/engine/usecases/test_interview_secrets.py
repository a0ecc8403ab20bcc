"""What a mock interview keeps back: open questions, answers before their time, those of others."""

from dataclasses import replace

import pytest

from bot.engine import interview_commands as ic
from bot.engine.cards import (
    AnswerCard,
    Card,
    InterviewAnswersCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    ProblemCard,
)
from bot.engine.errors import Refused
from bot.engine.model.interviews import How
from tests.support.builders import actor, bank, plan, question
from tests.support.interviewing import ANN, begun, held, said, saved, to_points, to_report
from tests.support.world import World, the, words_in

BEN = actor("ben")


async def test_no_open_question_is_asked_and_one_that_opens_is_left_out() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(4))))
    await world.schedule(what=plan())
    await world.to("2026-11-02 09:00")
    open_id = world.store.tables.rounds[1].question_id
    first = await begun(world, minutes=60)
    assert first.total == 3
    assert open_id not in {item.question_id for item in held(world).items}
    await to_points(world)
    here = held(world)
    live = here.items[0].question_id
    # Another team is asked it now: its points can't be shown, and it counts for nothing.
    shown = world.store.tables.rounds[1]
    world.store.tables.rounds[1] = replace(shown, question_id=live)
    after = the(InterviewPointsCard, await saved(world))
    assert after.note.startswith("A question was left out")
    assert after.subject.title != f"Title of {live}"
    answer = await world.ask(ic.ShowInterviewAnswer(ANN, world.clock.now, 1, here.step))
    assert "question of the day" in the(ProblemCard, answer).message
    card: Card = after
    while isinstance(card, InterviewPointsCard):
        assert live not in words_in(card)
        card = await saved(world)
    report = the(InterviewReportCard, card)
    assert (report.left_out, len(report.lines)) == (1, 2)
    assert live not in words_in(report)


async def test_the_answers_of_an_old_interview_hide_what_is_open_now() -> None:
    world = World()
    await world.schedule(what=plan(tracks=("pytorch",)))
    await begun(world, track="maths")
    await said(world, "my words")
    await to_report(world)
    await world.to("2026-11-02 09:00")
    live = held(world).items[0].question_id
    world.store.tables.rounds[1] = replace(world.store.tables.rounds[1], question_id=live)
    shown = await world.ask(ic.ShowInterviewAnswers(ANN, world.clock.now, 1))
    first = the(InterviewAnswersCard, shown).answers[0]
    assert (first.words, first.points, first.follow_up) == ("my words", (), ())
    again = await world.ask(ic.SaveInterviewPoints(ANN, world.clock.now, 1, 1))
    assert f"point 1 of {live}" not in words_in(the(InterviewReportCard, again).missed)


async def test_the_model_answer_comes_with_the_points_and_not_before() -> None:
    world = World()
    await begun(world)
    for step in (1, 9, 12):
        early = await world.ask(ic.ShowInterviewAnswer(ANN, world.clock.now, 1, step))
        assert the(ProblemCard, early).message == "That comes with the key points."
    points = await to_points(world)
    shown = await world.ask(ic.ShowInterviewAnswer(ANN, world.clock.now, 1, points.step))
    assert "SECRET next answer" in words_in(the(AnswerCard, shown))
    early = await world.ask(ic.ShowInterviewAnswers(ANN, world.clock.now, 1))
    assert the(ProblemCard, early).message == "Your answers come with the report."


async def test_nothing_secret_is_shown_while_questions_are_asked() -> None:
    world = World()
    card: Card = await begun(world)
    while isinstance(card, InterviewQuestionCard):
        assert "SECRET point" not in words_in(card)
        assert "SECRET answer" not in words_in(card)
        assert "SECRET next answer" not in words_in(card)
        card = await said(world)


async def test_nobody_else_sees_or_changes_an_interview() -> None:
    world = World()
    await begun(world)
    before, at = held(world), world.clock.now
    for asked in (
        ic.BeginInterview(BEN, at, 1),
        ic.AnswerInterview(BEN, at, 1, 1, "mine"),
        ic.WriteInInterview(BEN, at, 1, 1, "1.1", "mine"),
        ic.PassStep(BEN, at, 1, 1, How.SPOKEN),
        ic.EndInterview(BEN, at, 1, 1),
        ic.SaveInterviewPoints(BEN, at, 1, 9),
        ic.SuggestInterviewTicks(BEN, at, 1, 9, agreed=True),
        ic.TickInterviewPoints(BEN, at, 1, 9, (0,)),
        ic.ShowInterviewAnswer(BEN, at, 1, 9),
        ic.ShowInterviewAnswers(BEN, at, 1),
        ic.BeginInterview(ANN, at, 99),
    ):
        problem = the(ProblemCard, await world.ask(asked))
        assert problem.message == "There's no such interview of yours."
    await world.ask(ic.DropInterview(BEN, at, 1))
    with pytest.raises(Refused):
        await world.engine.ask(ic.FindInterviewForm(BEN, 1, 1))
    assert held(world) == before
