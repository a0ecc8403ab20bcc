"""Forums: every day a new post, made once whatever is killed, in which all of it happens."""

from typing import Any

import discord
import pytest

from bot.engine.model.rounds import RoundState
from tests.support.discord.forums import (
    Fuses,
    live_through,
    make_closed_forum,
    make_forum,
    posts_of,
)
from tests.support.discord.rig import FOUR, NINE, SETUP, Rig, running
from tests.support.discord.shown import message_words, told


async def set_up(rig: Rig, **more: Any) -> Any:
    """Give a forum a schedule; return it."""
    forum = make_forum(rig)
    preview = await rig.ada.slash(rig.channel, "daily setup", **{**SETUP, "channel": forum, **more})
    assert preview.response is not None
    assert "Done" in told(await rig.ada.click(preview.response, label="Start asking"))
    return forum


async def test_a_question_is_a_post_and_its_reveal_a_message_in_it() -> None:
    async with running() as rig:
        forum = await set_up(rig)
        await rig.work(NINE)
        (post,) = posts_of(forum)
        asked = rig.round()
        assert asked.message is not None
        assert (asked.message.channel.channel, asked.message.message) == (str(post.id),) * 2
        assert asked.channel.channel == str(forum.id)
        (question,) = post.history()
        assert "open until" in message_words(question)
        title = message_words(question).split("### ")[1].splitlines()[0]
        assert post.name == title
        saved = await rig.ben.click(question, label="A")
        assert "Answer saved: A" in told(saved)
        await rig.reveal()
        (post,) = posts_of(forum)
        shown = [message_words(said) for said in post.history()]
        assert "revealed" in shown[0], "the question is edited"
        assert any("Model answer" in str(said.components) for said in post.history()[1:])
        assert rig.round().state is RoundState.REVEALED
        mine = told(await rig.ben.click(post.history()[0], label="My result"))
        assert "Right" in mine or "Not this time" in mine


async def test_each_day_has_its_own_post() -> None:
    async with running() as rig:
        forum = await set_up(rig)
        await rig.work(NINE)
        await rig.reveal()
        await rig.slash(rig.ada, "daily now", schedule=1)
        await rig.work()
        assert len(posts_of(forum)) == 2


async def test_a_forum_that_wants_a_tag_gets_one() -> None:
    async with running() as rig:
        forum = await set_up(rig)
        known = rig.client.bot.get_channel(forum.id)
        assert isinstance(known, discord.ForumChannel)
        known._flags = discord.ChannelFlags(require_tag=True).value  # pyright: ignore[reportPrivateUsage]
        refused = told(await rig.ada.slash(rig.channel, "daily setup", **SETUP, channel=forum))
        assert "wants a tag on each post" in refused


async def test_setup_says_what_the_bot_lacks_in_a_forum() -> None:
    async with running() as rig:
        denied = discord.Permissions(send_messages=True, send_messages_in_threads=True)
        forum = make_closed_forum(rig, denied)
        refused = told(await rig.ada.slash(rig.channel, "daily setup", **SETUP, channel=forum))
        assert "Warmup can't ask a question in that forum" in refused
        assert "Create Posts" in refused
        assert "Send Messages in Threads" in refused


@pytest.mark.parametrize("after", [False, True], ids=["before a request", "after a request"])
async def test_a_worker_killed_at_any_request_posts_and_reveals_once(after: bool) -> None:
    for when in ("post", "reveal"):
        step, blown = 0, True
        while blown:
            step += 1
            async with running(check_errors=False) as rig:
                forum = await set_up(rig)
                fuses = Fuses(when, step, after=after)
                blown = await live_through(rig, fuses, NINE, FOUR)
                (post,) = posts_of(forum)
                said = [message_words(each) for each in post.history()]
                assert rig.round().state is RoundState.REVEALED, (when, step)
                assert len(said) == len(set(said)), (when, step)
        assert step > 1, "there were requests to be killed at"
