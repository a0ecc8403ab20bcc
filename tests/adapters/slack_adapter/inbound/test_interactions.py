"""Buttons, commands and mentions: acknowledged first, answered in private, counted once."""

import asyncio
import itertools
import json

import pytest

from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.day import FOUR, opened
from tests.support.slack.rig import ADA, BEN, CHANNEL, CLEO, rig
from tests.support.slack.slow_store import SlowStore


async def test_answers_are_private_and_the_last_one_counts() -> None:
    async with rig() as slack:
        await opened(slack)
        assert "Answer saved: A," in plain(await slack.press(BEN, slack.question, "A"))
        assert "Answer changed: B," in plain(await slack.press(BEN, slack.question, "B"))
        assert "Answer changed: B," not in plain(await slack.look(BEN, slack.question, "My answer"))
        assert len(slack.messages) == 1
        assert await slack.store.read(lambda tx: tx.responses.count(1)) == 1


async def test_no_payload_tells_the_right_answer_before_the_reveal() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.press(BEN, slack.question, "A")
        await slack.look(BEN, slack.question, "My answer")
        sent = json.dumps([slack.messages, slack.world.private, slack.world.calls])
        assert "secret" not in sent
        ids = [button["action_id"] for button in buttons_of(slack.question).values()]
        assert ids == [f"w1:c:1:{letter}" for letter in "ABCD"] + ["w1:w:1", "w1:m:1"]


async def test_after_the_reveal_a_press_on_the_old_question_is_told_kindly() -> None:
    async with rig() as slack:
        await opened(slack)
        before = dict(slack.question)
        await slack.work(FOUR)
        slack.messages.append(before)
        told = await slack.press(BEN, before, "A")
        assert "Question 1 is already revealed." in plain(told)


async def test_fifty_people_at_once_lose_nothing() -> None:
    async with rig() as slack:
        await opened(slack)
        crowd = [f"U{number}" for number in range(50)]
        for user in crowd:
            slack.world.add_user(user, f"Person {user}")
            slack.world.channels[CHANNEL].members.add(user)
        await asyncio.gather(*(slack.press(user, slack.question, "C") for user in crowd))
        assert await slack.store.read(lambda tx: tx.responses.count(1)) == 50
        assert max(slack.server.ack_seconds) < 3
        await slack.counter.flush()
        assert "50 answered so far" in plain(slack.question)
        assert sum(method == "chat.update" for method, _ in slack.world.calls) == 1


async def test_a_burst_is_acknowledged_while_the_database_stands_still() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.hold()
        pressing = [slack.people.press(BEN, slack.question, "A", CHANNEL) for _ in range(100)]
        await asyncio.gather(*pressing)  # returns once Slack heard the acknowledgements
        assert max(slack.server.ack_seconds) < 3
        await slack.server.until(lambda: len(slack.people.shown_to(BEN)) == 100)
        assert all("Not saved yet" in plain(one) for one in slack.people.shown_to(BEN))
        store.release()
        await slack.server.until(lambda: len(slack.people.shown_to(BEN)) == 200)
        assert "Answer saved: A," in plain(slack.people.shown_to(BEN)[-1])


async def test_own_words_open_while_the_database_stands_still() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.hold()
        await slack.press_for_form(BEN, slack.question, "In my own words")
        await slack.press_for_form(BEN, slack.question, "In my own words")
        store.release()


async def test_closing_finishes_what_was_acknowledged() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.hold()
        await slack.people.press(BEN, slack.question, "A", CHANNEL)
        closing = asyncio.create_task(slack.client.close(8))
        await asyncio.sleep(0.05)
        assert not closing.done()
        store.release()
        await closing
        assert "Answer saved: A," in plain(slack.people.shown_to(BEN)[-1])


async def test_what_could_not_be_stored_is_told_to_each_and_to_the_operator_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.failing = True
        assert "wasn't saved" in plain(await slack.press(BEN, slack.question, "A"))
        assert "wasn't saved" in plain(await slack.command(BEN, "/quiz"))
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        assert "wasn't saved" in await slack.refused(BEN, form, words="because")
        store.failing = False
    (told,) = [record for record in caplog.records if record.name.startswith("bot.")]
    assert told.getMessage() == "what people send can't be stored or read: the disk is full"
    assert (told.levelname, told.exc_info) == ("ERROR", None)


