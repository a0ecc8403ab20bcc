"""Answers in a question's thread: what replies, edits and deletions make of them."""

from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine import thread_queries as tq
from bot.engine.cards import ReceiptCard
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Reply, Response
from bot.engine.model.schedules import ChannelRef, MessageRef
from tests.support.builders import CHANNEL, actor, at, plan
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")


async def opened(kind: Format = Format.THREAD) -> World:
    world = World()
    await world.schedule(what=plan(format=kind))
    await world.to("2026-11-02 09:00")
    return world


def question(world: World) -> MessageRef:
    message = world.round().message
    assert message is not None
    return message


def reply(number: int, text: str, when: str = "2026-11-02 09:00") -> Reply:
    return Reply(str(number), text, at(when))


async def write(
    world: World, who: Actor, number: int, text: str, delivery: str = ""
) -> tq.ReplyOutcome:
    note = tq.ReplyWritten(who, world.clock.now, question(world), reply(number, text), delivery)
    return await world.engine.note(note)


async def delete(world: World, number: int) -> tq.ReplyOutcome:
    return await world.engine.note(tq.ReplyDeleted(world.clock.now, question(world), str(number)))


async def read(
    world: World, *replies: tuple[Actor, Reply], whole: bool = True
) -> tuple[tq.ReplyOutcome, ...]:
    note = tq.ThreadRead(world.clock.now, question(world), replies, whole)
    return await world.engine.note(note)


def responses(world: World) -> tuple[Response, ...]:
    return world.read(lambda tx: tx.responses.of_round(world.round().id))


def answers(world: World) -> list[tuple[str | None, str | None]]:
    return [(response.reply, response.text) for response in responses(world)]


# --- one reply after the other ---------------------------------------------------------------


async def test_the_first_reply_with_words_is_the_answer_and_has_a_receipt() -> None:
    world = await opened()
    assert await write(world, ANN, 1, "🎉") == tq.ReplyOutcome()
    outcome = await write(world, ANN, 2, " B, I think\x00 ")
    assert (outcome.before, outcome.counted, outcome.changed) == ("", "2", True)
    receipt = the(ReceiptCard, outcome.receipt)
    assert (receipt.words, receipt.changed, receipt.format) == ("B, I think", False, Format.THREAD)
    assert world.answered == [1]
    await world.to("2026-11-02 16:00")
    assert world.points(ANN) == 5


@pytest.mark.parametrize("later", ["thanks", "haha nice", "", "🎉", "https://tenor.com/x"])
async def test_talk_pictures_and_emoji_after_an_answer_leave_it_alone(later: str) -> None:
    world = await opened()
    await write(world, ANN, 1, "B, I think")
    outcome = await write(world, ANN, 2, later)
    assert (outcome.before, outcome.counted, outcome.changed) == ("1", "1", False)
    assert answers(world) == [("1", "B, I think")]
    assert world.answered == [1]


async def test_a_later_reply_marked_as_answer_replaces_it() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    outcome = await write(world, ANN, 2, "Answer: C")
    assert (outcome.before, outcome.counted, outcome.changed) == ("1", "2", True)
    assert the(ReceiptCard, outcome.receipt).changed
    await write(world, ANN, 3, "thanks")
    assert answers(world) == [("2", "Answer: C")]


async def test_editing_the_reply_that_counts_changes_the_answer_and_another_nothing() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    await write(world, ANN, 2, "thanks")
    edited = await write(world, ANN, 1, "C")
    assert (edited.before, edited.counted, edited.changed, edited.unsure) == ("1", "1", True, False)
    await write(world, ANN, 2, "thanks!")
    assert answers(world) == [("1", "C")]


async def test_an_edit_that_leaves_the_words_alone_changes_nothing() -> None:
    world = await opened()
    await write(world, ANN, 1, "see https://a.b")
    before = responses(world)
    await world.after(minutes=1)
    outcome = await write(world, ANN, 1, "see https://a.b")
    assert (outcome.changed, outcome.receipt) == (False, None)
    assert responses(world) == before


