"""Mock interviews: one step after another, harmless when pressed twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import interview_commands as ic
from bot.engine.cards import (
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    NoticeCard,
    ProblemCard,
    StatsCard,
)
from bot.engine.commands import ShowStats
from bot.engine.errors import Refused
from bot.engine.model.interviews import How
from bot.engine.rules.interviews import PAUSE
from tests.support.interviewing import ANN, begun, held, offered, said, saved, to_points, to_report
from tests.support.world import World, the, words_in

MINUTE = timedelta(minutes=1)


async def test_an_interview_of_every_track_has_no_topic() -> None:
    world = World()
    offer = await offered(world)
    await world.ask(ic.BeginInterview(ANN, world.clock.now, offer.interview_id))
    assert (offer.topic, (await to_report(world)).topic) == ("", "")


async def test_an_interview_from_the_offer_to_the_report() -> None:
    world = World()
    offer = await offered(world, track="maths", minutes=15)
    assert (offer.topic, offer.questions, offer.minutes, offer.shorter) == ("Maths", 3, 15, 10)
    first = the(InterviewQuestionCard, await world.ask(ic.BeginInterview(ANN, world.clock.now, 1)))
    assert (first.number, first.total, first.follow_up) == (1, 3, False)
    assert first.until == world.clock.now + first.minutes * MINUTE
    world.clock.advance(3 * MINUTE)
    follow_up = the(InterviewQuestionCard, await said(world, "the split"))
    assert (follow_up.number, follow_up.follow_up) == (1, True)
    assert "follow-up" in words_in(follow_up.prompt)
    world.clock.advance(MINUTE)
    await said(world)
    points = await to_points(world)
    assert points.words == "the split"
    ticked = await world.ask(ic.TickInterviewPoint(ANN, world.clock.now, 1, points.step, 1, True))
    assert [mark.covered for mark in the(InterviewPointsCard, ticked).points] == [False, True]
    card = await saved(world)
    while isinstance(card, InterviewPointsCard):
        card = await saved(world)
    report = the(InterviewReportCard, card)
    assert (report.covered, report.points, report.seconds, report.minutes) == (1, 6, 240, 15)
    assert [line.how for line in report.lines] == [How.TYPED, How.SPOKEN, How.SPOKEN]
    assert [line.covered for line in report.lines] == [1, 0, 0]
    assert sum(line.minutes for line in report.lines) == 15
    assert len(report.missed) == 3
    assert len(report.reviews) == 3
    assert held(world).ended_at == world.clock.now
    answers = the(
        InterviewAnswersCard, await world.ask(ic.ShowInterviewAnswers(ANN, world.clock.now, 1))
    )
    assert [each.words for each in answers.answers] == ["the split", "", ""]


async def test_a_second_press_changes_nothing_and_shows_where_one_is() -> None:
    world = World()
    await begun(world)
    now = await said(world, how=How.SPOKEN)
    before = held(world)
    assert await said(world, how=How.SKIPPED, step=1) == now
    assert await world.ask(ic.BeginInterview(ANN, world.clock.now, 1)) == now
    assert await world.ask(ic.EndInterview(ANN, world.clock.now, 1, 1)) == now
    assert await world.ask(ic.ShortenInterview(ANN, world.clock.now, 1, 10)) == now
    for ahead in (5, 99):
        assert await said(world, how=How.SKIPPED, step=ahead) == now
        assert await said(world, "words", step=ahead) == now
    assert held(world) == before


async def test_ticks_and_saves_of_another_step_change_nothing() -> None:
    world = World()
    await begun(world)
    first = await to_points(world)
    second = the(InterviewPointsCard, await saved(world))
    before = held(world)
    at = world.clock.now
    for asked in (
        ic.TickInterviewPoint(ANN, at, 1, first.step, 0, True),
        ic.TickInterviewPoints(ANN, at, 1, first.step, (0, 1)),
        ic.SaveInterviewPoints(ANN, at, 1, first.step),
        ic.TickInterviewPoints(ANN, at, 1, 99, (0,)),
    ):
        assert await world.ask(asked) == second
    assert held(world) == before
    wild = ic.TickInterviewPoints(ANN, at, 1, second.step, (-1, 0, 7, 10**9))
    marks = the(InterviewPointsCard, await world.ask(wild)).points
    assert [mark.covered for mark in marks] == [True, False]


async def test_words_from_a_form_that_was_open_for_long_are_kept() -> None:
    world = World()
    await begun(world)
    await said(world, how=How.SPOKEN)
    shown = await said(world, "late words", step=1)
    assert the(InterviewQuestionCard, shown).step == 2
    answer = held(world).items[0].answer
    assert answer is not None
    assert (answer.how, answer.words, answer.seconds) == (How.TYPED, "late words", 0)
    await to_report(world)
    too_late = the(ProblemCard, await said(world, "too late", step=1))
    assert too_late.message == "That interview has ended."


async def test_no_words_are_no_answer() -> None:
    world = World()
    await begun(world)
    asked = ic.AnswerInterview(ANN, world.clock.now, 1, 1, "  \n ")
    assert "nothing in your answer" in the(ProblemCard, await world.ask(asked)).message
    assert held(world).step == 1


async def test_who_left_returns_to_the_same_step_and_the_pause_is_not_counted() -> None:
    world = World()
    first = await begun(world)
    world.clock.advance(PAUSE + MINUTE)
    back = the(InterviewQuestionCard, await world.ask(ic.StartInterview(ANN, world.clock.now)))
    assert (back.step, back.note) == (first.step, "You're back where you stopped.")
    assert back.until == world.clock.now + back.minutes * MINUTE
    world.clock.advance(2 * MINUTE)
    await world.ask(ic.StartInterview(ANN, world.clock.now))  # looking again isn't a pause
    world.clock.advance(MINUTE)
    await said(world)
    world.clock.advance(timedelta(days=1))
    await said(world)
    answer, reply = held(world).items[0].answer, held(world).items[0].reply
    assert answer is not None
    assert reply is not None
    assert (answer.seconds, reply.seconds) == (180, None)


async def test_one_interview_at_a_time() -> None:
    world = World()
    await begun(world, track="maths")
    wished = ic.StartInterview(ANN, world.clock.now, "pytorch")
    card = the(InterviewQuestionCard, await world.ask(wished))
    assert card.subject.track == "maths"
    assert card.note == "Finish this one before you start another."
    assert len(world.store.tables.interviews) == 1


async def test_an_offer_gives_way_to_the_next_and_can_be_shortened_or_dropped() -> None:
    world = World()
    await offered(world)
    second = await offered(world, track="maths", minutes=20)
    assert [each.id for each in world.store.tables.interviews.values()] == [second.interview_id]
    shorter = ic.ShortenInterview(ANN, world.clock.now, second.interview_id, second.shorter)
    for _ in range(2):
        card = the(InterviewOfferCard, await world.ask(shorter))
        assert (card.minutes, card.questions, card.shorter) == (15, 3, 10)
    drop = ic.DropInterview(ANN, world.clock.now, second.interview_id)
    for _ in range(2):
        assert the(NoticeCard, await world.ask(drop)).title == "No interview now."
    assert world.store.tables.interviews == {}
    wild = replace(shorter, minutes=0)
    assert "10 to 60" in the(ProblemCard, await world.ask(wild)).message


async def test_stats_show_interviews_over_time_without_those_that_were_not_answered() -> None:
    world = World()
    await begun(world, minutes=10)
    await world.ask(ic.EndInterview(ANN, world.clock.now, 1, 1))
    for number in (2, 3):
        world.clock.advance(timedelta(days=1))
        await world.ask(ic.StartInterview(ANN, world.clock.now, minutes=10))
        here = (ANN, world.clock.now, number)
        await world.ask(ic.BeginInterview(*here))
        await world.ask(ic.PassStep(*here, 1, How.SPOKEN))
        points = the(InterviewPointsCard, await world.ask(ic.EndInterview(*here, 2)))
        await world.ask(ic.TickInterviewPoints(*here, points.step, tuple(range(number - 1))))
        await world.ask(ic.SaveInterviewPoints(*here, points.step))
    stats = the(StatsCard, await world.ask(ShowStats(ANN, world.clock.now)))
    assert [(each.day.day, each.covered, each.points) for each in stats.interviews] == [
        (2, 1, 2),
        (3, 2, 2),
    ]


async def test_ending_early_goes_to_the_points_of_what_was_answered() -> None:
    world = World()
    await begun(world)
    await said(world, "words")
    end = ic.EndInterview(ANN, world.clock.now, 1, held(world).step)
    assert the(InterviewPointsCard, await world.ask(end)).words == "words"
    report = the(InterviewReportCard, await saved(world))
    assert [line.how for line in report.lines] == [How.TYPED], "the others were never asked"
    assert len(report.reviews) == 1


async def test_an_interview_without_an_answer_ends_without_a_report_or_reviews() -> None:
    world = World()
    await begun(world)
    end = ic.EndInterview(ANN, world.clock.now, 1, 1)
    assert the(NoticeCard, await world.ask(end)).title == "The interview has ended."
    assert world.store.tables.reviews == {}
    assert isinstance(await world.ask(ic.StartInterview(ANN, world.clock.now)), InterviewOfferCard)


async def test_the_form_shows_the_question_and_what_was_written_before() -> None:
    world = World()
    await begun(world)
    await said(world, "first words")
    form = await world.engine.ask(ic.FindInterviewForm(ANN, 1, 1))
    assert form.words == "first words"
    assert not form.may_share
    assert "Prompt" in words_in(form.prompt)
    follow_up = await world.engine.ask(ic.FindInterviewForm(ANN, 1, 2))
    assert follow_up.title.startswith("Follow-up:")
    for step in (0, 3, 9, 99):
        with pytest.raises(Refused):
            await world.engine.ask(ic.FindInterviewForm(ANN, 1, step))