async def test_a_bug_is_logged_and_the_person_hears_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.broken = True
        assert "it's been logged" in plain(await slack.press(BEN, slack.question, "A"))
        store.broken = False
    assert "a command failed" in caplog.text


@pytest.mark.parametrize("action_id", ["w1:zz:1", "w2:c:1:A", "nonsense", "w1:c:x:A"])
async def test_a_button_of_another_version_gets_a_friendly_answer(action_id: str) -> None:
    async with rig() as slack:
        await opened(slack)
        buttons_of(slack.question)["A"]["action_id"] = action_id
        assert "another version" in plain(await slack.press(BEN, slack.question, "A"))


async def test_a_quiz_goes_on_after_a_restart() -> None:
    async with rig() as slack:
        drill = await slack.command(BEN, "/quiz", "fixtures 3")
        await slack.kill()
        await slack.connect()
        drill = await slack.press(BEN, drill, "A")
        assert "question 2 of 3" in plain(drill)


async def test_a_double_press_in_a_quiz_counts_once() -> None:
    async with rig() as slack:
        drill = dict(await slack.command(BEN, "/quiz", "fixtures 3"))
        slack.world.private.append(drill)
        await slack.press(BEN, drill, "A")
        first = dict(drill, blocks=(await slack.command(BEN, "/quiz", "fixtures 3"))["blocks"])
        assert "question 1 of 3" in plain(first)
        found = await slack.store.read(lambda tx: tx.practice.drill(1))
        assert found is not None
        assert found.position == 1


async def test_someone_elses_quiz_is_refused() -> None:
    async with rig() as slack:
        drill = await slack.command(BEN, "/quiz", "fixtures 3")
        stolen = dict(drill, user=CLEO)
        slack.world.private.append(stolen)
        assert "someone else's quiz" in plain(await slack.press(CLEO, stolen, "A"))


async def test_another_quiz_follows_a_finished_one() -> None:
    async with rig() as slack:
        drill = await slack.command(BEN, "/quiz", "fixtures 1")
        end = await slack.press(BEN, drill, "A")
        again = await slack.press(BEN, end, "5 more")
        assert "question 1 of 5" in plain(again)


async def test_the_board_turns_its_pages_in_place() -> None:
    async with rig() as slack:
        await opened(slack)
        board = await slack.command(ADA, "/leaderboard", "week fixtures")
        month = await slack.press(ADA, board, "This month")
        assert "This month's leaderboard: Fixtures" in plain(month)
        assert len([s for s in slack.people.shown_to(ADA) if "leaderboard" in plain(s)]) == 1


async def test_a_response_url_that_expired_is_replaced_by_an_ephemeral_message() -> None:
    async with rig() as slack:
        await opened(slack)
        payload = slack.people.press_payload(BEN, slack.question, "A", CHANNEL)
        slack.world.urls.clear()
        await slack.server.deliver("interactive", payload)
        await slack.server.until(lambda: slack.people.shown_to(BEN))
        assert ("chat.postEphemeral", BEN) in [(m, a.get("user")) for m, a in slack.world.calls]


async def test_where_nothing_else_works_the_answer_comes_as_a_direct_message() -> None:
    async with rig() as slack:
        slack.people.channel("C0ELSE", BEN, bot=False)
        slack.world.clock = itertools.count(0, 10_000).__next__  # every response_url is too old
        await slack.people.command(BEN, "C0ELSE", "/practice")
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        assert "Nothing to review" in plain(slack.people.direct_to(BEN)[0])


async def test_names_are_shown_and_never_ping() -> None:
    async with rig() as slack:
        slack.world.add_user(BEN, "<!channel> *Ben* <@U0ADA>")
        await opened(slack)
        right = "ABCD"[(await slack.latest_round()).shown_order.index(0)]
        await slack.press(BEN, slack.question, right)
        await slack.server.quiet()  # the name is asked for once the answer is shown
        await slack.work(FOUR)
        assert "<!channel> *Ben* <@U0ADA>" in plain(slack.below()[-1])
        board = await slack.command(ADA, "/leaderboard")
        assert "<!channel> *Ben* <@U0ADA>" in plain(board)
