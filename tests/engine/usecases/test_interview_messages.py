"""Direct messages in a mock interview: they add up to the answer of the question that is open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import interview_commands as ic
from bot.engine.cards import (
    Card,
    InterviewAnswersCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewWrittenCard,
    ProblemCard,
)
from bot.engine.errors import AlreadyServed
from bot.engine.model.interviews import LONGEST_WORDS, How, Said
from bot.engine.rules.interview_messages import WAITS
from bot.engine.rules.interviews import said_at
from tests.support.builders import actor, bank, plan, question
from tests.support.interviewing import ANN, begun, held, offered, said, to_points, to_report
from tests.support.world import World, the, words_in

MINUTE = timedelta(minutes=1)


async def wrote(world: World, message_id: str, words: str, step: int = 0) -> Card:
    """Have Ann write a direct message, or change one, while ``step`` (the current) is open."""
    here = (ANN, world.clock.now, 1, step or held(world).step)
    return await world.ask(ic.WriteInInterview(*here, message_id, words))


async def finished(world: World) -> Card:
    """Have Ann say that what she wrote is her answer."""
    done = ic.PassStep(ANN, world.clock.now, 1, held(world).step, How.TYPED)
    return await world.ask(done)


def answered(world: World) -> Said:
    """Return what is said to the first question."""
    answer = held(world).items[0].answer
    assert answer is not None
    return answer


async def waiting(world: World, message_id: str = "9.0", *, old: bool = False) -> ic.Waiting | None:
    return await world.engine.ask(ic.FindWaiting(ANN, world.clock.now, message_id, old))


async def test_messages_add_up_in_the_order_they_were_written_until_one_says_thats_all() -> None:
    world = World()
    await begun(world)
    world.clock.advance(MINUTE)
    assert the(InterviewWrittenCard, await wrote(world, "10.2", "and shuffle")).messages == 1
    receipt = the(InterviewWrittenCard, await wrote(world, "9.8", "split first"))
    assert (receipt.messages, receipt.number, receipt.step, receipt.follow_up) == (2, 1, 1, False)
    assert held(world).step == 1, "nothing moves on by itself"
    back = the(InterviewQuestionCard, await world.ask(ic.StartInterview(ANN, world.clock.now)))
    assert back.written == 2
    world.clock.advance(MINUTE)
    follow_up = the(InterviewQuestionCard, await finished(world))
    assert (follow_up.step, follow_up.written) == (2, 0)
    answer = answered(world)
    assert (answer.how, answer.words, answer.seconds) == (
        How.TYPED, "split first\nand shuffle", 120,
    )  # fmt: skip
    assert (await to_points(world)).words == "split first\nand shuffle"


async def test_the_same_message_again_is_one_answer() -> None:
    world = World()
    await begun(world)
    asked = ic.WriteInInterview(ANN, world.clock.now, 1, 1, "1.1", "the split")
    await world.engine.handle(asked, "message:1.1")
    with pytest.raises(AlreadyServed):
        await world.engine.handle(asked, "message:1.1")
    assert the(InterviewWrittenCard, await world.ask(asked)).messages == 1
    await finished(world)
    await wrote(world, "1.1", "the split", step=2)
    assert held(world).items[0].reply is None, "it belongs to the question it answered"


async def test_an_edit_changes_the_answer_and_a_deletion_takes_its_words_out() -> None:
    world = World()
    await begun(world)
    await wrote(world, "1.1", "the spilt")
    await wrote(world, "1.2", "a secret")
    await wrote(world, "1.1", "the split")
    await wrote(world, "1.2", "")
    assert answered(world).words == "the split"
    await finished(world)
    await wrote(world, "1.1", "the split, later")
    assert answered(world).words == "the split, later"
    assert held(world).step == 2
    await wrote(world, "1.1", "")
    taken = answered(world)
    assert (taken.how, taken.words, taken.messages) == (How.TYPED, "", ())
    await to_report(world)
    assert await waiting(world, "1.1", old=True) is None, "the report is final"
    shown = await world.ask(ic.ShowInterviewAnswers(ANN, world.clock.now, 1))
    assert the(InterviewAnswersCard, shown).answers[0].how is How.TYPED


async def test_what_is_left_of_no_message_is_no_answer() -> None:
    world = World()
    await begun(world)
    await wrote(world, "1.1", "oops")
    await wrote(world, "1.1", "")
    assert held(world).items[0].answer is None
    assert the(ProblemCard, await finished(world)).message == "There was nothing in your answer."
    empty = the(ProblemCard, await wrote(world, "1.2", "  "))
    assert empty.message == "There are no words in that message."


async def test_done_speaking_and_ending_keep_what_was_written_and_skipping_does_not() -> None:
    world = World()
    await begun(world)
    await wrote(world, "1.1", "in part")
    await said(world, how=How.SPOKEN)
    await wrote(world, "1.2", "a reply")
    await said(world, how=How.SKIPPED)
    await wrote(world, "1.3", "so far")
    points = await world.ask(ic.EndInterview(ANN, world.clock.now, 1, held(world).step))
    assert the(InterviewPointsCard, points).words == "in part"
    kept = [said_at(held(world), step) for step in (1, 2, 3)]
    assert [(each.how, each.words) for each in kept if each] == [
        (How.TYPED, "in part"), (How.SKIPPED, ""), (How.TYPED, "so far"),
    ]  # fmt: skip


async def test_a_message_that_comes_after_its_step_is_added_to_what_was_said() -> None:
    world = World()
    await begun(world)
    await said(world, "by the form")
    receipt = the(InterviewWrittenCard, await wrote(world, "1.1", "one more thing", step=1))
    assert receipt.number == 1
    assert answered(world).words == "by the form\none more thing"
    assert held(world).step == 2


async def test_too_much_is_refused_in_a_sentence_and_changes_nothing() -> None:
    world = World()
    await begun(world)
    await wrote(world, "1.1", "x" * (LONGEST_WORDS - 2))
    before = held(world)
    refused = the(ProblemCard, await wrote(world, "1.2", "yz"))
    assert refused.message == "An answer has at most 4,000 characters."
    assert refused.fix == "That message isn't in it: send a shorter one."
    longer = the(ProblemCard, await wrote(world, "1.1", "x" * (LONGEST_WORDS + 1)))
    assert longer.fix == "Your change isn't in it: make the message shorter."
    assert held(world) == before
    assert the(InterviewWrittenCard, await wrote(world, "1.2", "y")).messages == 2


async def test_a_question_waits_for_messages_for_a_day_and_only_while_it_is_asked() -> None:
    world = World()
    assert await waiting(world) is None
    await offered(world)
    assert await waiting(world) is None, "an offer asks nothing"
    await world.ask(ic.BeginInterview(ANN, world.clock.now, 1))
    assert await waiting(world) == ic.Waiting(ANN.workspace, 1, 1)
    assert await waiting(world, old=True) is None, "an edit of something else"
    world.clock.advance(WAITS)
    assert await waiting(world) is not None
    world.clock.advance(MINUTE)
    assert await waiting(world) is None
    await world.ask(ic.StartInterview(ANN, world.clock.now))
    assert await waiting(world) is not None, "shown again, it waits again"
    await to_points(world)
    assert await waiting(world) is None


async def test_the_interview_that_is_open_says_in_which_team_one_writes() -> None:
    world = World()
    red, blue = (actor("zoe", workspace=team) for team in ("red", "blue"))
    for who in (red, blue):
        await world.ask(ic.StartInterview(who, world.clock.now))
    nowhere = actor("zoe", workspace="")
    find = ic.FindWaiting(nowhere, world.clock.now, "1.1")
    assert await world.engine.ask(find) is None
    await world.ask(ic.BeginInterview(blue, world.clock.now, 2))
    assert await world.engine.ask(find) == ic.Waiting("blue", 2, 1)
    world.clock.advance(MINUTE)
    await world.ask(ic.BeginInterview(red, world.clock.now, 1))
    assert await world.engine.ask(find) == ic.Waiting("red", 1, 1), "the one shown last"
    only_blue = ic.FindWaiting(blue, world.clock.now, "1.1")
    assert await world.engine.ask(only_blue) == ic.Waiting("blue", 2, 1)
    for interview_id, there in ((1, "red"), (2, "blue"), (3, "")):
        asked = ic.InterviewWorkspace("console", "zoe", interview_id)
        assert await world.engine.ask(asked) == there
    assert await world.engine.ask(ic.InterviewWorkspace("console", "eve", 1)) == ""


async def test_whom_a_question_waits_for_can_be_listed_after_a_stop() -> None:
    world = World()
    await begun(world)
    shown_at = world.clock.now
    world.clock.advance(WAITS)
    asked = ic.WaitingAccounts("console", world.clock.now)
    assert await world.engine.ask(asked) == {"ann": shown_at}
    assert await world.engine.ask(replace(asked, platform="slack")) == {}
    assert await world.engine.ask(replace(asked, at=asked.at + MINUTE)) == {}
    await to_points(world)
    assert await world.engine.ask(ic.WaitingAccounts("console", world.clock.now)) == {}


async def test_a_question_that_became_one_of_the_day_takes_no_more_words() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(4))))
    await world.schedule(what=plan())
    await begun(world)
    await world.to("2026-11-02 09:00")
    live = held(world).items[0].question_id
    world.store.tables.rounds[1] = replace(world.store.tables.rounds[1], question_id=live)
    world.clock.now = held(world).shown_at
    following = the(InterviewQuestionCard, await wrote(world, "1.1", "its answer"))
    assert following.note.startswith("A question was left out")
    assert live not in words_in(following)
