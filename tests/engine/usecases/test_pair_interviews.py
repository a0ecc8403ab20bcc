"""An interview in pairs: what each of the two sees, ticks while listening, the two reports."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine.cards import (
    Card,
    InterviewAnswersCard,
    InterviewReportCard,
    NoticeCard,
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    ProblemCard,
    StatsCard,
)
from bot.engine.model.interviews import How
from bot.engine.model.pairs import PairState
from bot.engine.model.people import Actor
from bot.engine.queries import ExportMe
from bot.engine.records.interviews import LEFT_OUT
from tests.support.builders import CHANNEL, plan
from tests.support.interviewing import begun as begun_alone
from tests.support.interviewing import held
from tests.support.pairing import (
    ANN,
    BEN,
    CY,
    EVE,
    agreed,
    begun,
    pair,
    press,
    sent,
    team,
    to_the_end,
    told,
)
from tests.support.world import LEAD, World, the


def leaks(card: object) -> bool:
    """Tell whether a card has what only a reveal, or the interviewer, may see."""
    return "SECRET" in repr(card)


async def test_the_interviewer_sees_points_and_follow_ups_and_the_candidate_the_question() -> None:
    world = await team()
    sheet = await begun(world)
    assert (sheet.candidate, sheet.number, sheet.total) == ("Ann", 1, 4)
    assert [mark.covered for mark in sheet.points] == [False, False]
    assert len(sheet.follow_ups) == 1
    assert (sheet.used, sheet.planned) == (0, 20)
    assert sheet.until == world.clock.now + timedelta(minutes=sheet.minutes)
    question = the(PairQuestionCard, told(world, ANN)[-1])
    assert (question.interviewer, question.number, question.total) == ("Ben", 1, 4)
    assert (question.subject, question.prompt) == (sheet.subject, sheet.prompt)
    assert leaks(sheet)
    assert not leaks(question)


async def test_ticks_are_kept_as_they_are_made_and_shown_to_nobody_else() -> None:
    world = await team()
    sheet = await begun(world)
    before = len(world.gateway.directs)
    ticked = the(PairSheetCard, await press(world, pc.TickPairPoint, BEN, 1, 1, 1))
    assert [mark.covered for mark in ticked.points] == [False, True]
    twice = the(PairSheetCard, await press(world, pc.TickPairPoint, BEN, 1, 1, 1))
    assert twice == ticked
    both = await world.ask(pc.TickPairPoints(BEN, world.clock.now, 1, 1, (0, 1, 7)))
    assert [mark.covered for mark in the(PairSheetCard, both).points] == [True, True]
    off = the(PairSheetCard, await press(world, pc.TickPairPoint, BEN, 1, 0, 0))
    assert [mark.covered for mark in off.points] == [False, True]
    assert len(world.gateway.directs) == before
    assert sheet.step == off.step == 1


async def test_the_clock_says_what_was_used_and_enforces_nothing() -> None:
    world = await team()
    await begun(world)
    await world.after(minutes=7)
    sheet = the(PairSheetCard, await press(world, pc.NextPairQuestion, BEN, 1))
    assert (sheet.number, sheet.used) == (2, 7)
    await world.after(minutes=30)
    shown = the(PairSheetCard, await world.ask(ic.StartInterview(BEN, world.clock.now)))
    assert (shown.number, shown.used, shown.note) == (2, 37, "You're back where you stopped.")
    assert shown.asked_at == sheet.asked_at


async def test_both_get_their_own_report_at_the_end_and_nobody_else_any() -> None:
    world = await team(CY)
    notes = the(PairNotesCard, await to_the_end(world, await begun(world)))
    assert (notes.candidate, notes.covered, notes.points) == ("Ann", 4, 8)
    assert notes.seconds == 12 * 60
    assert [[m.covered for m in each.points] for each in notes.notes] == [[True, False]] * 4
    report = the(InterviewReportCard, told(world, ANN)[-1])
    assert (report.interviewer, report.pair_id, report.interview_id) == ("Ben", 1, 1)
    assert (report.covered, report.points, report.seconds) == (4, 8, 12 * 60)
    assert len(report.reviews) == 3
    assert len(world.read(lambda tx: tx.practice.reviews_of(world.member(ANN)))) == 3
    assert world.read(lambda tx: tx.practice.reviews_of(world.member(BEN))) == ()
    assert {account.user for account, _ in world.gateway.directs} == {"ann", "ben"}
    assert pair(world).state is PairState.ENDED
    assert not any(isinstance(card, PairNotesCard) for card in told(world, ANN))
    assert not any(isinstance(card, InterviewReportCard) for card in told(world, BEN))


async def test_the_candidate_is_sent_each_question_once_and_never_a_key_point() -> None:
    world = await team()
    await to_the_end(world, await begun(world))
    *before, report = [card for card in told(world, ANN) if not isinstance(card, PairCard)]
    asked = [the(PairQuestionCard, card) for card in before]
    assert [card.number for card in asked] == [1, 2, 3, 4]
    assert not any(map(leaks, before))
    assert isinstance(report, InterviewReportCard)


async def test_presses_on_old_messages_show_where_the_interview_is() -> None:
    world = await team()
    await begun(world)
    second = the(PairSheetCard, await press(world, pc.NextPairQuestion, BEN, 1))
    before = world.store.tables
    for kind, more in (
        (pc.NextPairQuestion, (1,)),
        (pc.TickPairPoint, (1, 0, 1)),
        (pc.EndPair, (1,)),
        (pc.BeginPair, ()),
        (pc.SwapSides, (0,)),
        (pc.CallOffPair, ()),
        (pc.AcceptPair, ()),
    ):
        assert await press(world, kind, BEN, *more) == second
    assert world.store.tables == before


async def test_the_candidate_can_stop_it_and_lead_nothing() -> None:
    world = await team()
    await begun(world)
    before = world.store.tables
    for kind, more in ((pc.NextPairQuestion, (1,)), (pc.TickPairPoint, (1, 0, 1))):
        shown = the(PairQuestionCard, await press(world, kind, ANN, *more))
        assert not leaks(shown)
    assert world.store.tables == before
    await press(world, pc.TickPairPoint, BEN, 1, 0, 1)
    report = the(InterviewReportCard, await press(world, pc.EndPair, ANN, 1))
    assert [line.how for line in report.lines] == [How.SPOKEN]
    assert (report.covered, report.points) == (1, 2)
    assert isinstance(told(world, BEN)[-1], PairNotesCard)


async def test_buttons_of_interviews_alone_do_nothing_to_one_that_is_led() -> None:
    world = await team()
    await begun(world)
    now, before = world.clock.now, world.store.tables
    for asked in (
        ic.AnswerInterview(ANN, now, 1, 1, "my words"),
        ic.PassStep(ANN, now, 1, 1, How.SPOKEN),
        ic.EndInterview(ANN, now, 1, 1),
        ic.TickInterviewPoint(ANN, now, 1, 1, 0, True),
        ic.SaveInterviewPoints(ANN, now, 1, 1),
        ic.ShowInterviewAnswer(ANN, now, 1, 9),
        ic.ShowInterviewAnswers(ANN, now, 1),
        ic.BeginInterview(ANN, now, 1),
        ic.ShortenInterview(ANN, now, 1, 10),
    ):
        refused = the(ProblemCard, await world.ask(asked))
        assert refused.message == "Your interviewer leads this one.", asked
        assert isinstance(await world.ask(replace(asked, actor=BEN)), ProblemCard)
    assert world.store.tables == before


async def test_one_that_is_ended_at_once_has_no_report_and_counts_nowhere() -> None:
    world = await team()
    await begun(world)
    shown = the(NoticeCard, await press(world, pc.EndPair, BEN, 1))
    assert shown.title == "The interview has ended."
    assert the(NoticeCard, told(world, ANN)[-1]) == shown
    assert world.read(lambda tx: tx.practice.reviews_of(world.member(ANN))) == ()


async def test_stats_count_it_for_the_candidate_alone() -> None:
    world = await team()
    await to_the_end(world, await begun(world))
    stats = [
        the(StatsCard, await world.ask(c.ShowStats(who, world.clock.now))) for who in (ANN, BEN)
    ]
    assert [[(each.covered, each.points) for each in card.interviews] for card in stats] == [
        [(4, 8)], [],
    ]  # fmt: skip


async def test_the_candidate_sees_what_was_ticked_after_the_end() -> None:
    world = await team()
    await to_the_end(world, await begun(world))
    shown = await world.ask(ic.ShowInterviewAnswers(ANN, world.clock.now, 1))
    answers = the(InterviewAnswersCard, shown).answers
    assert [[mark.covered for mark in each.points] for each in answers] == [[True, False]] * 4
    assert isinstance(
        await world.ask(ic.ShowInterviewAnswers(BEN, world.clock.now, 1)), ProblemCard
    )


@pytest.mark.parametrize("who", [EVE, Actor("console", "elsewhere", "ann", "Ann")])
async def test_nobody_else_presses_anything_of_it_at_any_time(who: Actor) -> None:
    world = await team(CY, EVE)
    await world.ask(c.HideMe(who, world.clock.now, hidden=False))
    await agreed(world)
    for _ in range(3):
        before, seen = world.store.tables, len(world.gateway.seen)
        for asked in every_press(who, world):
            refused = the(ProblemCard, await world.ask(asked))
            assert refused.message == "There's no such interview of yours."
        await world.work()
        assert world.store.tables == before
        assert len(world.gateway.seen) == seen
        if pair(world).state is PairState.AGREED:
            await press(world, pc.BeginPair, BEN)
        else:
            await press(world, pc.EndPair, BEN, 1)


def every_press(who: Actor, world: World) -> list[pc.OnPair]:
    """Return each thing that can be done to the pair."""
    here = (who, world.clock.now, 1)
    return [
        pc.AcceptPair(*here), pc.DeclinePair(*here), pc.CallOffPair(*here), pc.BeginPair(*here),
        pc.SwapSides(*here, interviewer=True), pc.ProposeSwap(*here), pc.EndPair(*here, 1),
        pc.TickPairPoint(*here, 1, 0, True), pc.TickPairPoints(*here, 1, (0,)),
        pc.NextPairQuestion(*here, 1),
    ]  # fmt: skip


async def test_the_interviewer_who_is_forgotten_leaves_the_candidate_the_report() -> None:
    world = await team()
    await begun(world)
    await press(world, pc.TickPairPoint, BEN, 1, 0, 1)
    await world.ask(c.ForgetMe(BEN, world.clock.now, confirmed=True))
    await world.work()
    report = the(InterviewReportCard, told(world, ANN)[-1])
    assert (report.covered, report.points, report.interviewer) == (1, 2, "")
    assert held(world).ended_at is not None
    assert world.store.tables.pairs == {}
    assert "Ben" not in repr(told(world, ANN)[-1])


async def test_the_candidate_who_is_forgotten_takes_the_interview_along() -> None:
    world = await team()
    await begun(world)
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.work()
    assert world.store.tables.interviews == {}
    assert the(NoticeCard, told(world, BEN)[-1]).title == "Your interview in pairs is off."
    refused = the(ProblemCard, await press(world, pc.NextPairQuestion, BEN, 1))
    assert refused.message == "There's no such interview of yours."


async def test_a_question_that_is_asked_of_a_team_meanwhile_is_passed_over_for_both() -> None:
    world = await team()
    await begun(world)
    first = held(world).items[0].question_id
    await world.schedule(CHANNEL, LEAD, plan())
    now = world.clock.now
    world.store.write_now(lambda tx: tx.suggestions.ask_next(1, first, now))
    await world.to("2026-11-02 09:00")
    assert world.round().question_id == first
    sheet = the(PairSheetCard, await press(world, pc.TickPairPoint, BEN, 1, 0, 1))
    assert (sheet.step, sheet.note) == (3, LEFT_OUT)
    assert first not in repr(sheet)
    asked: Card = told(world, ANN)[-1]
    assert the(PairQuestionCard, asked).step == 3
    again = the(PairQuestionCard, await world.ask(ic.StartInterview(ANN, world.clock.now)))
    assert again.step == 3


async def test_what_wasnt_sent_in_time_isnt_sent_when_the_interview_has_moved_on() -> None:
    world = await team()
    await agreed(world)
    await world.ask(pc.BeginPair(BEN, world.clock.now, 1))
    await world.ask(pc.NextPairQuestion(BEN, world.clock.now, 1, 1))
    await world.work()
    assert [the(PairQuestionCard, card).step for card in told(world, ANN)[1:]] == [3]
    assert sent(world.gateway).count(("ann", "PairQuestionCard")) == 1


async def test_a_question_that_is_asked_before_the_candidate_was_sent_it_isnt_sent() -> None:
    world = await team()
    await world.schedule(CHANNEL, LEAD, plan())
    await world.to("2026-11-02 08:55")
    await agreed(world)
    await world.ask(pc.BeginPair(BEN, world.clock.now, 1))
    first, now = held(world).items[0].question_id, world.clock.now
    world.store.write_now(lambda tx: tx.suggestions.ask_next(1, first, now))
    await world.to("2026-11-02 09:00")
    assert world.round().question_id == first
    assert ("ann", "PairQuestionCard") not in sent(world.gateway)


async def test_an_export_has_no_key_point_before_the_end_and_none_of_what_is_asked_now() -> None:
    world = await team()
    sheet = await begun(world)
    await press(world, pc.TickPairPoint, BEN, 1, 0, 1)
    before = await world.engine.ask(ExportMe(ANN))
    assert not leaks(before)
    assert before["interviews"][0]["items"][0]["covered"] is None
    await to_the_end(world, sheet)
    after = await world.engine.ask(ExportMe(ANN))
    assert leaks(after["interviews"][0]["items"][0]["covered"])
    await world.schedule(CHANNEL, LEAD, plan())
    asked, now = held(world).items[0].question_id, world.clock.now
    world.store.write_now(lambda tx: tx.suggestions.ask_next(1, asked, now))
    await world.to("2026-11-02 09:00")
    assert world.round().question_id == asked
    mine = (await world.engine.ask(ExportMe(ANN)))["interviews"][0]
    ticked = (await world.engine.ask(ExportMe(BEN)))["interviews_in_pairs"][0]["you_ticked"]
    for item in (mine["items"][0], ticked[0]):
        assert item["covered"] == ["key point 1"]


async def test_what_one_writes_to_the_bot_meanwhile_is_no_answer_in_one_left_alone() -> None:
    world = await team()
    await begun_alone(world)
    find, now = ic.FindWaiting, world.clock.now
    assert await world.engine.ask(find(ANN, now, "1.1")) is not None
    await world.ask(ic.WriteInInterview(ANN, now, 1, 1, "1.1", "It depends."))
    await begun(world)
    assert await world.engine.ask(find(ANN, now, "1.2")) is None
    edit = await world.engine.ask(find(ANN, now, "1.1", old=True))
    assert edit is not None, "an edit of what is an answer already"
    await press(world, pc.EndPair, ANN, 1)
    assert await world.engine.ask(find(ANN, now, "1.3")) is not None
