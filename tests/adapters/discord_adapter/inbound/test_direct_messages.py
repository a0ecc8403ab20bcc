"""Direct messages to the bot on Discord: answers in a mock interview, and help for all else."""

from typing import Any

import discord
from simcord import MemberActor

from bot.engine.model.interviews import Interview
from tests.support.discord.rig import Rig, running
from tests.support.discord.shown import message_words, told

YOUR_ANSWER = "Added to your answer"


async def begun(rig: Rig, who: MemberActor) -> Any:
    """Have someone start an interview in the server; return its private message."""
    offer = await rig.slash(who, "interview", track="fixtures", minutes=15)
    assert offer.response is not None
    assert "direct messages" in told(await who.click(offer.response, label="Start the interview"))
    return offer.response


def received(who: MemberActor) -> list[Any]:
    """Return the bot's direct messages to someone, oldest first."""
    return [each for each in who.user.dm_channel.history() if each.author.bot]


def held(rig: Rig, number: int = 1) -> Interview:
    return rig.store.tables.interviews[number]


def words_of(rig: Rig) -> list[str]:
    """Return what is said to each question so far."""
    return [item.answer.words for item in held(rig).items if item.answer]


async def test_messages_are_the_answer_and_the_interview_goes_on_there_over_restarts() -> None:
    async with running() as rig:
        await begun(rig, rig.ben)
        await rig.ben.send_dm("Split first, *then* shuffle.")
        assert "Question 1 of 3" in message_words(received(rig.ben)[-1])
        await rig.restart()
        await rig.ben.send_dm("And keep groups together.")
        receipt = received(rig.ben)[-1]
        assert "2 messages so far. Write more, or press That's my answer." in message_words(receipt)
        await rig.restart()
        assert "Question 2 of 3" in told(
            await rig.ben.user.click(receipt, label="That's my answer")
        )
        await rig.restart()
        form = await rig.ben.user.click(receipt, label="Type my answer")
        assert form.modal is not None
        assert "Question 3 of 3" in told(
            await rig.ben.user.submit_modal(form, {"words": "by the form"})
        )
        points = told(await rig.ben.user.click(receipt, label="Done speaking"))
        assert "Which of these did you say?" in points
        assert "And keep groups together." in points
        assert words_of(rig) == [
            "Split first, *then* shuffle.\nAnd keep groups together.", "by the form", "",
        ]  # fmt: skip


async def test_an_edit_and_a_deletion_change_the_answer_and_say_nothing() -> None:
    async with running() as rig:
        await begun(rig, rig.ben)
        message = await rig.ben.send_dm("the spilt")
        other = await rig.ben.send_dm("my password")
        await rig.ben.user.edit(message, "the split")
        await rig.ben.user.delete(other)
        assert words_of(rig) == ["the split"]
        await rig.restart()
        await rig.env.advance_time(2)
        await rig.ben.user.edit(message, "the split, first")
        assert words_of(rig) == ["the split, first"]
        await rig.ben.user.delete(message)
        assert words_of(rig) == []
        assert len(received(rig.ben)) == 2


async def test_anything_else_is_answered_with_what_the_bot_can_do() -> None:
    async with running() as rig:
        await rig.ben.send_dm("hello?")
        assert "What you can do" in message_words(received(rig.ben)[-1])
        message = await begun(rig, rig.ben)
        await rig.ada.send_dm("the split")
        assert "What you can do" in message_words(received(rig.ada)[-1])
        await rig.ben.click(message, label="End here")
        await rig.ben.send_dm("too late")
        assert "What you can do" in message_words(received(rig.ben)[-1])
        assert words_of(rig) == [""]


async def test_too_much_and_no_words_are_refused_in_a_sentence() -> None:
    async with running() as rig:
        await begun(rig, rig.ben)
        for _ in range(2):
            await rig.ben.send_dm("x" * 2000)
        assert "at most 4,000 characters" in message_words(received(rig.ben)[-1])
        await rig.ben.send_dm("x" * 1900)
        assert YOUR_ANSWER in message_words(received(rig.ben)[-1])
        assert len(words_of(rig)[0]) == 3901


async def test_the_interview_that_is_open_says_in_which_server_one_answers() -> None:
    async with running() as rig:
        await begun(rig, rig.ben)
        other = rig.env.create_guild()
        there = other.create_text_channel("prep")
        elsewhere = other.add_member(rig.ben.user)
        await elsewhere.slash(there, "quiz")
        home = await rig.store.read(lambda tx: tx.members.home("discord", str(rig.ben.id)))
        assert home == str(other.id), "buttons in direct messages are of the server used last"
        await rig.ben.send_dm("the split")
        receipt = received(rig.ben)[-1]
        assert "Question 2 of 3" in told(
            await rig.ben.user.click(receipt, label="That's my answer")
        )
        form = await rig.ben.user.click(receipt, label="Type my answer")
        assert "What is asked" in str(form.modal)


async def test_what_was_written_while_the_bot_was_away_is_taken_at_the_next_start() -> None:
    async with running() as rig:
        await rig.ben.send_dm("hello?")
        await rig.env.advance_time(5)
        rig.clock.now = rig.env.now()
        await begun(rig, rig.ben)
        await rig.ben.send_dm("split first")
        assert words_of(rig) == ["split first"]
        await rig.client._in_flight.finish(0.0)  # pyright: ignore[reportPrivateUsage]  # it stops
        await rig.ben.send_dm("then shuffle")
        await rig.ben.send_dm("in groups")
        assert words_of(rig) == ["split first"]
        await rig.restart()
        assert words_of(rig) == ["split first\nthen shuffle\nin groups"]
        assert "3 messages so far" in message_words(received(rig.ben)[-1])
        count = len(received(rig.ben))
        await rig.restart()
        assert len(received(rig.ben)) == count, "nothing is left unanswered"


async def test_a_message_of_ours_that_comes_first_hides_no_answer() -> None:
    async with running() as rig:
        rig.clock.now = rig.env.now()
        await begun(rig, rig.ben)
        await rig.client._in_flight.finish(0.0)  # pyright: ignore[reportPrivateUsage]  # it stops
        await rig.ben.send_dm("split first")
        channel = await rig.client.bot.create_dm(discord.Object(rig.ben.user.id))
        await channel.send("Today's question closes soon.")
        await rig.restart()
        assert words_of(rig) == ["split first"]


async def test_what_was_written_before_the_question_was_shown_is_no_part_of_its_answer() -> None:
    async with running() as rig:
        await rig.client._in_flight.finish(0.0)  # pyright: ignore[reportPrivateUsage]  # it stops
        await rig.ben.send_dm("hello?")
        await rig.restart()
        await rig.env.advance_time(5)
        rig.clock.now = rig.env.now()
        await begun(rig, rig.ben)
        await rig.restart()
        assert words_of(rig) == []
