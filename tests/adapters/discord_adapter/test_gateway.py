"""Posting, editing, finding again; threads; Discord's errors as the engine's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.adapters.discord.errors import translate
from bot.adapters.discord.message_marks import nonce
from bot.adapters.discord.permissions import INVITED, invite_link
from bot.engine.cards import NoticeCard, QuestionCard
from bot.engine.errors import ChannelGone, NotPermitted, RateLimited, Rejected, Transient
from bot.engine.model.rich_text import paragraph
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.rounds.response_counts import ResponseCounts
from tests.support.discord.live import HERE, live
from tests.support.discord.rig import FOUR, NINE, Rig, running
from tests.support.discord.samples import CARDS
from tests.support.discord.shown import message_words, told
from tests.support.fakes.discord_shapes import words

POST = ("POST", "/channels/*/messages")
THREAD = ("POST", "/channels/*/messages/*/threads")


async def test_the_reveal_edits_the_question_and_opens_a_thread_with_the_answer() -> None:
    async with running() as rig:
        question = await rig.open_question()
        await rig.reveal()
        assert rig.question.id == question.id
        assert "revealed" in message_words(rig.question)
        (thread,) = rig.channel.threads
        assert thread.name == f"Subject {rig.round().question_id[-2:].lstrip('0')}"
        (answer,) = thread.history()
        assert "the secret model answer" in message_words(answer)
        post = rig.channel.history()[-1]
        assert "### ✅ A: choice 0 of" in message_words(post)
        assert post.reference is not None
        assert post.reference.message_id == question.id
        link = f"https://discord.com/channels/{rig.guild.id}/{thread.id}"
        assert link in str(post.components)


async def test_where_no_thread_may_be_opened_the_answer_is_a_reply() -> None:
    async with running(check_errors=False) as rig:
        question = await rig.open_question()
        rig.env.inject_error(*THREAD, status=403, code=50013, times=None)
        await rig.reveal()
        assert rig.round().state is RoundState.REVEALED
        reply = rig.channel.history()[1]
        assert "the secret model answer" in message_words(reply)
        assert reply.reference is not None
        assert reply.reference.message_id == question.id
        found = await _find(rig, f"answer-{rig.round().id}", rig.round().message)
        assert found is not None
        assert found.message == str(reply.id), "a reply is found again, too"


async def test_an_answer_in_the_thread_is_found_again_and_a_missing_one_is_not() -> None:
    async with running() as rig:
        await rig.open_question()
        key, message = f"answer-{rig.round().id}", rig.round().message
        assert await _find(rig, key, message) is None
        await rig.reveal()
        found = await _find(rig, key, message)
        assert found is not None
        assert found.message == str(rig.channel.threads[0].history()[0].id)
        assert await _find(rig, "round-999") is None


async def test_a_question_that_was_deleted_by_hand_is_still_answered() -> None:
    async with running(check_errors=False) as rig:
        await rig.open_question()
        rig.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)
        rig.env.inject_error(*THREAD, status=404, code=10008)
        await rig.reveal()
        assert rig.round().state is RoundState.REVEALED
        assert "the secret model answer" in message_words(rig.channel.history()[1])


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (403, 50013, "Send Messages"),
        (403, 50001, "View Channel"),
        (404, 10003, "doesn't exist any more"),
    ],
)
async def test_a_channel_closed_to_the_bot_pauses_its_schedule_and_tells_its_owner_once(
    status: int, code: int, told: str
) -> None:
    async with running(check_errors=False) as rig:
        await rig.set_up()
        messages = f"/channels/{rig.channel.id}/messages"
        rig.env.inject_error("POST", messages, status=status, code=code, times=None)
        rig.clock.now = FOUR - timedelta(hours=6)
        for _ in range(3):
            await rig.work()
            rig.clock.advance(timedelta(minutes=4))
        schedule = rig.store.read_now(lambda tx: tx.schedules.all())[0]
        assert told in schedule.pause_reason
        directs = [r for r in rig.env.http_requests if r.path == "/users/@me/channels"]
        assert len(directs) == 1


def test_discords_errors_become_the_engines() -> None:
    class Response:
        status, reason, headers = 0, "", {"Retry-After": "7"}

    def error(kind: type[discord.HTTPException], status: int, code: int = 0) -> Exception:
        response: Any = Response()
        response.status = status
        return kind(response, {"code": code, "message": "no"})

    def translated(problem: Exception) -> Exception:
        return translate(problem, "post", "Send Messages")

    limited = translated(error(discord.HTTPException, 429))
    assert isinstance(limited, RateLimited)
    assert limited.retry_after == 7
    assert isinstance(translated(discord.RateLimited(60)), RateLimited)
    assert isinstance(translated(error(discord.Forbidden, 403)), NotPermitted)
    assert isinstance(translated(error(discord.HTTPException, 400, 50083)), NotPermitted)
    assert isinstance(translated(error(discord.HTTPException, 400, 50035)), Rejected)
    assert isinstance(translated(error(discord.HTTPException, 400, 999999)), Rejected)
    assert isinstance(translated(error(discord.HTTPException, 400, 160006)), Transient)
    assert isinstance(translated(error(discord.NotFound, 404)), ChannelGone)
    for passing in (
        error(discord.DiscordServerError, 503),
        error(discord.HTTPException, 401),
        TimeoutError(),
        OSError(),
    ):
        assert isinstance(translated(passing), Transient)
    Response.headers = {"Content-Type": "text/html"}
    for kind, status in ((discord.Forbidden, 403), (discord.NotFound, 404)):
        assert isinstance(translated(error(kind, status)), Transient), (
            "it is a proxy's, not Discord's"
        )


async def test_a_channel_that_is_no_id_is_gone() -> None:
    async with running() as rig:
        with pytest.raises(ChannelGone):
            await rig.client.gateway.post(
                ChannelRef("discord", "1", "general"), NoticeCard("x"), "round-1"
            )


async def answer_in_words(rig: Rig, who: Any, words: str, *share: str) -> None:
    form = await who.click(rig.question, label="In my own words")
    await who.submit_modal(form, {"words": words, "share": [*share]})


async def test_words_stand_in_the_thread_and_applause_counts_there() -> None:
    async with running() as rig:
        await rig.open_question()
        await answer_in_words(rig, rig.ben, "for all", "show")
        await answer_in_words(rig, rig.ada, "for me alone")
        await rig.reveal()
        (thread,) = rig.channel.threads
        _, shared = thread.history()
        assert "for all" in message_words(shared)
        assert "for me alone" not in message_words(shared)
        pressed = await rig.ada.click(shared, label="Applaud")
        assert "You applauded" in told(pressed)
        counts = ResponseCounts(rig.store, rig.bank, {"discord": rig.client.gateway})
        counts.note_response(rig.round().id)
        await counts.flush()
        _, shared = thread.history()
        assert "Applaud · 1" in str(shared.components)


async def test_an_archived_thread_is_opened_to_edit_what_stands_in_it() -> None:
    async with running(check_errors=False) as rig:
        await rig.open_question()
        await answer_in_words(rig, rig.ben, "for all", "show")
        await rig.reveal()
        (thread,) = rig.channel.threads
        place = ("PATCH", f"/channels/{thread.id}/messages/*")
        rig.env.inject_error(*place, status=400, code=50083)
        await rig.client.gateway.update(
            MessageRef(replace(rig.here, channel=str(thread.id)), str(thread.history()[1].id)),
            CARDS["words-continued"],
        )
        assert "the rest" in message_words(thread.history()[1])


async def test_a_question_pings_the_one_role_of_its_schedule_and_nothing_else() -> None:
    async with running() as rig:
        await rig.set_up()
        team, everyone = rig.guild.create_role("team"), rig.guild.id
        rig.change_plan(notify=str(team.id), intro=f"<@&{everyone}> @everyone *now*", title="Hi")
        await rig.work(NINE)
        above = rig.question.components[0]
        assert isinstance(above, discord.components.TextDisplay)
        assert above.content.startswith(f"-# <@&{team.id}> **Hi**: ")
        assert "@everyone" not in above.content
        assert [role.id for role in rig.question.role_mentions] == [team.id]
        assert not rig.question.mention_everyone


async def test_everyone_is_never_pinged_as_a_role() -> None:
    async with running() as rig:
        await rig.set_up()
        rig.change_plan(notify=str(rig.guild.id))
        await rig.work(NINE)
        assert rig.question.role_mentions == []
        assert not rig.question.mention_everyone


async def test_an_open_question_is_pinned_where_its_schedule_wants_it() -> None:
    async with running() as rig:
        await rig.set_up()
        rig.change_plan(pin=True)
        await rig.work(NINE)
        assert rig.question.pinned
        await rig.reveal()
        assert not rig.question.pinned


def test_a_key_makes_the_same_short_nonce_each_time() -> None:
    assert nonce("round-1") == nonce("round-1")
    assert nonce("round-1") != nonce("round-2")
    assert len(nonce("round-1")) <= 25


def test_the_invitation_asks_for_exactly_what_is_needed() -> None:
    held = {name for name, wanted in INVITED if wanted}
    assert held == {
        "read_messages", "send_messages", "read_message_history", "create_public_threads",
        "send_messages_in_threads", "add_reactions", "pin_messages", "attach_files",
    }  # fmt: skip
    assert f"permissions={INVITED.value}" in invite_link(5)
    assert "scope=bot+applications.commands" in invite_link(5)


# --- thread rounds ---------------------------------------------------------------------


async def test_without_message_content_thread_rounds_are_refused_with_the_fix() -> None:
    async with running() as rig:
        told = await rig.say(rig.ada, "daily setup", time="9", zone="UTC", format="thread")
        assert "Message Content Intent" in told


async def test_a_thread_lost_to_a_crash_is_opened_when_the_question_is_found() -> None:
    async with running(message_content=True, check_errors=False) as rig:
        rig.env.inject_error(*THREAD, status=500, times=None)
        await rig.open_question(format="thread")
        assert rig.channel.threads == []
        rig.env.backend.faults.clear()
        assert await _find(rig, rig.round().post_key) is not None
        assert len(rig.channel.threads) == 1


async def test_a_question_too_long_for_a_message_goes_on_in_its_thread() -> None:
    async with live() as bot:
        card = CARDS["question"]
        assert isinstance(card, QuestionCard)
        long = replace(card, prompt=paragraph("word " * 3000))
        posted = await bot.client.gateway.post(HERE, long, "round-1")
        inside = bot.server.messages(posted.message)
        assert len(inside) >= 3
        everything = "".join(words(m) for m in (*bot.server.messages(), *inside))
        assert everything.count("word") >= 3000


async def _find(rig: Rig, key: str, thread: MessageRef | None = None) -> MessageRef | None:
    with rig.env.time_context():
        return await rig.client.gateway.find(rig.here, key, thread)
