"""Posting: marked, looked for before a repeat, paced, refused in the engine's words."""

import asyncio
from dataclasses import replace

import pytest

from bot.adapters.shared.pacer import Pacer
from bot.engine.cards import AnswerCard
from bot.engine.errors import (
    ChannelGone,
    GatewayError,
    NotPermitted,
    RateLimited,
    Rejected,
    Transient,
)
from bot.engine.model.people import Account
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef, MessageRef
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import TEAM
from tests.support.slack.day import NINE
from tests.support.slack.documents import LONG
from tests.support.slack.rig import ADA, CHANNEL, rig
from tests.support.slack.samples import QUESTION, REVEAL, SAMPLES, SUBJECT

HERE = ChannelRef("slack", TEAM, CHANNEL)
ANSWER = SAMPLES["answer"]


async def test_a_post_carries_its_key_and_is_found_by_it() -> None:
    async with rig() as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        assert await gateway.find(HERE, "round-7") == posted
        assert await gateway.find(HERE, "round-8") is None
        assert slack.messages[0]["metadata"]["event_type"] == "warmup_post"


async def test_an_edited_post_is_still_found() -> None:
    async with rig() as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        await gateway.update(posted, replace(QUESTION, responded=4))
        assert "4 answered so far" in plain(slack.messages[0])
        sent = [args["metadata"] for method, args in slack.world.calls if method == "chat.update"]
        assert sent == [slack.messages[0]["metadata"]]
        assert await gateway.find(HERE, "round-7") == posted


@pytest.mark.parametrize("a_page", [1000, 15])  # Slack gives some apps no more than 15
async def test_a_post_is_found_behind_hundreds_of_others(a_page: int) -> None:
    async with rig() as slack:
        slack.world.most_a_page = a_page
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        for _ in range(450):
            slack.messages.append({"ts": slack.world.ts(), "user": ADA, "text": "hi"})
        assert await gateway.find(HERE, "round-7") == posted


async def test_what_is_long_gone_by_slacks_clock_is_not_looked_through() -> None:
    async with rig() as slack:
        slack.world.most_a_page = 15
        for number in range(300):
            ts = f"{1_700_000_000 + number * 86_400}.000000"
            slack.messages.append({"ts": ts, "user": ADA, "text": "hi"})
        await slack.server.quiet()
        before = len(slack.world.calls)
        assert await slack.client.gateway.find(HERE, "round-7") is None
        asked = [method for method, _ in slack.world.calls[before:]]
        assert asked == ["conversations.history"]


async def test_someone_elses_message_with_the_key_is_not_ours() -> None:
    async with rig() as slack:
        gateway = slack.client.gateway
        await gateway.post(HERE, QUESTION, "round-7")
        slack.messages[0].update(user=ADA, bot_id="B0OTHER")
        assert await gateway.find(HERE, "round-7") is None


async def test_posts_of_another_database_are_not_taken_for_ours() -> None:
    async with rig() as slack:
        await slack.client.gateway.post(HERE, QUESTION, "round-7")
        slack.messages[0]["metadata"]["event_payload"]["origin"] = "elsewhere"
        assert await slack.client.gateway.find(HERE, "round-7") is None


async def test_a_post_whose_answer_was_lost_is_not_sent_again() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.server.faults.append(Fault("chat.postMessage", lost=True))
        await slack.work(NINE)
        sending = await slack.store.read(lambda tx: tx.rounds.get(1))
        assert sending is not None
        assert sending.state is RoundState.SENDING
        await slack.work(NINE.replace(minute=1))
        assert (await slack.latest_round()).state is RoundState.OPEN
        assert len(slack.messages) == 1


async def test_the_answer_goes_into_the_thread_and_is_found_there() -> None:
    async with rig() as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        assert await gateway.find(HERE, "answer-7", posted) is None
        answer = await gateway.post(HERE, ANSWER, "answer-7", posted)
        assert await gateway.find(HERE, "answer-7", posted) == answer
        assert slack.messages[1]["thread_ts"] == posted.message


async def test_an_answer_in_parts_that_broke_off_is_completed_not_repeated() -> None:
    long = AnswerCard(7, SUBJECT, LONG, (), ())
    async with rig() as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        await gateway.post(HERE, long, "answer-7", posted)
        whole = len(slack.messages)
        assert whole > 4
        del slack.messages[3:]
        assert await gateway.find(HERE, "answer-7", posted) is None
        await gateway.post(HERE, long, "answer-7", posted)
        assert len(slack.messages) == whole
        assert await gateway.find(HERE, "answer-7", posted) is not None


async def test_a_long_question_goes_on_in_its_thread() -> None:
    async with rig() as slack:
        posted = await slack.client.gateway.post(HERE, replace(QUESTION, prompt=LONG), "round-7")
        assert {m.get("thread_ts") for m in slack.messages[1:]} == {posted.message}
        assert await slack.client.gateway.find(HERE, "round-7") == posted


async def test_the_rest_of_a_question_lost_to_a_crash_follows_when_it_is_shown_again() -> None:
    long = replace(QUESTION, prompt=LONG)
    async with rig() as slack:
        posted = await slack.client.gateway.post(HERE, long, "round-7")
        whole = [plain(message) for message in slack.messages]
        assert len(whole) > 3
        for left in (1, 3):
            del slack.messages[left:]
            await slack.kill()
            await slack.connect()
            for responded in (1, 2):
                await slack.client.gateway.update(posted, replace(long, responded=responded))
            assert [plain(message) for message in slack.messages[1:]] == whole[1:]


