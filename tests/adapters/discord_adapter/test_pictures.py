"""Pictures on Discord: in the message's layout, described, and never in its way."""

import sys
from collections.abc import AsyncGenerator

import pytest
from aiohttp import web

from bot.adapters.discord.render.cards import render
from bot.adapters.shared.card_pictures import Picture
from bot.engine import cards as k
from bot.engine.errors import Transient
from bot.pictures.renderer import Renderer
from tests.support.discord.live import FOUR, HERE, Live, live
from tests.support.fakes.discord_rules import Json, walk
from tests.support.fakes.discord_shapes import words
from tests.support.interviews import INTERVIEWS
from tests.support.pictures import png_size, recap_card, stats_card, streak_card

PICTURE = Picture("drawn.png", b"", "what it shows")


@pytest.fixture
async def renderer() -> AsyncGenerator[Renderer]:
    made = Renderer(seconds=30)
    yield made
    await made.close()


def galleries(message: Json) -> list[Json]:
    return [part for part in walk(message["components"]) if part["type"] == 12]


def file_of(bot: Live, message: Json) -> bytes:
    """Return the message's one file, which its one picture is."""
    (attached,) = message["attachments"]
    (gallery,) = galleries(message)
    (item,) = gallery["items"]
    assert item["media"]["url"] == f"attachment://{attached['filename']}"
    assert item["description"] == attached["description"]
    return bot.server.api.files[attached["id"]]


async def answered(bot: Live) -> None:
    """Let Ada answer, and the round be revealed."""
    question = await bot.ask()
    await bot.server.press("7", question, "A")
    bot.clock.now = FOUR
    await bot.work()


async def test_the_streak_is_answered_with_its_calendar(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        await answered(bot)
        shown = await bot.server.slash("7", "streak")
        assert shown.ephemeral
        assert shown.answer is not None
        assert png_size(file_of(bot, shown.answer))[0] == 1032
        assert "1 day in a row" in shown.text
        assert "🟩" not in shown.text, "the picture shows the marks"


async def test_the_stats_are_answered_with_bars_and_numbers(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        await answered(bot)
        shown = await bot.server.slash("7", "stats")
        assert shown.answer is not None
        assert png_size(file_of(bot, shown.answer))[0] == 1032
        assert "of 1 right" in shown.text


async def test_the_report_of_an_interview_is_followed_by_its_picture(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        shown = await bot.server.slash("7", "interview", minutes=10)
        for label in ("Start the interview", "Done speaking", "End here", "Save and continue"):
            assert shown.answer is not None
            shown = await bot.server.press("7", shown.answer, label)
        assert "of 4 key points" in shown.text
        assert shown.answer is not None
        await bot.server.until(lambda: bool(shown.answer and shown.answer["attachments"]))
        assert png_size(file_of(bot, shown.answer))[0] == 1032


async def test_the_recap_is_posted_with_its_podium_and_found_again(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        await bot.client.gateway.post(HERE, recap_card("Ada", "Ben"), "recap-1")
        (message,) = bot.server.messages()
        assert png_size(file_of(bot, message))[0] == 1032
        assert "14 people gave 51 answers" in words(message)
        found = await bot.client.gateway.find(HERE, "recap-1")
        assert found is not None
        assert found.message == message["id"]


async def test_a_recap_without_someone_has_a_new_picture_or_none(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        posted = await bot.client.gateway.post(HERE, recap_card("Ada", "Ben"), "recap-1")
        (message,) = bot.server.messages()
        first = file_of(bot, message)
        await bot.client.gateway.update(posted, recap_card("Ben"))
        assert file_of(bot, message) != first
        assert "Ada" not in str(message)
        await bot.client.gateway.update(posted, k.NoticeCard("Nobody is left."))
        assert message["attachments"] == []
        assert "Ben" not in str(message)


async def test_where_no_file_may_be_attached_the_text_is_posted_once(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        bot.server.api.may_attach = False
        await bot.client.gateway.post(HERE, recap_card("Ada", "Ben"), "recap-1")
        (message,) = bot.server.messages()
        assert message["attachments"] == []
        assert not galleries(message)
        assert "Ada" in words(message)
        bot.server.problems.clear()  # that refusal was the test's own


async def test_after_an_answer_that_leaves_it_open_nothing_is_sent_again(
    renderer: Renderer,
) -> None:
    async with live(renderer=renderer) as bot:
        bot.server.refusals.append(("POST", "/messages", lambda: None))
        with pytest.raises(Transient):
            await bot.client.gateway.post(HERE, recap_card("Ada", "Ben"), "recap-1")
        assert bot.server.messages() == []
        assert "attachments" in bot.server.last_body, "it was never tried without the picture"


async def test_a_refused_picture_leaves_the_streak_in_squares(renderer: Renderer) -> None:
    async with live(renderer=renderer) as bot:
        await answered(bot)
        bot.server.refusals.append(("PATCH", "@original", lambda: web.Response(status=413)))
        shown = await bot.server.slash("7", "streak")
        assert "🟩" in shown.text
        assert shown.answer is not None
        assert not galleries(shown.answer)


async def test_a_picture_that_cannot_be_drawn_leaves_the_text() -> None:
    broken = Renderer(seconds=5, worker=(sys.executable, "-c", "pass"))
    async with live(renderer=broken) as bot:
        await answered(bot)
        assert "🟩" in (await bot.server.slash("7", "streak")).text
        await bot.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        assert "Ada" in words(bot.server.messages()[-1])
    await broken.close()


REPORT = INTERVIEWS["interview-report"]


@pytest.mark.parametrize("card", [streak_card(), stats_card(), recap_card("Ada", "Ben"), REPORT])
def test_with_a_picture_the_text_stays(card: k.Card) -> None:
    (plain,), (pictured,) = render(card), render(card, PICTURE)
    title = plain.to_components()[0]["components"][0]["content"].splitlines()[0]
    parts = pictured.to_components()[0]["components"]
    assert parts[0]["content"].splitlines()[0] == title
    assert parts[1]["items"][0]["media"]["url"] == "attachment://drawn.png"
    assert any(part["type"] == 10 and part["content"] for part in parts[2:])
