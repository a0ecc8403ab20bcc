"""Direct messages to the app in a mock interview on Slack: they add up to an answer."""

import pytest

from bot.engine.model.interviews import Interview
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import BEN, CLEO, SlackRig, rig


async def begun(slack: SlackRig, user: str = BEN) -> Json:
    offer = await slack.command(user, "/interview", "fixtures 15")
    return await slack.press(user, offer, "Start the interview")


async def wrote(slack: SlackRig, text: str, **more: str) -> Json:
    """Write the app a direct message; return what it answers there."""
    before = len(slack.people.direct_to(BEN))
    await slack.people.write_to_app(BEN, text, **more)
    await slack.server.until(lambda: len(slack.people.direct_to(BEN)) > before)
    return slack.people.direct_to(BEN)[-1]


async def moved(slack: SlackRig, message: Json, label: str, shows: str) -> None:
    """Press a button in the direct messages; the message itself becomes what comes next."""
    await slack.people.press(BEN, message, label, f"D{BEN}")
    await slack.server.until(lambda: shows in plain(message))


async def held(slack: SlackRig, number: int = 1) -> Interview:
    found = await slack.store.read(lambda tx: tx.interviews.get(number))
    assert found is not None
    return found


async def words_of(slack: SlackRig) -> list[str]:
    """Return what is said to each question so far."""
    return [item.answer.words for item in (await held(slack)).items if item.answer]


async def test_messages_are_the_answer_once_one_says_so_and_the_interview_goes_on_there() -> None:
    async with rig() as slack:
        assert "direct messages" in plain(await begun(slack))
        first = await wrote(slack, "Split first, &lt;then&gt; shuffle.")
        assert "Question 1 of 3" in plain(first)
        assert "Write more, or press That's my answer." in plain(first)
        assert "such as streak, stays a command" in plain(first)
        second = await wrote(slack, "And keep groups together.")
        assert "2 messages so far" in plain(second)
        await moved(slack, second, "That's my answer", "Question 2 of 3")
        third = await wrote(slack, "Another answer.", thread_ts=second["ts"])
        await moved(slack, third, "That's my answer", "Question 3 of 3")
        await moved(slack, third, "Done speaking", "Which of these did you say?")
        assert "Split first, <then> shuffle.\nAnd keep groups together." in plain(third)
        await moved(slack, third, "Save and continue", "Another answer.")
        await moved(slack, third, "Save and continue", "Question 3 of 3")
        await moved(slack, third, "Save and continue", "0 of 6 key points")
        assert list(buttons_of(third)) == ["See my answers", "New interview"]


async def test_a_command_stays_a_command_and_an_answer_may_begin_like_one() -> None:
    async with rig() as slack:
        await begun(slack)
        for command, shown in (
            ("streak", "0 days in a row"), ("help", "What you can do"), ("Home", "No question is"),
            ("quiz fixtures 2", "question 1 of 2"),
        ):  # fmt: skip
            assert shown in plain(await wrote(slack, command))
        for answer in (
            "streak of luck", "help everyone understand the data", "practice makes perfect",
            "quiz the stakeholders first", "home\nwork",
        ):  # fmt: skip
            assert "Added to your answer" in plain(await wrote(slack, answer))
        assert len((await words_of(slack))[0].splitlines()) == 6
        interview = await wrote(slack, "interview")
        assert "Your answer has 5 messages so far." in plain(interview)
        assert "Type my answer" not in buttons_of(interview)
        await moved(slack, interview, "That's my answer", "Question 2 of 3")


async def test_a_message_delivered_twice_is_one_answer_also_to_the_next_process() -> None:
    async with rig() as slack:
        await begun(slack)
        message = await slack.people.write_to_app(BEN, "the split", event_id="Ev-once")
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        await slack.people.hear_direct(message, "Ev-once")
        await moved(slack, slack.people.direct_to(BEN)[0], "That's my answer", "Question 2 of 3")
        await slack.disconnect()
        await slack.connect()
        await slack.people.hear_direct(message, "Ev-once")
        await wrote(slack, "another")
        assert await words_of(slack) == ["the split", "another"]
        assert len(slack.people.direct_to(BEN)) == 2


async def test_an_edit_and_a_deletion_change_the_answer_and_say_nothing() -> None:
    async with rig() as slack:
        await begun(slack)
        message = await slack.people.write_to_app(BEN, "the spilt")
        other = await slack.people.write_to_app(BEN, "my password")
        await slack.server.until(lambda: len(slack.people.direct_to(BEN)) == 2)
        await slack.people.edit(f"D{BEN}", message, "the split")
        await slack.people.delete(f"D{BEN}", other)
        receipt = await wrote(slack, "later")
        assert "2 messages so far" in plain(receipt)
        assert await words_of(slack) == ["the split\nlater"]
        assert len(slack.people.direct_to(BEN)) == 3
        await slack.people.edit(f"D{BEN}", message, "x" * 4000)
        await slack.server.until(lambda: len(slack.people.direct_to(BEN)) == 4)
        assert "An answer has at most 4,000 characters." in plain(slack.people.direct_to(BEN)[-1])
        assert await words_of(slack) == ["the split\nlater"]


@pytest.mark.parametrize("subtype", ["file_share", ""])
async def test_a_file_without_words_is_no_answer(subtype: str) -> None:
    async with rig() as slack:
        await begun(slack)
        told = await wrote(slack, "", **({"subtype": subtype} if subtype else {}))
        assert "There are no words in that message." in plain(told)
        assert "Added to your answer" in plain(await wrote(slack, "see it", subtype="file_share"))


async def test_without_an_open_question_and_for_others_a_message_is_what_it_was() -> None:
    async with rig() as slack:
        await begun(slack, CLEO)
        assert 'There is no command "the"' in plain(await wrote(slack, "the split"))
        offer = await wrote(slack, "interview")
        assert 'There is no command "the"' in plain(await wrote(slack, "the split"))
        await moved(slack, offer, "Start the interview", "Question 1 of")
        await wrote(slack, "the split")
        await moved(slack, offer, "End here", "Which of these did you say?")
        assert 'There is no command "the"' in plain(await wrote(slack, "the split"))


async def test_a_problem_does_not_take_the_place_of_what_one_was_doing() -> None:
    async with rig() as slack:
        await begun(slack)
        message = await slack.people.write_to_app(BEN, "oops")
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        receipt = slack.people.direct_to(BEN)[0]
        await slack.people.delete(f"D{BEN}", message)
        pressing = slack.people.press(BEN, receipt, "That's my answer", f"D{BEN}")
        assert "nothing in your answer" in plain(await slack.private(BEN, pressing))
        assert "Added to your answer." in plain(receipt)