async def test_the_rest_of_a_question_that_was_refused_follows_with_the_next_count() -> None:
    long = replace(QUESTION, prompt=LONG)
    async with rig() as slack:
        posted = await slack.client.gateway.post(HERE, long, "round-7")
        del slack.messages[2:]
        slack.server.faults.append(Fault("chat.postMessage", error="fatal_error"))
        await slack.client.gateway.update(posted, replace(long, responded=1))
        assert len(slack.messages) == 2
        await slack.client.gateway.update(posted, replace(long, responded=2))
        assert len(slack.messages) > 3


async def test_a_short_rate_limit_is_waited_out() -> None:
    async with rig() as slack:
        slack.server.faults.append(Fault("chat.postMessage", retry_after=0))
        await slack.client.gateway.post(HERE, QUESTION, "round-7")
        assert len(slack.messages) == 1


async def test_a_long_rate_limit_is_told() -> None:
    async with rig() as slack:
        slack.server.faults.append(Fault("chat.postMessage", retry_after=90))
        with pytest.raises(RateLimited) as limited:
            await slack.client.gateway.post(HERE, QUESTION, "round-7")
        assert limited.value.retry_after == 90


@pytest.mark.parametrize(
    ("error", "status", "kind", "words"),
    [
        ("channel_not_found", 200, ChannelGone, "gone"),
        ("is_archived", 200, ChannelGone, "gone"),
        ("not_in_channel", 200, NotPermitted, "/invite"),
        ("restricted_action", 200, NotPermitted, "forbid"),
        ("missing_scope", 200, NotPermitted, "install the app again"),
        ("no_permission", 200, NotPermitted, "invite it"),
        ("org_login_required", 200, NotPermitted, "organization"),
        ("restricted_action_thread_only_channel", 200, NotPermitted, "threads"),
        ("a_code_of_tomorrow", 200, NotPermitted, "a_code_of_tomorrow"),
        ("invalid_blocks", 200, Rejected, "invalid_blocks"),
        ("msg_blocks_too_long", 200, Rejected, "msg_blocks_too_long"),
        ("internal_error", 200, Transient, "internal_error"),
        ("", 503, Transient, "503"),
        ("ratelimited", 200, RateLimited, "rate limited"),
        ("token_revoked", 200, Transient, "token_revoked"),
    ],
)
async def test_refusals_arrive_in_the_engines_words(
    error: str, status: int, kind: type[GatewayError], words: str
) -> None:
    async with rig() as slack:
        slack.server.faults.append(Fault("chat.postMessage", error=error, status=status))
        with pytest.raises(kind, match=words):
            await slack.client.gateway.post(HERE, QUESTION, "round-7")


async def test_slack_out_of_reach_is_passing() -> None:
    async with rig() as slack:
        await slack.server.pause()
        with pytest.raises(Transient, match="couldn't be reached"):
            await slack.client.gateway.post(HERE, QUESTION, "round-7")
        await slack.server.start(slack.server.port)


async def test_a_deleted_question_is_left_alone_and_its_answer_goes_to_the_channel() -> None:
    async with rig() as slack:
        gone = MessageRef(HERE, "1.000001")
        await slack.client.gateway.update(gone, REVEAL)
        assert await slack.client.gateway.find(HERE, "answer-7", gone) is None
        await slack.client.gateway.post(HERE, ANSWER, "answer-7", gone)
        assert "thread_ts" not in slack.messages[0]


async def test_a_count_that_comes_after_the_reveal_does_not_undo_it() -> None:
    async with rig() as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        await gateway.update(posted, REVEAL)
        await gateway.update(posted, replace(QUESTION, responded=5))
        assert "revealed" in plain(slack.messages[0])


async def test_edits_of_one_message_arrive_in_the_order_they_were_made() -> None:
    async with rig() as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, QUESTION, "round-7")
        slack.server.hold("chat.update")
        cards = [replace(QUESTION, responded=count) for count in range(3)]
        editing = [asyncio.create_task(gateway.update(posted, card)) for card in (*cards, REVEAL)]
        await asyncio.sleep(0.05)
        slack.server.release("chat.update")
        await asyncio.gather(*editing)
        texts = [args["text"] for method, args in slack.world.calls if method == "chat.update"]
        assert len(texts) == 4
        assert "revealed" in plain(slack.messages[0])


async def test_a_private_note_goes_to_the_persons_direct_messages() -> None:
    async with rig() as slack:
        await slack.client.gateway.direct(Account("slack", TEAM, ADA), SAMPLES["notice"], "k")
        assert "2 waiting" in plain(slack.people.direct_to(ADA)[0])


async def test_a_channel_gets_its_posts_a_second_apart_and_none_waits_for_another() -> None:
    now, slept = [100.0], list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    pacer = Pacer(1.0, lambda: now[0], sleep)
    for channel in ("C1", "C1", "C2", "C1"):
        await pacer.turn(channel)
    assert slept == [1.0, 2.0]
    now[0] = 110.0
    await pacer.turn("C1")
    assert slept == [1.0, 2.0]