async def test_deleting_another_reply_changes_nothing() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    await write(world, ANN, 2, "thanks")
    assert await delete(world, 2) == tq.ReplyOutcome()
    assert answers(world) == [("1", "B")]


async def test_deleting_the_reply_that_counts_withdraws_the_answer_and_asks_for_a_look() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    outcome = await delete(world, 1)
    assert (outcome.user, outcome.before, outcome.counted) == (ANN.user, "1", "")
    assert outcome.unsure
    assert answers(world) == []
    assert world.answered == [1, 1], "the count on the question is shown again"
    await world.to("2026-11-02 16:00")
    assert (world.points(ANN), world.outcomes(ANN)) == (0, [])
    assert world.differences() == ()


async def test_editing_the_words_away_withdraws_the_answer() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    outcome = await write(world, ANN, 1, "🎉")
    assert (outcome.counted, outcome.unsure) == ("", True)
    assert answers(world) == []


async def test_taking_the_mark_off_asks_for_a_look_at_the_others() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    await write(world, ANN, 2, "Answer: C")
    assert (await write(world, ANN, 2, "C, maybe")).unsure


async def test_an_answer_of_an_earlier_release_asks_for_a_look() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    (kept,) = responses(world)
    unknown = Response(kept.round_id, kept.member_id, None, "B", kept.first_at, kept.at)
    world.store.write_now(lambda tx: tx.responses.save(unknown))
    assert (await write(world, ANN, 2, "thanks")).unsure
    await read(world, (ANN, reply(1, "B")), (ANN, reply(2, "thanks")))
    assert answers(world) == [("1", "B")]


async def test_a_delivery_counts_once() -> None:
    world = await opened()
    await write(world, ANN, 1, "old", "Ev1")
    await write(world, ANN, 1, "new", "Ev2")
    assert await write(world, ANN, 1, "old", "Ev1") == tq.ReplyOutcome()
    assert answers(world) == [("1", "new")]


@pytest.mark.parametrize("kind", [Format.CHOICE, Format.OPEN])
async def test_replies_under_another_question_are_talk(kind: Format) -> None:
    world = await opened(kind)
    assert await world.engine.ask(tq.OpenThread(question(world))) is None
    assert await world.engine.ask(tq.OpenThreads("console")) == ()
    assert await write(world, ANN, 1, "B") == tq.ReplyOutcome()
    assert await read(world, (ANN, reply(1, "B"))) == ()
    assert answers(world) == []


async def test_accounts_of_another_workspace_answer_nothing_here() -> None:
    world = await opened()
    stranger = Actor("console", "elsewhere", "ann", "Ann")
    assert await write(world, stranger, 1, "B") == tq.ReplyOutcome()
    assert await read(world, (stranger, reply(1, "B"))) == ()
    assert answers(world) == []


async def test_talk_after_the_reveal_is_only_talk() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    await world.to("2026-11-02 16:00")
    assert await write(world, BEN, 2, "so that is why") == tq.ReplyOutcome()
    assert await delete(world, 1) == tq.ReplyOutcome()
    assert await read(world) == ()
    assert answers(world) == [("1", "B")]


async def test_open_questions_are_found_by_their_thread() -> None:
    world = await opened()
    message = question(world)
    assert await world.engine.ask(tq.OpenThreads("console")) == (message,)
    assert await world.engine.ask(tq.OpenThreads("slack")) == ()
    assert await world.engine.ask(tq.OpenThread(message)) == message
    unknown_parent = MessageRef(ChannelRef("console", CHANNEL.workspace, ""), message.message)
    assert await world.engine.ask(tq.OpenThread(unknown_parent)) == message
    elsewhere = MessageRef(ChannelRef("console", "another", ""), message.message)
    assert await world.engine.ask(tq.OpenThread(elsewhere)) is None


