"""What takes several messages, broken off by a crash: completed, and nothing of it twice."""

from dataclasses import replace

from aiohttp import web

from bot.engine.cards import AnswerCard, QuestionCard
from bot.engine.model.rich_text import Paragraph, Text
from bot.engine.model.schedules import MessageRef
from tests.support.discord.live import HERE, Live, live
from tests.support.discord.samples import CARDS
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_shapes import CHANNEL, words

MANY = tuple(Paragraph((Text(f"part{number:02} " + "words " * 150),)) for number in range(20))
QUESTION, ANSWER = CARDS["question"], CARDS["answer"]
assert isinstance(QUESTION, QuestionCard)
assert isinstance(ANSWER, AnswerCard)
LONG_QUESTION = replace(QUESTION, prompt=MANY)
LONG_ANSWER = replace(ANSWER, answer=MANY)


async def after_a_crash(bot: Live, messages: list[Json], left: int) -> None:
    """Let the crash have come when ``left`` messages were there, minutes ago."""
    del messages[left:]
    bot.server.api.forget_nonces()
    await bot.stop()
    await bot.start()


def every_part_once(messages: list[Json]) -> bool:
    """Tell whether each part can be read in exactly one place, in order."""
    text = "\n".join(words(message) for message in messages)
    places = [text.find(f"part{number:02} ") for number in range(20)]
    counts = [text.count(f"part{number:02} ") for number in range(20)]
    return set(counts) == {1} and places == sorted(places)


async def test_the_rest_of_a_question_lost_to_a_crash_follows_when_it_is_shown_again() -> None:
    for left in (0, 1, 2):
        async with live() as bot:
            posted = await bot.client.gateway.post(HERE, LONG_QUESTION, "round-1")
            thread = bot.server.messages(posted.message)
            assert len(thread) >= 3
            await after_a_crash(bot, thread, left)
            for responded in (1, 2):
                shown = replace(LONG_QUESTION, responded=responded)
                await bot.client.gateway.update(posted, shown)
            assert every_part_once([*bot.server.messages(CHANNEL), *thread]), left


async def test_an_answer_that_broke_off_is_completed_not_repeated() -> None:
    for left in (0, 1, 3):
        async with live() as bot:
            posted = await bot.client.gateway.post(HERE, LONG_QUESTION, "round-1")
            thread = bot.server.messages(posted.message)
            before = len(thread)
            await bot.client.gateway.post(HERE, LONG_ANSWER, "answer-1", posted)
            assert len(thread) >= before + 4
            await after_a_crash(bot, thread, before + left)
            assert await bot.client.gateway.find(HERE, "answer-1", posted) is None
            answer = await bot.client.gateway.post(HERE, LONG_ANSWER, "answer-1", posted)
            assert every_part_once(thread[before:]), left
            assert answer == MessageRef(replace(HERE, channel=posted.message), thread[-1]["id"])
            assert await bot.client.gateway.find(HERE, "answer-1", posted) == answer


async def test_an_answer_in_replies_is_completed_too_and_another_questions_is_none_of_it() -> None:
    async with live() as bot:
        first = await bot.client.gateway.post(HERE, QUESTION, "round-1")
        second = await bot.client.gateway.post(HERE, replace(QUESTION, round_id=2), "round-2")
        channel = bot.server.messages(CHANNEL)
        await answer_by_replies(bot, 1, first)
        before = len(channel)
        await answer_by_replies(bot, 2, second)
        assert every_part_once(channel[before:])
        await after_a_crash(bot, channel, before + 1)
        await answer_by_replies(bot, 2, second)
        assert every_part_once(channel[before:])


async def answer_by_replies(bot: Live, number: int, question: MessageRef) -> None:
    """Post an answer where no thread may be opened."""

    def forbidden() -> web.Response:
        return web.json_response({"code": 50013, "message": "Missing Permissions"}, status=403)

    bot.server.refusals.append(("POST", "/threads", forbidden))
    card = replace(LONG_ANSWER, round_id=number)
    await bot.client.gateway.post(HERE, card, f"answer-{number}", question)