# --- the whole thread ------------------------------------------------------------------------


async def test_reading_a_thread_takes_in_what_was_missed() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    await world.after(minutes=30)
    outcomes = await read(
        world,
        (ANN, reply(1, "B, edited")),
        (BEN, reply(2, "A", "2026-11-02 09:10")),
        (ANN, reply(3, "thanks")),
    )
    assert [(o.user, o.before, o.counted) for o in outcomes] == [
        (ANN.user, "1", "1"), (BEN.user, "", "2")
    ]  # fmt: skip
    assert answers(world) == [("1", "B, edited"), ("2", "A")]
    assert responses(world)[1].first_at == at("2026-11-02 09:10"), "when it was written"
    assert await world.engine.ask(tq.Answered(question(world))) == {ANN.user: "1", BEN.user: "2"}


async def test_reading_it_again_changes_nothing() -> None:
    world = await opened()
    seen = ((ANN, reply(1, "B")), (BEN, reply(2, "A")))
    await read(world, *seen)
    before = responses(world)
    await world.after(minutes=1)
    outcomes = await read(world, *seen)
    assert all(not each.changed for each in outcomes)
    assert responses(world) == before


async def test_what_is_gone_from_the_thread_is_withdrawn_or_gives_way_to_the_next() -> None:
    world = await opened()
    for who, number in ((ANN, 1), (BEN, 2), (ANN, 3)):
        await write(world, who, number, f"words {number}")
    outcomes = await read(world, (ANN, reply(3, "words 3")))
    assert {(o.user, o.before, o.counted) for o in outcomes} == {
        (ANN.user, "1", "3"), (BEN.user, "2", "")
    }  # fmt: skip
    assert answers(world) == [("3", "words 3")]


async def test_of_a_thread_read_in_part_the_rest_is_left_alone() -> None:
    world = await opened()
    for who, number in ((LEAD, 1), (ANN, 2), (BEN, 3)):
        await write(world, who, number, "words")
    await read(world, (ANN, reply(2, "words")), whole=False)
    assert {reply_id for reply_id, _ in answers(world)} == {"2", "3"}


async def test_reading_keeps_the_names_that_are_known() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    nameless = Actor(ANN.platform, ANN.workspace, ANN.user, "U1", guessed=True)
    await read(world, (nameless, reply(1, "C")))
    member = world.read(lambda tx: tx.members.get(world.member(ANN)))
    assert member is not None
    assert member.name == "Ann"


async def test_who_is_forgotten_is_not_taken_in_again_by_reading_their_reply() -> None:
    world = await opened()
    await write(world, ANN, 1, "B")
    await write(world, BEN, 2, "A")
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await read(world, (ANN, reply(1, "B")), (BEN, reply(2, "A, edited")))
    assert answers(world) == [("2", "A, edited")]
    found = world.read(lambda tx: tx.members.by_identity(ANN.platform, ANN.workspace, ANN.user))
    assert found is None


async def test_clocks_that_differ_leave_the_first_time_between_the_question_and_now() -> None:
    world = await opened()
    early, late = reply(1, "B", "2026-11-02 08:00"), reply(2, "A", "2026-11-02 23:00")
    await read(world, (ANN, early), (BEN, late))
    opened_at = world.round().opened_at
    assert {each.first_at for each in responses(world)} == {opened_at, world.clock.now}
    assert world.clock.now - at("2026-11-02 09:00") < timedelta(minutes=1)


# --- "My answer" -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        (Format.CHOICE, "Press a letter or use your own words."),
        (Format.OPEN, "Write it in your own words."),
        (Format.THREAD, "Reply in the question's thread."),
    ],
)
async def test_who_has_not_answered_is_told_how(kind: Format, how: str) -> None:
    world = await opened(kind)
    card = await world.ask(c.ShowMine(ANN, world.clock.now, 1))
    assert how in str(card)
